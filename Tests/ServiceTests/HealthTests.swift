import Facts
import Reconciliation
import Testing

@testable import Service

@Suite struct `The health of an installation` {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let verdict: Health.Verdict
        let reasons: [HealthReason.Kind]
        let change: @Sendable (inout HealthSigns) -> Void

        init(
            _ description: String, _ verdict: Health.Verdict, _ reasons: [HealthReason.Kind],
            _ change: @escaping @Sendable (inout HealthSigns) -> Void
        ) {
            (testDescription, self.verdict, self.reasons) = (description, verdict, reasons)
            self.change = change
        }
    }

    static let healthy: [Case] = [
        Case("all is well, with alerts open", .healthy, []) { _ in },
        Case("nothing was run yet", .healthy, []) { signs in
            signs.run = nil
            signs.service?.lastRun = nil
        },
        Case("the sign of life is two minutes old", .healthy, []) {
            $0.lastSign = HealthScene.at("09:58")
        },
        Case("the clock was set back", .healthy, []) { $0.now = HealthScene.at("05:00") },
        Case("the last run was stopped with the service", .healthy, []) {
            $0.service?.lastRun?.outcome = .stopped
        },
        Case("a missed time was made up for", .healthy, []) { signs in
            signs.service?.missedTimes = 3
            signs.service?.lastMissedTime = HealthScene.at("06:15")
        },
        Case("a run is at work as long as it may", .healthy, []) {
            $0.service?.runningSince = HealthScene.at("09:29")
        },
        Case("the last run is 26 hours old and the service was started since", .healthy, []) {
            $0.run?.endedAt = HealthScene.now.adding(hours: -48)
            $0.service?.lastRun = nil
        },
        Case("a timer starts the runs", .healthy, []) { signs in
            signs.service = nil
            signs.isAlive = false
            signs.lastSign = nil
        },
    ]

    static let attention: [Case] = [
        Case(
            "an export is refused, one held, a feed overdue", .attention,
            [.exportsRefused, .exportsHeld, .feedsOverdue], HealthScene.refuse),
        Case("a folder is missing", .attention, [.otherTroubles]) { signs in
            signs.run?.status = 2
            signs.run?.troubles = ["inbox: error: it is not there; make it"]
            signs.run?.troubleCount = 1
        },
        Case("the last run failed", .attention, [.runFailed]) {
            $0.service?.lastRun?.outcome = .failed
        },
        Case("the last run took too long", .attention, [.runFailed]) {
            $0.service?.lastRun?.outcome = .timedOut
        },
        Case("the last run ran out of memory", .attention, [.runFailed]) {
            $0.service?.lastRun?.outcome = .outOfMemory
        },
        Case("new settings were refused", .attention, [.settingsRefused]) {
            $0.service?.settingsRefusedAt = HealthScene.at("08:00")
        },
        Case("settings on disk are faulty", .attention, [.settingsFaulty]) {
            $0.settingsFaultCount = 2
        },
        Case("retention could not be applied", .attention, [.retentionFailed]) {
            $0.service?.retentionFailedAt = HealthScene.at("08:00")
        },
        Case("a folder does not answer", .attention, [.inboxSilent]) {
            $0.service?.inboxSilentSince = HealthScene.at("08:00")
        },
        Case("a run is at work for too long", .attention, [.runTooLong]) {
            $0.service?.runningSince = HealthScene.at("09:28")
        },
        Case("a run is at work for longer than a shorter limit", .attention, [.runTooLong]) {
            $0.service?.runningSince = HealthScene.at("09:50")
            $0.runLimitMinutes = 5
        },
        Case("no run has ended since a missed time", .attention, [.timeMissed]) {
            $0.service?.lastMissedTime = HealthScene.at("07:00")
        },
        Case("no run has ended for over a day", .attention, [.noRunLately]) { signs in
            signs.service?.startedAt = HealthScene.now.adding(hours: -100)
            signs.service?.lastRun?.endedAt = HealthScene.now.adding(hours: -27)
            signs.run?.endedAt = HealthScene.now.adding(hours: -27)
        },
        Case("run.json is torn", .attention, [.fileTorn]) { signs in
            signs.run = nil
            signs.isRunTorn = true
        },
        Case("run.json is torn where a timer starts the runs", .attention, [.fileTorn]) { signs in
            signs.service = nil
            signs.lastSign = nil
            signs.run = nil
            signs.isRunTorn = true
        },
        Case("service.json is torn, and was touched just now", .attention, [.fileTorn]) { signs in
            signs.service = nil
            signs.isServiceTorn = true
        },
        Case(
            "a timer starts the runs, and an export is refused", .attention,
            [.exportsRefused, .exportsHeld, .feedsOverdue]
        ) { signs in
            HealthScene.refuse(&signs)
            signs.service = nil
        },
    ]

    static let notRunning: [Case] = [
        Case("nothing ever ran", .notRunning, [.neverStarted]) { signs in
            signs = HealthSigns(now: HealthScene.now)
        },
        Case("no service, and the last run is 27 hours old", .notRunning, [.noService]) { signs in
            signs.service = nil
            signs.run?.endedAt = HealthScene.now.adding(hours: -27)
        },
        Case("the service was stopped", .notRunning, [.ended]) {
            $0.service?.endedAt = HealthScene.at("09:59")
        },
        Case("its process is gone", .notRunning, [.gone]) { $0.isAlive = false },
        Case("it gives no sign of life", .notRunning, [.silent]) {
            $0.lastSign = HealthScene.at("09:57")
        },
        Case("service.json is torn and old", .notRunning, [.silent]) { signs in
            signs.service = nil
            signs.isServiceTorn = true
            signs.lastSign = HealthScene.at("09:00")
        },
        Case("it was killed while a run was at work", .notRunning, [.gone]) { signs in
            signs.isAlive = false
            signs.service?.runningSince = HealthScene.at("06:00")
        },
        Case(
            "it was stopped while an export was held", .notRunning,
            [.ended, .exportsRefused, .exportsHeld, .feedsOverdue]
        ) { signs in
            HealthScene.refuse(&signs)
            signs.service?.endedAt = HealthScene.at("09:59")
        },
    ]

    @Test(arguments: healthy + attention + notRunning)
    func `is judged by its signs`(_ example: Case) {
        let health = HealthScene.health(example.change)
        #expect(health.verdict == example.verdict)
        #expect(health.reasons.map(\.kind) == example.reasons)
    }

    @Test func `has a case for each reason`() {
        let told = Set((Self.attention + Self.notRunning).flatMap(\.reasons))
        #expect(told == Set(HealthReason.Kind.allCases))
    }

    @Test(arguments: attention + notRunning)
    func `says what would do in both languages`(_ example: Case) {
        for reason in HealthScene.health(example.change).reasons {
            for text in [reason.message, reason.remedy] {
                #expect(!text.vi.isEmpty && !text.en.isEmpty && text.vi != text.en)
            }
        }
    }

    @Test func `is the exit status`() {
        #expect(Health.Verdict.allCases.map(\.exitStatus) == [0, 1, 2])
    }
}

@Suite struct `The service's process` {
    @Test func `is there as long as its number and start are the same`() throws {
        let me = try #require(ServiceProcess.current)
        #expect(me.isThere)
        #expect(!ServiceProcess(pid: me.pid, start: me.start + 1).isThere)
        #expect(!ServiceProcess(pid: 1 << 30, start: 1).isThere)
    }

    @Test(
        arguments: [
            ("7 (doisoat) S 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 5555 9 9", 5555),
            ("7 (a) b) S) R 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 5555 9 9", 5555),
            // Dead, and only not yet told to its parent.
            ("7 (doisoat) Z 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 5555 9 9", nil),
            ("7 (doisoat) S 1", nil), ("", nil),
        ] as [(String, UInt64?)])
    func `is known by the start that the kernel tells`(_ stat: String, _ start: UInt64?) {
        #expect(ServiceProcess.startTime(inStat: stat) == start)
    }
}
