import Facts
import Testing

@Suite struct WorkingCalendarTests {
    private static func day(_ text: String) -> Day {
        guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
        return day
    }

    /// The days off of 2021 and the swaps of 2026 (domain §6.2).
    private static let calendar = WorkingCalendar(
        years: [2020, 2021, 2026],
        daysOff: Set(
            [
                "2021-01-01", "2021-02-10", "2021-02-11", "2021-02-12", "2021-02-15", "2021-02-16",
                "2021-04-21", "2021-04-30", "2021-05-03", "2021-09-02", "2021-09-03", "2026-01-01",
                "2026-01-02",
            ].map(day)),
        workingDays: [day("2026-01-10")])

    @Test(arguments: [
        ("2021-02-05", 5, "2021-02-19"), ("2021-04-20", 2, "2021-04-23"),
        ("2021-04-28", 3, "2021-05-05"), ("2021-04-29", 2, "2021-05-05"),
        ("2021-08-31", 3, "2021-09-07"), ("2021-07-24", 5, "2021-07-30"),
        ("2021-07-28", 0, "2021-07-28"),
    ])
    func `a term in working days leaves out weekends and days off`(
        _ start: String, _ days: Int, _ end: String
    ) {
        let found = Self.calendar.day(workingDays: days, after: Self.day(start))
        #expect(found == Self.day(end))
    }

    @Test(arguments: [
        ("2021-02-05", "2021-02-19", 5), ("2021-07-27", "2021-07-28", 1),
        ("2021-07-28", "2021-07-28", 0), ("2021-07-23", "2021-07-25", 0),
    ])
    func `counting working days agrees with adding them`(
        _ start: String, _ end: String, _ days: Int
    ) {
        let found = Self.calendar.workingDays(after: Self.day(start), through: Self.day(end))
        #expect(found == days)
    }

    @Test func `the swap of January 2026 is honoured`() {
        #expect(Self.calendar.isWorkingDay(Self.day("2026-01-02")) == false)
        #expect(Self.calendar.isWorkingDay(Self.day("2026-01-10")) == true)
    }

    @Test func `a year without rows is unknown, not Monday to Friday`() {
        #expect(Self.calendar.isWorkingDay(Self.day("2027-01-04")) == nil)
        #expect(Self.calendar.day(workingDays: 3, after: Self.day("2026-12-30")) == nil)
        let days = Self.calendar.workingDays(
            after: Self.day("2021-12-30"), through: Self.day("2022-01-05"))
        #expect(days == nil)
    }
}
