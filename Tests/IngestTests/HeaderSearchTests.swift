import Facts
import Foundation
import Ingest
import RecordReading
import Testing

@Suite struct `The header of an office's CSV` {
    private static let register = FeedMapping.csv(.paperDossiers, defaults: [.unit: "IALE"])
    private static let dossiers = FeedMapping.csv(.dossiers)

    private func codes(_ facts: ExportFacts) -> [String?] {
        let dossiers = Dossiers(facts.table)
        return (0..<facts.table.count).map { dossiers.code($0) }
    }

    @Test(arguments: [
        "Mã hồ sơ;Trạng thái;Tên cá nhân, tổ chức\nA-1;Đã trả;x\n",
        "Mã hồ sơ,Trạng thái,Chủ hồ sơ\nA-1,Đã trả,\"x;y\"\n",
        "Mã hồ sơ\tTrạng thái\tGhi chú\nA-1\tĐã trả\tx\n",
        "Mã hồ sơ|Trạng thái|Ghi chú\nA-1|Đã trả|x\n",
        "sep=|\nMã hồ sơ|Trạng thái|Ghi chú\nA-1|Đã trả|x\n",
        "DANH SÁCH, THÁNG 7, NĂM 2021, XÃ IA LE\nMã hồ sơ;Trạng thái\nA-1;Đã trả\n",
        "Mã hồ sơ;\"Trạng\rthái\"\rA-1;x\rB-1;\r",
        "UBND xã Ia Le\r\n\r\nMã hồ sơ;Trạng thái\rA-1;\"Đã trả\"\nB-1;;;\r\n",
    ])
    func `tells the delimiter, whatever stands above it`(_ text: String) throws {
        #expect(codes(try Office.read(text, Self.dossiers)).first == "A-1")
    }

    @Test func `comes after title rows, which are no records`() throws {
        let text = """
            UBND HUYỆN CHƯ PƯH;;;CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
            BỘ PHẬN MỘT CỬA;;;Độc lập - Tự do - Hạnh phúc

            "SỔ THEO DÕI HỒ SƠ
            Quyển số 01; năm 2021";;;
            ;;;
            STT;Mã hồ sơ;Nhận hồ sơ;Hẹn trả kết quả
            1;A-1;01/07/2021;05/07/2021

            """
        let facts = try Office.read(text, Self.register)
        #expect(facts.table.count == 1)
        #expect(Array(facts.table.lines) == [8])
        #expect(facts.table.days[.dueOn]?[0] == day("2021-07-05"))
    }

    @Test func `is not looked for behind many rows`() throws {
        let titles = String(repeating: "Ghi chú chung\n", count: 30)
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read(titles + "Mã hồ sơ;Trạng thái\nA-1;Đã trả\n", Self.dossiers)
        }
        #expect(refusal?.kind == .header)
    }

    @Test func `may have two rows, with groups above the columns`() throws {
        let text = """
            STT;Mã hồ sơ;Ngày, tháng, năm;;;Trả kết quả;;;Ghi chú
            ;;Nhận hồ sơ;Hẹn trả kết quả;Chuyển;Ngày, tháng, năm;Phương thức nhận kết quả;Ký nhận;
            1;A-1;01/07/2021;05/07/2021;02/07/2021;04/07/2021;Trực tiếp;x;
            """
        let facts = try Office.read(text, Self.register)
        #expect(facts.table.count == 1)
        #expect(
            facts.provides == [
                .unit, .number, .dossierCode, .receivedOn, .dueOn, .transferredOn, .returnedOn,
                .returnMethod, .signedFor,
            ])
        #expect(facts.table.days[.returnedOn]?[0] == day("2021-07-04"))
    }

    @Test func `may have three rows below a title, and numbers of columns`() throws {
        let text = """
            SỔ THEO DÕI;;;;;
            STT;Mã hồ sơ;Nhận và trả kết quả;;;Ghi chú
            ;;Ngày, tháng, năm;;Ký nhận;
            ;;Nhận hồ sơ;Hẹn trả kết quả;;
            (1);(2);(3);(4);(5);(6)
            7;A-1;01/07/2021;05/07/2021;x;
            """
        let facts = try Office.read(text, Self.register)
        #expect(Array(facts.table.lines) == [6])
        #expect(facts.table.days[.dueOn]?[0] == day("2021-07-05"))
        #expect(facts.provides.contains(.signedFor))
    }

    @Test(arguments: ["Trực tuyến", "Trong đó › Trực tuyến", "trong đó›trực  tuyến"])
    func `names a column of a group by its own name or by both`(_ name: String) throws {
        let mapping = FeedMapping.csv(
            .dossiers, fields: [.code: "Mã", .fileCount: name, .resultFileCount: "Tồn kỳ trước"])
        let text = "Mã;Trong đó;;Tồn kỳ trước\n;Trực tuyến;Trực tiếp;\nA-1;3;4;5\n"
        let facts = try Office.read(text, mapping)
        #expect(facts.table.counts[.fileCount]?[0]?.raw == 3)
        #expect(facts.table.counts[.resultFileCount]?[0]?.raw == 5)
        #expect(facts.table.count == 1)
    }

    @Test func `of one row leaves a first record with empty cells where it is`() throws {
        let facts = try Office.read("Mã hồ sơ;;Trạng thái\nA-1;ghi chú;\n", Self.dossiers)
        #expect(codes(facts) == ["A-1"])
    }

    @Test(arguments: [
        "(1);(2);(3)", "1;2;3", "-1;-2;-3", "A;B;1", "A;B;C", "[1];[2];[3]", "(1);(2);(3)=(1)+(2)",
        ";(2);(3)",
    ])
    func `may be followed by the numbers of its columns`(_ numbers: String) throws {
        let text = "STT;Mã hồ sơ;Ký nhận\n\(numbers)\n1;A-1;x\n"
        #expect(Array(try Office.read(text, Self.register).table.lines) == [3])
    }

    @Test(arguments: ["1;2;", "1;3;4", "2;3;4", "1;A-1;3", "01;02;04"])
    func `may be followed by a record that looks like them`(_ record: String) throws {
        let text = "STT;Mã hồ sơ;Ký nhận\n\(record)\n1;A-1;x\n"
        #expect(Array(try Office.read(text, Self.register).table.lines) == [2, 3])
    }

    @Test func `is found by canonical names too where the settings name columns`() throws {
        let mapping = FeedMapping.csv(.dossiers, fields: [.code: "Mã", .status: "Tình trạng"])
        #expect(codes(try Office.read("code;status\nA-1;x\n", mapping)) == ["A-1"])
    }

    @Test func `that is missing is told without a word of the file`() throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("Rơ Mah Bưởi;231234567\nSiu H'Nhah;231234568\n", Self.dossiers)
        }
        #expect(refusal?.kind == .header)
        #expect(refusal?.message.vi == "không nhận ra cột nào là mã hồ sơ")
    }
}

@Suite struct `The header of a CSV that is not plain Unicode` {
    private static let text = "Mã hồ sơ;Ngày tiếp nhận;Trạng thái\nA-1;01/07/2021;Đã trả kết quả\n"
    private static let dossiers = FeedMapping.csv(.dossiers)
    /// The same in the letters of the fonts of VNI and of TCVN3.
    private static let vni =
        "Maõ hoà sô;Ngaøy tieáp nhaän;Traïng thaùi\nA-1;01/07/2021;Ñaõ traû keát quaû\n"
    private static let tcvn3 =
        "M· hå s¬;Ngµy tiÕp nhËn;Tr¹ng th¸i\nA-1;01/07/2021;§· tr¶ kÕt qu¶\n"
    private static let mojibake =
        "M\u{C3}\u{A3} há»“ sÆ¡;NgÃ\u{A0}y tiáº¿p nháº\u{AD}n;Tráº¡ng thÃ¡i\nA-1;01/07/2021;x\n"

    private static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8($0.value) }
    }

    @Test(arguments: [(vni, "VNI-Windows"), (tcvn3, "TCVN3 (ABC)")])
    func `tells the encoding`(_ text: String, _ name: String) throws {
        let facts = try Office.read(bytes: Self.latin1(text), Self.dossiers)
        #expect(facts.notes.legacyEncoding == name)
        #expect(facts.notes.headerDamage == nil)
        #expect(Dossiers(facts.table).status(0) == .returned)
    }

    @Test func `tells the encoding to named fields as well`() throws {
        let mapping = FeedMapping.csv(
            .dossiers, fields: [.code: "Mã hồ sơ", .status: "Trạng thái"])
        let facts = try Office.read(bytes: Self.latin1(Self.tcvn3), mapping)
        #expect(Dossiers(facts.table).status(0) == .returned)
    }

    @Test func `may be UTF-16, as Excel's Unicode text`() throws {
        let text = "\u{FEFF}" + Self.text.replacing(";", with: "\t")
        let bytes = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let facts = try Office.read(bytes: bytes, Self.dossiers)
        #expect(facts.notes.legacyEncoding == nil)
        #expect(Dossiers(facts.table).status(0) == .returned)
    }

    @Test(arguments: [(vni, "vni"), (tcvn3, "tcvn3"), (mojibake, "mojibake")])
    func `is understood where it was saved as UTF-8, and the damage is told`(
        _ text: String, _ damage: String
    ) throws {
        let facts = try Office.read(text, Self.dossiers)
        #expect(facts.notes.headerDamage?.rawValue == damage)
        #expect(facts.notes.legacyEncoding == nil)
        #expect(Dossiers(facts.table).code(0) == "A-1")
        #expect(facts.provides == [.code, .receivedAt, .status])
    }

    @Test func `is told where its marks stand apart`() throws {
        let text = Self.text.decomposedStringWithCanonicalMapping
        #expect(try Office.read(text, Self.dossiers).notes.headerDamage == .decomposed)
        #expect(try Office.read(Self.text, Self.dossiers).notes.headerDamage == nil)
    }

    @Test func `that says nothing in any encoding refuses the export`() throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read(bytes: Self.latin1("Cét mét;Cét hai\n1;2\n"), Self.dossiers)
        }
        #expect(refusal?.kind == .unreadable)
        #expect(refusal?.message.en.hasPrefix("the encoding could not be told") == true)
    }

    @Test func `in ASCII leaves the encoding to at least three known words`() throws {
        let rows = ["A-1;X· Ia Le;§· tr¶", "A-2;x;§ang xö lý", "A-3;x;Hoµn thµnh"]
        let text = "code;receiving_unit;status\n" + rows.joined(separator: "\n") + "\n"
        let facts = try Office.read(bytes: Self.latin1(text), Self.dossiers)
        #expect(facts.notes.legacyEncoding == "TCVN3 (ABC)")
        let dossiers = Dossiers(facts.table)
        #expect((0..<3).map { dossiers.status($0) } == [.returned, .processing, .finished])
        #expect(Office.key(of: dossiers.receivingUnit[0]) == "IALE")
    }

    @Test func `in ASCII leaves the encoding to words far down in the file`() throws {
        let ascii = (0..<9000).map { "B-\($0);x;returned\n" }.joined()
        let text = "code;receiving_unit;status\n" + ascii + "A-1;X· Ia Le;§· tr¶\nA-2;;§· tr¶\n"
        let facts = try Office.read(bytes: Self.latin1(text), Self.dossiers)
        #expect(facts.table.count == 9002)
        #expect(Dossiers(facts.table).status(9001) == .returned)
    }

    @Test func `in ASCII with fewer known words refuses the export at its place`() throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read(bytes: Self.latin1("code;status\nA-1;§· tr¶\n"), Self.dossiers)
        }
        #expect(refusal?.kind == .unreadable)
        #expect(refusal.map { [$0.line, $0.column] } == [2, 5])
    }

    @Test func `in UTF-8 believes no other encoding below it`() throws {
        let bytes = Array(Self.text.utf8) + Self.latin1("A-2;;X· Ia Le\nA-3;X· Ia Le;X· Ia Le\n")
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read(bytes: bytes, Self.dossiers)
        }
        #expect(refusal.map { [$0.line, $0.column] } == [3, 7])
    }
}
