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
    private let today: Day
    private var memo = ByteMemo()
    private let datePatterns: [DatePattern]
    private let defaultText: ContiguousArray<UInt8>
    var notes = ColumnNotes()

    init(
        field: Field, kind: FieldKind, column: Int?, mapping: FeedMapping, units: UnitRegistry,
        today: Day
    ) {
        self.field = field
        self.kind = kind
        self.column = column
        self.units = units
        self.today = today
        values = mapping.values[field] ?? [:]
        datePatterns = mapping.dates
        defaultText = ContiguousArray((mapping.defaults[field] ?? "").utf8)
    }

    /// A value that stands for "not understood" in the memo.
    static let unknown = Int64.min

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

    /// What a text of few means, as the raw value of its column.
    mutating func meaning(
        _ text: UnsafeBufferPointer<UInt8>, line: UInt32, understand: (String) -> Int64
    ) -> Int64 {
        let value = meaning(text, understand: understand)
        if value == Self.unknown { notes.unreadable.count(line) }
        return value
    }

    private mutating func meaning(
        _ text: UnsafeBufferPointer<UInt8>, understand: (String) -> Int64
    ) -> Int64 {
        let values = values
        return memo.value(of: text) { raw in
            understand(values.isEmpty ? raw : values[VietnameseText.key(raw)] ?? raw)
        }
    }

    mutating func unit(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> UnitID? {
        let unit = knownUnit(text)
        if unit == nil { notes.unreadable.count(line) }
        return unit
    }

    /// A unit of the registry, or nil where that is no fault.
    mutating func knownUnit(_ text: UnsafeBufferPointer<UInt8>) -> UnitID? {
        let raw = meaning(text) { [units, today] name in
            units.resolve(name, on: today).map { Int64($0.index) } ?? Self.unknown
        }
        return raw == Self.unknown ? nil : UnitID(index: UInt16(raw))
    }

    /// An instant by the patterns, in their order, else in ISO 8601.
    ///
    /// A year that no column can hold (0202, 3021) is a typing error and counts as unreadable.
    mutating func instant(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> Instant? {
        for index in datePatterns.indices {
            guard let instant = datePatterns[index].parse(text) else { continue }
            if instant.raw != Instant.unknown { return instant }
        }
        if let instant = InstantParsing.iso(text), instant.raw != Instant.unknown {
            return instant
        }
        notes.unreadable.count(line)
        return nil
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
            notes.unreadable.count(line)
            return nil
        }
        return number
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
        return raw == Self.unknown ? nil : WordByte(raw: UInt8(raw))
    }

    mutating func count(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> Count? {
        // «Mức độ 4» is a level and «Năm 2021» a year; anything else is a number alone.
        let mayHaveWords = field == .onlineLevel || field == .year
        let raw = meaning(text, line: line) { text in
            var number = text.unicodeScalars[...]
            for tail in [",0", ".0"] where text.hasSuffix(tail) {
                number = number.dropLast(tail.count)
            }
            if mayHaveWords { number = number.drop { !("0"..."9").contains($0) } }
            guard (1...9).contains(number.count),
                number.allSatisfy({ ("0"..."9").contains($0) })
            else { return Self.unknown }
            return Int64(String(String.UnicodeScalarView(number))) ?? Self.unknown
        }
        return raw == Self.unknown ? nil : Count(raw: Int32(raw))
    }
}
