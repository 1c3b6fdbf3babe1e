import Facts

@testable import Service

/// A service that began at 05:00 on 28/07/2021 and has looked into an empty inbox.
struct BegunService {
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

    /// So many seconds go by without a tick.
    mutating func pass(_ more: Double) { seconds += more }

    /// What it does at the first tick after so many seconds.
    mutating func tick(after more: Double = 0) -> [ServiceState.Action] {
        seconds += more
        return take(.tick)
    }

    /// A service whose first run has ended well, with the retention after it.
    static func idle(leaping seconds: Int64 = 0) -> BegunService {
        var service = BegunService()
        _ = service.tick()
        _ = service.see(.nothing)
        _ = service.take(.ended(RunExit(status: 0, isRecorded: true)))
        _ = service.take(.ended(RunExit(status: 0)))
        service.leap = seconds
        return service
    }

    /// A service whose first run is at work.
    static func running() -> BegunService {
        var service = BegunService()
        _ = service.tick()
        _ = service.see(.nothing)
        return service
    }
}

extension InboxSight {
    static let nothing = InboxSight(digest: 0)
}

extension [ServiceState.Action] {
    var looksIntoInbox: Bool { contains { if case .look = $0 { true } else { false } } }

    func begins(_ command: ServiceState.Command = .reconcile) -> Bool {
        contains(.begin(command, RunLimits()))
    }
}
