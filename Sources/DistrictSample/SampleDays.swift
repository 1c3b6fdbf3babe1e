import Facts

/// The working days of 2021 by number: 0 is 4 January, the first on which the desks were open.
enum SampleDays {
    /// The moment the report looks at its district: 28 July 2021, 06:30.
    static let asOf = Instant(day: day(7, 28), hour: 6, minute: 30)
    /// When the exports were taken, a little after midnight.
    static let exported = Instant(day: day(7, 28), minute: 15)

    static let calendar = WorkingCalendar(
        years: [2021], daysOff: Set(daysOff2021), workingDays: [])

    /// Weekdays off in 2021, as in `calendar.yaml`.
    static let daysOff2021: [Day] = [
        day(1, 1), day(2, 10), day(2, 11), day(2, 12), day(2, 15), day(2, 16), day(4, 21),
        day(4, 30), day(5, 3), day(9, 2), day(9, 3),
    ]

    static let all: [Day] = {
        var days = [day(1, 4)]
        while let next = calendar.day(workingDays: 1, after: days[days.count - 1]) {
            days.append(next)
        }
        return days
    }()

    /// The last day with records: 27 July, the day before the report's.
    static let last = number(of: day(7, 27))
    /// Paper and exports after 16 July could still be on their way; no fault is planted there that
    /// a few days of patience would excuse.
    static let settled = number(of: day(7, 16))

    /// The working day of this number.
    static func day(_ number: Int) -> Day { all[number] }

    /// A moment on the working day of this number.
    static func instant(_ number: Int, minute: Int) -> Instant {
        Instant(day: all[number], hour: minute / 60, minute: minute % 60)
    }

    static func number(of day: Day) -> Int {
        guard let number = all.firstIndex(of: day) else {
            preconditionFailure("\(day) is not a working day of the sample")
        }
        return number
    }

    static func day(_ month: Int, _ dayOfMonth: Int) -> Day {
        guard let day = Day(year: 2021, month: month, day: dayOfMonth) else {
            preconditionFailure("2021 has no day \(dayOfMonth) in month \(month)")
        }
        return day
    }
}
