/// The facts of one kind as columns, each row with its key and its place (export, line).
///
/// Only the columns asked for at the beginning exist. Rows are appended by `Ingest`, one export at
/// a time, then joined in a fixed order and merged by key.
package struct FactTable: Sendable {
    package let holds: Holds
    /// The fields that have a column.
    package let fields: Set<Field>
    /// Place of each row: index into `FactSet.exports`, and 1-based line.
    package var exports: ContiguousArray<UInt32> = []
    package var lines: ContiguousArray<UInt32> = []
    package var keys = Column<FactKey>()

    package var instants: [Field: Column<Instant>] = [:]
    package var days: [Field: Column<Day>] = [:]
    package var unitColumns: [Field: Column<UnitID>] = [:]
    package var unitLists: [Field: Column<UnitsRef>] = [:]
    package var words: [Field: Column<WordByte>] = [:]
    package var counts: [Field: Column<Count>] = [:]
    package var numbers: [Field: Column<DocumentNumber>] = [:]
    package var decimals: [Field: Column<Millionths>] = [:]
    package var symbolColumns: [Field: Column<Symbol>] = [:]
    package var texts: [Field: Column<TextRef>] = [:]
    package var keyColumns: [Field: Column<FactKey>] = [:]

    /// What texts, symbols and lists of units refer to.
    package var bytes: ContiguousArray<UInt8> = []
    package var symbols = SymbolTable()
    package var units: ContiguousArray<UnitID> = []

    /// A table with a column for each of these fields that records of this kind have.
    package init(holds: Holds, fields: Set<Field>) {
        self.holds = holds
        self.fields = fields
        for field in fields {
            switch holds.kind(of: field) {
            case .instant: instants[field] = Column()
            case .day: days[field] = Column()
            case .unit: unitColumns[field] = Column()
            case .units: unitLists[field] = Column()
            case .status, .channel, .role, .direction, .signingMode, .flag, .presence, .display:
                words[field] = Column()
            case .count: counts[field] = Column()
            case .documentNumber: numbers[field] = Column()
            case .decimal: decimals[field] = Column()
            case .symbol, .procedureCode: symbolColumns[field] = Column()
            case .text: texts[field] = Column()
            case .dossierCode:
                texts[field] = Column()
                if holds.key != [field] { keyColumns[field] = Column() }
            case .compared, .personal: keyColumns[field] = Column()
            case nil: break
            }
        }
    }

    package var count: Int { lines.count }

    /// Lets the hashes of a field go, 16 bytes a record, when nobody will compare them any more.
    package mutating func release(_ field: Field) {
        if keyColumns[field] != nil { keyColumns[field] = Column() }
    }

    package func text(_ reference: TextRef) -> String {
        let range = reference.offset..<(reference.offset + reference.length)
        return String(decoding: bytes[range], as: UTF8.self)
    }

    package func units(_ reference: UnitsRef) -> ContiguousArray<UnitID>.SubSequence {
        let offset = Int(reference.raw >> 8)
        return units[offset..<(offset + Int(reference.raw & 0xFF))]
    }
}

/// Texts of which there are few, each stored once.
///
/// A notation that was written with a year (`26/2018/QĐ-UBND`) is stored apart from the same one
/// without: both have one text, and so one key.
package struct SymbolTable: Sendable {
    package private(set) var texts: [String] = []
    private var symbols: [Name: Symbol] = [:]
    private var years: [Symbol: Int] = [:]

    private struct Name: Hashable {
        let text: String
        let year: Int?
    }

    package init() {}

    package mutating func symbol(for text: String, year: Int? = nil) -> Symbol {
        let name = Name(text: text, year: year)
        if let symbol = symbols[name] { return symbol }
        let symbol = Symbol(raw: UInt32(texts.count))
        texts.append(text)
        symbols[name] = symbol
        years[symbol] = year
        return symbol
    }

    package subscript(symbol: Symbol) -> String { texts[Int(symbol.raw)] }

    /// The year with which a notation was written, or nil.
    package func year(of symbol: Symbol) -> Int? { years[symbol] }

    /// The symbols of another table here, in its order.
    mutating func symbols(of other: SymbolTable) -> [Symbol] {
        other.texts.enumerated().map { index, text in
            symbol(for: text, year: other.years[Symbol(raw: UInt32(index))])
        }
    }
}
