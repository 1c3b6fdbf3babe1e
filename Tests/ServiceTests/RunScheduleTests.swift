import Facts
import Testing

@testable import Service

@Suite struct `The schedule of runs` {
    private static let nothing = InboxSight(digest: 0)
    private static let news = InboxSight(digest: 1)

    /// A schedule that has begun with a run on 28/07/2021, when the clock that only goes forward
    /// showed 0 and the inbox was empty.
    private static func begun(_ time: String) -> RunSchedule {
        var schedule = RunSchedule(ServiceSettings(), timesDoneUntil: at(time, 0).instant)
        schedule.see(nothing, at: at(time, 0))
        _ = schedule.due(at: at(time, 0))
        return schedule
    }

    private static func at(_ text: String, _ seconds: Double) -> Moment {
        let day = text.contains("T") ? text : "28T\(text)"
        guard let instant = Instant(iso: "2021-07-\(day)+07:00") else {
            fatalError("no instant: \(text)")
        }
        return Moment(instant: instant, seconds: seconds)
    }

    @Test func `begins with a run`() {
        var schedule = RunSchedule(
            ServiceSettings(), timesDoneUntil: Self.at("05:00:00", 0).instant)
        #expect(schedule.due(at: Self.at("05:00:00", 0)) == .init(reason: .start, missedTimes: 0))
        #expect(schedule.due(at: Self.at("05:01:00", 60)) == nil)
    }

    @Test func `has a run at each time of day`() {
        var schedule = Self.begun("06:00:00")
        #expect(schedule.due(at: Self.at("06:29:59", 1)) == nil)
        #expect(schedule.due(at: Self.at("06:30:00", 2)) == .init(reason: .time, missedTimes: 0))
        #expect(schedule.due(at: Self.at("06:30:30", 3)) == nil)
    }

    @Test(arguments: [
        ("28T14:00:00", 1), ("29T06:30:00", 2), ("29T05:00:00", 1), ("31T14:00:00", 7),
        ("31T05:00:00", 5),
    ])
    func `makes up for missed times by one run and counts them`(_ now: String, _ missed: Int) {
        var schedule = Self.begun("06:00:00")
        #expect(schedule.due(at: Self.at(now, 1)) == .init(reason: .time, missedTimes: missed))
        #expect(schedule.due(at: Self.at(now, 2)) == nil)
    }

    @Test func `counts the times that passed while there was no service`() {
        var schedule = RunSchedule(
            ServiceSettings(), timesDoneUntil: Self.at("26T20:00:00", 0).instant)
        #expect(
            schedule.due(at: Self.at("07:00:00", 0)) == .init(reason: .start, missedTimes: 3))
    }

    @Test(arguments: [
        (0, "28T06:30:00"), (1, "27T13:00:00"), (2, "27T06:30:00"),
    ])
    func `knows the last times`(_ skipped: Int, _ expected: String) {
        let schedule = Self.begun("05:00:00")
        #expect(
            schedule.lastTime(before: Self.at("06:30:00", 0).instant, skipping: skipped)
                == Self.at(expected, 0).instant)
    }

    @Test(arguments: [
        ("06:29:59", "28T06:30:00"), ("06:30:00", "28T13:00:00"), ("13:00:00", "29T06:30:00"),
    ])
    func `knows the next time`(_ now: String, _ expected: String) {
        let schedule = Self.begun("05:00:00")
        #expect(
            schedule.nextTime(after: Self.at(now, 0).instant) == Self.at(expected, 0).instant)
    }

    @Test func `has a time once more that a clock set back shows once more`() {
        var schedule = Self.begun("06:31:00")
        #expect(schedule.due(at: Self.at("06:00:00", 60)) == nil)
        #expect(
            schedule.due(at: Self.at("06:30:00", 120)) == .init(reason: .time, missedTimes: 0))
    }

    @Test func `waits until deliveries have been quiet`() {
        var schedule = Self.begun("08:00:00")
        schedule.see(Self.news, at: Self.at("08:01:00", 60))
        #expect(schedule.due(at: Self.at("08:04:00", 240)) == nil)
        schedule.see(InboxSight(digest: 2), at: Self.at("08:04:00", 240))
        #expect(schedule.due(at: Self.at("08:08:59", 539)) == nil)
        #expect(
            schedule.due(at: Self.at("08:09:00", 540)) == .init(reason: .deliveries, missedTimes: 0)
        )
        #expect(schedule.due(at: Self.at("08:20:00", 1200)) == nil)
    }

    @Test func `measures quiet by the clock that only goes forward`() {
        var schedule = Self.begun("08:00:00")
        schedule.see(Self.news, at: Self.at("08:01:00", 60))
        #expect(schedule.due(at: Self.at("12:00:00", 70)) == nil)
        #expect(schedule.due(at: Self.at("07:00:00", 360))?.reason == .deliveries)
    }

    @Test func `takes what arrived before a run at a time of day as reconciled`() {
        var schedule = Self.begun("06:00:00")
        schedule.see(Self.news, at: Self.at("06:29:00", 10))
        #expect(schedule.due(at: Self.at("06:30:00", 70))?.reason == .time)
        #expect(schedule.due(at: Self.at("06:50:00", 1200)) == nil)
    }

    @Test func `has nothing to do when what arrived is taken away again`() {
        var schedule = Self.begun("08:00:00")
        schedule.see(Self.news, at: Self.at("08:01:00", 60))
        schedule.see(Self.nothing, at: Self.at("08:10:00", 600))
        #expect(schedule.due(at: Self.at("08:20:00", 1200)) == nil)
    }

    @Test func `begins with a run by new settings`() {
        var schedule = Self.begun("08:00:00")
        var settings = ServiceSettings()
        settings.reconcileAt = [TimeOfDay("08:10")].compactMap { $0 }
        schedule.reload(settings)
        #expect(schedule.due(at: Self.at("08:01:00", 60))?.reason == .reload)
        #expect(schedule.due(at: Self.at("08:10:00", 70))?.reason == .time)
    }

    @Test func `tries again what failed, each time after longer, at most after an hour`() {
        var schedule = Self.begun("08:00:00")
        var seconds = 0.0
        for wait in [300.0, 600, 1200, 2400, 3600, 3600] {
            schedule.ended(.failed, at: Self.at("08:00:00", seconds))
            #expect(schedule.due(at: Self.at("08:00:00", seconds + wait - 1)) == nil)
            seconds += wait
            #expect(schedule.due(at: Self.at("08:00:00", seconds))?.reason == .retry)
        }
    }

    @Test func `tries once more what could be done in part only`() {
        var schedule = Self.begun("08:00:00")
        schedule.ended(.partly, at: Self.at("08:00:00", 0))
        #expect(schedule.due(at: Self.at("08:04:59", 299)) == nil)
        #expect(schedule.due(at: Self.at("08:05:00", 300))?.reason == .retry)
        schedule.ended(.partly, at: Self.at("08:05:01", 301))
        #expect(schedule.due(at: Self.at("09:30:00", 5400)) == nil)
    }

    @Test func `tries nothing again once a run went as planned`() {
        var schedule = Self.begun("08:00:00")
        schedule.ended(.failed, at: Self.at("08:00:00", 0))
        schedule.ended(.well, at: Self.at("08:00:10", 10))
        #expect(schedule.due(at: Self.at("08:30:00", 1800)) == nil)
    }

    @Test(arguments: [
        ("06:30", "06:30"), ("6:05", "06:05"), ("00:00", "00:00"), ("23:59", "23:59"),
        ("24:00", nil), ("12:60", nil), ("noon", nil), ("6", nil), ("6:30:00", nil),
        ("-1:30", nil), ("", nil),
    ])
    func `knows times of day`(_ text: String, _ expected: String?) {
        #expect(TimeOfDay(text)?.description == expected)
    }
}
