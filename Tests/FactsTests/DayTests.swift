import Facts
import Testing

@Suite struct DayTests {
    @Test(arguments: [
        (2021, 7, 28, "2021-07-28", "28/07/2021"), (2000, 2, 29, "2000-02-29", "29/02/2000"),
        (1969, 12, 31, "1969-12-31", "31/12/1969"), (2400, 12, 31, "2400-12-31", "31/12/2400"),
    ])
    func `a day is written as it was made`(
        _ year: Int, _ month: Int, _ day: Int, _ iso: String, _ vietnamese: String
    ) throws {
        let made = try #require(Day(year: year, month: month, day: day))
        #expect(made.iso == iso)
        #expect(made.vietnamese == vietnamese)
        #expect(Day(iso) == made)
    }

    @Test(arguments: ["2014-02-30", "2021-13-01", "2021-00-10", "2021-7-28", "28/07/2021", ""])
    func `a day that does not exist is no day`(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `every day of four centuries follows the one before`() throws {
        var day = try #require(Day("1800-01-01"))
        var weekday = day.weekday
        for _ in 0..<146_097 {
            let next = day.adding(days: 1)
            let (year, month, dayOfMonth) = next.components
            #expect(Day(year: year, month: month, day: dayOfMonth) == next)
            #expect(next.weekday == weekday % 7 + 1)
            (day, weekday) = (next, next.weekday)
        }
        #expect(day == Day("2200-01-01"))
    }

    @Test func `28 July 2021 was a Wednesday`() throws {
        #expect(try #require(Day("2021-07-28")).weekday == 3)
    }
}

@Suite struct InstantTests {
    @Test(arguments: [
        ("2021-07-27T17:00:00.000+0000", "2021-07-28"), ("2021-07-27T16:59:59Z", "2021-07-27"),
        ("2021-07-28T06:30:00+07:00", "2021-07-28"), ("2021-07-28", "2021-07-28"),
        ("2021-07-28 23:59:59", "2021-07-28"), ("2011-06-09T17:00:00.000+0000", "2011-06-10"),
    ])
    func `a UTC instant is converted before its day is taken`(_ text: String, _ day: String) {
        #expect(Instant(iso: text)?.localDay.iso == day)
    }

    @Test func `an instant is written with the offset of Viet Nam`() {
        #expect(Instant(iso: "2021-07-27T23:30:00Z")?.iso == "2021-07-28T06:30:00+07:00")
    }

    @Test(arguments: [
        ("yyyyMMddHHmmss", "20210728063000", "2021-07-28T06:30:00+07:00"),
        ("dd/MM/yyyy", "28/07/2021", "2021-07-28T00:00:00+07:00"),
        ("d/M/yyyy", "1/7/2021", "2021-07-01T00:00:00+07:00"),
        ("d/M/yyyy", "28/12/2021", "2021-12-28T00:00:00+07:00"),
        ("HH:mm dd/MM/yyyy", "06:30 28/07/2021", "2021-07-28T06:30:00+07:00"),
    ])
    func `a date pattern reads what it describes`(
        _ pattern: String, _ text: String, _ iso: String
    ) throws {
        let pattern = try #require(DatePattern(pattern))
        #expect(parse(text, pattern)?.iso == iso)
    }

    @Test(arguments: [
        ("dd/MM/yyyy", "2021-07-28"), ("dd/MM/yyyy", "30/02/2021"), ("dd/MM/yyyy", "07/28/2021"),
        ("dd/MM/yyyy", "28/07/2021x"), ("yyyyMMddHHmmss", "20210728253000"),
    ])
    func `a date pattern refuses everything else`(_ pattern: String, _ text: String) throws {
        let pattern = try #require(DatePattern(pattern))
        #expect(parse(text, pattern) == nil)
    }

    @Test(arguments: ["dd/MM", "yyyy", "QQ/MM/yyyy", "dd/MMM/yyyy"])
    func `a pattern without day, month or year is none`(_ text: String) {
        #expect(DatePattern(text) == nil)
    }

    private func parse(_ text: String, _ pattern: DatePattern) -> Instant? {
        Array(text.utf8).withUnsafeBufferPointer { pattern.parse($0) }
    }
}
