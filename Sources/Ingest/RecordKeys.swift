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
        let known = table.keys.raws.count
        switch holds {
        case .dossiers: appendDossierKeys(&table, first)
        case .documents, .paperDocuments: appendDocumentKeys(&table, first)
        default:
            for row in first..<table.count { table.keys.append(joinedKey(table, row)) }
        }
        return table.keys.raws[known...].count { $0 == FactKey.unknown }
    }

    private func appendDossierKeys(_ table: inout FactTable, _ first: Int) {
        let codes = table.texts[.code] ?? Column()
        table.bytes.withUnsafeBufferPointer { bytes in
            for row in first..<table.count {
                let key = codes[row].map { code in
                    keys.key(
                        of: UnsafeBufferPointer(
                            rebasing: bytes[code.offset..<code.offset + code.length]))
                }
                table.keys.append(key)
            }
        }
    }

    private mutating func appendDocumentKeys(_ table: inout FactTable, _ first: Int) {
        if documentKeys == nil || symbolCount != table.symbols.texts.count {
            documentKeys = DocumentKeys(table, units: units, keys: keys)
            symbolCount = table.symbols.texts.count
        }
        let directions = table.words[.direction] ?? Column()
        let units = table.unitColumns[.unit] ?? Column()
        let authors = table.unitColumns[.author] ?? Column()
        let years = table.counts[.year] ?? Column()
        let numbers = table.numbers[.number] ?? Column()
        let notations = table.symbolColumns[.notation] ?? Column()
        for row in first..<table.count {
            guard let direction = directions[row].flatMap({ Direction(rawValue: $0.raw) }),
                let unit = units[row], let year = years[row], let number = numbers[row]
            else {
                table.keys.append(nil)
                continue
            }
            table.keys.append(
                documentKeys?.key(
                    direction, unit: unit, author: authors[row], year: Int(year.raw),
                    number: number, notation: notations[row]))
        }
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
