package import Facts

/// What the long-running service says of itself: `health/service.json`.
///
/// Written when something of it changes; the file's modification time is the last sign of life.
package struct ServiceRecord: Codable, Hashable, Sendable {
    /// Of the form of the file; a newer one is not read.
    package private(set) var version = HealthFiles.version
    package var pid: Int
    /// Field 22 of `/proc/PID/stat`: tells this process from a later one of the same number.
    package var processStart: UInt64
    package var startedAt: Instant
    /// When it ended by itself; nil while it is at work, and also after it was killed.
    package var endedAt: Instant?
    /// When the settings in force were read.
    package var settingsLoadedAt: Instant
    /// When newer settings were refused; nil when those in force are the newest.
    package var settingsRefusedAt: Instant?
    /// The lines of that refusal.
    package var settingsFaults: [String] = []
    package var lastRun: LastRun?
    /// Since when a run is at work.
    package var runningSince: Instant?
    package var runs = RunCounts()
    /// Times of `reconcile_at` that passed without a run of their own, since it was started or
    /// while it was down.
    package var missedTimes = 0
    /// The last of those times.
    package var lastMissedTime: Instant?
    /// The next time of `reconcile_at`.
    package var nextTime: Instant?
    /// When retention could not be applied; nil when it could since.
    package var retentionFailedAt: Instant?
    /// Since when a feed's folder does not answer, as when a share hangs.
    package var inboxSilentSince: Instant?

    package init(
        pid: Int, processStart: UInt64, startedAt: Instant, settingsLoadedAt: Instant
    ) {
        self.pid = pid
        self.processStart = processStart
        self.startedAt = startedAt
        self.settingsLoadedAt = settingsLoadedAt
    }

    /// The run that ended last, recorded or not.
    package struct LastRun: Codable, Hashable, Sendable {
        package var beganAt: Instant
        package var endedAt: Instant
        package var reason: RunReason
        package var outcome: RunOutcome
        /// The exit status; nil when a signal ended it.
        package var status: Int32?
        package var signal: Int32?
        /// Its last error line.
        package var message: String?

        package init(
            beganAt: Instant, endedAt: Instant, reason: RunReason, outcome: RunOutcome,
            status: Int32? = nil, signal: Int32? = nil, message: String? = nil
        ) {
            self.beganAt = beganAt
            self.endedAt = endedAt
            self.reason = reason
            self.outcome = outcome
            self.status = status
            self.signal = signal
            self.message = message
        }
    }

    /// Why the service began a run.
    package enum RunReason: String, Codable, CaseIterable, Sendable {
        /// The service was started.
        case start
        /// New settings are in force.
        case reload
        /// Exports came.
        case deliveries
        /// A time of `reconcile_at`.
        case time
        /// The run before it failed.
        case retry
    }

    /// What came of a run.
    package enum RunOutcome: String, Codable, CaseIterable, Sendable {
        /// It was recorded; exports may have been refused nevertheless.
        case done
        case failed
        /// It took longer than `run_limits` allow, and was ended.
        case timedOut = "timed_out"
        /// It needed more memory than `run_limits` or the system allow.
        case outOfMemory = "out_of_memory"
        /// The service was told to stop while it was at work.
        case stopped
    }

    /// How many runs were recorded and how many were not, since the service was started.
    package struct RunCounts: Codable, Hashable, Sendable {
        package var done: Int
        package var failed: Int

        package init(done: Int = 0, failed: Int = 0) {
            self.done = done
            self.failed = failed
        }
    }
}
