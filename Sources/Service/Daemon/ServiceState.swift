package import Facts

/// What the long-running service knows, and what it decides to do.
///
/// A function of events and moments: folders, processes, clocks and files are outside of it, in
/// `Daemon`, which tells it what happened and does what it says.
package struct ServiceState: Sendable {
    /// What it says of itself in `health/service.json`.
    package private(set) var record: ServiceRecord
    private var settings: ServiceSettings
    private var schedule: RunSchedule
    private var run: CurrentRun?
    /// When it began to look into the inbox, and has not been answered.
    private var lookingSince: Double?
    private var lastLook: Double?
    private var hasSeenInbox = false
    private var lastSignOfLife: Double
    private var isStopping = false

    private struct CurrentRun: Sendable {
        let reason: ServiceRecord.RunReason
        let began: Moment
        var ending: ServiceRecord.RunOutcome?
    }

    /// A folder that has not answered for so long is not waited for.
    static let longestLookSeconds = 30.0
    /// What follows the limit of a run until its process has to be gone.
    static let longestEndSeconds = 60.0
    static let signOfLifeSeconds = 30.0

    /// - Parameters:
    ///   - lastAlive: the last sign of life of the service before this one; times of `reconcile_at`
    ///     since then were missed.
    package init(
        _ record: ServiceRecord, _ settings: ServiceSettings, lastAlive: Instant?, at moment: Moment
    ) {
        self.record = record
        self.settings = settings
        schedule = RunSchedule(settings, timesDoneUntil: lastAlive ?? moment.instant)
        lastSignOfLife = moment.seconds
        self.record.nextTime = schedule.nextTime(after: moment.instant)
    }

    package enum Event: Sendable {
        /// Time has passed.
        case tick
        /// What the inbox shows; the answer to `look`.
        case inbox(InboxSight)
        /// The process of a run is gone; the answer to `begin`.
        case ended(RunExit)
        /// New settings are in force.
        case settingsTaken(ServiceSettings)
        /// New settings were refused, for these reasons.
        case settingsRefused([String])
        /// The service has to end.
        case stop
    }

    package enum Action: Hashable, Sendable {
        /// Look into the inbox, without waiting for it here.
        case look
        /// Begin a run, and let it take no more than this.
        case begin(RunLimits)
        /// Ask the run to end, and end it.
        case endRun
        /// Write the record, which has changed.
        case publish
        /// Show that the service is alive, where no record was written.
        case signOfLife
        /// Tell the watchdog that work goes on.
        case feedWatchdog
        case log(ServiceNews)
        /// Everything has ended.
        case leave
    }

    package mutating func next(_ event: Event, at moment: Moment) -> [Action] {
        switch event {
        case .tick: tick(moment)
        case .inbox(let sight): see(sight, moment)
        case .ended(let exit): ended(exit, moment)
        case .settingsTaken(let settings): take(settings, moment)
        case .settingsRefused(let faults): refuse(faults, moment)
        case .stop: stop(moment)
        }
    }

    private mutating func tick(_ moment: Moment) -> [Action] {
        var actions = look(moment) + overrun(moment) + beginIfDue(moment)
        if moment.seconds - lastSignOfLife >= Self.signOfLifeSeconds {
            lastSignOfLife = moment.seconds
            actions.append(.signOfLife)
        }
        if !isStuck(moment) { actions.append(.feedWatchdog) }
        return actions
    }

    /// A run whose process does not go away although it was ended: starting anew is what helps.
    private func isStuck(_ moment: Moment) -> Bool {
        guard let run else { return false }
        let limit = Double(settings.runLimits.minutes * 60) + Self.longestEndSeconds
        return moment.seconds - run.began.seconds > limit
    }

    private mutating func look(_ moment: Moment) -> [Action] {
        if let since = lookingSince {
            guard record.inboxSilentSince == nil, moment.seconds - since > Self.longestLookSeconds
            else { return [] }
            record.inboxSilentSince = moment.instant
            return [.log(.inboxSilent), .publish]
        }
        let isTime =
            lastLook.map { moment.seconds - $0 >= Double(settings.pollIntervalSeconds) } ?? true
        guard isTime, !isStopping else { return [] }
        lookingSince = moment.seconds
        lastLook = moment.seconds
        return [.look]
    }

    private mutating func see(_ sight: InboxSight, _ moment: Moment) -> [Action] {
        lookingSince = nil
        hasSeenInbox = true
        schedule.see(sight, at: moment)
        var actions: [Action] = []
        if record.inboxSilentSince != nil {
            record.inboxSilentSince = nil
            actions = [.log(.inboxAnswers), .publish]
        }
        return actions + beginIfDue(moment)
    }

    private mutating func beginIfDue(_ moment: Moment) -> [Action] {
        // The first run waits for the first look, or what that shows would look like news.
        guard run == nil, !isStopping, hasSeenInbox || record.inboxSilentSince != nil,
            let due = schedule.due(at: moment)
        else { return [] }
        run = CurrentRun(reason: due.reason, began: moment)
        record.runningSince = moment.instant
        record.nextTime = schedule.nextTime(after: moment.instant)
        var actions: [Action] = []
        if due.missedTimes > 0 {
            record.missedTimes += due.missedTimes
            record.lastMissedTime = schedule.lastTime(
                before: moment.instant, skipping: due.reason == .time ? 1 : 0)
            actions.append(.log(.timesMissed(due.missedTimes)))
        }
        return actions + [.log(.runBegan(due.reason)), .publish, .begin(settings.runLimits)]
    }

    private mutating func overrun(_ moment: Moment) -> [Action] {
        guard let run, run.ending == nil,
            moment.seconds - run.began.seconds > Double(settings.runLimits.minutes * 60)
        else { return [] }
        self.run?.ending = .timedOut
        return [.log(.runTookTooLong(settings.runLimits)), .endRun]
    }

    private mutating func ended(_ exit: RunExit, _ moment: Moment) -> [Action] {
        guard let run else { return [] }
        self.run = nil
        let outcome = exit.outcome(endedFor: run.ending)
        record.runningSince = nil
        record.lastRun = ServiceRecord.LastRun(
            beganAt: run.began.instant, endedAt: moment.instant, reason: run.reason,
            outcome: outcome, status: exit.status, signal: exit.signal, message: exit.message)
        switch outcome {
        case .done: record.runs.done += 1
        case .failed, .timedOut, .outOfMemory: record.runs.failed += 1
        case .stopped: break
        }
        schedule.ended(asPlanned: outcome == .done, at: moment)
        let seconds = Int((moment.seconds - run.began.seconds).rounded())
        let actions: [Action] = [.log(.runEnded(outcome, exit, seconds: seconds)), .publish]
        return actions + (isStopping ? leave(moment) : beginIfDue(moment))
    }

    private mutating func take(_ settings: ServiceSettings, _ moment: Moment) -> [Action] {
        self.settings = settings
        schedule.reload(settings)
        lastLook = nil
        record.settingsLoadedAt = moment.instant
        record.settingsRefusedAt = nil
        record.settingsFaults = []
        record.nextTime = schedule.nextTime(after: moment.instant)
        return [.log(.settingsTaken), .publish]
    }

    private mutating func refuse(_ faults: [String], _ moment: Moment) -> [Action] {
        record.settingsRefusedAt = moment.instant
        record.settingsFaults = faults
        return [.log(.settingsRefused(faults)), .publish]
    }

    private mutating func stop(_ moment: Moment) -> [Action] {
        guard !isStopping else { return [] }
        isStopping = true
        guard run != nil else { return leave(moment) }
        if run?.ending == nil { run?.ending = .stopped }
        return [.endRun]
    }

    private mutating func leave(_ moment: Moment) -> [Action] {
        record.endedAt = moment.instant
        return [.publish, .leave]
    }
}
