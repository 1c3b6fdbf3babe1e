import Facts
import Reconciliation

@testable import Service

/// A service that was started in the morning of 23 November 2026 and is looked at at ten.
enum HealthScene {
    static let now = Instant(iso: "2026-11-23T10:00:00+07:00")!

    static func at(_ time: String) -> Instant { Instant(iso: "2026-11-23T\(time):00+07:00")! }

    static var service: ServiceRecord {
        var service = ServiceRecord(
            pid: 4242, processStart: 99, startedAt: at("06:00"), settingsLoadedAt: at("06:00"))
        service.lastRun = .init(
            beganAt: at("06:30"), endedAt: at("06:31"), reason: .time, outcome: .done, status: 0)
        service.runs = .init(done: 2)
        service.nextTime = at("13:00")
        return service
    }

    static var run: RunRecord {
        var open = SeverityCounts()
        (open.critical, open.low) = (2, 12)
        var ofCommune = SeverityCounts()
        ofCommune.low = 12
        var ofNobody = SeverityCounts()
        ofNobody.critical = 2
        return RunRecord(
            run: 7, judgedAt: at("06:30"), beganAt: at("06:30"), endedAt: at("06:31"),
            seconds: 42.25, status: 0, exports: .init(taken: 3),
            feeds: [
                .init(
                    id: "motcua", lastHeard: Day("2026-11-23")!, hasDelivered: true,
                    isOverdue: false),
                .init(
                    id: "so-giay", lastHeard: Day("2026-11-16")!, hasDelivered: false,
                    isOverdue: false),
            ],
            open: open,
            openByUnit: [
                .init(key: "IALE", name: "Xã Ia Le", open: ofCommune),
                .init(key: nil, name: "—", open: ofNobody),
            ],
            stale: 1, lastSeq: 417, troubles: [], troubleCount: 0)
    }

    /// Everything as it should be, but for what `change` makes of it.
    static func health(_ change: (inout HealthSigns) -> Void = { _ in }) -> Health {
        var signs = HealthSigns(now: now)
        signs.service = service
        signs.lastSign = at("09:59")
        signs.isAlive = true
        signs.run = run
        change(&signs)
        return Health(signs)
    }

    /// An export refused, one held, and a feed overdue.
    static func refuse(_ signs: inout HealthSigns) {
        signs.run?.status = 2
        signs.run?.exports.refused = 1
        signs.run?.exports.refusedFeeds = ["motcua"]
        signs.run?.exports.held = 1
        signs.run?.exports.heldFeeds = ["so-giay"]
        signs.run?.feeds[1].isOverdue = true
        signs.run?.troubles = [
            "motcua.xml:7:1: error: it ends too early; export it again",
            "so-giay.csv: error: too much is missing; see it",
        ]
        signs.run?.troubleCount = 2
    }
}
