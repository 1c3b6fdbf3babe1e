import Facts
import Testing

@testable import Service

@Suite struct `The service` {
    private static let nothing = InboxSight(digest: 0)

    /// A service that began at 05:00 on 28/07/2021 and has looked into an empty inbox.
    private struct Began {
        var state: ServiceState
        private(set) var seconds = 0.0
        private var lastLook = 0
        /// By how much the clock on the wall is ahead of the other one.
        private var leap: Int64 = 0
        private static let began = Instant(secondsSince1970: 1_627_423_200)

        var secondsToNextTick: Double {
            state.secondsToNextTick(at: Moment(instant: now, seconds: seconds))
        }

        init(lastAlive: Instant? = nil, _ settings: ServiceSettings = ServiceSettings()) {
            let moment = Moment(instant: Self.began, seconds: 0)
            let record = ServiceRecord(
                pid: 1, processStart: 1, startedAt: Self.began, settingsLoadedAt: Self.began)
            state = ServiceState(record, settings, lastAlive: lastAlive, at: moment)
        }

        var now: Instant {
            Instant(secondsSince1970: Self.began.secondsSince1970 + leap + Int64(seconds))
        }

        mutating func take(_ event: ServiceState.Event) -> [ServiceState.Action] {
            let actions = state.next(event, at: Moment(instant: now, seconds: seconds))
            for case .look(let number) in actions { lastLook = number }
            return actions
        }

        /// What it does when the inbox shows this, in answer to its last look.
        mutating func see(_ sight: InboxSight) -> [ServiceState.Action] {
            take(.inbox(sight, look: lastLook))
        }

        /// What it does at the first tick after so many seconds.
        mutating func tick(after more: Double = 0) -> [ServiceState.Action] {
            seconds += more
            return take(.tick)
        }

        /// A service whose first run has ended well, with the retention after it.
        static func idle(leaping seconds: Int64 = 0) -> Began {
            var service = Began()
            _ = service.tick()
            _ = service.see(nothing)
            _ = service.take(.ended(RunExit(status: 0, isRecorded: true)))
            _ = service.take(.ended(RunExit(status: 0)))
            service.leap = seconds
            return service
        }

        /// A service whose first run is at work.
        static func running() -> Began {
            var service = Began()
            _ = service.tick()
            _ = service.see(nothing)
            return service
        }
    }

    private static func looks(_ actions: [ServiceState.Action]) -> Bool {
        actions.contains { if case .look = $0 { true } else { false } }
    }

    private static func begins(
        _ actions: [ServiceState.Action], _ command: ServiceState.Command = .reconcile
    ) -> Bool {
        actions.contains(.begin(command, RunLimits()))
    }

    @Test func `looks into the inbox before its first run`() {
        var service = Began()
        #expect(!Self.begins(service.tick()))
        #expect(Self.begins(service.see(Self.nothing)))
        #expect(service.state.record.runningSince == service.now)
    }

    @Test func `looks again each time poll_interval_seconds have passed`() {
        var service = Began.idle()
        #expect(!Self.looks(service.tick(after: 59)))
        #expect(Self.looks(service.tick(after: 1)))
    }

    @Test func `asks nothing twice of an inbox that has not answered`() {
        var service = Began.idle()
        _ = service.tick(after: 60)
        #expect(!Self.looks(service.tick(after: 60)))
    }

    @Test func `goes on though a folder does not answer`() {
        var service = Began()
        _ = service.tick()
        let actions = service.see(InboxSight(digest: 0, isSilent: true))
        #expect(actions.contains(.log(.inboxSilent)))
        #expect(Self.begins(actions))
        #expect(service.state.record.inboxSilentSince == service.now)
    }

    @Test func `says once that a folder does not answer, and once that it does again`() {
        var service = Began.idle()
        for isFirst in [true, false] {
            _ = service.tick(after: 60)
            let actions = service.see(InboxSight(digest: 0, isSilent: true))
            #expect(actions.contains(.log(.inboxSilent)) == isFirst)
        }
        _ = service.tick(after: 60)
        #expect(service.see(Self.nothing).contains(.log(.inboxAnswers)))
        #expect(service.state.record.inboxSilentSince == nil)
    }

    @Test func `hears nothing of a look into the folders of older settings`() {
        var service = Began.idle()
        _ = service.tick(after: 60)
        _ = service.take(.settingsTaken(ServiceSettings()))
        #expect(service.see(InboxSight(digest: 0, isSilent: true)).isEmpty)
    }

    @Test func `has never two runs at work`() {
        var service = Began.running()
        _ = service.tick(after: 60)
        #expect(!Self.begins(service.see(InboxSight(digest: 1))))
        #expect(!Self.begins(service.tick(after: 1200)))
    }

    @Test func `makes up after a long run for what came meanwhile`() {
        var service = Began.running()
        _ = service.tick(after: 60)
        _ = service.see(InboxSight(digest: 1))
        _ = service.tick(after: 400)
        #expect(Self.begins(service.take(.ended(RunExit(status: 0, isRecorded: true)))))
    }

    @Test func `ends a run that takes longer than run_limits allow, once`() {
        var service = Began.running()
        #expect(!service.tick(after: 1799).contains(.end))
        #expect(service.tick(after: 1).contains(.end))
        #expect(!service.tick(after: 1).contains(.end))
    }

    @Test func `leaves the watchdog hungry when a run does not go away`() {
        var service = Began.running()
        #expect(service.tick(after: 1801).contains(.feedWatchdog))
        #expect(!service.tick(after: 60).contains(.feedWatchdog))
    }

    @Test func `feeds the watchdog at each tick while it works`() {
        var service = Began.running()
        #expect(service.tick(after: 15).contains(.feedWatchdog))
        #expect(service.tick(after: 15).contains(.feedWatchdog))
    }

    @Test(arguments: [
        (RunExit(status: 0, isRecorded: true), ServiceRecord.RunOutcome.done),
        (RunExit(status: 1, isRecorded: true), .done),
        (RunExit(status: 2, isRecorded: true), .done), (RunExit(status: 2), .failed),
        (RunExit(signal: 9), .failed), (RunExit(), .failed),
        (RunExit(signal: 5, hasUsedUpMemory: true), .outOfMemory),
    ])
    func `records how a run ended`(_ exit: RunExit, _ outcome: ServiceRecord.RunOutcome) {
        var service = Began.running()
        #expect(service.take(.ended(exit)).contains(.publish))
        #expect(service.state.record.lastRun?.outcome == outcome)
        #expect(service.state.record.runs.done == (outcome == .done ? 1 : 0))
        #expect(service.state.record.runs.failed == (outcome == .done ? 0 : 1))
    }

    @Test func `tells what a run did not meet any more`() {
        var service = Began.running()
        let line = "/inbox: error: the folder does not exist; create it"
        let exit = RunExit(status: 0, isRecorded: true, overcome: [line])
        #expect(service.take(.ended(exit)).contains(.log(.overcome(line))))
    }

    @Test func `records a run that took too long as such`() {
        var service = Began.running()
        _ = service.tick(after: 1801)
        _ = service.take(.ended(RunExit(status: 2)))
        #expect(service.state.record.lastRun?.outcome == .timedOut)
    }

    @Test func `goes on after a run that failed, and tries again`() {
        var service = Began.running()
        _ = service.take(.ended(RunExit(status: 2)))
        #expect(!Self.begins(service.tick(after: 299)))
        #expect(service.tick(after: 1).contains(.log(.runBegan(.retry))))
    }

    @Test func `runs by new settings at once, and forgets that others were refused`() {
        var service = Began.idle()
        _ = service.take(.settingsRefused(["doisoat.yaml:1:1: error: no; yes"]))
        _ = service.take(.settingsTaken(ServiceSettings()))
        #expect(service.state.record.settingsRefusedAt == nil)
        #expect(service.state.record.settingsFaults.isEmpty)
        #expect(service.tick().contains(.log(.runBegan(.reload))))
    }

    @Test func `keeps working by the old settings when new ones are refused, and says why`() {
        var service = Began.idle()
        let faults = ["doisoat.yaml:1:1: error: no; yes"]
        #expect(service.take(.settingsRefused(faults)).contains(.log(.settingsRefused(faults))))
        #expect(service.state.record.settingsRefusedAt == service.now)
        #expect(!Self.begins(service.tick()))
    }

    @Test func `leaves at once when no run is at work`() {
        var service = Began.idle()
        #expect(service.take(.stop) == [.publish, .leave])
        #expect(service.state.record.endedAt == service.now)
    }

    @Test func `ends its run before it leaves`() {
        var service = Began.running()
        #expect(service.take(.stop) == [.end])
        #expect(service.take(.ended(RunExit(status: 2))).last == .leave)
        #expect(service.state.record.lastRun?.outcome == .stopped)
        #expect(service.state.record.runs.failed == 0)
    }

    @Test func `leaves within five seconds though its run cannot be ended`() {
        var service = Began.running()
        _ = service.take(.stop)
        #expect(service.tick(after: 4).last != .leave)
        #expect(service.secondsToNextTick < 1)
        #expect(service.tick(after: 0.8).last == .leave)
    }

    @Test func `lets a run keep the limits it began with`() {
        var service = Began.running()
        var settings = ServiceSettings()
        settings.runLimits.minutes = 1
        _ = service.take(.settingsTaken(settings))
        #expect(!service.tick(after: 120).contains(.end))
    }

    @Test func `calls for attention when retention could not be applied, until it could`() {
        var service = Began.running()
        _ = service.take(.ended(RunExit(status: 0, isRecorded: true)))
        #expect(service.take(.ended(RunExit(status: 2))).contains(.publish))
        #expect(service.state.record.retentionFailedAt == service.now)
    }

    @Test func `begins nothing any more once it was told to stop`() {
        var service = Began.running()
        _ = service.take(.stop)
        _ = service.tick(after: 1)
        let actions = service.tick(after: 1)
        #expect(!Self.looks(actions) && !Self.begins(actions))
        #expect(service.take(.stop).isEmpty)
    }

    @Test func `applies retention after the first good run of a day, and not again`() {
        var service = Began.running()
        let done = RunExit(status: 0, isRecorded: true)
        #expect(Self.begins(service.take(.ended(done)), .purge))
        _ = service.take(.ended(RunExit(status: 0)))
        _ = service.tick(after: 90 * 60)
        #expect(!Self.begins(service.take(.ended(done)), .purge))
        #expect(Self.begins(service.tick(after: 24 * 3600)))
        #expect(Self.begins(service.take(.ended(done)), .purge))
    }

    @Test func `applies no retention after a run that failed`() {
        var service = Began.running()
        #expect(!Self.begins(service.take(.ended(RunExit(status: 2))), .purge))
    }

    @Test func `removes nothing by a clock that has leapt`() {
        var service = Began.idle(leaping: 86_400 * 400)
        #expect(Self.begins(service.tick(after: 60)))
        #expect(!Self.begins(service.take(.ended(RunExit(status: 0, isRecorded: true))), .purge))
    }

    @Test func `has no run at work while it applies retention`() {
        var service = Began.running()
        _ = service.take(.ended(RunExit(status: 0, isRecorded: true)))
        #expect(!Self.begins(service.tick(after: 90 * 60)))
        #expect(Self.begins(service.take(.ended(RunExit(status: 0)))))
    }

    @Test func `goes on when retention could not be applied`() {
        var service = Began.running()
        _ = service.take(.ended(RunExit(status: 0, isRecorded: true)))
        let actions = service.take(.ended(RunExit(status: 2)))
        #expect(
            actions.first
                == .log(.purgeEnded(RunExit(status: 2), hasFailed: true, seconds: 0)))
        #expect(service.state.record.runs.failed == 0)
    }

    @Test func `tells how many times passed while it was down`() {
        var service = Began(lastAlive: Instant(secondsSince1970: 1_627_423_200 - 86_400))
        _ = service.tick()
        #expect(service.see(Self.nothing).contains(.log(.timesMissed(2))))
        #expect(service.state.record.missedTimes == 2)
        #expect(service.state.record.lastMissedTime?.iso == "2021-07-27T13:00:00+07:00")
    }

    @Test func `sleeps until the next poll when it is idle`() {
        var service = Began.idle()
        #expect(service.secondsToNextTick == 60)
        _ = service.tick(after: 60)
        _ = service.see(Self.nothing)
        #expect(service.secondsToNextTick == 60)
    }

    @Test func `wakes at a time of reconcile_at`() {
        var service = Began.idle()
        _ = service.tick(after: 89 * 60 + 30)
        _ = service.see(Self.nothing)
        #expect(service.secondsToNextTick == 30)
    }

    @Test func `wakes to end a run at its limit`() {
        var settings = ServiceSettings()
        settings.runLimits.minutes = 1
        settings.pollIntervalSeconds = 86_400
        var service = Began(settings)
        _ = service.tick()
        _ = service.see(Self.nothing)
        _ = service.tick(after: 20)
        #expect(service.secondsToNextTick == 40)
    }

    @Test func `gives a sign of life in time though it polls seldom`() {
        var settings = ServiceSettings()
        settings.pollIntervalSeconds = 86_400
        var service = Began(settings)
        _ = service.tick()
        #expect(service.secondsToNextTick == 60)
    }

    @Test func `polls by new settings at once`() {
        var service = Began.idle()
        var settings = ServiceSettings()
        settings.pollIntervalSeconds = 1
        _ = service.take(.settingsTaken(settings))
        #expect(service.secondsToNextTick < 1)
        #expect(Self.looks(service.tick()))
        _ = service.see(Self.nothing)
        #expect(service.secondsToNextTick == 1)
    }

    @Test func `shows a sign of life each half minute`() {
        var service = Began.idle()
        #expect(!service.tick(after: 29).contains(.signOfLife))
        #expect(service.tick(after: 1).contains(.signOfLife))
        #expect(!service.tick(after: 1).contains(.signOfLife))
    }
}
