import Facts
import Ingest
import Testing

@Suite struct `Columns found by their headers` {
    @Test func `those of Mẫu 06 are known`() throws {
        let header =
            "STT;Mã hồ sơ;Tên TTHC;Số lượng hồ sơ (bộ);Tên cá nhân, tổ chức;Địa chỉ, số điện thoại;"
            + "Cơ quan chủ trì giải quyết;Nhận hồ sơ;Hẹn trả kết quả;Chuyển;Nhận kết quả;"
            + "Trả kết quả;Phương thức nhận kết quả;Ký nhận;Ghi chú"
        let row = "12;A-1;x;1;x;x;x;01/07/2021;05/07/2021;02/07/2021;04/07/2021;05/07/2021;x;x;x"
        let mapping = FeedMapping.csv(.paperDossiers, defaults: [.unit: "IALE", .book: "01"])
        let facts = try Office.read("\(header)\n\(row)\n", mapping)
        #expect(
            facts.provides == [
                .unit, .book, .number, .dossierCode, .procedureName, .applicantName, .receivedOn,
                .dueOn, .transferredOn, .resultOn, .returnedOn, .returnMethod, .signedFor,
            ])
        let days: [(Field, String)] = [
            (.receivedOn, "2021-07-01"), (.dueOn, "2021-07-05"), (.transferredOn, "2021-07-02"),
            (.resultOn, "2021-07-04"), (.returnedOn, "2021-07-05"),
        ]
        for (field, iso) in days { #expect(facts.table.days[field]?[0] == day(iso), "\(field)") }
    }

    @Test(arguments: Holds.allCases)
    func `canonical names are known`(_ holds: Holds) throws {
        let header = holds.fields.map(\.rawValue).joined(separator: ",")
        #expect(try Office.read("\(header)\n", .csv(holds)).provides.isSuperset(of: holds.fields))
    }

    @Test(arguments: [
        ("MÃ SỐ HỒ SƠ", Field.code), ("Mã hồ sơ *", .code), ("Mã hồ sơ\n(số biên nhận)", .code),
        (" Code ", .code), ("Ngày tiếp nhận", .receivedAt), ("Số hoá", .resultFileCount),
        ("Ngày  hẹn trả:", .dueAt), ("RECEIVED_AT", .receivedAt), ("received_at ", .receivedAt),
    ])
    func `stars, brackets, case, blanks and line breaks do not matter`(
        _ header: String, _ field: Field
    ) throws {
        #expect(try Self.isKnown(header, as: field, .dossiers))
    }

    @Test(arguments: [
        (Field.code, "mã hồ sơ|mã số hồ sơ|số hồ sơ|số biên nhận|mã biên nhận"),
        (.procedureName, "tên thủ tục|thủ tục hành chính|tên tthc|loại hồ sơ"),
        (.procedureName, "nội dung yêu cầu giải quyết"),
        (.procedureCode, "mã thủ tục|mã tthc"),
        (.sector, "lĩnh vực|tên lĩnh vực"),
        (.applicantName, "người nộp|chủ hồ sơ|tên cá nhân tổ chức|họ tên"),
        (.applicantId, "số cmnd|cmnd/cccd|số định danh|số giấy tờ"),
        (.receivedAt, "ngày tiếp nhận|ngày nhận|nhận hồ sơ|ngày nhận hồ sơ|thời gian nhận"),
        (.dueAt, "ngày hẹn trả|hẹn trả kết quả|ngày hẹn|hạn trả|hạn xử lý"),
        (.finishedAt, "ngày có kết quả|ngày hoàn thành|ngày kết thúc xử lý"),
        (.finishedAt, "ngày chuyển một cửa"),
        (.returnedAt, "ngày trả|trả kết quả|ngày trả kết quả"),
        (.status, "trạng thái|tình trạng|trạng thái hồ sơ|tình trạng xử lý"),
        (.timeliness, "kết quả giải quyết|đúng hạn/trễ hạn|sớm hạn"),
        (.receivingUnit, "đơn vị tiếp nhận|nơi tiếp nhận"),
        (.handlingUnit, "đơn vị xử lý|cơ quan giải quyết|cơ quan chủ trì giải quyết"),
        (.channelIn, "hình thức nộp|hình thức tiếp nhận|kênh tiếp nhận"),
        (.channelOut, "hình thức trả|phương thức nhận kết quả"),
        (.onlineLevel, "mức độ|mức độ dvc|mức dịch vụ"),
        (.fileCount, "thành phần hồ sơ|số tệp đính kèm|tệp đính kèm"),
        (.resultFileCount, "tệp kết quả|kết quả đính kèm|file kết quả|số hóa"),
    ])
    func `the headers of dossiers are known`(_ field: Field, _ headers: String) throws {
        for header in headers.split(separator: "|") {
            #expect(try Self.isKnown(String(header), as: field, .dossiers), "\(header)")
        }
    }

    @Test(arguments: [
        (Field.code, "mahoso"), (.code, "sobiennhan"), (.procedureName, "tentthc"),
        (.procedureCode, "mattthc"), (.procedureCode, "matthc"), (.sector, "tenlinhvuc"),
        (.applicantName, "chuhoso"), (.applicantName, "fullname"),
        (.applicantId, "identitynumber"), (.receivedAt, "ngaytiepnhan"),
        (.receivedAt, "accepteddate"), (.dueAt, "ngayhentra"), (.dueAt, "appointmentdate"),
        (.dueAt, "duedate"), (.finishedAt, "ngayketthucxuly"), (.returnedAt, "ngaytra"),
        (.handlingUnit, "donvixuly"), (.channelIn, "kenhthuchien"),
    ])
    func `the names that systems give their columns are known`(
        _ field: Field, _ header: String
    ) throws {
        #expect(try Self.isKnown(header, as: field, .dossiers))
    }

    @Test(arguments: [
        (Field.number, "số ký hiệu|số/ký hiệu|số hiệu|số và ký hiệu văn bản"),
        (.notation, "số ký hiệu|số/ký hiệu|số hiệu|số và ký hiệu văn bản"),
        (.issuedOn, "ngày văn bản|ngày tháng văn bản|ngày ban hành|ngày tháng năm văn bản"),
        (.subject, "trích yếu|tên loại và trích yếu nội dung|nội dung"),
        (.arrivalNumber, "số đến"), (.arrivedOn, "ngày đến"),
        (.author, "tác giả|cơ quan ban hành|nơi ban hành|đơn vị gửi"),
        (.recipients, "nơi nhận|đơn vị hoặc người nhận"), (.signer, "người ký"),
        (.secrecy, "độ mật"), (.assignee, "xử lý chính|người xử lý|chủ trì"),
    ])
    func `the headers of documents are known`(_ field: Field, _ headers: String) throws {
        for header in headers.split(separator: "|") {
            #expect(try Self.isKnown(String(header), as: field, .documents), "\(header)")
        }
    }

    /// Whether a column with this header gives the field; the rest of the key stands by default.
    private static func isKnown(_ header: String, as field: Field, _ holds: Holds) throws -> Bool {
        let others = holds.key.filter { $0 != field }
        let mapping = FeedMapping.csv(
            holds, defaults: Dictionary(uniqueKeysWithValues: others.map { ($0, "1") }))
        return try Office.read("\"\(header)\",Ghi chú\n", mapping).provides.contains(field)
    }

    @Test func `the headers of a register of documents are known`() throws {
        let header =
            "Ngày đến,Số đến,Tác giả,\"Số, ký hiệu văn bản\",Ngày tháng năm văn bản,"
            + "Tên loại và trích yếu nội dung văn bản,Đơn vị hoặc người nhận,Loại văn bản"
        let mapping = FeedMapping.csv(
            .documents, defaults: [.direction: "incoming", .unit: "CHUPUH"])
        let facts = try Office.read(
            "\(header)\n2021-07-02,5,IALE,07/BC-UBND,2021-07-01,x,TNMT,Báo cáo\n", mapping)
        #expect(
            facts.provides == [
                .direction, .unit, .year, .arrivedOn, .arrivalNumber, .author, .number, .notation,
                .issuedOn, .subject, .recipients, .type,
            ])
        let symbol = try #require(Documents(facts.table).symbol(0))
        #expect(symbol.id(in: Office.units) == "CHUPUH<IALE:2021:07/BC-UBND")
    }

    @Test func `a header names what records of the kind have`() throws {
        let letters = FeedMapping.csv(.apologyLetters, defaults: [.unit: "MOTCUA"])
        let facts = try Office.read("Số,Mã hồ sơ,Ngày hẹn lại\n1,A,2021-07-30\n", letters)
        #expect(facts.provides == [.unit, .number, .dossierCode, .newDueOn])
    }

    @Test(arguments: ["STT,Số vào sổ", "Số vào sổ,STT"])
    func `a running number gives way to a column that names the entry`(_ header: String) throws {
        let cells = header.hasPrefix("STT") ? "1,145" : "145,1"
        let register = FeedMapping.csv(.paperDossiers, defaults: [.unit: "IALE"])
        let entries = PaperDossiers(try Office.read("\(header)\n\(cells)\n", register).table)
        #expect(entries.number(0) == "145")
    }

    @Test func `a running number names no letter or document`() throws {
        let letters = FeedMapping.csv(.apologyLetters, defaults: [.unit: "IALE"])
        #expect(throws: ExportRefusal.self) {
            try Office.read("STT,Mã hồ sơ\n1,A1\n", letters)
        }
    }

    @Test func `of two columns of one meaning the first counts`() throws {
        let dossiers = try Office.dossiers("Mã hồ sơ,Số hồ sơ", "A1,B1")
        #expect(dossiers.code(0) == "A1")
    }
}
