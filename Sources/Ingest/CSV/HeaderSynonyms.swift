import Facts

/// The headers that offices and systems give the canonical fields (domain §14).
///
/// Compared by `VietnameseText.key` after what stands in brackets was left out, so that case,
/// spaces, `*`, line breaks and tone placement do not matter; marks may be left out where only one
/// meaning can be meant (`Ngay nhan ho so`).
enum HeaderSynonyms {
    /// The fields of this kind of record that a header names.
    static func fields(of header: String, in holds: Holds) -> [Field] {
        let key = key(of: header)
        guard !key.isEmpty else { return [] }
        if let field = Field(rawValue: header.lowercased()), holds.kind(of: field) != nil {
            return [field]
        }
        // It names the entry in a register of dossiers only; elsewhere it just counts rows.
        if runningNumbers.contains(key), holds != .paperDossiers { return [] }
        return (byKey[key] ?? []).filter { holds.fields.contains($0) }
    }

    /// Whether headers use this word, for a field of any kind of record or for none.
    static func isKnown(_ header: String) -> Bool {
        let key = key(of: header)
        return byKey[key] != nil || others.contains(key)
            || Field(rawValue: header.lowercased()) != nil
    }

    static func isRunningNumber(_ header: String) -> Bool {
        runningNumbers.contains(key(of: header))
    }

    /// Whether a header says that a day stands below it, but not which.
    static func isBareDate(_ header: String) -> Bool {
        bareDates.contains(key(of: header))
    }

    /// Whether a header names a field, of any kind of record.
    static func namesField(_ header: String) -> Bool {
        byKey[key(of: header)] != nil
    }

    /// The headers of the fields of this kind of record, as people write them.
    static func synonyms(in holds: Holds) -> [(text: String, fields: [Field])] {
        table.flatMap { fields, synonyms in
            let fields = fields.filter(holds.fields.contains)
            return fields.isEmpty ? [] : synonyms.split(separator: "|").map { (String($0), fields) }
        }
    }

    /// Whether a header has, behind its first word, one with a capital letter that no known header
    /// has: somebody's name may have been typed into it.
    static func mayNamePeople(_ header: String) -> Bool {
        header.split { !$0.isLetter }.dropFirst().contains { word in
            guard word.first?.isUppercase ?? false, word.contains(where: \.isLowercase) else {
                return false
            }
            return !words.contains(VietnameseText.skeleton(word))
        }
    }

    private static let words = Set(
        all.flatMap { $0.split { !$0.isLetter } }.map { VietnameseText.skeleton($0) })

    /// Every header of a field, as people write it.
    static var all: [Substring] { table.flatMap { $0.1.split(separator: "|") } }

    private static func key(of header: String) -> String {
        let key = VietnameseText.key(header.contains("(") ? withoutBrackets(header) : header)
        return listed.contains(key) ? key : withMarks(key) ?? key
    }

    /// The listed key that this one is with marks left out; nil if there is none, or if several
    /// mean different things, as `so` may be `số` and `sổ`.
    private static func withMarks(_ key: String) -> String? {
        let meant = (bySkeleton[VietnameseText.skeleton(key)] ?? []).filter {
            VietnameseText.hasMarksLeftOut(key, of: $0)
        }
        guard let first = meant.first, meant.allSatisfy({ byKey[$0] == byKey[first] }) else {
            return nil
        }
        return first
    }

    private static let listed = Set(byKey.keys).union(others).union(bareDates).union(runningNumbers)
    /// In a fixed order.
    private static let bySkeleton = Dictionary(grouping: listed.sorted()) {
        VietnameseText.skeleton($0)
    }

    private static let runningNumbers: Set = ["stt", "tt", "sốthứtự"]
    private static let bareDates: Set = ["ngày", "ngàythángnăm", "thờigian", "ngàygiờ"]

    /// Columns of registers and statistics that hold no field.
    private static let others = Set(
        """
        stt|tt|ghi chú|số lượng|số lượng hồ sơ|địa chỉ|địa chỉ, số điện thoại|số điện thoại|sđt
        điện thoại|email|thư điện tử|chức vụ|thẩm quyền ký|độ khẩn|mức độ khẩn|phí|lệ phí|phí lệ phí
        phí, lệ phí|thu phí|ký nhận|số bản|số lượng bản|số tờ|số trang|đơn vị, người nhận bản lưu
        ngày, tháng, năm|thời gian|trong đó|nhận và trả kết quả|tổng số|tổng hs|tổng hồ sơ
        đã tiếp nhận|tồn kỳ trước|cần xử lý|đang xử lý|đã xử lý|trễ|sắp trễ|chưa đến|sớm|chưa nhận
        trực tuyến|trực tiếp|nộp trực tuyến|nộp trực tiếp|hoàn thành|địa phương|năm|kết quả
        """.split { $0 == "|" || $0 == "\n" }.map { VietnameseText.key($0) })

    private static func withoutBrackets(_ header: String) -> String {
        var result = ""
        var depth = 0
        for character in header {
            switch character {
            case "(": depth += 1
            case ")": depth = max(0, depth - 1)
            default: if depth == 0 { result.append(character) }
            }
        }
        return result
    }

    private static let byKey: [String: [Field]] = {
        var byKey: [String: [Field]] = [:]
        for (fields, synonyms) in table {
            for synonym in synonyms.split(separator: "|") {
                byKey[VietnameseText.key(synonym), default: []] += fields
            }
        }
        return byKey
    }()

    private static let table: [([Field], String)] = [
        ([.code, .dossierCode], "mã hồ sơ|mã số hồ sơ|số hồ sơ|số biên nhận|mã biên nhận|code"),
        ([.code, .dossierCode], "mahoso|sobiennhan"), ([.applicantName], "chuhoso"),
        ([.procedureName], "tentthc"), ([.procedureCode], "matthc"), ([.sector], "tenlinhvuc"),
        ([.receivedAt, .receivedOn], "ngaytiepnhan"), ([.dueAt, .dueOn], "ngayhentra"),
        ([.finishedAt, .resultOn], "ngayketthucxuly"), ([.returnedAt, .returnedOn], "ngaytra"),
        ([.handlingUnit], "donvixuly"), ([.channelIn], "kenhthuchien"),
        ([.procedureName], "tên thủ tục|thủ tục hành chính|tên thủ tục hành chính|tên tthc"),
        ([.procedureName], "nội dung yêu cầu giải quyết|loại hồ sơ"),
        ([.procedureCode], "mã thủ tục|mã tthc|mã thủ tục hành chính|mattthc"),
        ([.sector], "lĩnh vực|tên lĩnh vực"),
        ([.applicantName], "người nộp|chủ hồ sơ|tên cá nhân tổ chức|tên cá nhân, tổ chức|họ tên"),
        ([.applicantName], "họ và tên|tổ chức công dân|fullname"),
        ([.applicantId], "số cmnd|cmnd/cccd|cccd|số định danh|số giấy tờ|identitynumber"),
        ([.receivedAt, .receivedOn], "ngày tiếp nhận|ngày nhận|nhận hồ sơ|ngày nhận hồ sơ"),
        ([.receivedAt, .receivedOn], "thời gian nhận|accepteddate"),
        ([.dueAt, .dueOn], "ngày hẹn trả|hẹn trả kết quả|ngày hẹn trả kết quả|ngày hẹn|hạn trả"),
        ([.dueAt, .dueOn], "hạn xử lý|appointmentdate|duedate|hạn giải quyết"),
        ([.transferredAt, .transferredOn], "ngày chuyển|chuyển|ngày chuyển xử lý"),
        ([.transferredAt, .transferredOn], "chuyển hồ sơ đến cơ quan giải quyết"),
        ([.finishedAt, .resultOn], "nhận kết quả từ cơ quan giải quyết"),
        ([.finishedAt, .resultOn], "ngày có kết quả|ngày hoàn thành|ngày kết thúc xử lý"),
        ([.finishedAt, .resultOn], "ngày chuyển một cửa|nhận kết quả"),
        ([.returnedAt, .returnedOn], "ngày trả|trả kết quả|ngày trả kết quả"),
        ([.status], "trạng thái|tình trạng|trạng thái hồ sơ|tình trạng xử lý"),
        ([.timeliness], "kết quả giải quyết|đúng hạn/trễ hạn|sớm hạn"),
        ([.receivingUnit], "đơn vị tiếp nhận|nơi tiếp nhận"),
        ([.handlingUnit], "đơn vị xử lý|cơ quan giải quyết|cơ quan chủ trì giải quyết"),
        ([.handlingUnit], "phòng ban xử lý"),
        ([.channelIn], "hình thức nộp|hình thức tiếp nhận|kênh tiếp nhận|nguồn hồ sơ"),
        ([.channelIn], "kênh thực hiện"),
        ([.channelOut, .returnMethod], "hình thức trả|phương thức nhận kết quả"),
        ([.onlineLevel], "mức độ|mức độ dvc|mức dịch vụ"),
        ([.fileCount], "thành phần hồ sơ|số tệp đính kèm|tệp đính kèm|số tệp"),
        ([.resultFileCount], "tệp kết quả|kết quả đính kèm|file kết quả|số hóa"),
        ([.number], "stt|tt|số thứ tự|số vào sổ|số phiếu|số thư"),
        ([.book], "quyển|quyển số|sổ"),
        ([.unit], "đơn vị|cơ quan|đơn vị lập sổ|xã"),
        ([.signedFor], "ký nhận"),
        ([.number, .notation], "số ký hiệu|số/ký hiệu|số hiệu|số và ký hiệu văn bản"),
        ([.number, .notation], "số, ký hiệu|số, ký hiệu văn bản|số ký hiệu văn bản"),
        ([.number], "số|số văn bản"), ([.notation], "ký hiệu"),
        ([.issuedOn], "ngày văn bản|ngày tháng văn bản|ngày ban hành|ngày tháng năm văn bản"),
        ([.issuedOn], "ngày lập|ngày ký thư|ngày"),
        ([.subject], "trích yếu|tên loại và trích yếu nội dung|nội dung"),
        ([.subject], "tên loại và trích yếu nội dung văn bản|tên loại và trích yếu"),
        ([.type], "loại văn bản|loại"),
        ([.arrivalNumber], "số đến"), ([.arrivedOn], "ngày đến"),
        ([.author], "tác giả|cơ quan ban hành|nơi ban hành|đơn vị gửi"),
        ([.recipients], "nơi nhận|đơn vị hoặc người nhận|nơi nhận văn bản"),
        ([.recipients], "đơn vị hoặc người nhận văn bản"),
        ([.signer], "người ký"), ([.secrecy], "độ mật"),
        ([.assignee], "xử lý chính|người xử lý|chủ trì"),
        ([.direction], "chiều|đến/đi"), ([.signingMode], "hình thức ký"),
        ([.workflowComplete], "luân chuyển hoàn toàn|xử lý hoàn toàn trên hệ thống"),
        ([.reason], "lý do|lý do trễ hạn"), ([.newDueOn], "ngày hẹn lại|hẹn lại ngày"),
        ([.resultIsPaper], "kết quả là bản giấy|kết quả giấy"),
        ([.level], "cấp|cấp thực hiện"), ([.name], "tên"),
    ]
}
