import Facts
import RecordReading

extension ExportRefusal {
    static let noHeader = ExportRefusal(
        .header, line: 1,
        message: Text(vi: "không có dòng tiêu đề", en: "there is no header line"),
        remedy: Text(
            vi: "xuất lại kèm dòng tên cột", en: "export again, with the column names"))

    static let unknownEncoding = ExportRefusal(
        .unreadable,
        message: Text(
            vi: "không nhận ra được bảng mã của tệp",
            en: "the encoding could not be told: in none is there a header of this feed"),
        remedy: Text(
            vi: "lưu lại tệp dạng CSV UTF-8, kèm dòng tên cột",
            en: "save the file as CSV in UTF-8, with the column names"))

    /// - Parameters:
    ///   - name: as the settings name it.
    ///   - hint: the place, from 1, of a column with a similar name.
    static func noColumn(_ name: String, _ field: Field, hint: Int?, line: Int) -> ExportRefusal {
        ExportRefusal(
            .header, line: line,
            message: Text(
                vi: "không có cột «\(name)» (\(field.name.vi))"
                    + (hint.map { "; có phải là cột thứ \($0)?" } ?? ""),
                en: "there is no column «\(name)» for `\(field.rawValue)`"
                    + (hint.map { "; did you mean column \($0)?" } ?? "")),
            remedy: sameNames)
    }

    static func noKeyColumn(_ fields: [Field], line: Int) -> ExportRefusal {
        let vi = fields.map(\.name.vi).joined(separator: ", ")
        let en = fields.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return ExportRefusal(
            .header, line: line,
            message: Text(
                vi: "không nhận ra cột nào là \(vi)",
                en: "no column could be recognised for \(en)"),
            remedy: sameNames)
    }

    /// Of a header that has the key, but hardly more than any table has.
    static func tooLittleKnown(_ match: HeaderMatch, line: Int) -> ExportRefusal {
        let (mapped, named) = (match.mappedCount, match.namedCount)
        return ExportRefusal(
            .header, line: line,
            message: Text(
                vi: "chỉ nhận ra \(mapped) trong \(named) tên cột, chưa đủ để biết đó là cột gì",
                en: "only \(mapped) of \(named) columns could be recognised, which is too little"
                    + " to know what they are"),
            remedy: sameNames)
    }

    /// First what whoever exports can do, then what whoever keeps the settings can.
    static let sameNames = Text(
        vi: "giữ nguyên tên cột như lần trước, hoặc báo người quản trị khai báo cột trong `fields`",
        en: "keep the names of the columns as they were, or name the columns in the feed's `fields`"
    )
}

extension RecordReadingError.Kind {
    /// What is wrong, and what would put it right.
    var wordsInVietnamese: (message: String, remedy: String) {
        switch self {
        case .notFound: ("không có tệp này", "kiểm tra đường dẫn, xem tệp có bị chuyển đi không")
        case .notPermitted:
            ("không có quyền đọc tệp", "cấp quyền đọc tệp cho người dùng chạy dịch vụ")
        case .notRegularFile:
            ("đây không phải là tệp thường", "đặt chính tệp xuất vào đây, không đặt thư mục")
        case .unreadable:
            ("không đọc được tệp", "kiểm tra ổ đĩa hoặc thư mục mạng rồi thử lại")
        case .empty: ("tệp trống", "xuất lại và kiểm tra việc xuất đã xong")
        case .truncated: ("tệp kết thúc trước khi đóng phần tử gốc", Self.exportAgain)
        case .notWellFormed: ("tệp không phải XML đúng cú pháp", Self.exportAgain)
        case .contentAfterRoot:
            ("còn nội dung sau phần tử gốc", "để mỗi lần xuất trong một tệp riêng")
        case .doctype: ("tệp khai báo DOCTYPE", "xuất lại không có DOCTYPE; không bao giờ cần")
        case .unknownEntity:
            ("tệp dùng thực thể mà XML không có", "ghi chính ký tự đó thay cho thực thể")
        case .invalidCharacter:
            (
                "có byte không phải là chữ trong bảng mã của tệp",
                "khai báo đúng bảng mã của tệp, hoặc xuất dạng UTF-8"
            )
        case .unsupportedEncoding: ("không rõ bảng mã được khai báo", "xuất dạng UTF-8")
        case .tooDeep: ("các phần tử lồng nhau quá sâu", Self.checkFeed)
        case .tooManyAttributes: ("một phần tử có quá nhiều thuộc tính", Self.checkFeed)
        case .tooManyNames: ("có quá nhiều tên phần tử khác nhau", Self.checkFeed)
        case .nameTooLong: ("có tên quá dài", Self.checkFeed)
        case .markupTooLong:
            ("thẻ, chú thích hoặc tiêu đề quá dài", "kiểm tra xem có chỗ nào chưa đóng")
        case .layoutTooComplex:
            (
                "đường dẫn của nguồn hỏi quá nhiều thuộc tính của một phần tử",
                "dùng nhiều nhất bốn thuộc tính khác nhau trong ngoặc vuông của một phần tử"
            )
        case .invalidUTF8:
            (
                "có byte không phải UTF-8",
                "xuất lại dạng CSV UTF-8; tệp có thể bị hỏng khi sao chép"
            )
        case .nulByte: ("có byte NUL", "chép lại hoặc xuất lại; tệp có thể bị hỏng khi sao chép")
        case .unterminatedQuote:
            ("dấu nháy mở ở đây không được đóng", "đóng lại, hoặc viết đôi dấu nháy trong chữ")
        case .textAfterQuote:
            ("còn chữ sau dấu nháy đóng ô", "viết đôi mỗi dấu nháy thuộc về nội dung")
        case .raggedRow:
            (
                "quá nhiều dòng có nhiều ô hơn số cột của tiêu đề, đây là dòng đầu tiên",
                "đặt trong dấu nháy những ô có chứa dấu phân cách"
            )
        case .tooManyColumns:
            ("một dòng có quá nhiều ô", "kiểm tra đây có phải CSV mỗi dòng một bản ghi không")
        case .valueTooLong:
            ("có giá trị quá dài", "kiểm tra dấu nháy hoặc phần tử chưa đóng")
        case .recordTooLarge:
            ("có bản ghi quá lớn", "kiểm tra phần tử hoặc dòng của bản ghi có đúng không")
        }
    }

    private static let exportAgain = "xuất lại và kiểm tra tệp được chép đủ"
    private static let checkFeed = "kiểm tra đây có phải tệp xuất của nguồn này không"
}
