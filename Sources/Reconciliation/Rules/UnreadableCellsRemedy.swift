import Facts

/// What would put unreadable cells right, by what their column holds (ING-05).
enum UnreadableCellsRemedy {
    static func of(_ kind: FieldKind?) -> Text {
        switch kind {
        case .instant, .day: dates
        case .status, .channel, .role, .direction, .signingMode, .flag, .presence: words
        default: numbers
        }
    }

    static let ofRecords = Text(
        vi: "Điền đủ những ô đó trong hệ thống hoặc sổ rồi xuất lại; dòng nào không phải là bản ghi"
            + " thì bỏ khỏi tệp",
        en: "Fill in those cells in the system or register and export again; take rows that are no"
            + " records out of the file")

    private static let dates = Text(
        vi: "Sửa trong hệ thống hoặc sổ rồi xuất lại; ngày ghi kiểu dd/MM/yyyy. Nguồn luôn ghi"
            + " tháng trước ngày thì báo người quản trị khai báo `dates` cho nguồn đó",
        en: "Correct them in the system or register and export again; write dates as dd/MM/yyyy. If"
            + " the source always writes the month first, say so in its `dates`")

    /// Also symbols and codes: what a spreadsheet takes for a number or a day.
    private static let numbers = Text(
        vi: "Sửa trong hệ thống hoặc sổ rồi xuất lại. Excel hay đổi số, ký hiệu thành ngày hoặc số"
            + " khác: định dạng cột là Text trước khi nhập",
        en: "Correct them in the system or register and export again. Spreadsheets turn numbers and"
            + " symbols into dates or other numbers: format the column as Text before typing")

    private static let words = Text(
        vi:
            "Sửa trong hệ thống hoặc sổ rồi xuất lại; nếu từ đó đúng thì báo người quản trị khai báo"
            + " trong `values` của nguồn",
        en: "Correct them in the system or register and export again; if a word is right, give its"
            + " meaning in the feed's `values`")
}
