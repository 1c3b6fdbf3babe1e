/// The number of a citizen's card or telephone, typed where a code or number belongs.
///
/// Only its shape is looked at. What has it is no code, so that it never becomes the subject of an
/// alert (domain §2.6).
package struct PersonalNumber {
    /// Of all its digits.
    private var value = 0
    private var count = 0
    /// How many digits stand before the first sign between them, and before the second.
    private var head = 0
    private var next = 0
    private var groups = 1

    /// Whether a text is nothing but such a number, perhaps named by `CMND`, `CCCD` or `SDT`:
    ///
    /// ```
    /// 064190000001                12 digits from 001 to 096 (thẻ căn cước), 11 without the zero
    /// 230123456                   9 digits (CMND, or a telephone without its zero)
    /// 0943.087.654, 02693851234   10 or 11 digits with one zero first
    /// +84943087654                9 to 12 digits from 84 on, also behind 00
    /// ```
    ///
    /// Blanks, dots and hyphens between digits do not matter; but groups that begin with a year or
    /// a day (`2021-00012`, `01-2021-0001`, `210701-001`) are an office's own count.
    package static func isOne(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (9...longest).contains(bytes.count) else { return false }
        var rest = bytes[...]
        if bytes[0] | 0x20 >= 0x61 {
            guard let label = labels.first(where: { bytes.starts(with: $0) }) else { return false }
            rest = rest.dropFirst(label.count).drop(while: isSeparator)
        }
        let isInternational = rest.first == UInt8(ascii: "+")
        if isInternational { rest = rest.dropFirst() }
        guard let first = rest.first, let last = rest.last, isDigit(first), isDigit(last),
            let number = PersonalNumber(rest)
        else { return false }
        return number.hasShape && (isInternational || !number.isCounted)
    }

    package static func isOne(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isOne($0) }
    }

    private init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        for byte in bytes {
            if Self.isDigit(byte) {
                guard count < 13 else { return nil }
                value = value * 10 + Int(byte &- 0x30)
                count += 1
                if groups == 1 { head = count } else if groups == 2 { next = count }
            } else {
                guard Self.isSeparator(byte) else { return nil }
                groups += 1
            }
        }
    }

    /// With all separators and a label, none is longer.
    private static let longest = 32

    private static let labels = ["CMND", "CCCD", "CMTND", "CMT", "SDT", "TEL"].map {
        ContiguousArray($0.utf8)
    }

    private var hasShape: Bool {
        let begins84 = first(2) == 84
        let hasOneZero = first(1) == 0 && first(2) > 0
        return switch count {
        case 9: first(2) > 0
        case 10: hasOneZero || begins84
        case 11: hasOneZero || begins84 || isCardWithoutZero
        // The first three digits are the province.
        case 12: begins84 || (1...96).contains(first(3))
        case 13: first(4) == 84
        default: false
        }
    }

    /// Codes of the province's earlier software that lost three zeros, and those that begin with a
    /// day, have eleven digits as well.
    private var isCardWithoutZero: Bool {
        let isLegacyCode =
            Self.years.contains(2000 + first(3) % 100) && (1...12).contains(first(5) % 100)
        return (1...96).contains(first(2)) && !isLegacyCode && !beginsWithDay(6)
            && !beginsWithDay(8)
    }

    /// Whether the first groups are a year or day, as in numbers that an office gives.
    private var isCounted: Bool {
        guard groups > 1 else { return false }
        return switch head {
        case 4: Self.years.contains(first(4))
        case 6, 8: beginsWithDay(head)
        case 1, 2: next == head + 4 && Self.years.contains(first(next) % 10_000)
        default: false
        }
    }

    /// - Parameter digits: 6 in `210701…`, 8 in `20210701…`.
    private func beginsWithDay(_ digits: Int) -> Bool {
        let day = first(digits)
        let year = digits == 6 ? 2000 + day / 10_000 : day / 10_000
        return Self.years.contains(year)
            && Day(year: year, month: day / 100 % 100, day: day % 100) != nil
    }

    /// The number that the first so many digits make.
    private func first(_ digits: Int) -> Int {
        var first = value
        for _ in 0..<max(0, count - digits) { first /= 10 }
        return first
    }

    /// In which offices count their work by these means.
    private static let years = 2010...2039

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
}
