/// A value that a column stores as an integer of fixed width, with one pattern for "unknown".
package protocol ColumnValue: Sendable {
    associatedtype Raw: FixedWidthInteger & Sendable
    static var unknown: Raw { get }
    init(raw: Raw)
    var raw: Raw { get }
}

/// One field of all records of a kind.
///
/// A column that was not built (no rule needs it, or no feed has it) is empty and answers nil for
/// every row.
package struct Column<Value: ColumnValue>: Sendable {
    @usableFromInline
    package var raws: ContiguousArray<Value.Raw>

    @inlinable
    package init() {
        raws = []
    }

    @inlinable package var isBuilt: Bool { !raws.isEmpty }

    @inlinable
    package subscript(row: Int) -> Value? {
        if raws.isEmpty { return nil }
        let raw = raws[row]
        return raw == Value.unknown ? nil : Value(raw: raw)
    }

    @inlinable
    package mutating func append(_ value: Value?) {
        raws.append(value?.raw ?? Value.unknown)
    }
}

extension Day: ColumnValue {
    @inlinable package static var unknown: Int32 { .min }
    @inlinable package init(raw: Int32) { self.init(daysSince1970: raw) }
    @inlinable package var raw: Int32 { daysSince1970 }
}

extension Instant: ColumnValue {
    @inlinable package static var unknown: Int64 { .min }
    @inlinable package init(raw: Int64) { self.init(secondsSince1970: raw) }
    @inlinable package var raw: Int64 { secondsSince1970 }
}

extension UnitID: ColumnValue {
    @inlinable package static var unknown: UInt16 { .max }
    @inlinable package init(raw: UInt16) { self.init(index: raw) }
    @inlinable package var raw: UInt16 { index }
}

/// A word of any closed vocabulary as its byte.
package struct WordByte: ColumnValue {
    package let raw: UInt8
    @inlinable package static var unknown: UInt8 { .max }
    @inlinable package init(raw: UInt8) { self.raw = raw }
}

/// A number of things: files, an ordinal, a year.
package struct Count: ColumnValue {
    package let raw: Int32
    @inlinable package static var unknown: Int32 { .min }
    @inlinable package init(raw: Int32) { self.raw = raw }
}

/// A text of few, by its place in the table's symbols.
package struct Symbol: ColumnValue, Hashable {
    package let raw: UInt32
    @inlinable package static var unknown: UInt32 { .max }
    @inlinable package init(raw: UInt32) { self.raw = raw }
}

/// A text of its own: where it stands in the table's bytes (offset × 2¹⁶ + length).
package struct TextRef: ColumnValue {
    package let raw: UInt64
    @inlinable package static var unknown: UInt64 { .max }
    @inlinable package init(raw: UInt64) { self.raw = raw }
    @inlinable package init(offset: Int, length: Int) {
        raw = UInt64(offset) << 16 | UInt64(length)
    }
    @inlinable package var offset: Int { Int(raw >> 16) }
    @inlinable package var length: Int { Int(raw & 0xFFFF) }
}

/// A list of units: where it stands in the table's lists (offset × 2⁸ + length).
package struct UnitsRef: ColumnValue {
    package let raw: UInt64
    @inlinable package static var unknown: UInt64 { .max }
    @inlinable package init(raw: UInt64) { self.raw = raw }
}

/// The number of a document: up to six digits and perhaps a letter (domain §2.4).
package struct DocumentNumber: ColumnValue, Hashable, Comparable {
    package let raw: Int32
    @inlinable package static var unknown: Int32 { .min }
    @inlinable package init(raw: Int32) { self.raw = raw }

    /// - Parameter letter: A…Z, or nil.
    package init(value: Int, letter: Unicode.Scalar? = nil) {
        raw = Int32(value) << 5 | (letter.map { Int32($0.value) - 64 } ?? 0)
    }

    @inlinable package var value: Int { Int(raw >> 5) }

    @inlinable package var hasLetter: Bool { raw & 31 != 0 }

    /// As written: numbers below 10 with a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    package var text: String {
        var bytes = ContiguousArray<UInt8>()
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @inlinable
    package func write(to output: inout ContiguousArray<UInt8>) {
        if value < 10 { output.append(0x30) }
        Self.writeDigits(value, to: &output)
        if hasLetter { output.append(UInt8(raw & 31) + 64) }
    }

    @inlinable
    static func writeDigits(_ number: Int, to output: inout ContiguousArray<UInt8>) {
        if number >= 10 { writeDigits(number / 10, to: &output) }
        output.append(0x30 + UInt8(number % 10))
    }

    @inlinable
    package static func < (left: DocumentNumber, right: DocumentNumber) -> Bool {
        left.raw < right.raw
    }
}

extension FactKey: ColumnValue {
    @inlinable package static var unknown: UInt128 { 0 }
    @inlinable package init(raw: UInt128) { self.init(bits: raw) }
    @inlinable package var raw: UInt128 { bits }
}

/// A decimal number in millionths, exact for the figures of a report.
package struct Millionths: ColumnValue, Hashable {
    package let raw: Int64
    @inlinable package static var unknown: Int64 { .min }
    @inlinable package init(raw: Int64) { self.raw = raw }
}
