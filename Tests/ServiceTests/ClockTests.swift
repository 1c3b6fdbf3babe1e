import Facts
import Testing

@testable import Service

@Suite struct `A clock that shows an instant before the last run's` {
    private static let last = Instant.firstMorning

    private static func judged(
        secondsBack: Int64, isAskedFor: Bool = false, believesClock: Bool = false
    ) throws -> JudgedInstant {
        try JudgedInstant(
            Instant(secondsSince1970: last.secondsSince1970 - secondsBack),
            isAskedFor: isAskedFor, believesClock: believesClock, after: last)
    }

    @Test(arguments: [1, 300])
    func `by minutes lets time stand still`(_ seconds: Int64) throws {
        let judged = try Self.judged(secondsBack: seconds)
        #expect(judged.instant == Self.last)
        #expect(judged.warning == nil)
    }

    @Test(arguments: [301, 86_400])
    func `by hours lets time stand still and is told`(_ seconds: Int64) throws {
        let judged = try Self.judged(secondsBack: seconds)
        #expect(judged.instant == Self.last)
        #expect(judged.warning != nil)
    }

    @Test func `by more than a day is not believed`() {
        let shown = Instant(secondsSince1970: Self.last.secondsSince1970 - 86_401)
        #expect(throws: ReconcileFault.clockBehind(shown, last: Self.last)) {
            try Self.judged(secondsBack: 86_401)
        }
    }

    @Test func `by more than a day is believed when a person says so`() throws {
        let judged = try Self.judged(secondsBack: 86_401, believesClock: true)
        #expect(judged.instant == Instant(secondsSince1970: Self.last.secondsSince1970 - 86_401))
        #expect(judged.warning == nil)
    }

    @Test(arguments: [1, 300, 86_400, 1_000_000])
    func `is no clock when a person asked for the instant`(_ seconds: Int64) {
        #expect(throws: ReconcileFault.earlierThanLastRun(Self.last)) {
            try Self.judged(secondsBack: seconds, isAskedFor: true)
        }
    }

    @Test(arguments: [0, -1])
    func `or not before it is taken as it is`(_ seconds: Int64) throws {
        let judged = try Self.judged(secondsBack: seconds)
        #expect(judged.instant.secondsSince1970 == Self.last.secondsSince1970 - seconds)
        #expect(judged.warning == nil)
    }

    @Test func `is told with both times`() throws {
        let warning = try #require(try Self.judged(secondsBack: 3600).warning)
        let fault = ReconcileFault.clockBehind(.firstMorning.adding(hours: -48), last: Self.last)
        for language in [Language.vi, .en] {
            #expect(warning[language].contains("2021-07-28T05:30:00+07:00"))
            #expect(warning[language].contains("2021-07-28T06:30:00+07:00"))
        }
        #expect(fault.description.contains("2021-07-26T06:30:00+07:00"))
        #expect(fault.description.contains("2021-07-28T06:30:00+07:00"))
    }

    @Test func `by an hour does not keep a run from its work`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(entries: SmallDistrict.entries + ["4 D1 07-06 -"])
        let report = try await district.run(.firstMorning.adding(hours: -1), isAskedFor: false)
        #expect(report.instant == .firstMorning)
        #expect(report.told == ["opened PAP-01 IALE:01:4"])
        #expect(report.troubles.isEmpty)
        #expect(district.talk.count == 1)
    }

    @Test func `by days opens and ends nothing`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let files = try district.alertFiles()
        let before = Instant.firstMorning.adding(hours: -480)
        await #expect(throws: ReconcileFault.clockBehind(before, last: Self.last)) {
            try await district.run(before, isAskedFor: false)
        }
        #expect(try district.alertFiles() == files)
        #expect(try await district.run().told.isEmpty)
    }
}
