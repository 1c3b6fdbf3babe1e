import Facts
package import RecordReading

/// Why an export was refused as a whole, and where; it never carries what stands in the file.
package struct ExportRefusal: Error, Sendable, Hashable {
    /// 1-based; 0: the file or line as a whole.
    package let line: Int
    package let column: Int
    package let message: String
    package let remedy: String

    package init(line: Int = 0, column: Int = 0, message: String, remedy: String) {
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    package init(_ error: RecordReadingError) {
        self.init(
            line: error.line, column: error.column, message: error.message, remedy: error.remedy)
    }

    static let noHeader = ExportRefusal(
        line: 1, message: "there is no header line", remedy: "export again, with the column names")

    static func noKeyAnywhere(_ holds: Holds) -> ExportRefusal {
        ExportRefusal(
            message: "no record has its key (\(holds.key.map(\.rawValue).joined(separator: ", ")))",
            remedy: "check the feed's `record` and `fields` against the export")
    }
}
