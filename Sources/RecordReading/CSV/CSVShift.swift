/// What is still believed of a row with more cells than the header has columns.
///
/// Such a row comes of a cell that holds the delimiter without quotes, as lists of recipients do
/// (`A;B;C`): all that stands to the right of it is shifted, and nothing tells where it is. So the
/// columns that show their own kind are looked at from the left, the key and the dates: as long as
/// each holds what it should, nothing has been shifted yet. Everything to the right of the last of
/// them is unknown. The record itself remains: one that was dropped would look as if the dossier
/// or document were missing.
struct CSVShift {
    private(set) var rows = CSVRaggedRows()
    /// The columns that show their own kind, from the left, with a field that each fills.
    private let signs: [Sign]
    private let columns: [Int?]

    private struct Sign {
        let column: Int
        let field: Int
        let isDate: Bool
    }

    init(_ layout: CSVLayout? = nil) {
        columns = layout?.columns ?? []
        let dates = Set(layout?.dateColumns ?? [])
        let keyColumn = layout?.keyColumn
        var signs: [Int: Sign] = [:]
        for (field, column) in columns.enumerated() {
            guard let column, column == keyColumn || dates.contains(column) else { continue }
            signs[column] = Sign(column: column, field: field, isDate: dates.contains(column))
        }
        self.signs = signs.values.sorted { $0.column < $1.column }
    }

    /// Makes the cells of the open record that may be shifted absent, and counts the row.
    mutating func settle(_ builder: inout BatchBuilder, line: Int) {
        rows.count(line)
        var trusted = -1
        for sign in signs {
            let cell = builder.cell(sign.field)
            let start = Int(cell.offset)
            let text = unsafe UnsafeBufferPointer(
                rebasing: builder.bytes.values[start..<start + Int(max(0, cell.length))])
            let isRight = sign.isDate ? unsafe Self.isDate(text) : unsafe CSVKey.isKey(text)
            guard isRight else { break }
            trusted = sign.column
        }
        for (field, column) in columns.enumerated() where column ?? -1 > trusted {
            builder.forget(field)
        }
    }

    /// Whether a cell can be a date: digits, at least six bytes, and what stands between them.
    private static func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 6, let first = unsafe text.first, CSVKey.isDigit(first) else {
            return false
        }
        return unsafe text.allSatisfy { CSVKey.isDigit($0) || "/-.: TZ+".utf8.contains($0) }
    }
}

/// Rows with more cells than the header has columns, and the lines of the first of them.
package struct CSVRaggedRows: Sendable, Hashable {
    package private(set) var count = 0
    package private(set) var firstLines: [Int] = []

    private static let linesKept = 5

    mutating func count(_ line: Int) {
        count += 1
        if firstLines.count < Self.linesKept { firstLines.append(line) }
    }

    /// Whether so many rows are shifted that the export as a whole cannot be believed: more than
    /// five, and more than one in a hundred.
    func areTooMany(of recordCount: Int) -> Bool {
        count > 5 && count * 100 > recordCount
    }
}
