import Facts
import Testing

@testable import Service

@Suite struct `A clock that shows an instant before the last run's` {
    private static let last = Instant.firstMorning

    private static func judged(
        secondsBack: Int64, isAskedFor: Bool = false
    ) throws -> JudgedInstant {
        try JudgedInstant(
            Instant(secondsSince1970: last.secondsSince1970 - secondsBack),
            isAskedFor: isAskedFor, after: last)
    }

    @Test(arguments: [1, 300])
    func `by minutes lets time stand still`(_ seconds: Int64) throws {
        let judged = try Self.judged(secondsBack: seconds)
        #expect(judged.instant == Self.last)
        #expect(judged.warning == nil && judged.trouble == nil)
    }

    @Test(arguments: [301, 86_400])
    func `by hours lets time stand still and is told`(_ seconds: Int64) throws {
        let judged = try Self.judged(secondsBack: seconds)
        #expect(judged.instant == Self.last)
        #expect(judged.warning != nil && judged.trouble == nil)
    }

    @Test func `by more than a day is believed and is a trouble`() throws {
        let judged = try Self.judged(secondsBack: 86_401)
        #expect(judged.instant == Instant(secondsSince1970: Self.last.secondsSince1970 - 86_401))
        #expect(judged.warning == nil && judged.trouble != nil)
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
        #expect(judged.warning == nil && judged.trouble == nil)
    }

    @Test func `is told with both times`() throws {
        let warning = try #require(try Self.judged(secondsBack: 3600).warning)
        let trouble = try #require(try Self.judged(secondsBack: 172_800).trouble)
        for language in [Language.vi, .en] {
            #expect(warning[language].contains("2021-07-28T05:30:00+07:00"))
            #expect(trouble[language].contains("2021-07-26T06:30:00+07:00"))
            #expect(warning[language].contains("2021-07-28T06:30:00+07:00"))
            #expect(trouble[language].contains("2021-07-28T06:30:00+07:00"))
        }
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

    @Test func `by days is a trouble of one run only`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let before = Instant.firstMorning.adding(hours: -48)
        #expect(try await district.run(before, isAskedFor: false).troubles.count == 1)
        let next = try await district.run(before.adding(hours: 1), isAskedFor: false)
        #expect(next.troubles.isEmpty)
        #expect(next.instant == before.adding(hours: 1))
    }
}
