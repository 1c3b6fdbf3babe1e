package import Facts
import Glibc

/// What the long-running service knows, and what it decides to do.
///
/// A function of events and moments: folders, processes, clocks and files are outside of it, in
/// `Daemon`, which tells it what happened and does what it says.
package struct ServiceState: Sendable {
    /// What it says of itself in `health/service.json`.
    package private(set) var record: ServiceRecord
    private var settings: ServiceSettings
    private var schedule: RunSchedule
    private var work: Work?
    /// The day on which retention was last applied.
    private var purgedOn: Day?
    /// When it began to look into the inbox, and has not been answered.
    private var lookingSince: Double?
    private var lastLook: Double?
    private var hasSeenInbox = false
    private var lastSignOfLife: Double
    private var isStopping = false

    /// What a child process is doing; there is one at a time.
    private struct Work: Sendable {
        /// Why it reconciles; nil: it applies retention.
        let reason: ServiceRecord.RunReason?
        let began: Moment
        /// Why it was asked to end.
        var ending: ServiceRecord.RunOutcome?
    }

    /// The on-demand command that a child process is.
    package enum Command: String, Hashable, Sendable {
        case reconcile, purge
    }

    /// A folder that has not answered for so long is not waited for.
    static let longestLookSeconds = 30.0
    /// The sign of life may not be older than `Health` allows.
    static let longestIdleSeconds = 60.0
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
        /// The process is gone; the answer to `begin`.
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
        /// Begin a process, and let it take no more than this.
        case begin(Command, RunLimits)
        /// Ask the process to end, and end it.
        case end
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

    /// For how long there is nothing to do unless something happens: idle, it wakes for the poll alone.
    package func secondsToNextTick(at moment: Moment) -> Double {
        var waits = [Self.longestIdleSeconds]
        if let lookingSince {
            waits.append(lookingSince + Self.longestLookSeconds - moment.seconds)
        } else if let lastLook {
            waits.append(lastLook + Double(settings.pollIntervalSeconds) - moment.seconds)
        }
        if let work {
            waits.append(work.began.seconds + limitSeconds - moment.seconds)
        } else if let time = schedule.nextTime(after: moment.instant) {
            waits.append(Double(time.secondsSince1970 - moment.instant.secondsSince1970))
        }
        // What is overdue now waits for an answer, or for a child to end.
        return waits.filter { $0 > 0 }.min().map { max($0, 0.1) } ?? Self.longestIdleSeconds
    }

    private var limitSeconds: Double { Double(settings.runLimits.minutes * 60) }

    private mutating func tick(_ moment: Moment) -> [Action] {
        var actions = look(moment) + overrun(moment) + beginIfDue(moment)
        if moment.seconds - lastSignOfLife >= Self.signOfLifeSeconds {
            lastSignOfLife = moment.seconds
            actions.append(.signOfLife)
        }
        if !isStuck(moment) { actions.append(.feedWatchdog) }
        return actions
    }

    /// A process that does not go away although it was ended: starting anew is what helps.
    private func isStuck(_ moment: Moment) -> Bool {
        guard let work else { return false }
        return moment.seconds - work.began.seconds > limitSeconds + Self.longestEndSeconds
    }

    private mutating func look(_ moment: Moment) -> [Action] {
        if let since = lookingSince {
            guard record.inboxSilentSince == nil, moment.seconds - since >= Self.longestLookSeconds
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
        guard work == nil, !isStopping, hasSeenInbox || record.inboxSilentSince != nil,
            let due = schedule.due(at: moment)
        else { return [] }
        work = Work(reason: due.reason, began: moment)
        record.runningSince = moment.instant
        record.nextTime = schedule.nextTime(after: moment.instant)
        var actions: [Action] = []
        if due.missedTimes > 0 {
            record.missedTimes += due.missedTimes
            record.lastMissedTime = schedule.lastTime(
                before: moment.instant, skipping: due.reason == .time ? 1 : 0)
            actions.append(.log(.timesMissed(due.missedTimes)))
        }
        return actions + [.log(.runBegan(due.reason)), .publish] + begin(.reconcile)
    }

    private func begin(_ command: Command) -> [Action] { [.begin(command, settings.runLimits)] }

    private mutating func overrun(_ moment: Moment) -> [Action] {
        guard let work, work.ending == nil,
            moment.seconds - work.began.seconds >= limitSeconds
        else { return [] }
        self.work?.ending = .timedOut
        return [.log(.tookTooLong(settings.runLimits)), .end]
    }

    private mutating func ended(_ exit: RunExit, _ moment: Moment) -> [Action] {
        guard let work else { return [] }
        self.work = nil
        let seconds = Int((moment.seconds - work.began.seconds).rounded())
        var actions: [Action]
        if let reason = work.reason {
            let outcome = exit.outcome(endedFor: work.ending)
            note(outcome, exit, reason, work.began.instant, moment)
            actions = [.log(.runEnded(outcome, exit, seconds: seconds)), .publish]
        } else {
            actions = [.log(.purgeEnded(exit, seconds: seconds))]
        }
        if isStopping { return actions + leave(moment) }
        actions += beginIfDue(moment)
        return self.work == nil ? actions + purgeIfDue(moment) : actions
    }

    private mutating func note(
        _ outcome: ServiceRecord.RunOutcome, _ exit: RunExit, _ reason: ServiceRecord.RunReason,
        _ began: Instant, _ moment: Moment
    ) {
        record.runningSince = nil
        record.lastRun = ServiceRecord.LastRun(
            beganAt: began, endedAt: moment.instant, reason: reason, outcome: outcome,
            status: exit.status, signal: exit.signal, message: exit.message ?? guess(outcome, exit))
        switch outcome {
        case .done: record.runs.done += 1
        case .failed, .timedOut, .outOfMemory: record.runs.failed += 1
        case .stopped: break
        }
        schedule.ended(asPlanned: outcome == .done, at: moment)
    }

    /// What a run that cannot say it any more may have met with.
    private func guess(_ outcome: ServiceRecord.RunOutcome, _ exit: RunExit) -> String? {
        guard outcome == .failed, exit.signal == SIGKILL else { return nil }
        return "error: it was killed; did the system run out of memory? see journalctl -k"
    }

    /// Once a day, after a run: nobody is there to think of it, and archives only grow.
    private mutating func purgeIfDue(_ moment: Moment) -> [Action] {
        let today = moment.instant.localDay
        guard purgedOn != today, record.lastRun?.outcome == .done else { return [] }
        purgedOn = today
        work = Work(reason: nil, began: moment)
        return begin(.purge)
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
        guard work != nil else { return leave(moment) }
        if work?.ending == nil { work?.ending = .stopped }
        return [.end]
    }

    private mutating func leave(_ moment: Moment) -> [Action] {
        record.endedAt = moment.instant
        return [.publish, .leave]
    }
}
