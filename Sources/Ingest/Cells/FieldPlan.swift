import Facts
import RecordReading

/// How one field of one export is filled, and what became of its cells.
struct FieldPlan {
    let field: Field
    let kind: FieldKind
    /// Column of the batch's cells; nil: only the default.
    let column: Int?
    private let values: [String: String]
    private let units: UnitRegistry
    let today: Day
    var memo = ByteMemo()
    private(set) var repair: ColumnRepair
    let datePatterns: [DatePattern]
    let dateOrder: LooseDate.Order
    /// Without it a record has no key: then a sign for "nothing" is a fault.
    let isKey: Bool
    let defaultText: ContiguousArray<UInt8>
    var notes = ColumnNotes()

    /// - Parameters:
    ///   - column: its index among the batch's cells; nil: only the default.
    ///   - position: of the column in the header of a CSV, from 1; 0 where it has none.
    init(
        field: Field, kind: FieldKind, column: Int?, position: Int, mapping: FeedMapping,
        units: UnitRegistry, today: Day, damage: TextDamage?
    ) {
        repair = ColumnRepair(damage)
        notes.damage = damage.flatMap { ColumnDamage(rawValue: $0.rawValue) }
        self.field = field
        self.kind = kind
        self.column = column
        self.units = units
        self.today = today
        notes.column = position
        values = mapping.values[field] ?? [:]
        datePatterns = mapping.dates
        dateOrder = mapping.dates.contains(where: \.isMonthFirst) ? .monthFirst : .dayFirst
        isKey = mapping.holds.key.contains(field) && !mapping.holds.impliedKey.contains(field)
        defaultText = ContiguousArray((mapping.defaults[field] ?? "").utf8)
    }

    /// What stands for "not understood" in the memo.
    static let unknown = Int64.min
    /// What stands there for a sign that says nothing (`-`, `…`).
    static let nothing = Int64.min + 1

    /// Calls `body` with each row and the text of its cell, the default's where that is empty.
    @inline(__always)
    mutating func eachText(
        _ batch: borrowing RecordBatch,
        _ body: (inout FieldPlan, Int, UnsafeBufferPointer<UInt8>?) -> Void
    ) {
        let standing = defaultText
        standing.withUnsafeBufferPointer { standing in
            let absent = standing.isEmpty ? nil : standing
            guard let column else {
                for row in 0..<batch.rowCount { body(&self, row, absent) }
                return
            }
            let cells = batch.cells
            let bytes = batch.bytes
            var index = column
            for row in 0..<batch.rowCount {
                let cell = cells[index]
                if cell.length > 0 {
                    let start = Int(cell.offset)
                    let end = start + Int(cell.length)
                    body(&self, row, UnsafeBufferPointer(rebasing: bytes[start..<end]))
                } else {
                    body(&self, row, absent)
                }
                index += batch.fieldCount
            }
        }
    }

    /// What a text of few means, as the raw value of its column; nil when it says nothing.
    ///
    /// - Parameter understand: gives `unknown` for what it does not understand.
    mutating func meaning(
        _ text: UnsafeBufferPointer<UInt8>, line: UInt32, understand: (String) -> Int64
    ) -> Int64? {
        let value = meaning(text, understand: understand)
        if value > Self.nothing { return value }
        if value == Self.unknown { noteUnreadable(text, line: line) }
        return nil
    }

    /// Counts a cell that could not be understood, and why where it shows.
    mutating func noteUnreadable(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) {
        notes.unreadable.count(line, text)
        if text.count >= 2, text.allSatisfy({ $0 == UInt8(ascii: "#") }) {
            notes.tooNarrow.count(line)
        }
    }

    private mutating func meaning(
        _ text: UnsafeBufferPointer<UInt8>, understand: (String) -> Int64
    ) -> Int64 {
        if let known = memo.known(text) { return known }
        let raw = String(decoding: text, as: UTF8.self)
        let written = kind.isText ? repair.written(text) : nil
        var value = understand(mapped(written ?? raw))
        // In a damaged column some cells may be sound.
        if value == Self.unknown, written != nil { value = understand(mapped(raw)) }
        if value == Self.unknown, CellWrapping.mayWrap(text) {
            value = understand(mapped(CellWrapping.plain(text)))
        }
        if value == Self.unknown, !isKey, VietnameseText.saysNothing(raw) {
            // Then the cell is as good as empty.
            let standing = String(decoding: defaultText, as: UTF8.self)
            value = standing.isEmpty ? Self.nothing : understand(standing)
        }
        memo.keep(value, of: text)
        return value
    }

    private func mapped(_ label: String) -> String {
        values.isEmpty ? label : values[VietnameseText.key(label)] ?? label
    }

    /// A name or number of a person in one spelling; nil when it says nothing.
    mutating func personal(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        let written = repair.written(text) ?? String(decoding: text, as: UTF8.self)
        let key = VietnameseText.key(written)
        return key.isEmpty ? nil : key
    }

    /// The damage that its texts so far show. Names of units are a closed list: one that is in it
    /// only once it is repaired tells the damage alone.
    func damageShown(by words: KnownWords) -> TextDamage? {
        if let damage = repair.found(by: words) { return damage }
        switch kind {
        case .unit, .units: return repair.found { units.match($0, on: today) != nil }
        default: return nil
        }
    }

    mutating func unit(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> UnitID? {
        let raw = meaning(text, line: line) { [units, today] name in
            Self.meaning(ofUnit: name, units, today)
        }
        return unit(from: raw, text, line: line)
    }

    /// A unit of the registry, or nil where that is no fault.
    mutating func knownUnit(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> UnitID? {
        let raw = meaning(text) { [units, today] name in
            Self.meaning(ofUnit: name, units, today)
        }
        return unit(from: raw > Self.nothing ? raw : nil, text, line: line)
    }

    /// Units take 16 bits; above them stands the number of the doubt, from 1.
    private static func meaning(
        ofUnit name: String, _ units: UnitRegistry, _ today: Day
    ) -> Int64 {
        guard let match = units.match(name, on: today) else { return unknown }
        let doubt: Int64 =
            switch match.doubt {
            case nil: 0
            case .letters: 1
            case .misspelling(let misspelling):
                2 + Int64(units[match.unit].misspellings.firstIndex(of: misspelling) ?? 0)
            }
        return Int64(match.unit.index) | doubt << 16
    }

    private mutating func unit(
        from raw: Int64?, _ text: UnsafeBufferPointer<UInt8>, line: UInt32
    ) -> UnitID? {
        guard let raw else { return nil }
        let unit = UnitID(index: UInt16(truncatingIfNeeded: raw))
        if raw >> 16 > 0 { noteDoubt(Int(raw >> 16), unit, text, line) }
        return unit
    }

    private mutating func noteDoubt(
        _ number: Int, _ unit: UnitID, _ text: UnsafeBufferPointer<UInt8>, _ line: UInt32
    ) {
        let doubt =
            number == 1 ? .letters : UnitDoubt.misspelling(units[unit].misspellings[number - 2])
        notes.looseUnits[LooseUnit(unit: unit, doubt: doubt), default: NotedCells()]
            .count(line, text)
    }

    mutating func number(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> DocumentNumber? {
        var value = 0
        var isPlain = (1...6).contains(text.count)
        for byte in text where isPlain {
            isPlain = byte &- 0x30 <= 9
            value = value * 10 + Int(byte &- 0x30)
        }
        if isPlain { return DocumentNumber(value: value) }
        guard let number = Codes.documentNumber(String(decoding: text, as: UTF8.self)) else {
            noteUnreadable(text, line: line)
            return nil
        }
        return number
    }

    /// Appends a text of its own, where it is one that may stand in a key; returns whether it is.
    mutating func writeText(
        _ text: UnsafeBufferPointer<UInt8>, line: UInt32, to output: inout ContiguousArray<UInt8>
    ) -> Bool {
        if field == .number {
            if EntryNumber.write(text, to: &output) { return true }
        } else if text.count <= 64, Codes.isPlain(text) {
            // Digests and the numbers of parcels have many digits of their own.
            let isOwn = field == .sha256 || field == .trackingCode
            if isOwn || !PersonalNumber.isOne(text) {
                output.append(contentsOf: text)
                return true
            }
        }
        if !isKey, VietnameseText.saysNothing(text) { return false }
        noteUnreadable(text, line: line)
        return false
    }

    mutating func word(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> WordByte? {
        let raw = meaning(text, line: line) { [kind] label in
            let byte: UInt8? =
                switch kind {
                case .status: DossierStatus(label: label)?.rawValue
                case .channel: Channel(label: label)?.rawValue
                case .role: FileRole(label: label)?.rawValue
                case .direction: Direction(label: label)?.rawValue
                case .signingMode: SigningMode(label: label)?.rawValue
                case .presence:
                    (Flag(label: label) ?? (VietnameseText.key(label).isEmpty ? .no : .yes))
                        .rawValue
                default: Flag(label: label)?.rawValue
                }
            return byte.map { Int64($0) } ?? Self.unknown
        }
        return raw.map { WordByte(raw: UInt8($0)) }
    }

    mutating func count(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> Count? {
        // «Mức độ 4» is a level and «Năm 2021» a year; anything else is a number alone.
        let mayHaveWords = field == .onlineLevel || field == .year
        let raw = meaning(text, line: line) { text in
            let number = mayHaveWords ? text.drop { !$0.isASCII || !$0.isNumber } : text[...]
            return VietnameseNumber.count(number).map { Int64($0) } ?? Self.unknown
        }
        return raw.map { Count(raw: Int32($0)) }
    }

    mutating func decimal(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> Millionths? {
        let raw = meaning(text, line: line) { text in
            VietnameseNumber.decimal(text)?.raw ?? Self.unknown
        }
        return raw.map { Millionths(raw: $0) }
    }
}

extension FieldKind {
    /// Whether its cells are words or names, which can be damaged; dates and codes are plain.
    var isText: Bool {
        switch self {
        case .unit, .units, .status, .channel, .role, .direction, .signingMode, .flag, .presence,
            .symbol, .personal:
            true
        case .dossierCode, .procedureCode, .instant, .day, .count, .documentNumber, .decimal,
            .text, .compared, .display:
            false
        }
    }
}
