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
        #expect(refusal?.message.vi == "không có cột «Mã hồ sơ» cho code; có phải là cột thứ 2?")
    }

    @Test func `of an export without a key says that its columns are wrong`() throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("Mã hồ sơ;Trạng thái\n;x y\n;y\n", .csv(.dossiers))
        }
        #expect(refusal?.kind == .header)
    }

    @Test func `of a file without a row that ends says what is wrong with it`() throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("\"Mã hồ sơ;Trạng thái\nA-1;x\n", .csv(.dossiers))
        }
        #expect(refusal?.kind == .unreadable)
        #expect(refusal?.line == 1)
    }
}
