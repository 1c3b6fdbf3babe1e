import Facts
import Ingest
import RecordReading
import Testing

@Suite struct `A refusal` {
    @Test(arguments: RecordReadingError.Kind.allCases)
    func `of an unreadable file has words in both languages`(
        _ kind: RecordReadingError.Kind
    ) throws {
        let refusal = ExportRefusal(RecordReadingError(kind, line: 3, column: 4))
        #expect(refusal.kind == .unreadable)
        #expect([refusal.line, refusal.column] == [3, 4])
        for text in [refusal.message, refusal.remedy] {
            #expect(!text.vi.isEmpty && !text.en.isEmpty && text.vi != text.en)
            #expect(text.vi.contains { !$0.isASCII })
        }
    }

    @Test func `of a header says which column is missing, and which is like it`() throws {
        let mapping = FeedMapping.csv(.dossiers, fields: [.code: "Mã hồ sơ"])
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("\nSTT;Mã hồ sô;Tên\n1;A-1;x\n", mapping)
        }
        #expect(refusal?.kind == .header)
        #expect(refusal?.line == 2)
        #expect(refusal?.message.vi == "không có cột «Mã hồ sơ» (mã hồ sơ); có phải là cột thứ 2?")
    }

    @Test func `of missing columns first tells what a clerk can do`() throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("Tên;Trạng thái\nx;y\n", .csv(.dossiers))
        }
        #expect(refusal?.remedy.vi.hasPrefix("giữ nguyên tên cột như lần trước") == true)
    }

    @Test func `of a NUL byte tells to copy the file again, not to save it otherwise`() throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("Mã hồ sơ;Trạng thái\nA\u{0}1;x\n", .csv(.dossiers))
        }
        #expect(refusal?.remedy.vi.contains("hỏng khi sao chép") == true)
        #expect(refusal?.remedy.en.contains("copied") == true)
    }

    @Test func `of a CSV in UTF-16 that ends within a character declares no encoding`() throws {
        let text = "\u{FEFF}Mã hồ sơ;Trạng thái\nA-1;Đã trả\n"
        let bytes = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read(bytes: bytes.dropLast(1) + [], .csv(.dossiers))
        }
        #expect(refusal?.kind == .unreadable)
        #expect(refusal?.remedy.vi.contains("khai báo") == false)
        #expect(refusal?.remedy.en.contains("declare") == false)
    }

    @Test func `of a file without a row that ends says what is wrong with it`() throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("\"Mã hồ sơ;Trạng thái\nA-1;x\n", .csv(.dossiers))
        }
        #expect(refusal?.kind == .unreadable)
        #expect(refusal?.line == 1)
    }
}
