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
package struct DatePattern: Sendable {
    /// Without an array of its own: millions of cells are read by it, and none counts references.
    private let parts: InlineArray<24, UInt8>
    private let partCount: Int
    /// Whether its month stands before its day, and its year behind both.
    package let isMonthFirst: Bool
    /// How many bytes a fitting text has.
    private let lengths: ClosedRange<Int>

    /// Bytes below 0x80 are literal.
    private enum Part {
        static let year: UInt8 = 0x80
        static let month: UInt8 = 0x81
        static let shortMonth: UInt8 = 0x82
        static let day: UInt8 = 0x83
        static let shortDay: UInt8 = 0x84
        static let hour: UInt8 = 0x85
        static let minute: UInt8 = 0x86
        static let second: UInt8 = 0x87
    }

    /// A pattern, or nil when it has other letters than these or lacks a year, month or day.
    package init?(_ text: String) {
        var parts: [UInt8] = []
        var lengths = 0...0
        var rest = Substring(text)
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            var least = run.count
            var most = run.count
            switch (first, run.count) {
            case ("y", 4): parts.append(Part.year)
            case ("M", 2): parts.append(Part.month)
            case ("d", 2): parts.append(Part.day)
            case ("M", 1), ("d", 1):
                parts.append(first == "M" ? Part.shortMonth : Part.shortDay)
                (least, most) = (1, 2)
            case ("H", 2): parts.append(Part.hour)
            case ("m", 2): parts.append(Part.minute)
            case ("s", 2): parts.append(Part.second)
            default:
                guard !first.isLetter || first == "T", first.isASCII else { return nil }
                parts += run.utf8
            }
            lengths = (lengths.lowerBound + least)...(lengths.upperBound + most)
            rest = rest[run.endIndex...]
        }
        let hasMonth = parts.contains(Part.month) || parts.contains(Part.shortMonth)
        let hasDay = parts.contains(Part.day) || parts.contains(Part.shortDay)
        guard parts.count <= 24, parts.contains(Part.year), hasMonth, hasDay else { return nil }
        let order = parts.compactMap { part in
            switch part {
            case Part.year: "y"
            case Part.month, Part.shortMonth: "M"
            case Part.day, Part.shortDay: "d"
            default: nil
            }
        }
        isMonthFirst = order.starts(with: ["M", "d"])
        var fixed = InlineArray<24, UInt8>(repeating: 0)
        for (index, part) in parts.enumerated() { fixed[index] = part }
        self.parts = fixed
        partCount = parts.count
        self.lengths = lengths
    }

    /// The instant (a day's first moment in Viet Nam without a time), or nil when it does not fit.
    package func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        guard lengths.contains(bytes.count) else { return nil }
        var cursor = Cursor(bytes)
        var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
        for index in 0..<partCount {
            switch parts[index] {
            case Part.year: year = cursor.digits(4, 4) ?? -1
            case Part.month: month = cursor.digits(2, 2) ?? -1
            case Part.shortMonth: month = cursor.digits(1, 2) ?? -1
            case Part.day: day = cursor.digits(2, 2) ?? -1
            case Part.shortDay: day = cursor.digits(1, 2) ?? -1
            case Part.hour: hour = cursor.digits(2, 2) ?? -1
            case Part.minute: minute = cursor.digits(2, 2) ?? -1
            case Part.second: second = cursor.digits(2, 2) ?? -1
            case let literal: guard cursor.take(literal) else { return nil }
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
