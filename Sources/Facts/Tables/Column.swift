/// A value that a column stores as an integer of fixed width, with one pattern for "unknown".
///
/// Columns and what they hold are `public`, against the custom of the house: Swift 6.3 keeps the
/// bodies of `@inlinable package` functions to their module, and an unspecialised column cost more
/// than reading the XML (measured: 1.5 s instead of 0.3 s for 100,000 dossiers).
public protocol ColumnValue: Sendable {
    associatedtype Raw: FixedWidthInteger & Sendable
    static var unknown: Raw { get }
    init(raw: Raw)
    var raw: Raw { get }
}

/// One field of all records of a kind.
///
/// A column that was not built (no rule needs it, or no feed has it) is empty and answers nil for
/// every row.
public struct Column<Value: ColumnValue>: Sendable {
    public var raws: ContiguousArray<Value.Raw>

    @inlinable
    public init() {
        raws = []
    }

    @inlinable public var isBuilt: Bool { !raws.isEmpty }

    @inlinable
    public subscript(row: Int) -> Value? {
        if raws.isEmpty { return nil }
        let raw = raws[row]
        return raw == Value.unknown ? nil : Value(raw: raw)
    }

    @inlinable
    public mutating func append(_ value: Value?) {
        raws.append(value?.raw ?? Value.unknown)
    }
}

extension Day: ColumnValue {
    @inlinable public static var unknown: Int32 { .min }
    @inlinable public init(raw: Int32) { self.init(daysSince1970: raw) }
    @inlinable public var raw: Int32 { daysSince1970 }
}

/// Four bytes, for the years 1970 to 2106; no other year is work of these offices.
extension Instant: ColumnValue {
    @inlinable public static var unknown: UInt32 { .max }
    @inlinable public init(raw: UInt32) { self.init(secondsSince1970: Int64(raw)) }
    @inlinable public var raw: UInt32 { UInt32(exactly: secondsSince1970) ?? .max }
}

extension UnitID: ColumnValue {
    @inlinable public static var unknown: UInt16 { .max }
    @inlinable public init(raw: UInt16) { self.init(index: raw) }
    @inlinable public var raw: UInt16 { index }
}

/// A word of any closed vocabulary as its byte.
public struct WordByte: ColumnValue {
    public let raw: UInt8
    @inlinable public static var unknown: UInt8 { .max }
    @inlinable public init(raw: UInt8) { self.raw = raw }
}

/// A number of things: files, an ordinal, a year.
public struct Count: ColumnValue {
    public let raw: Int32
    @inlinable public static var unknown: Int32 { .min }
    @inlinable public init(raw: Int32) { self.raw = raw }
}

/// A text of few, by its place in the table's symbols.
public struct Symbol: ColumnValue, Hashable {
    public let raw: UInt32
    @inlinable public static var unknown: UInt32 { .max }
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// A text of its own: where it stands in the table's bytes (offset × 2¹⁶ + length).
public struct TextRef: ColumnValue {
    public let raw: UInt64
    @inlinable public static var unknown: UInt64 { .max }
    @inlinable public init(raw: UInt64) { self.raw = raw }
    @inlinable public init(offset: Int, length: Int) {
        raw = UInt64(offset) << 16 | UInt64(length)
    }
    @inlinable public var offset: Int { Int(raw >> 16) }
    @inlinable public var length: Int { Int(raw & 0xFFFF) }
}

/// A list of units: where it stands in the table's lists (offset × 2⁸ + length).
public struct UnitsRef: ColumnValue {
    public let raw: UInt64
    @inlinable public static var unknown: UInt64 { .max }
    @inlinable public init(raw: UInt64) { self.raw = raw }
}

/// The number of a document: up to six digits and perhaps a letter (domain §2.4).
public struct DocumentNumber: ColumnValue, Hashable, Comparable {
    public let raw: Int32
    @inlinable public static var unknown: Int32 { .min }
    @inlinable public init(raw: Int32) { self.raw = raw }

    /// - Parameter letter: A…Z, or nil.
    public init(value: Int, letter: Unicode.Scalar? = nil) {
        raw = Int32(value) << 5 | (letter.map { Int32($0.value) - 64 } ?? 0)
    }

    @inlinable public var value: Int { Int(raw >> 5) }

    @inlinable public var hasLetter: Bool { raw & 31 != 0 }

    /// As written: numbers below 10 with a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    public var text: String {
        var bytes = ContiguousArray<UInt8>()
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @inlinable
    public func write(to output: inout ContiguousArray<UInt8>) {
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
    public static func < (left: DocumentNumber, right: DocumentNumber) -> Bool {
        left.raw < right.raw
    }
}

extension FactKey: ColumnValue {
    @inlinable public static var unknown: UInt128 { 0 }
    @inlinable public init(raw: UInt128) { self.init(bits: raw) }
    @inlinable public var raw: UInt128 { bits }
}

/// A decimal number in millionths, exact for the figures of a report.
public struct Millionths: ColumnValue, Hashable {
    public let raw: Int64
    @inlinable public static var unknown: Int64 { .min }
    @inlinable public init(raw: Int64) { self.raw = raw }
}
