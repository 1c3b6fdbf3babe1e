import Facts
import RecordReading

/// Folds the files that stand inside a record into its counters.
///
/// A feed that carries no files says nothing about them; one that carries a list says 0 where the
/// list is empty. A count of the record's own wins.
struct NestedFiles {
    private let lists: [FeedMapping.Nested]
    private var memo = ByteMemo()
    /// Whether there was a file at all.
    private(set) var areThere = false
    private let countsComponents: Bool
    private let countsResults: Bool

    init(_ lists: [FeedMapping.Nested], wanted: Set<Field>) {
        self.lists = lists
        countsComponents =
            wanted.contains(.fileCount)
            && lists.contains { $0.role != nil || $0.defaultRole != .result }
        countsResults =
            wanted.contains(.resultFileCount)
            && lists.contains { $0.role != nil || $0.defaultRole == .result }
    }

    mutating func count(
        _ batch: borrowing RecordBatch, into table: inout FactTable, firstRow: Int
    ) {
        guard countsComponents || countsResults else { return }
        var components = [Int32](repeating: 0, count: batch.rowCount)
        var results = components
        var isUnclear = [Bool](repeating: false, count: batch.rowCount)
        for (list, files) in zip(lists, batch.nested) {
            for row in 0..<files.rowCount {
                areThere = true
                let parent = Int(files.parentRow[row])
                var role: FileRole? = list.defaultRole ?? .component
                if list.role != nil {
                    let cell = files.cells[row * files.fieldCount]
                    if !cell.isEmpty { role = self.role(batch.text(cell)) }
                }
                switch role {
                case .component: components[parent] += 1
                case .result: results[parent] += 1
                case .apology, .other: break
                case nil: isUnclear[parent] = true
                }
            }
        }
        // A file of a role that nobody knows may be either: the counts of its record are unknown.
        for row in isUnclear.indices where isUnclear[row] {
            (components[row], results[row]) = (Count.unknown, Count.unknown)
        }
        if countsComponents { fill(.fileCount, components, &table, firstRow) }
        if countsResults { fill(.resultFileCount, results, &table, firstRow) }
    }

    private mutating func role(_ text: UnsafeBufferPointer<UInt8>) -> FileRole? {
        let raw =
            memo.known(text)
            ?? {
                let label = String(decoding: text, as: UTF8.self)
                let raw = FileRole(label: label).map { Int64($0.rawValue) } ?? FieldPlan.unknown
                memo.keep(raw, of: text)
                return raw
            }()
        return raw == FieldPlan.unknown ? nil : FileRole(rawValue: UInt8(raw))
    }

    private func fill(
        _ field: Field, _ counts: [Int32], _ table: inout FactTable, _ firstRow: Int
    ) {
        guard var column = table.counts.removeValue(forKey: field) else { return }
        for (index, count) in counts.enumerated() where column[firstRow + index] == nil {
            column.raws[firstRow + index] = count
        }
        table.counts[field] = column
    }
}
