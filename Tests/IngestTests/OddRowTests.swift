import Facts
import Ingest
import Testing

@Suite struct `A row that is no record` {
    private static let header = "STT;Mã hồ sơ;Tên TTHC;Nhận hồ sơ;Ký nhận"

    /// The lines of the records among rows, the first of which is line 3.
    private func lines(_ rows: String...) throws -> [UInt32] {
        let text = ([Self.header, "1;A-1;x;01/07/2021;x"] + rows).map { $0 + "\n" }.joined()
        return Array(try read(text).table.lines.dropFirst())
    }

    private func read(_ text: String) throws -> ExportFacts {
        try Office.read(text, .csv(.paperDossiers, defaults: [.unit: "IALE"]))
    }

    @Test(arguments: [
        ";;;;", ";;", "\"\";\" \";;;", ";;;;;;;;",
        // Headers again, as printed on each page.
        header, " stt ;MÃ HỒ SƠ;Tên  TTHC;Nhận hồ sơ;Ký nhận;;",
        // Groups.
        "Xã Ia Le;;;;", ";Xã Ia Le;;;", "I. Lĩnh vực đất đai;;;;", "I;Lĩnh vực đất đai;;;",
        "A.;Lĩnh vực hộ tịch;;;", "IALE;;;;", "Xã Ia Le",
        // Totals.
        "Tổng cộng;;;;20", "Tổng số;20;;;", "Cộng;;;;", "Tổng;;;;", "Tổng cộng: 20 hồ sơ;;;;",
        ";Tổng cộng;;20;", "TỔNG HỒ SƠ;20;;;", "Cộng trang;5;;;", "Tổng cộng;;;;20;;30",
        // Signatures.
        "Người lập biểu;;;Chủ tịch;", ";;;;Ia Le, ngày 28 tháng 7 năm 2021",
        ";;;TM. ỦY BAN NHÂN DÂN;",
        "Người nhận;;;Người giao;", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ;;;;",
        ";;;;BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        // Edges of pages.
        ";;;;Trang 1/2", "Trang 2;;;;", ";;Trang 3 / 4;;", "SỔ TIẾP NHẬN;;;;Trang 1/2",
        // Numbers of columns.
        "(I);(II);(III);(IV);(V)", "1;2;3;4;5", "I;II;III;IV;V", "(1);(2);(3);(4);",
        // Groups with their numbers.
        "1;Lĩnh vực Tư pháp;;;", ";;Lĩnh vực Tư pháp;;", "12.;LĨNH VỰC ĐẤT ĐAI;;;",
        "2;;;;Li\u{303}nh vực hộ tịch", "\u{FEFF}STT;Mã hồ sơ;Tên TTHC;Nhận hồ sơ;Ký nhận",
        ";;;KT. CHỦ TỊCH;", "NGƯỜI LẬP;;;(Ký, ghi rõ họ tên);", ";;;;;;Thủ trưởng đơn vị",
    ])
    func `is passed over, also between records`(_ row: String) throws {
        #expect(try lines(row, "2;A-2;x;;") == [4])
        #expect(try lines("2;A-2;x;;", row) == [3])
    }

    @Test(arguments: [
        ";A-7;x;;", ";;x;01/07/2021;", "2;;;;", ";A-7;;;", "x;;;;", "hai;;x;;",
        ";Tổng công ty Điện lực;x;;", "Cộng đồng dân cư làng Ia;;x;;", ";;Xã Ia Le;;",
        ";;x;ngày 28 tháng 7 năm 2021;x", "Mã hồ sơ;x;;;", "II;Lĩnh vực đất đai;x;;",
        ";Rơ Mah Bưởi;Chủ tịch;;", "1;Lĩnh vực Tư pháp;x;;", "1;Lĩnh;;;",
        "1;Lĩnh vực Tư pháp;;01/07/2021;", "7;;;01/07/2021;", ";A-7;;;Trang 1/2", "1;2;3;;",
    ])
    func `is none with several cells, or with one that says nothing`(_ row: String) throws {
        #expect(try lines(row, "2;A-2;x;;") == [3, 4])
    }

    @Test func `numbers the columns also where the last ones have no number`() throws {
        let header = "STT;" + (1...13).map { "Cột \($0)" }.joined(separator: ";")
        let numbers = (1...13).map(String.init).joined(separator: ";") + ";"
        let facts = try Office.read(
            "\(header)\n\(numbers)\n1;x\n\(numbers)\n2;x\n",
            .csv(.paperDossiers, fields: [.number: "STT"], defaults: [.unit: "IALE"]))
        #expect(facts.table.lines == [3, 5])
    }

    @Test func `stood above the header and is printed again on the next page`() throws {
        let title = "UBND XÃ IA LE;;;CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM;\n;;SỔ THEO DÕI;;\n"
        let facts = try read(
            title + Self.header + "\n1;A-1;x;01/07/2021;\n" + title + "\u{FEFF}" + Self.header
                + "\n2;A-2;x;01/07/2021;\n")
        #expect(facts.table.lines == [4, 8])
    }

    @Test func `ends a page with signatures, behind which no record is lost`() throws {
        #expect(
            try lines(
                ";;;Người nhận;Người giao", ";;;Rơ Mah Bưởi;Siu Nhah", "2;A-2;x;;",
                ";;Rơ Mah Bưởi;;") == [5, 6])
    }

    @Test func `may be a name below a signature, but no record there vanishes`() throws {
        #expect(
            try lines(
                "2;A-2;x;;", "Người lập biểu;;;Chủ tịch;", "(Ký tên);;;;", ";;;;",
                "Rơ Mah Bưởi;;;Siu Nhah;", "3;A-3;x;;", ";;x;05/07/2021;x") == [3, 8, 9])
    }

    @Test func `does not hide the header and numbers that follow it`() throws {
        #expect(
            try lines(
                "2;A-2;x;;", ";;;;", Self.header, "1;2;3;4;5", "Xã Ia Le;;;;", "3;A-3;x;;") == [
                    3, 8,
                ])
    }

    @Test func `is a group only among several columns`() throws {
        let facts = try Office.read(
            "Mã hồ sơ;Trạng thái\nA-1;x\n;Đã trả kết quả\n", .csv(.dossiers))
        #expect(facts.table.count == 2)
    }

    @Test func `is judged by the number of a document, whatever its letters`() throws {
        let facts = try Office.read(
            "direction;unit;year;number\nĐi;IALE;2021;896/QĐ-UBND\nTổng;;;1\n", .csv(.documents))
        #expect(facts.notes.controlTotal == ControlTotal(stated: 1, line: 3))
    }
}

@Suite struct `A total at the end of an export` {
    private func notes(_ rows: String...) throws -> ExportFacts {
        let text = (["STT;Mã hồ sơ;Tên TTHC;Ký nhận"] + rows).map { $0 + "\n" }.joined()
        return try Office.read(text, .csv(.paperDossiers, defaults: [.unit: "IALE"]))
    }

    @Test(arguments: [
        ("Tổng cộng;2;;", 2), ("Tổng cộng;3;;", 3), ("Tổng cộng: 20 hồ sơ;;;", 20),
        ("Tổng số: 6.015 hồ sơ;;;", 6015), (";Tổng;15;", 15), ("Cộng;;;7", 7),
        // The one that is right, wherever it stands.
        ("Tổng cộng;5;2;9", 2),
        ("Tổng cộng tháng 7 năm 2021: 12 hồ sơ;;;", 12), ("Tổng cộng;02;;", 2),
        ("Tổng số 20;;;5", 20), ("Tổng cộng: 3 hồ sơ, lệ phí 480.000 đồng;;;", 3),
        ("Tổng cộng;;20;", 20),
    ])
    func `states how many records there are`(_ row: String, _ stated: Int) throws {
        let facts = try notes("1;A-1;x;", "2;A-2;x;", row)
        #expect(facts.notes.controlTotal == ControlTotal(stated: stated, line: 4))
        #expect(facts.isControlTotalConfirmed == (stated == 2))
        #expect(facts.notes.recordCount == 2)
    }

    @Test(arguments: [
        "Tổng cộng;;;", "Tổng cộng;x;;28/07/2021", "Cộng tháng 7;;;",
        // Sums of columns, and of money.
        "Tổng cộng;22;23;23", "Tổng cộng;5;3;9", "Tổng cộng;1.5;23,87%;4", "Tổng cộng;;;480.000",
        "Tổng cộng: 480.000 đồng;;;", "Tổng lệ phí;;;5", "Tổng số: 480.000;;;",
    ])
    func `without a number of its own states nothing`(_ row: String) throws {
        let facts = try notes("1;A-1;x;", row)
        #expect(facts.notes.controlTotal == nil)
        #expect(!facts.isControlTotalConfirmed)
    }

    @Test(arguments: [
        "Tổng cộng;2;", "TỔNG SỐ;2;3", "Cộng;2;", "T\u{F4}\u{309}ng;2;", "To\u{302}\u{309}ng;2;",
    ])
    func `may stand in the column of the codes`(_ row: String) throws {
        let facts = try Office.read(
            "STT;Mã hồ sơ;Trạng thái\n1;A-1;x\nCộng đồng;A-2;\n\(row)\n", .csv(.dossiers))
        #expect(facts.table.count == 2)
        #expect(facts.notes.controlTotal == ControlTotal(stated: 2, line: 4))
    }

    @Test func `is no figure of a report that is called so`() throws {
        let facts = try Office.read(
            "label;report;indicator;unit\nx;R-1;I01;IALE\nTổng số hồ sơ;R-1;I02;IALE\n",
            .csv(.reportFigures))
        #expect(facts.table.count == 2)
    }

    @Test(arguments: ["Phí, lệ phí", "Số tiền (đồng)", "Lệ phí"])
    func `is never in a column of money`(_ name: String) throws {
        for sum in ["1", "5"] {
            let facts = try Office.read(
                "STT;Mã hồ sơ;Tên TTHC;\(name)\n1;A-1;x;5\nTổng cộng;;;\(sum)\n",
                .csv(.paperDossiers, defaults: [.unit: "IALE"]))
            #expect(facts.notes.controlTotal == nil)
            #expect(facts.table.count == 1)
        }
    }

    @Test func `may stand above the records`() throws {
        let facts = try notes("Tổng số;3;;", "1;A-1;x;", "2;A-2;x;")
        #expect(facts.notes.controlTotal == ControlTotal(stated: 3, line: 2))
    }

    @Test func `is that of a group if records follow a mere sum`() throws {
        #expect(try notes("1;A-1;x;", "Cộng;1;;", "2;A-2;x;").notes.controlTotal == nil)
    }

    @Test func `is the last that says Tổng where groups have their own`() throws {
        let facts = try notes(
            "1;A-1;x;", "Cộng;1;;", "2;A-2;x;", "Cộng;1;;", "Tổng cộng;3;;")
        #expect(facts.notes.controlTotal == ControlTotal(stated: 3, line: 6))
    }

    @Test func `is none where only groups have one`() throws {
        let sums = try notes("1;A-1;x;", "Cộng;1;;", "2;A-2;x;", "Cộng;1;;")
        #expect(sums.notes.controlTotal == nil)
        let totals = try notes("1;A-1;x;", "Tổng số;1;;", "2;A-2;x;", "Tổng số;1;;")
        #expect(totals.notes.controlTotal == nil)
    }

    @Test func `counts records without a key as well`() throws {
        #expect(try notes("1;A-1;x;", ";A-2;x;y", "Tổng;2;;").isControlTotalConfirmed)
    }
}

@Suite struct `What the form of an export tells` {
    @Test func `a shifted row keeps its key and is counted`() throws {
        let mapping = FeedMapping.csv(
            .documents, defaults: [.direction: "outgoing", .unit: "IALE"])
        let facts = try Office.read(
            "Số ký hiệu;Ngày văn bản;Nơi nhận;Người ký\n5/BC-UBND;01/02/2021;CHUPUH;x\n"
                + "6/BC-UBND;02/02/2021;CHUPUH;NHONHOA;TNMT;x\n", mapping)
        let documents = Documents(facts.table)
        #expect(documents.symbol(1)?.id(in: Office.units) == "IALE:2021:06/BC-UBND")
        #expect(facts.notes.raggedRows == NotedCells(count: 1, firstLines: [3]))
        #expect(facts.notes.recordsWithoutKey == 0)
    }

    @Test func `many shifted rows refuse the export`() throws {
        let rows = (1...6).map { "A-\($0);x;y;z\n" }.joined()
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("Mã hồ sơ;Trạng thái\n\(rows)", .csv(.dossiers))
        }
        #expect(refusal?.kind == .unreadable)
        #expect(refusal?.line == 2)
    }

    @Test(arguments: [
        ("code;status\nA-1;x\n", true), ("code;status\nA-1;x", false),
        ("code;status\nA-1;x\nTổng;1", false), ("code;status\nA-1;x\n\r\n  ", true),
    ])
    func `a CSV says whether its last line may have been cut`(
        _ text: String, _ isWhole: Bool
    ) throws {
        #expect(try Office.read(text, .csv(.dossiers)).endsInLineBreak == isWhole)
    }

    @Test func `an XML is never cut`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", fields: [.code: "Ma"])
        #expect(try Office.read("<D><HoSo><Ma>A1</Ma></HoSo></D>", mapping).endsInLineBreak)
    }
}
