import Facts
import Reconciliation

/// Which open alerts are told again because nothing was said of them for long.
struct Reminders {
    private let every: [Severity: Int]
    private let calendar: WorkingCalendar
    private let today: Day
    private var daysSince: [Day: Int?] = [:]

    /// - Parameter every: working days by severity; without an entry nobody is reminded.
    init(every: [Severity: Int], calendar: WorkingCalendar, today: Day) {
        self.every = every
        self.calendar = calendar
        self.today = today
    }

    /// Whether so many working days have passed since the alert was last told.
    ///
    /// A calendar without this year reminds of nothing; CAL-01 tells of that.
    mutating func isDue(_ severity: Severity, toldOn day: Day) -> Bool {
        guard let days = every[severity], days > 0 else { return false }
        // The clock was ahead when it was told.
        if day > today { return true }
        let passed = daysSince[day] ?? calendar.workingDays(after: day, through: today)
        daysSince[day] = .some(passed)
        return passed.map { $0 >= days } ?? false
    }
}
