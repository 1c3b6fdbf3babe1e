import Facts
import Foundation
import Ingest
import Testing

@Suite struct `A proposed mapping` {
    @Test(arguments: [
        ("Mã hồ sơ", ["code: Mã hồ sơ"]), ("Ma ho so", ["code: Ma ho so"]),
        ("Mã số HS", ["code: Mã số HS ~mã số hồ sơ"]),
        ("Mã hồ sô", ["code: Mã hồ sô ~mã hồ sơ"]),
        (
            "Ngày nhận hồ sơ tại một cửa",
            ["received_at: Ngày nhận hồ sơ tại một cửa ~ngày nhận hồ sơ"]
        ),
        ("Hạn trả (dự kiến)", ["due_at: Hạn trả (dự kiến)"]),
        ("STT", []), ("Ghi chú", []), ("Địa chỉ", []), ("Cơ quan thụ lý", []), ("foo", []),
    ])
    func `has what a header means or is like`(_ header: String, _ choices: [String]) throws {
        let text = "\(header);Lĩnh vực;Lệ phí\nA-1;x;5\nA-2;x;6\n"
        let (head, proposal) = try Self.propose(text, .csv(.dossiers))
        #expect(head.isNamed)
        #expect(Set(Self.shown(proposal, head)) == Set(choices + ["sector: Lĩnh vực"]))
    }

    @Test func `gives a field the column that is known before one that is like it`() throws {
        let text = "Mã số HS;Mã hồ sơ;Ngày trả KQ\nx;A-1;01/07/2021\n"
        let (head, proposal) = try Self.propose(text, .csv(.dossiers))
        #expect(Self.shown(proposal, head).first == "code: Mã hồ sơ")
        #expect(proposal.unused == [0])
    }

    @Test func `keeps what the settings map and tells what they lost`() throws {
        let mapping = FeedMapping.csv(
            .dossiers, fields: [.code: "Mã", .status: "TT", .dueAt: "Ngày hẹn"])
        let (head, proposal) = try Self.propose("Mã;TT;Ngày nhận\nA-1;x;01/07/2021\n", mapping)
        #expect(head.misfit?.contains("Ngày hẹn") == true)
        #expect(
            Self.shown(proposal, head)
                == ["code: Mã", "received_at: Ngày nhận", "status: TT"])
        #expect(proposal.lost == [.dueAt])
    }

    @Test func `has more where a known column is left out, but for citizens' names`() throws {
        let mapping = FeedMapping.csv(.dossiers, fields: [.code: "Mã hồ sơ"])
        #expect(try Self.propose("Mã hồ sơ;Chủ hồ sơ\nA-1;x\n", mapping).1.hasMore == false)
        #expect(try Self.propose("Mã hồ sơ;Hạn trả\nA-1;x\n", mapping).1.hasMore)
    }

    @Test func `tells what the key still needs`() throws {
        let (_, proposal) = try Self.propose(
            "Số ký hiệu;Trích yếu;x\n1/QĐ-UBND;x;1\n", .csv(.documents))
        #expect(proposal.missingKey == [.direction, .unit])
    }

    @Test(arguments: [
        ("28/07/2021", nil), ("2021-07-28", nil), ("28.7.2021", nil), ("…/…/2021", nil),
        ("07/28/2021", "MM/dd/yyyy"), ("28072021", "ddMMyyyy"),
        ("20210728T063000", "yyyyMMddTHHmmss"),
    ])
    func `has the pattern of days that cannot be read`(_ day: String, _ pattern: String?) throws {
        let (_, proposal) = try Self.propose(
            "Mã hồ sơ;Ngày nhận;Hạn trả\nA-1;\(day);\(day)\n", .csv(.dossiers))
        #expect(proposal.dates.map(\.pattern) == (pattern.map { [$0, $0] } ?? []))
    }

    @Test func `counts labels without a meaning`() throws {
        let text = "Mã hồ sơ;Trạng thái\n" + "A-1;Đang xử lý\nA-2;hồi đó\nA-3;Hồi đó\nA-4;mới\n"
        let (_, proposal) = try Self.propose(
            text, .csv(.dossiers, values: [.status: ["mới": "accepted"]]))
        #expect(proposal.labels.map(\.strangeCount) == [1])
        #expect(proposal.labels.map(\.count) == [3])
    }

    static func propose(
        _ text: String, _ mapping: FeedMapping
    ) throws -> (ExportHead, MappingProposal) {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("head-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let head = try ExportHead.read(path: file.path, mapping)
        return (head, MappingProposal(head, mapping, year: 2021))
    }

    /// As `code: Mã số HS ~mã số hồ sơ`.
    static func shown(_ proposal: MappingProposal, _ head: ExportHead) -> [String] {
        proposal.choices.map { choice in
            let source =
                switch head.columns[choice.column].source {
                case .name(let name): name
                case .path(let path): "{\(path)}"
                case nil: "-"
                }
            return "\(choice.field.rawValue): \(source)"
                + (choice.likeness.map { " ~\($0)" } ?? "")
        }
    }
}

@Suite struct `A first row that may be a record` {
    @Test(arguments: [
        "1;A-0001;Nguyễn Văn An;01/07/2021\n2;A-0002;Rmah H Nhah;01/07/2021\n",
        "Nguyễn Văn An;Xã Ia Le;Đang xử lý\nTrần Thị Bé;Xã Ia Le;Đang xử lý\n",
        "Nguyễn Văn An;Trực tuyến;Kết quả\n", "Nguyễn Văn An\n",
        "Nguyễn Văn An sinh ngày 01/07/1990;Mã hồ sơ;Trạng thái\nA-1;A-1;x\n",
    ])
    func `is not taken for names of columns`(_ text: String) throws {
        let (head, proposal) = try `A proposed mapping`.propose(text, .csv(.dossiers))
        let shown = head.columns.filter { head.isNamed && !$0.mayBeContents }.map(\.title)
        #expect(shown.allSatisfy { !$0.contains("Nguyễn") })
        #expect(head.columns.allSatisfy { !$0.shape.contains("1") })
        #expect(head.isNamed || proposal.choices.isEmpty)
    }

    @Test(arguments: ["Mã số HS", "Mã hồ sơ"])
    func `is left out where it is a title above the header`(_ code: String) throws {
        let text = "Người lập: Nguyễn Văn An;;;\nSTT;\(code);Ngày nhận;Ngày\n1;A-1;01/07/2021;x\n"
        let (head, _) = try `A proposed mapping`.propose(text, .csv(.dossiers))
        #expect(head.columns.map(\.title) == ["STT", code, "Ngày nhận", "Ngày"])
        #expect(head.form == .csv(encoding: "UTF-8", delimiter: ";", line: 2))
    }

    @Test func `is one where words stand above codes or days`() throws {
        let (head, _) = try `A proposed mapping`.propose(
            "foo;bar\nA-1;01/07/2021\n", .csv(.dossiers))
        #expect(head.isNamed && head.columns.map(\.title) == ["foo", "bar"])
    }
}

@Suite struct `A mapping proposed for XML` {
    private static let text = """
        <KQ><DS>
        <HOSO ma="A-1"><ThuTuc><Ma>1.004194</Ma><Ten>x</Ten></ThuTuc><NgayNhan>01/07/2021</NgayNhan>
        <TrangThai><Ten>x</Ten></TrangThai><Tep><TenTep>x</TenTep></Tep><Tep/></HOSO>
        <HOSO ma="A-2"/>
        </DS></KQ>
        """

    @Test func `finds the record and the paths in it`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", fields: [.code: "MaHoSo"])
        let (head, proposal) = try `A proposed mapping`.propose(Self.text, mapping)
        #expect(head.form == .xml(root: "KQ", record: "HOSO"))
        #expect(head.misfit == "there is no element `HoSo`")
        #expect(
            `A proposed mapping`.shown(proposal, head) == [
                "code: ma", "procedure_code: {ThuTuc/Ma}", "procedure_name: {ThuTuc/Ten}",
                "received_at: NgayNhan", "status: {TrangThai/Ten}",
            ])
        #expect(head.columns.filter(\.repeats).map(\.title) == ["Tep/TenTep"])
    }

    @Test func `is not wanted where the key and what is known are mapped`() throws {
        let mapping = try FeedMapping.xml(
            .dossiers, record: "HOSO", fields: [.code: "ma", .receivedAt: "NgayNhan"],
            paths: [
                .procedureCode: "ThuTuc/Ma", .procedureName: "ThuTuc/Ten",
                .status: "TrangThai/Ten",
            ])
        let (head, proposal) = try `A proposed mapping`.propose(Self.text, mapping)
        #expect(head.misfit == nil && !proposal.hasMore)
    }

    @Test func `tells a key that is not there`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HOSO", fields: [.code: "MaHoSo"])
        let (head, _) = try `A proposed mapping`.propose(Self.text, mapping)
        #expect(
            head.misfit == "no element or attribute could be found for `code` («MaHoSo»)")
    }
}
