/// Joining the exports of a kind into one table, and several records of one key into one fact.
extension FactTable {
    /// Appends the rows of an export's table of the same kind and columns.
    ///
    /// Columns are taken out of the other table one by one, so that no more than one exists twice.
    ///
    /// - Parameter export: the export's index among those in force.
    package mutating func append(_ other: consuming FactTable, export: UInt16) {
        let rows = other.count
        if count == 0 {
            self = other
            exports = ContiguousArray(repeating: export, count: rows)
            return
        }
        let remap = other.symbols.texts.map { symbols.symbol(for: $0) }
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

    /// Makes one fact of all records with one key.
    ///
    /// Within a part a record of a later delivery replaces those of earlier ones. Across parts and
    /// feeds the first feed (in the order of the settings) wins field by field, and later ones fill
    /// what it does not say. Documents of one number issued on different days stay apart: that is
    /// the fault DOC-01 looks for. Rows must stand in the order feed, part, delivery, line.
    ///
    /// - Parameter partOfExport: for each export a number that its part's exports share.
    package mutating func mergeByKey(partOfExport: [Int]) {
        let superseded = rowsSupersededByLaterDeliveries(partOfExport)
        if superseded.contains(true) { keepRows { !superseded[$0] } }
        let identities = mergeIdentities()
        var index = KeyIndex(capacity: count)
        var isDuplicate = [Bool](repeating: false, count: count)
        for row in 0..<count {
            guard let first = index.insert(row, in: identities) else { continue }
            isDuplicate[row] = true
            fillUnknowns(of: first, from: row)
        }
        if isDuplicate.contains(true) { keepRows { !isDuplicate[$0] } }
    }

    private func rowsSupersededByLaterDeliveries(_ partOfExport: [Int]) -> [Bool] {
        let exportsOfPart = Dictionary(grouping: partOfExport) { $0 }.mapValues(\.count)
        let hasDeltas = partOfExport.map { (exportsOfPart[$0] ?? 0) > 1 }
        guard hasDeltas.contains(true) else { return [] }
        var superseded = [Bool](repeating: false, count: count)
        var newer = KeyIndex(capacity: count)
        for row in (0..<count).reversed() where hasDeltas[Int(exports[row])] {
            guard let other = newer.insert(row, in: keys), exports[other] != exports[row],
                partOfExport[Int(exports[other])] == partOfExport[Int(exports[row])]
            else { continue }
            superseded[row] = true
        }
        return superseded
    }

    private func mergeIdentities() -> Column<FactKey> {
        guard let issued = days[.issuedOn], holds == .documents || holds == .paperDocuments else {
            return keys
        }
        var identities = keys
        for row in 0..<count where keys[row] != nil && issued.isBuilt {
            let day = UInt128(truncatingIfNeeded: issued.raws[row])
            identities.raws[row] ^= day &* 0x9E37_79B9_7F4A_7C15
        }
        return identities
    }

    private mutating func fillUnknowns(of row: Int, from other: Int) {
        Self.fill(&instants, row, other)
        Self.fill(&days, row, other)
        Self.fill(&unitColumns, row, other)
        Self.fill(&unitLists, row, other)
        Self.fill(&words, row, other)
        Self.fill(&counts, row, other)
        Self.fill(&numbers, row, other)
        Self.fill(&decimals, row, other)
        Self.fill(&symbolColumns, row, other)
        Self.fill(&texts, row, other)
        Self.fill(&keyColumns, row, other)
    }

    private static func fill<Value: ColumnValue>(
        _ columns: inout [Field: Column<Value>], _ row: Int, _ other: Int
    ) {
        for field in columns.keys {
            guard let column = columns[field], column.isBuilt,
                column.raws[row] == Value.unknown, column.raws[other] != Value.unknown
            else { continue }
            let raw = column.raws[other]
            columns[field]?.raws[row] = raw
        }
    }

    private mutating func keepRows(where isKept: (Int) -> Bool) {
        let kept = (0..<count).filter(isKept)
        exports = ContiguousArray(kept.map { exports[$0] })
        lines = ContiguousArray(kept.map { lines[$0] })
        keys.raws = ContiguousArray(kept.map { keys.raws[$0] })
        Self.keep(kept, of: &instants)
        Self.keep(kept, of: &days)
        Self.keep(kept, of: &unitColumns)
        Self.keep(kept, of: &unitLists)
        Self.keep(kept, of: &words)
        Self.keep(kept, of: &counts)
        Self.keep(kept, of: &numbers)
        Self.keep(kept, of: &decimals)
        Self.keep(kept, of: &symbolColumns)
        Self.keep(kept, of: &texts)
        Self.keep(kept, of: &keyColumns)
    }

    private static func keep<Value: ColumnValue>(
        _ rows: [Int], of columns: inout [Field: Column<Value>]
    ) {
        for field in columns.keys {
            guard var column = columns.removeValue(forKey: field) else { continue }
            if column.isBuilt {
                column.raws = ContiguousArray(rows.map { column.raws[$0] })
            }
            columns[field] = column
        }
    }
}
