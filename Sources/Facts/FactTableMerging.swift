/// Joining the exports of a kind into one table, and several records of one key into one fact.
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

    /// Makes one fact of all records with one key.
    ///
    /// Within a part a record of a later delivery replaces those of earlier ones, except in fields
    /// that its export does not carry. Across parts and feeds the first wins field by field, and
    /// later ones fill what it does not say. Files are counted, not merged. Documents of one number
    /// issued on different days stay apart (the fault DOC-01 looks for), and so do entries of one
    /// number that name different dossiers. Rows must stand in the order feed, newest part,
    /// delivery, line.
    ///
    /// - Parameters:
    ///   - partOfExport: for each export a number that its part's exports share.
    ///   - carried: for each export the fields that it carries.
    package mutating func mergeByKey(partOfExport: [Int], carried: [Set<Field>]) {
        let superseded = supersedeByLaterDeliveries(partOfExport, carried)
        if superseded.contains(true) { keepRows { !superseded[$0] } }
        guard holds != .dossierFiles, holds != .documentFiles else { return }
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

    private mutating func supersedeByLaterDeliveries(
        _ partOfExport: [Int], _ carried: [Set<Field>]
    ) -> [Bool] {
        let exportsOfPart = Dictionary(grouping: partOfExport) { $0 }.mapValues(\.count)
        let hasDeltas = partOfExport.map { (exportsOfPart[$0] ?? 0) > 1 }
        guard exports.contains(where: { hasDeltas[Int($0)] }) else { return [] }
        var keysInPart = keys
        for row in 0..<count where keys[row] != nil {
            let part = UInt128(partOfExport[Int(exports[row])] + 1)
            keysInPart.raws[row] ^= part &* 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835
        }
        var superseded = [Bool](repeating: false, count: count)
        var newer = KeyIndex(capacity: count)
        for row in (0..<count).reversed() where hasDeltas[Int(exports[row])] {
            guard let other = newer.insert(row, in: keysInPart), exports[other] != exports[row]
            else { continue }
            superseded[row] = true
            let missing = fields.subtracting(carried[Int(exports[other])])
            if !missing.isEmpty { fillUnknowns(of: other, from: row, only: missing) }
        }
        return superseded
    }

    private func mergeIdentities() -> Column<FactKey> {
        var identities = keys
        func mix(_ values: (Int) -> UInt128) {
            for row in 0..<count where keys[row] != nil {
                identities.raws[row] ^= values(row) &* 0x9E37_79B9_7F4A_7C15
            }
        }
        switch holds {
        case .documents, .paperDocuments:
            guard let issued = days[.issuedOn], issued.isBuilt else { break }
            mix { UInt128(truncatingIfNeeded: issued.raws[$0]) }
        case .paperDossiers, .apologyLetters:
            guard let codes = keyColumns[.dossierCode], codes.isBuilt else { break }
            mix { codes.raws[$0] }
        default: break
        }
        return identities
    }

    private mutating func fillUnknowns(of row: Int, from other: Int, only: Set<Field>? = nil) {
        Self.fill(&instants, row, other, only)
        Self.fill(&days, row, other, only)
        Self.fill(&unitColumns, row, other, only)
        Self.fill(&unitLists, row, other, only)
        Self.fill(&words, row, other, only)
        Self.fill(&counts, row, other, only)
        Self.fill(&numbers, row, other, only)
        Self.fill(&decimals, row, other, only)
        Self.fill(&symbolColumns, row, other, only)
        Self.fill(&texts, row, other, only)
        Self.fill(&keyColumns, row, other, only)
    }

    private static func fill<Value: ColumnValue>(
        _ columns: inout [Field: Column<Value>], _ row: Int, _ other: Int, _ only: Set<Field>?
    ) {
        for field in columns.keys where only?.contains(field) ?? true {
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
