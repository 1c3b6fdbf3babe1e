/// The fields in which the records of each fact contradict each other, and those records.
///
/// Made for the day on which a whole register is delivered with every key twice: a few bytes a row.
struct Contradictions {
    private let rows: Int
    /// By row of the fact a bit for each field of the kind; empty while there is none.
    private var fields: [UInt64] = []
    /// Row of the fact × 2³² + row of another record than the fact's own.
    private var others: [UInt64] = []

    /// The fact's own record takes part.
    private static let own: UInt64 = 1 << 63

    init(rows: Int) {
        self.rows = rows
    }

    /// - Parameters:
    ///   - fact: the row of the fact.
    ///   - record: the first record of an export that takes part.
    mutating func add(_ field: Field, of holds: Holds, fact: UInt32, record: UInt32) {
        if fields.isEmpty { fields = [UInt64](repeating: 0, count: rows) }
        guard let index = holds.fields.firstIndex(of: field) else { return }
        fields[Int(fact)] |= 1 << UInt64(index)
        if record == fact {
            fields[Int(fact)] |= Self.own
        } else {
            others.append(UInt64(fact) << 32 | UInt64(record))
        }
    }

    /// The conflicts of a table whose rows are about to become facts.
    func conflicts(in table: borrowing FactTable, _ plan: MergePlan) -> [KeyConflict] {
        guard !fields.isEmpty else { return [] }
        let next = plan.nextOfExport
        let others = Set(others).sorted()
        var other = 0
        var lists: [UInt64: [Field]] = [:]
        var conflicts: [KeyConflict] = []
        var kept = 0
        for row in 0..<rows where !plan.isMerged[row] {
            defer { kept += 1 }
            let mask = fields[row]
            guard mask != 0 else { continue }
            var places: [RowPlace] = []
            func addExport(from first: Int) {
                var record = first
                repeat {
                    places.append(
                        RowPlace(export: table.exports[record], line: table.lines[record]))
                    record = Int(next[record])
                } while record != 0
            }
            if mask & Self.own != 0 { addExport(from: row) }
            while other < others.count, others[other] >> 32 <= row {
                if others[other] >> 32 == row {
                    addExport(from: Int(UInt32(truncatingIfNeeded: others[other])))
                }
                other += 1
            }
            places.sort()
            let names = lists[mask] ?? Self.list(mask, table.holds)
            lists[mask] = names
            conflicts.append(
                KeyConflict(holds: table.holds, row: kept, fields: names, places: places))
        }
        return conflicts
    }

    private static func list(_ mask: UInt64, _ holds: Holds) -> [Field] {
        holds.fields.enumerated().compactMap { mask & 1 << UInt64($0) != 0 ? $1 : nil }
    }
}
