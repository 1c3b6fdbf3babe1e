/// Which days are working days, by the rows of `calendar.yaml` (domain §6.2).
///
/// No formula replaces the yearly notices: swaps of working days are decreed late and by hand. A
/// year without rows is unknown, never a silent Monday to Friday, so every answer is optional.
package struct WorkingCalendar: Sendable {
    private let years: Set<Int>
    private let daysOff: Set<Day>
    private let workingDays: Set<Day>

    /// - Parameters:
    ///   - years: the years that have rows.
    ///   - daysOff: weekdays off (holidays, compensations, local suspensions).
    ///   - workingDays: weekend days worked instead.
    package init(years: Set<Int>, daysOff: Set<Day>, workingDays: Set<Day>) {
        self.years = years
        self.daysOff = daysOff
        self.workingDays = workingDays
    }

    /// Whether the calendar has rows for this year.
    package func covers(year: Int) -> Bool { years.contains(year) }

    /// Whether civil servants work on this day; nil when its year has no rows.
    package func isWorkingDay(_ day: Day) -> Bool? {
        guard years.contains(day.year) else { return nil }
        if workingDays.contains(day) { return true }
        return !day.isWeekend && !daysOff.contains(day)
    }

    /// The day on which a term of so many working days ends.
    ///
    /// The first day does not count, and a term never ends on a day off (Bộ luật Dân sự 2015,
    /// Điều 147–148). Zero working days end on the day itself. Nil when a year has no rows.
    package func day(workingDays count: Int, after start: Day) -> Day? {
        var day = start
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            guard let working = isWorkingDay(day) else { return nil }
            if working { left -= 1 }
        }
        return day
    }

    /// How many working days lie after `start` up to and with `end` (0 when `end` ≤ `start`).
    package func workingDays(after start: Day, through end: Day) -> Int? {
        var day = start
        var count = 0
        while day < end {
            day = day.adding(days: 1)
            guard let working = isWorkingDay(day) else { return nil }
            if working { count += 1 }
        }
        return count
    }
}
