/// Reads days and instants from the bytes of an export, by patterns and in ISO 8601.
package enum InstantParsing {
    /// ISO 8601: `2021-07-28`, `2021-07-28T06:30[:00[.000]]`, with `Z`, `+07:00` or `+0700` behind.
    ///
    /// A space may stand for the `T`. Without an offset the time is Viet Nam's.
    package static func iso(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        var cursor = Cursor(bytes)
        guard let year = cursor.digits(4, 4), cursor.take("-"), let month = cursor.digits(2, 2),
            cursor.take("-"), let dayOfMonth = cursor.digits(2, 2),
            let day = Day(year: year, month: month, day: dayOfMonth)
        else { return nil }
        if cursor.isAtEnd { return Instant(day: day) }
        guard cursor.take("T") || cursor.take(" ") || cursor.take("t"),
            let hour = cursor.digits(2, 2), cursor.take(":"), let minute = cursor.digits(2, 2)
        else { return nil }
        var second = 0
        if cursor.take(":") {
            guard let value = cursor.digits(2, 2) else { return nil }
            second = value
            if cursor.take(".") {
                guard cursor.digits(1, 9) != nil else { return nil }
            }
        }
        guard hour <= 23, minute <= 59, second <= 59 else { return nil }
        let local = Instant(day: day, hour: hour, minute: minute, second: second)
        if cursor.isAtEnd { return local }
        guard let offset = cursor.offsetSeconds(), cursor.isAtEnd else { return nil }
        return Instant(
            secondsSince1970: local.secondsSince1970 + Instant.offsetSeconds - Int64(offset))
    }
}

/// A pattern of the settings' `dates`: `yyyy MM dd HH mm ss`, `d` and `M`, other characters literal.
package struct DatePattern: Hashable, Sendable {
    package let text: String
    private let parts: [Part]

    private enum Part: Hashable, Sendable {
        case year, month(Int), day(Int), hour, minute, second
        case literal(UInt8)
    }

    /// A pattern, or nil when it has other letters than these or lacks a year, month or day.
    package init?(_ text: String) {
        self.text = text
        var parts: [Part] = []
        var rest = Substring(text)
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            switch (first, run.count) {
            case ("y", 4): parts.append(.year)
            case ("M", 1), ("M", 2): parts.append(.month(run.count))
            case ("d", 1), ("d", 2): parts.append(.day(run.count))
            case ("H", 2): parts.append(.hour)
            case ("m", 2): parts.append(.minute)
            case ("s", 2): parts.append(.second)
            default:
                guard !first.isLetter || first == "T" else { return nil }
                parts += run.utf8.map { .literal($0) }
            }
            rest = rest[run.endIndex...]
        }
        let hasDay = parts.contains { if case .day = $0 { true } else { false } }
        let hasMonth = parts.contains { if case .month = $0 { true } else { false } }
        guard parts.contains(.year), hasMonth, hasDay else { return nil }
        self.parts = parts
    }

    /// Whether the pattern says a time of day.
    package var hasTime: Bool { parts.contains(.hour) }

    /// The instant (a day's first moment in Viet Nam without a time), or nil when it does not fit.
    package func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        var cursor = Cursor(bytes)
        var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
        for part in parts {
            switch part {
            case .year: year = cursor.digits(4, 4) ?? -1
            case .month(let width): month = cursor.digits(width, 2) ?? -1
            case .day(let width): day = cursor.digits(width, 2) ?? -1
            case .hour: hour = cursor.digits(2, 2) ?? -1
            case .minute: minute = cursor.digits(2, 2) ?? -1
            case .second: second = cursor.digits(2, 2) ?? -1
            case .literal(let byte): guard cursor.take(byte) else { return nil }
            }
        }
        guard cursor.isAtEnd, (0...23).contains(hour), (0...59).contains(minute),
            (0...59).contains(second), let day = Day(year: year, month: month, day: day)
        else { return nil }
        return Instant(day: day, hour: hour, minute: minute, second: second)
    }
}

/// A position in bytes that reads digits and literals.
private struct Cursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        take(UInt8(truncatingIfNeeded: scalar.value))
    }

    mutating func digits(_ least: Int, _ most: Int) -> Int? {
        var value = 0
        var count = 0
        while count < most, position < bytes.count {
            let digit = bytes[position] &- 0x30
            guard digit <= 9 else { break }
            value = value * 10 + Int(digit)
            position += 1
            count += 1
        }
        return count >= least ? value : nil
    }

    /// `Z`, `+07:00`, `+0700`, `-03:00`.
    mutating func offsetSeconds() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign: Int
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = digits(2, 2) else { return nil }
        _ = take(":")
        guard let minutes = digits(2, 2), hours <= 18, minutes <= 59 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
