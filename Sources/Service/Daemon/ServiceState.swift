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
    /// Whether a look into the inbox has not been answered.
    private var isLooking = false
    private var lookNumber = 0
    private var lastLook: Double?
    private var hasSeenInbox = false
    private var lastSignOfLife: Double
    private let began: Moment
    /// Whether the service before this one was there not long ago, by the clock on the wall.
    private let wasAliveLately: Bool
    /// Since when it has to end.
    private var stoppingSince: Double?
    private var isStopping: Bool { stoppingSince != nil }

    /// What a child process is doing; there is one at a time.
    private struct Work: Sendable {
        /// Why it reconciles; nil: it applies retention.
        let reason: ServiceRecord.RunReason?
        let began: Moment
        /// Those that were in force when it began.
        let limits: RunLimits
        /// Why it was asked to end.
        var ending: ServiceRecord.RunOutcome?

        var limitEnds: Double { began.seconds + Double(limits.minutes * 60) }
    }

    /// A process that cannot even be killed is not waited for any longer: the service promises to end
    /// within five seconds.
    static let longestStopSeconds = 4.7
    /// The sign of life may not be older than `Health` allows.
    static let longestIdleSeconds = 60.0
    /// What follows the limit of a run until its process has to be gone.
    static let longestEndSeconds = 60.0
    static let signOfLifeSeconds = 30.0
    static let steadyClockSeconds = 86_400.0
    static let longestAbsenceSeconds = 30 * 86_400.0

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
        began = moment
        wasAliveLately =
            lastAlive.map {
                abs(Double(moment.instant.secondsSince1970 - $0.secondsSince1970))
                    < Self.longestAbsenceSeconds
            } ?? true
        self.record.nextTime = schedule.nextTime(after: moment.instant)
    }

    package mutating func next(_ event: Event, at moment: Moment) -> [Action] {
        switch event {
        case .tick: tick(moment)
        // Of the folders of settings that are in force no more nothing is heard.
        case .inbox(let sight, let look): look == lookNumber ? see(sight, moment) : []
        case .ended(let exit): ended(exit, moment)
        case .settingsTaken(let settings): take(settings, moment)
        case .settingsRefused(let faults): refuse(faults, moment)
        case .stop: stop(moment)
        }
    }

    /// For how long there is nothing to do unless something happens: idle, it wakes for the poll alone.
    package func secondsToNextTick(at moment: Moment) -> Double {
        if let stoppingSince {
            return max(0.1, stoppingSince + Self.longestStopSeconds - moment.seconds)
        }
        var wait = Self.longestIdleSeconds
        if !isLooking {
            // Without a look by the settings in force, one is due at once.
            guard let lastLook else { return 0.1 }
            wait = min(wait, lastLook + Double(settings.pollIntervalSeconds) - moment.seconds)
        }
        if let work {
            // A process that was asked to end says when it has.
            if work.ending == nil { wait = min(wait, work.limitEnds - moment.seconds) }
        } else if let time = schedule.nextTime(after: moment.instant) {
            wait = min(wait, Double(time.secondsSince1970 - moment.instant.secondsSince1970))
        }
        return max(0.1, wait)
    }

    private mutating func tick(_ moment: Moment) -> [Action] {
        if let since = stoppingSince, moment.seconds - since >= Self.longestStopSeconds {
            return leave(moment)
        }
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
        return moment.seconds > work.limitEnds + Self.longestEndSeconds
    }

    private mutating func look(_ moment: Moment) -> [Action] {
        let isTime =
            lastLook.map { moment.seconds - $0 >= Double(settings.pollIntervalSeconds) } ?? true
        guard isTime, !isLooking, !isStopping else { return [] }
        isLooking = true
        lastLook = moment.seconds
        lookNumber += 1
        return [.look(lookNumber)]
    }

    private mutating func see(_ sight: InboxSight, _ moment: Moment) -> [Action] {
        isLooking = false
        hasSeenInbox = true
        schedule.see(sight, at: moment)
        var actions: [Action] = []
        if sight.isSilent != (record.inboxSilentSince != nil) {
            record.inboxSilentSince = sight.isSilent ? moment.instant : nil
            actions = [.log(sight.isSilent ? .inboxSilent : .inboxAnswers), .publish]
        }
        return actions + beginIfDue(moment)
    }

    private mutating func beginIfDue(_ moment: Moment) -> [Action] {
        // The first run waits for the first look, or what that shows would look like news.
        guard work == nil, !isStopping, hasSeenInbox,
            let due = schedule.due(at: moment)
        else { return [] }
        work = Work(reason: due.reason, began: moment, limits: settings.runLimits)
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
        guard let work, work.ending == nil, moment.seconds >= work.limitEnds else { return [] }
        self.work?.ending = .timedOut
        return [.log(.tookTooLong(work.limits)), .end]
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
            actions += exit.overcome.map { .log(.overcome($0)) }
        } else {
            let hasFailed = exit.status != 0 && work.ending == nil
            let changed = hasFailed != (record.retentionFailedAt != nil)
            record.retentionFailedAt = hasFailed ? moment.instant : nil
            actions = [.log(.purgeEnded(exit, hasFailed: hasFailed, seconds: seconds))]
            if changed { actions.append(.publish) }
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
        schedule.ended(
            outcome == .done ? (exit.status == 2 ? .partly : .well) : .failed, at: moment)
    }

    /// What a run that cannot say it any more may have met with.
    private func guess(_ outcome: ServiceRecord.RunOutcome, _ exit: RunExit) -> String? {
        guard outcome == .failed, exit.signal == SIGKILL else { return nil }
        return "error: it was killed; did the system run out of memory? see journalctl -k"
    }

    /// Once a day, after a run: nobody is there to think of it, and archives only grow.
    private mutating func purgeIfDue(_ moment: Moment) -> [Action] {
        let today = moment.instant.localDay
        guard purgedOn != today, record.lastRun?.outcome == .done, isClockSteady(at: moment) else {
            return []
        }
        purgedOn = today
        work = Work(reason: nil, began: moment, limits: settings.runLimits)
        return begin(.purge)
    }

    /// Whether the clock on the wall has gone with the other one: what it would remove by a day that is
    /// far off is gone for ever.
    private func isClockSteady(at moment: Moment) -> Bool {
        let shown = Double(moment.instant.secondsSince1970 - began.instant.secondsSince1970)
        return abs(shown - (moment.seconds - began.seconds)) < Self.steadyClockSeconds
            && wasAliveLately
    }

    private mutating func take(_ settings: ServiceSettings, _ moment: Moment) -> [Action] {
        self.settings = settings
        schedule.reload(settings)
        // What an older look still tells is of other folders.
        lookNumber += 1
        (isLooking, lastLook) = (false, nil)
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
        stoppingSince = moment.seconds
        guard work != nil else { return leave(moment) }
        if work?.ending == nil { work?.ending = .stopped }
        return [.end]
    }

    private mutating func leave(_ moment: Moment) -> [Action] {
        record.endedAt = moment.instant
        return [.publish, .leave]
    }
}
