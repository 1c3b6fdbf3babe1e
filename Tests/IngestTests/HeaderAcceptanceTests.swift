import Facts
import Ingest
import Testing

@Suite struct `A header of which little is known` {
    private static func mapping(_ holds: Holds) -> FeedMapping {
        let defaults: [Field: String] =
            switch holds {
            case .paperDossiers: [.unit: "IALE", .book: "01"]
            case .documents: [.direction: "incoming", .unit: "CHUPUH", .year: "2021"]
            case .apologyLetters: [.unit: "IALE"]
            default: [:]
            }
        return .csv(holds, defaults: defaults)
    }

    @Test(arguments: [
        (Holds.dossiers, "Mã hồ sơ;Trạng thái"), (.paperDossiers, "STT;Mã hồ sơ"),
        (.paperDossiers, "STT;Ngày trả"), (.paperDossiers, "Số vào sổ;Quyển"),
        (.documents, "Số ký hiệu;Trích yếu"), (.documents, "Số;Ký hiệu"),
        (.apologyLetters, "Số thư;Mã hồ sơ"), (.proceduresOffered, "Mã thủ tục;Lĩnh vực"),
    ])
    func `is one if two of its columns are the feed's`(_ holds: Holds, _ names: String) throws {
        let text = "\(names);x1;x2;x3;x4\n1;1.004194;x;x;x;x\n"
        let columns = names.split(separator: ";").count
        let facts = try Office.read(text, Self.mapping(holds))
        #expect(facts.table.count == 1 && columns == 2)
    }

    @Test(arguments: [
        (Holds.dossiers, "Mã hồ sơ"), (.paperDossiers, "STT"), (.paperDossiers, "STT;Quyển"),
        (.paperDossiers, "Số vào sổ"), (.documents, "Số ký hiệu"), (.apologyLetters, "Số thư"),
        (.proceduresOffered, "Mã thủ tục"), (.postalItems, "tracking_code"),
    ])
    func `is none if only its key is there`(_ holds: Holds, _ names: String) throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("\n\(names);x1;x2;x3;x4\n1;x;x;x;x;x\n", Self.mapping(holds))
        }
        #expect(refusal?.kind == .header)
        #expect(refusal?.line == 2)
        #expect(refusal?.message.vi.hasPrefix("chỉ nhận ra ") == true)
    }

    @Test(arguments: ["STT", "STT;Ghi chú", "STT;Số lượng;Địa chỉ"])
    func `is none if nothing but a running number is there`(_ names: String) throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("\(names)\n1;x;x\n", Self.mapping(.paperDossiers))
        }
        #expect(refusal?.kind == .header)
    }

    @Test func `may be ASCII above rows of an older encoding`() throws {
        let text = "Ma ho so;Trang thai;x1;x2;x3;x4\n" + "A-1;§· tr¶ kÕt qu¶;;;;\n"
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let facts = try Office.read(bytes: bytes, Self.mapping(.dossiers))
        #expect(facts.notes.legacyEncoding == "TCVN3 (ABC)")
        #expect(Dossiers(facts.table).status(0) == .returned)
    }
}

@Suite struct `A header typed without marks` {
    @Test func `is understood as the one it means`() throws {
        let header = "Ma ho so;Ngay nhan ho so;Ngay hẹn tra;TINH TRANG;Co quan giai quyet"
        #expect(
            try Office.read("\(header)\n", .csv(.dossiers)).provides
                == [.code, .receivedAt, .dueAt, .status, .handlingUnit])
    }

    @Test func `counts rows and names groups`() throws {
        let text = """
            So thu tu;Ma ho so;Tra ket qua;
            ;;Ngay, thang, nam;Ky nhan
            7;A-1;05/07/2021;x
            """
        let facts = try Office.read(text, .csv(.paperDossiers, defaults: [.unit: "IALE"]))
        #expect(facts.table.days[.returnedOn]?[0] == day("2021-07-05"))
        #expect(PaperDossiers(facts.table).number(0) == "7")
    }

    @Test(arguments: ["So", "Mã hồ sò", "Ngày nhẩn"])
    func `means nothing if it may mean two, or has other marks`(_ header: String) throws {
        let letters = FeedMapping.csv(
            .apologyLetters, defaults: [.unit: "IALE", .number: "1", .issuedOn: "2021-07-01"])
        let text = "Lý do;Ngày hẹn lại;\(header)\n"
        #expect(
            try Office.read(text, letters).provides
                == [.unit, .number, .issuedOn, .reason, .newDueOn])
    }
}

@Suite struct `Of several rows that could be the header` {
    private static let register = FeedMapping.csv(.paperDossiers, defaults: [.book: "01"])
    private static let header =
        "STT;Đơn vị;Mã hồ sơ;Tên TTHC;Địa chỉ;Nhận hồ sơ;Hẹn trả kết quả;Ký nhận"
    private static let row = "1;Xã Ia Le;A-1;x;x;01/07/2021;05/07/2021;x"

    @Test(arguments: [
        "STT;Đơn vị;Số lượng\n1;Xã Ia Le;24\n\n",
        "TỔNG HỢP;;\nSTT;Đơn vị;Số lượng\n1;Xã Ia Le;24\n2;Xã Ia Hrú;11\n;;\n",
    ])
    func `the one of a small table above it is not meant`(_ table: String) throws {
        let facts = try Office.read(table + Self.header + "\n" + Self.row + "\n", Self.register)
        #expect(facts.table.count == 1)
        #expect(facts.provides.isSuperset(of: [.dossierCode, .receivedOn, .dueOn, .signedFor]))
    }

    @Test func `the greater one is meant though more of the small one is known`() throws {
        let table = "STT;Đơn vị;Số lượng\n1;Xã Ia Le;24\n\n"
        let header = "STT;Đơn vị;Mã hồ sơ;Nhận hồ sơ;x1;x2;x3;x4"
        let facts = try Office.read(
            "\(table)\(header)\n1;Xã Ia Le;A-1;01/07/2021;;;;\n", Self.register)
        #expect(facts.provides.contains(.receivedOn))
        #expect(facts.table.count == 1)
    }

    @Test func `the first of two equal ones is meant`() throws {
        let text = [Self.header, Self.row, Self.header, "2" + Self.row.dropFirst(), ""]
            .joined(separator: "\n")
        #expect(Array(try Office.read(text, Self.register).table.lines) == [2, 4])
    }
}
