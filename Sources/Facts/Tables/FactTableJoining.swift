/// Joining the exports of a kind into one table.
extension FactTable {
    /// Appends the rows of an export's table of the same kind and columns.
    ///
    /// Columns are taken out of the other table one by one, so that no more than one exists twice.
    ///
    /// - Parameter export: the export's index among those in force.
    package mutating func append(_ other: consuming FactTable, export: UInt32) {
        let rows = other.count
        if count == 0 {
            self = other
            exports = ContiguousArray(repeating: export, count: rows)
            return
        }
        let remap = symbols.symbols(of: other.symbols)
        let textBase = UInt64(bytes.count) << 16
        let listBase = UInt64(units.count) << 8
        exports.append(contentsOf: repeatElement(export, count: rows))
        lines += other.lines
        keys.raws += other.keys.raws
        bytes += other.bytes
        units += other.units
        (other.lines, other.keys, other.bytes, other.units) = ([], Column(), [], [])
        Self.join(&instants, &other.instants)
        Self.join(&days, &other.days)
        Self.join(&unitColumns, &other.unitColumns)
        Self.join(&unitLists, &other.unitLists) { $0 + listBase }
        Self.join(&words, &other.words)
        Self.join(&counts, &other.counts)
        Self.join(&numbers, &other.numbers)
        Self.join(&decimals, &other.decimals)
        Self.join(&symbolColumns, &other.symbolColumns) { remap[Int($0)].raw }
        Self.join(&texts, &other.texts) { $0 + textBase }
        Self.join(&keyColumns, &other.keyColumns)
    }

    private static func join<Value: ColumnValue>(
        _ mine: inout [Field: Column<Value>], _ other: inout [Field: Column<Value>],
        moved: ((Value.Raw) -> Value.Raw)? = nil
    ) {
        for field in other.keys {
            guard let column = other.updateValue(Column(), forKey: field) else { continue }
            var whole = mine.removeValue(forKey: field) ?? Column()
            if let moved {
                whole.raws.append(
                    contentsOf: column.raws.lazy.map { $0 == Value.unknown ? $0 : moved($0) })
            } else {
                whole.raws.append(contentsOf: column.raws)
            }
            mine[field] = whole
        }
    }
}
