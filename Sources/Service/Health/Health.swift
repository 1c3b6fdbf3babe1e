package import Facts

/// Whether the service of an installation works, and what would make it work again.
///
/// Open alerts are no fault of the service: they are what it is for.
package struct Health: Hashable, Sendable {
    package enum Verdict: String, CaseIterable, Sendable {
        case healthy, attention
        case notRunning = "not_running"

        /// The exit status of `doisoat status`.
        package var exitStatus: Int32 {
            switch self {
            case .healthy: 0
            case .attention: 1
            case .notRunning: 2
            }
        }
    }

    package let verdict: Verdict
    /// Why it is not healthy: what keeps it from running first.
    package let reasons: [HealthReason]
    package let signs: HealthSigns

    package init(_ signs: HealthSigns) {
        self.signs = signs
        if let stopped = Self.notRunning(signs) {
            verdict = .notRunning
            reasons = [stopped] + Self.run(signs)
        } else {
            reasons = Self.service(signs) + Self.run(signs)
            verdict = reasons.isEmpty ? .healthy : .attention
        }
    }

    /// A service that gave no sign of life for longer has hung; it gives one every 30 seconds.
    static let silentSeconds: Int64 = 120
    /// Runs are made at least daily; two hours more for one that waits or is slow.
    static let lastRunSeconds: Int64 = 26 * 3600
    /// What a run that has reached its limit needs to be ended in.
    static let endingSeconds: Int64 = 60

    private static func notRunning(_ signs: HealthSigns) -> HealthReason? {
        guard let service = signs.service else {
            if signs.isServiceTorn {
                return signs.silentSeconds <= silentSeconds ? nil : .silent(since: signs.lastSign)
            }
            // Where runs are started by a timer or by people, there is no service to ask.
            guard let run = signs.run else { return signs.isRunTorn ? nil : .neverStarted }
            return signs.isOld(run.endedAt) ? .noService(lastRun: run.endedAt) : nil
        }
        if let ended = service.endedAt { return .ended(ended) }
        guard signs.isAlive else { return .gone(since: signs.lastSign) }
        return signs.silentSeconds <= silentSeconds ? nil : .silent(since: signs.lastSign)
    }

    /// What the service says of itself.
    private static func service(_ signs: HealthSigns) -> [HealthReason] {
        guard let service = signs.service else {
            return signs.isServiceTorn ? [.torn("service.json")] : []
        }
        var reasons: [HealthReason] = []
        if let at = service.settingsRefusedAt {
            reasons.append(.settingsRefused(at, service.settingsFaults))
        } else if signs.settingsFaultCount > 0 {
            reasons.append(.settingsFaulty(signs.settingsFaultCount))
        }
        if let last = service.lastRun, ![.done, .stopped].contains(last.outcome) {
            reasons.append(.runFailed(last))
        }
        let limit = Int64(signs.runLimitMinutes) * 60 + endingSeconds
        if let since = service.runningSince, signs.seconds(since: since) > limit {
            reasons.append(.runsTooLong(since: since, limitMinutes: signs.runLimitMinutes))
        }
        if let at = service.retentionFailedAt { reasons.append(.retentionFailed(at)) }
        if let since = service.inboxSilentSince { reasons.append(.inboxSilent(since: since)) }
        let lastEnd = [service.lastRun?.endedAt, signs.run?.endedAt].compactMap { $0 }.max()
        // A run after it has made up for it, whatever it was begun for.
        if let missed = service.lastMissedTime, lastEnd.map({ $0 < missed }) ?? true {
            reasons.append(.missed(missed))
        }
        let last = max(lastEnd ?? service.startedAt, service.startedAt)
        if signs.isOld(last) { reasons.append(.noRunLately(since: last)) }
        return reasons
    }

    /// What the last recorded run could not do.
    private static func run(_ signs: HealthSigns) -> [HealthReason] {
        guard let run = signs.run else {
            return signs.isRunTorn ? [.torn("run.json")] : []
        }
        var reasons: [HealthReason] = []
        if run.exports.refused > 0 { reasons.append(.refused(run.exports)) }
        if run.exports.held > 0 { reasons.append(.held(run.exports)) }
        let others = run.troubleCount &- run.exports.refused &- run.exports.held
        if others > 0 { reasons.append(.otherTroubles(others)) }
        let overdue = run.feeds.filter(\.isOverdue)
        if !overdue.isEmpty { reasons.append(.overdue(overdue)) }
        return reasons
    }
}

/// What can be seen of an installation from outside.
package struct HealthSigns: Hashable, Sendable {
    /// What the service said last; nil when there is no service, or its file is torn.
    package var service: ServiceRecord?
    package var isServiceTorn = false
    /// When the service gave its last sign of life.
    package var lastSign: Instant?
    /// Whether its process is there.
    package var isAlive = false
    /// The last recorded run; nil before the first, or when its file is torn.
    package var run: RunRecord?
    package var isRunTorn = false
    /// Of the settings as they stand in the files now, whatever the service works by.
    package var settingsFaultCount = 0
    /// `run_limits` of the settings.
    package var runLimitMinutes = RunLimits().minutes
    /// When it was looked at.
    package var now: Instant

    package init(now: Instant) {
        self.now = now
    }

    /// How long ago something was; 0 for what the clock has yet to reach, as after it was set back.
    func seconds(since instant: Instant) -> Int64 {
        max(0, now.secondsSince1970 - instant.secondsSince1970)
    }

    var silentSeconds: Int64 { lastSign.map(seconds) ?? .max }

    func isOld(_ lastRun: Instant) -> Bool { seconds(since: lastRun) > Health.lastRunSeconds }
}
