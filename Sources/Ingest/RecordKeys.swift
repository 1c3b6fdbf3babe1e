import Facts

extension FactTable {
    /// Fills in what others imply: `year` is that of `issued_on`, and the author of an outgoing
    /// document is its unit, where the export does not say.
    mutating func completeDocuments(from first: Int) {
        guard holds == .documents || holds == .paperDocuments else { return }
        if var years = counts.removeValue(forKey: .year), let issued = days[.issuedOn] {
            for row in first..<count where years[row] == nil {
                guard let day = issued[row] else { continue }
                years.raws[row] = Int32(day.year)
            }
            counts[.year] = years
        }
        guard let units = unitColumns[.unit], let directions = words[.direction],
            var authors = unitColumns.removeValue(forKey: .author)
        else { return }
        for row in first..<count
        where authors[row] == nil && directions[row]?.raw == Direction.outgoing.rawValue {
            guard let unit = units[row] else { continue }
            authors.raws[row] = unit.raw
        }
        unitColumns[.author] = authors
    }
}

/// Makes the key of each record from its canonical subject id.
struct RecordKeys {
    private let holds: Holds
    private let units: UnitRegistry
    private let keys: KeyMaker
    private var documentKeys: DocumentKeys?
    private var symbolCount = 0
    private let unitKeys: [ContiguousArray<UInt8>]
    private var scratch = ContiguousArray<UInt8>()

    init(_ holds: Holds, units: UnitRegistry, keys: KeyMaker) {
        self.holds = holds
        self.units = units
        self.keys = keys
        unitKeys = units.units.map { ContiguousArray($0.key.utf8) }
    }

    /// Appends the keys of the rows from `first` on; returns how many have none.
    mutating func append(to table: inout FactTable, from first: Int) -> Int {
        let known = table.keys.raws.count
        switch holds {
        case .dossiers: appendDossierKeys(&table, first)
        case .documents, .paperDocuments: appendDocumentKeys(&table, first)
        default: appendJoinedKeys(&table, first)
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

    /// A column that a key is made of, taken out of the table once a batch.
    private enum KeyColumn {
        case text(Column<TextRef>)
        case unit(Column<UnitID>)
        case symbol(Column<Symbol>)
        case day(Column<Day>)
        case instant(Column<Instant>)
        case count(Column<Count>)
        case number(Column<DocumentNumber>)
        case word(Column<WordByte>)
        case missing

        init(_ field: Field, _ table: FactTable) {
            self =
                table.texts[field].map { .text($0) }
                ?? table.unitColumns[field].map { .unit($0) }
                ?? table.symbolColumns[field].map { .symbol($0) }
                ?? table.days[field].map { .day($0) }
                ?? table.instants[field].map { .instant($0) }
                ?? table.counts[field].map { .count($0) }
                ?? table.numbers[field].map { .number($0) }
                ?? table.words[field].map { .word($0) } ?? .missing
        }
    }

    /// Keys of the key fields joined by `:`, as in `IALE:01:145`.
    private mutating func appendJoinedKeys(_ table: inout FactTable, _ first: Int) {
        let columns = holds.key.map { KeyColumn($0, table) }
        let mayBeMissing = holds.key.map(holds.impliedKey.contains)
        for row in first..<table.count {
            scratch.removeAll(keepingCapacity: true)
            var isWhole = true
            for index in columns.indices where isWhole {
                if index > 0 { scratch.append(UInt8(ascii: ":")) }
                isWhole = write(columns[index], table, row) || mayBeMissing[index]
            }
            table.keys.append(isWhole ? keys.keyFoldingCase(&scratch) : nil)
        }
    }

    private mutating func write(_ column: KeyColumn, _ table: FactTable, _ row: Int) -> Bool {
        switch column {
        case .text(let texts):
            guard let text = texts[row] else { return false }
            scratch.append(contentsOf: table.bytes[text.offset..<text.offset + text.length])
        case .unit(let ids):
            guard let unit = ids[row] else { return false }
            scratch.append(contentsOf: unitKeys[Int(unit.index)])
        case .symbol(let symbols):
            guard let symbol = symbols[row] else { return false }
            scratch.append(contentsOf: table.symbols[symbol].utf8)
        case .day(let days):
            guard let day = days[row] else { return false }
            scratch.append(contentsOf: day.iso.utf8)
        case .instant(let instants):
            guard let instant = instants[row] else { return false }
            scratch.append(contentsOf: instant.iso.utf8)
        case .count(let counts):
            guard let count = counts[row] else { return false }
            scratch.append(contentsOf: String(count.raw).utf8)
        case .number(let numbers):
            guard let number = numbers[row] else { return false }
            number.write(to: &scratch)
        case .word(let words):
            guard let word = words[row] else { return false }
            scratch.append(contentsOf: String(word.raw).utf8)
        case .missing: return false
        }
        return true
    }
}
