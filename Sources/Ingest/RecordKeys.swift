import Facts

/// Completes the rows of a batch: fields that others imply, and the key of each record.
extension ExportBuilder {
    /// `year` is that of `issued_on`, and the author of an outgoing document is its unit, where the
    /// export does not say.
    func completeDocuments(_ table: inout FactTable, from first: Int) {
        guard table.holds == .documents || table.holds == .paperDocuments else { return }
        if var years = table.counts.removeValue(forKey: .year), let issued = table.days[.issuedOn] {
            for row in first..<table.count where years[row] == nil {
                guard let day = issued[row] else { continue }
                years.raws[row] = Int32(day.year)
            }
            table.counts[.year] = years
        }
        guard let units = table.unitColumns[.unit], let directions = table.words[.direction],
            var authors = table.unitColumns.removeValue(forKey: .author)
        else { return }
        for row in first..<table.count
        where authors[row] == nil && directions[row]?.raw == Direction.outgoing.rawValue {
            guard let unit = units[row] else { continue }
            authors.raws[row] = unit.raw
        }
        table.unitColumns[.author] = authors
    }
}

/// Makes the key of each record from its canonical subject id.
struct RecordKeys {
    private let holds: Holds
    private let units: UnitRegistry
    private let keys: KeyMaker
    private var documentKeys: DocumentKeys?
    private var symbolCount = 0
    private var scratch = ContiguousArray<UInt8>()

    init(_ holds: Holds, units: UnitRegistry, keys: KeyMaker) {
        self.holds = holds
        self.units = units
        self.keys = keys
    }

    /// Appends the keys of the rows from `first` on; returns how many have none.
    mutating func append(to table: inout FactTable, from first: Int) -> Int {
        var missing = 0
        for row in first..<table.count {
            let key =
                switch holds {
                case .dossiers: dossierKey(table, row)
                case .documents, .paperDocuments: documentKey(table, row)
                default: joinedKey(table, row)
                }
            if key == nil { missing += 1 }
            table.keys.append(key)
        }
        return missing
    }

    private func dossierKey(_ table: FactTable, _ row: Int) -> FactKey? {
        guard let code = table.texts[.code]?[row] else { return nil }
        return table.bytes.withUnsafeBufferPointer { bytes in
            let end = code.offset + code.length
            return keys.key(of: UnsafeBufferPointer(rebasing: bytes[code.offset..<end]))
        }
    }

    private mutating func documentKey(_ table: FactTable, _ row: Int) -> FactKey? {
        guard let byte = table.words[.direction]?[row],
            let direction = Direction(rawValue: byte.raw),
            let unit = table.unitColumns[.unit]?[row], let year = table.counts[.year]?[row],
            let number = table.numbers[.number]?[row]
        else { return nil }
        if documentKeys == nil || symbolCount != table.symbols.texts.count {
            documentKeys = DocumentKeys(table, units: units, keys: keys)
            symbolCount = table.symbols.texts.count
        }
        return documentKeys?.key(
            direction, unit: unit, author: table.unitColumns[.author]?[row], year: Int(year.raw),
            number: number, notation: table.symbolColumns[.notation]?[row])
    }

    /// The key fields joined by `:`, as in `IALE:01:145`.
    private mutating func joinedKey(_ table: FactTable, _ row: Int) -> FactKey? {
        scratch.removeAll(keepingCapacity: true)
        for (index, field) in holds.key.enumerated() {
            if index > 0 { scratch.append(UInt8(ascii: ":")) }
            let isThere = write(field, table, row)
            guard isThere || holds.impliedKey.contains(field) else { return nil }
        }
        return keys.keyFoldingCase(&scratch)
    }

    private mutating func write(_ field: Field, _ table: FactTable, _ row: Int) -> Bool {
        if let text = table.texts[field]?[row] {
            scratch.append(contentsOf: table.bytes[text.offset..<text.offset + text.length])
        } else if let unit = table.unitColumns[field]?[row] {
            scratch.append(contentsOf: units[unit].key.utf8)
        } else if let symbol = table.symbolColumns[field]?[row] {
            scratch.append(contentsOf: table.symbols[symbol].utf8)
        } else if let day = table.days[field]?[row] {
            scratch.append(contentsOf: day.iso.utf8)
        } else if let instant = table.instants[field]?[row] {
            scratch.append(contentsOf: instant.iso.utf8)
        } else if let count = table.counts[field]?[row] {
            scratch.append(contentsOf: String(count.raw).utf8)
        } else if let number = table.numbers[field]?[row] {
            number.write(to: &scratch)
        } else if let word = table.words[field]?[row] {
            scratch.append(contentsOf: String(word.raw).utf8)
        } else {
            return false
        }
        return true
    }
}
