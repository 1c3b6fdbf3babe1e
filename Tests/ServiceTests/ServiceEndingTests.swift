import Testing

@testable import Service

@Suite struct `The service, when it removes what is old and when it is to end,` {
    @Test func `applies retention after the first good run of a day, and not again`() {
        var service = BegunService.running()
        let done = RunExit(status: 0, isRecorded: true)
        #expect(service.take(.ended(done)).begins(.purge))
        _ = service.take(.ended(RunExit(status: 0)))
        _ = service.tick(after: 90 * 60)
        #expect(!service.take(.ended(done)).begins(.purge))
        #expect(service.tick(after: 24 * 3600).begins())
        #expect(service.take(.ended(done)).begins(.purge))
    }

    @Test func `applies no retention after a run that failed`() {
        var service = BegunService.running()
        #expect(!service.take(.ended(RunExit(status: 2))).begins(.purge))
    }

    @Test func `has no run at work while it applies retention`() {
        var service = BegunService.running()
        _ = service.take(.ended(RunExit(status: 0, isRecorded: true)))
        #expect(!service.tick(after: 90 * 60).begins())
        #expect(service.take(.ended(RunExit(status: 0))).begins())
    }

    @Test func `removes nothing by a clock that has leapt`() {
        var service = BegunService.idle(leaping: 86_400 * 400)
        #expect(service.tick(after: 60).begins())
        #expect(!service.take(.ended(RunExit(status: 0, isRecorded: true))).begins(.purge))
    }

    @Test func `goes on when retention could not be applied`() {
        var service = BegunService.running()
        _ = service.take(.ended(RunExit(status: 0, isRecorded: true)))
        let actions = service.take(.ended(RunExit(status: 2)))
        #expect(
            actions.first
                == .log(.purgeEnded(RunExit(status: 2), hasFailed: true, seconds: 0)))
        #expect(service.state.record.runs.failed == 0)
    }

    @Test func `calls for attention when retention could not be applied, until it could`() {
        var service = BegunService.running()
        _ = service.take(.ended(RunExit(status: 0, isRecorded: true)))
        #expect(service.take(.ended(RunExit(status: 2))).contains(.publish))
        #expect(service.state.record.retentionFailedAt == service.now)
    }

    @Test func `leaves at once when no run is at work`() {
        var service = BegunService.idle()
        #expect(service.take(.stop) == [.publish, .leave])
        #expect(service.state.record.endedAt == service.now)
    }

    @Test func `ends its run before it leaves`() {
        var service = BegunService.running()
        #expect(service.take(.stop) == [.end])
        #expect(service.take(.ended(RunExit(status: 2))).last == .leave)
        #expect(service.state.record.lastRun?.outcome == .stopped)
        #expect(service.state.record.runs.failed == 0)
    }

    @Test func `leaves within five seconds though its run cannot be ended`() {
        var service = BegunService.running()
        _ = service.take(.stop)
        #expect(service.tick(after: 4).last != .leave)
        #expect(service.secondsToNextTick < 1)
        #expect(service.tick(after: 0.8).last == .leave)
    }

    @Test func `begins nothing any more once it was told to stop`() {
        var service = BegunService.running()
        _ = service.take(.stop)
        _ = service.tick(after: 1)
        let actions = service.tick(after: 1)
        #expect(!actions.looksIntoInbox && !actions.begins())
        #expect(service.take(.stop).isEmpty)
    }
}
