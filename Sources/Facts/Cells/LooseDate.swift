/// Reads the dates that people and spreadsheets put into a column besides the feed's patterns.
///
/// It is asked only for cells that neither a pattern nor ISO 8601 understood. A date is, with any
/// blanks, in any case and composition, also without marks (domain §7.8):
///
/// ```
/// 28/7/2021  28-07-21  28.07.2021        day, month, year with one sign between them
/// 2021-7-28  2021.07.28                  year first, where it has four digits
/// [ngày] 28 tháng 7 [,] [năm] 2021
/// 28-Jul-21  28 July 2021  28-Thg7-21    months as Excel names them
/// 44405  44405,5                         a day of Excel's calendar, its fraction the time of day
/// ```
///
/// A time may stand before or behind it: `8:30[:15]`, `08h30`, `8 giờ 30 phút`, with `SA`, `CH`,
/// `AM` or `PM` behind; `lúc`, `vào`, `hồi`, `ngày`, `,` and `-` join the two. Two digits of a year
/// mean this century up to the year after the run's, else the last. Day and month are never
/// guessed: a date that is one only with the month first is told as such. Nor is the calendar of
/// 1904 that old Macintosh workbooks count by; the dossier codes of an export show it.
package enum LooseDate: Hashable, Sendable {
    case instant(Instant)
    /// A day of Excel's calendar.
    case serial(Instant)
    /// A date only when its month stands before its day.
    case monthFirst

    /// The order in which a feed writes day and month.
    package enum Order: Sendable {
        case dayFirst, monthFirst
    }

    /// - Parameter thisYear: the local year of the run.
    package init?(
        _ bytes: UnsafeBufferPointer<UInt8>, order: Order = .dayFirst, thisYear: Int
    ) {
        guard (5...64).contains(bytes.count) else { return nil }
        if let serial = Self.serial(bytes) {
            self = .serial(serial)
            return
        }
        guard Self.mayBeDate(bytes) else { return nil }
        var reader = DateTokens(String(decoding: bytes, as: UTF8.self))
        guard let numbers = reader.read() else { return nil }
        if let instant = numbers.instant(monthFirst: order == .monthFirst, thisYear: thisYear) {
            self = .instant(instant)
        } else if order == .dayFirst, numbers.mayBeMonthFirst,
            numbers.instant(monthFirst: true, thisYear: thisYear) != nil
        {
            self = .monthFirst
        } else {
            return nil
        }
    }

    /// Whether there are the three numbers that a date has, or two and perhaps the name of a month;
    /// most of what is none has fewer.
    private static func mayBeDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var numbers = 0
        var isInNumber = false
        var hasLetter = false
        for byte in bytes {
            let isDigit = byte &- 0x30 <= 9
            if isDigit && !isInNumber { numbers += 1 }
            isInNumber = isDigit
            hasLetter = hasLetter || (0x61...0x7A).contains(byte | 0x20)
        }
        return numbers >= 3 || numbers == 2 && hasLetter
    }

    /// Days from 1899-12-30, Excel's day 0 from March 1900 on, to 1970-01-01.
    private static let excelEpoch = 25_569

    /// `44405` is 28/07/2021; only 30000 to 70000 (1982 to 2091) are taken for days.
    private static func serial(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        var days = 0
        for byte in bytes[..<5] {
            guard byte &- 0x30 <= 9 else { return nil }
            days = days * 10 + Int(byte &- 0x30)
        }
        guard (30_000...70_000).contains(days) else { return nil }
        var fraction = 0.0
        if bytes.count > 5 {
            guard bytes.count > 6, bytes[5] == UInt8(ascii: ".") || bytes[5] == UInt8(ascii: ",")
            else { return nil }
            var weight = 0.1
            for byte in bytes[6...] {
                guard byte &- 0x30 <= 9 else { return nil }
                fraction += Double(byte &- 0x30) * weight
                weight /= 10
            }
        }
        let midnight = Instant(day: Day(daysSince1970: Int32(days - excelEpoch)))
        let seconds = Int64((fraction * 86_400).rounded())
        return Instant(secondsSince1970: midnight.secondsSince1970 + seconds)
    }
}

/// The numbers of a date as they were typed.
struct DateNumbers {
    /// A number and how many digits it was typed with.
    struct Number {
        let value: Int
        let digits: Int
    }

    var first: Number
    var second: Number
    var third: Number
    /// Only a date of signs may have its month first; `tháng` says which it is.
    var mayBeMonthFirst: Bool
    var hour = 0
    var minute = 0
    var secondOfMinute = 0

    func instant(monthFirst: Bool, thisYear: Int) -> Instant? {
        let day: Day?
        if first.digits == 4 {
            guard second.digits <= 2, third.digits <= 2 else { return nil }
            day = Day(year: first.value, month: second.value, day: third.value)
        } else {
            guard first.digits <= 2, second.digits <= 2, let year = year(thisYear) else {
                return nil
            }
            let (month, dayOfMonth) =
                monthFirst && mayBeMonthFirst
                ? (first.value, second.value) : (second.value, first.value)
            day = Day(year: year, month: month, day: dayOfMonth)
        }
        guard let day, (0...23).contains(hour), (0...59).contains(minute),
            (0...59).contains(secondOfMinute)
        else { return nil }
        return Instant(day: day, hour: hour, minute: minute, second: secondOfMinute)
    }

    private func year(_ thisYear: Int) -> Int? {
        switch third.digits {
        case 4: return third.value
        case 2:
            let century = thisYear / 100 * 100
            let year = century + third.value
            return year <= thisYear + 1 ? year : year - 100
        default: return nil
        }
    }
}
