/// Rows of cells as lines, each column as wide as its widest cell.
package struct TextTable {
    private let rows: [[String]]
    private let rightAligned: Set<Int>

    /// - Parameters:
    ///   - rows: of the same number of cells; an empty first cell indents.
    ///   - rightAligned: the columns of numbers.
    package init(_ rows: [[String]], rightAligned: Set<Int> = []) {
        self.rows = rows
        self.rightAligned = rightAligned
    }

    package var lines: [String] {
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                if rightAligned.contains(column) { return padding + cell }
                return column == columns - 1 ? cell : cell + padding
            }
            return cells.joined(separator: "  ")
        }
    }
}
