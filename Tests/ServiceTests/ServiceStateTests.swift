import Facts
import Testing

@testable import Service

@Suite struct `The service` {
    @Test func `looks into the inbox before its first run`() {
        var service = BegunService()
        #expect(!service.tick().begins())
        #expect(service.see(.nothing).begins())
        #expect(service.state.record.runningSince == service.now)
    }

    @Test func `looks again each time poll_interval_seconds have passed`() {
        var service = BegunService.idle()
        #expect(!service.tick(after: 59).looksIntoInbox)
        #expect(service.tick(after: 1).looksIntoInbox)
    }

    @Test func `asks nothing twice of an inbox that has not answered`() {
        var service = BegunService.idle()
        _ = service.tick(after: 60)
        #expect(!service.tick(after: 60).looksIntoInbox)
    }

    @Test func `goes on though a folder does not answer`() {
        var service = BegunService()
        _ = service.tick()
        let actions = service.see(InboxSight(digest: 0, isSilent: true))
        #expect(actions.contains(.log(.inboxSilent)))
        #expect(actions.begins())
        #expect(service.state.record.inboxSilentSince == service.now)
    }

    @Test func `says once that a folder does not answer, and once that it does again`() {
        var service = BegunService.idle()
        for isFirst in [true, false] {
            _ = service.tick(after: 60)
            let actions = service.see(InboxSight(digest: 0, isSilent: true))
            #expect(actions.contains(.log(.inboxSilent)) == isFirst)
        }
        _ = service.tick(after: 60)
        #expect(service.see(.nothing).contains(.log(.inboxAnswers)))
        #expect(service.state.record.inboxSilentSince == nil)
    }

    @Test func `hears nothing of a look into the folders of older settings`() {
        var service = BegunService.idle()
        _ = service.tick(after: 60)
        _ = service.take(.settingsTaken(ServiceSettings()))
        #expect(service.see(InboxSight(digest: 0, isSilent: true)).isEmpty)
    }

    @Test func `has never two runs at work`() {
        var service = BegunService.running()
        _ = service.tick(after: 60)
        #expect(!service.see(InboxSight(digest: 1)).begins())
        #expect(!service.tick(after: 1200).begins())
    }

    @Test func `makes up after a long run for what came meanwhile`() {
        var service = BegunService.running()
        _ = service.tick(after: 60)
        _ = service.see(InboxSight(digest: 1))
        _ = service.tick(after: 400)
        #expect(service.take(.ended(RunExit(status: 0, isRecorded: true))).begins())
    }

    @Test func `ends a run that takes longer than run_limits allow, once`() {
        var service = BegunService.running()
        #expect(!service.tick(after: 1799).contains(.end))
        #expect(service.tick(after: 1).contains(.end))
        #expect(!service.tick(after: 1).contains(.end))
    }

    @Test func `leaves the watchdog hungry when a run does not go away`() {
        var service = BegunService.running()
        #expect(service.tick(after: 1801).contains(.feedWatchdog))
        #expect(!service.tick(after: 60).contains(.feedWatchdog))
    }

    @Test func `feeds the watchdog at each tick while it works`() {
        var service = BegunService.running()
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
        var service = BegunService.running()
        #expect(service.take(.ended(exit)).contains(.publish))
        #expect(service.state.record.lastRun?.outcome == outcome)
        #expect(service.state.record.runs.done == (outcome == .done ? 1 : 0))
        #expect(service.state.record.runs.failed == (outcome == .done ? 0 : 1))
    }

    @Test func `tells what a run did not meet any more`() {
        var service = BegunService.running()
        let line = "/inbox: error: the folder does not exist; create it"
        let exit = RunExit(status: 0, isRecorded: true, overcome: [line])
        #expect(service.take(.ended(exit)).contains(.log(.overcome(line))))
    }

    @Test func `records a run that took too long as such`() {
        var service = BegunService.running()
        _ = service.tick(after: 1801)
        _ = service.take(.ended(RunExit(status: 2)))
        #expect(service.state.record.lastRun?.outcome == .timedOut)
    }

    @Test func `goes on after a run that failed, and tries again`() {
        var service = BegunService.running()
        _ = service.take(.ended(RunExit(status: 2)))
        #expect(!service.tick(after: 299).begins())
        #expect(service.tick(after: 1).contains(.log(.runBegan(.retry))))
    }

    @Test func `runs by new settings at once, and forgets that others were refused`() {
        var service = BegunService.idle()
        _ = service.take(.settingsRefused(["doisoat.yaml:1:1: error: no; yes"]))
        _ = service.take(.settingsTaken(ServiceSettings()))
        #expect(service.state.record.settingsRefusedAt == nil)
        #expect(service.state.record.settingsFaults.isEmpty)
        #expect(service.tick().contains(.log(.runBegan(.reload))))
    }

    @Test func `keeps working by the old settings when new ones are refused, and says why`() {
        var service = BegunService.idle()
        let faults = ["doisoat.yaml:1:1: error: no; yes"]
        #expect(service.take(.settingsRefused(faults)).contains(.log(.settingsRefused(faults))))
        #expect(service.state.record.settingsRefusedAt == service.now)
        #expect(!service.tick().begins())
    }

    @Test func `lets a run keep the limits it began with`() {
        var service = BegunService.running()
        var settings = ServiceSettings()
        settings.runLimits.minutes = 1
        _ = service.take(.settingsTaken(settings))
        #expect(!service.tick(after: 120).contains(.end))
    }

    @Test func `tells how many times passed while it was down`() {
        var service = BegunService(lastAlive: Instant(secondsSince1970: 1_627_423_200 - 86_400))
        _ = service.tick()
        #expect(service.see(.nothing).contains(.log(.timesMissed(2))))
        #expect(service.state.record.missedTimes == 2)
        #expect(service.state.record.lastMissedTime?.iso == "2021-07-27T13:00:00+07:00")
    }

    @Test func `sleeps until the next poll when it is idle`() {
        var service = BegunService.idle()
        #expect(service.secondsToNextTick == 60)
        _ = service.tick(after: 60)
        _ = service.see(.nothing)
        #expect(service.secondsToNextTick == 60)
    }

    @Test func `wakes at once for a poll that is overdue`() {
        var service = BegunService.running()
        service.pass(61)
        _ = service.take(.ended(RunExit(status: 2)))
        #expect(service.secondsToNextTick < 1)
    }

    @Test func `does not wake for a run that was asked to end`() {
        var service = BegunService.running()
        _ = service.tick(after: 1800)
        _ = service.see(.nothing)
        #expect(service.secondsToNextTick > 1)
    }

    @Test func `wakes at a time of reconcile_at`() {
        var service = BegunService.idle()
        _ = service.tick(after: 89 * 60 + 30)
        _ = service.see(.nothing)
        #expect(service.secondsToNextTick == 30)
    }

    @Test func `wakes to end a run at its limit`() {
        var settings = ServiceSettings()
        settings.runLimits.minutes = 1
        settings.pollIntervalSeconds = 86_400
        var service = BegunService(settings)
        _ = service.tick()
        _ = service.see(.nothing)
        _ = service.tick(after: 20)
        #expect(service.secondsToNextTick == 40)
    }

    @Test func `gives a sign of life in time though it polls seldom`() {
        var settings = ServiceSettings()
        settings.pollIntervalSeconds = 86_400
        var service = BegunService(settings)
        _ = service.tick()
        #expect(service.secondsToNextTick == 60)
    }

    @Test func `polls by new settings at once`() {
        var service = BegunService.idle()
        var settings = ServiceSettings()
        settings.pollIntervalSeconds = 1
        _ = service.take(.settingsTaken(settings))
        #expect(service.secondsToNextTick < 1)
        #expect(service.tick().looksIntoInbox)
        _ = service.see(.nothing)
        #expect(service.secondsToNextTick == 1)
    }

    @Test func `shows a sign of life each half minute`() {
        var service = BegunService.idle()
        #expect(!service.tick(after: 29).contains(.signOfLife))
        #expect(service.tick(after: 1).contains(.signOfLife))
        #expect(!service.tick(after: 1).contains(.signOfLife))
    }
}
