package import Logging

/// An entry of the service's own log: a constant message, facts beside it (design §6.10).
package struct ServiceNews: Hashable, Sendable {
    package let level: Logger.Level
    package let message: String
    package var facts: [String: String] = [:]
    /// Lines that say themselves what and where, as `check` would print them.
    package var lines: [String] = []
}

extension ServiceNews {
    static func runBegan(_ reason: ServiceRecord.RunReason) -> Self {
        Self(level: .info, message: "run began", facts: ["reason": reason.rawValue])
    }

    static func runEnded(
        _ outcome: ServiceRecord.RunOutcome, _ exit: RunExit, seconds: Int
    ) -> Self {
        let level: Logger.Level =
            switch outcome {
            case .done, .stopped: .info
            case .failed, .timedOut, .outOfMemory: .error
            }
        var facts = ["outcome": outcome.rawValue, "seconds": "\(seconds)"]
        facts["status"] = exit.status.map { "\($0)" }
        facts["signal"] = exit.signal.map { "\($0)" }
        return Self(level: level, message: "run ended", facts: facts)
    }

    /// - Parameter trouble: the line that told it.
    static func overcome(_ trouble: String) -> Self {
        Self(level: .notice, message: "a trouble is over", facts: ["trouble": trouble])
    }

    static func purgeEnded(_ exit: RunExit, hasFailed: Bool, seconds: Int) -> Self {
        var facts = ["seconds": "\(seconds)"]
        facts["status"] = exit.status.map { "\($0)" }
        facts["signal"] = exit.signal.map { "\($0)" }
        return Self(
            level: hasFailed ? .error : .info, message: "retention has ended",
            facts: facts)
    }

    static func tookTooLong(_ limits: RunLimits) -> Self {
        Self(
            level: .error, message: "a process takes longer than run_limits allow and is ended",
            facts: ["minutes": "\(limits.minutes)"])
    }

    static func timesMissed(_ count: Int) -> Self {
        Self(
            level: .warning,
            message: "times of reconcile_at passed without a run; one run makes up for them",
            facts: ["count": "\(count)"])
    }

    static let settingsTaken = Self(level: .notice, message: "new settings are in force")

    static func settingsRefused(_ faults: [String]) -> Self {
        Self(
            level: .error, message: "new settings were refused; the older ones stay in force",
            facts: ["faults": "\(faults.count)"], lines: faults)
    }

    static let inboxSilent = Self(
        level: .error, message: "a folder of the inbox does not answer; runs go on at their times")

    static let inboxAnswers = Self(level: .notice, message: "the inbox answers again")
}
