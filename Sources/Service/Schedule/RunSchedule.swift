package import Facts

/// When the service reconciles; a pure function of the clocks and of what the inbox shows.
///
/// A run begins when deliveries have been quiet for `quiet_seconds`, at each time of `reconcile_at`,
/// and again some time after one that failed. Times that passed while nothing could run are made up
/// for by one run and counted, never piled up.
package struct RunSchedule: Sendable {
    private var times: [TimeOfDay]
    private var quietSeconds: Double
    /// Up to here the times of `reconcile_at` are done with.
    private var timesDoneUntil: Instant
    /// What begins a run at the next look, whatever else there is.
    private var wanted: ServiceRecord.RunReason? = .start
    /// What the inbox showed when the last run began.
    private var reconciled: InboxSight?
    /// What it showed at the last look, and since when.
    private var seen: (sight: InboxSight, since: Double)?
    /// When to try again what failed, and how often it has failed in a row.
    private var retry: (at: Double, failures: Int)?

    private static let firstRetrySeconds = 300.0
    private static let longestRetrySeconds = 3600.0
    /// A clock that was lost begins in 1970; what it jumped over was not missed.
    private static let longestMissedDays = 31

    /// - Parameters:
    ///   - timesDoneUntil: until when the times of `reconcile_at` are done with: now, or when the
    ///     service was last alive.
    package init(_ settings: ServiceSettings, timesDoneUntil: Instant) {
        times = settings.reconcileAt
        quietSeconds = Double(settings.quietSeconds)
        self.timesDoneUntil = timesDoneUntil
    }

    /// Goes on with other settings, and begins with a run by them.
    package mutating func reload(_ settings: ServiceSettings) {
        times = settings.reconcileAt
        quietSeconds = Double(settings.quietSeconds)
        wanted = .reload
    }

    /// What the inbox shows; nothing begins by it.
    package mutating func see(_ sight: InboxSight, at moment: Moment) {
        guard let seen, seen.sight.showsSame(as: sight) else {
            self.seen = (sight, moment.seconds)
            return
        }
    }

    /// A run that is due.
    package struct Due: Hashable, Sendable {
        package let reason: ServiceRecord.RunReason
        /// How many times of `reconcile_at` passed that had no run of their own; this one makes up
        /// for them.
        package let missedTimes: Int
    }

    /// What is due now; nil: nothing is. Whoever asks begins it.
    package mutating func due(at moment: Moment) -> Due? {
        let came = timesCome(through: moment.instant)
        // Of times that came since the last look the last one is this run's own; what passed before
        // the service was there was missed.
        let missed = wanted == .start ? came : max(0, came - 1)
        timesDoneUntil = moment.instant
        guard let reason = wanted ?? (came > 0 ? .time : reason(at: moment)) else { return nil }
        wanted = nil
        reconciled = seen?.sight
        return Due(reason: reason, missedTimes: missed)
    }

    private func reason(at moment: Moment) -> ServiceRecord.RunReason? {
        if let retry, moment.seconds >= retry.at { return .retry }
        guard let seen, moment.seconds - seen.since >= quietSeconds else { return nil }
        return reconciled.map(seen.sight.showsSame) ?? false ? nil : .deliveries
    }

    /// How a run ended.
    package enum Ending: Sendable {
        case well
        /// It was recorded, but could not do all its work: what hindered it may be over soon, as when a
        /// share comes back, and show nothing new.
        case partly
        case failed
    }

    /// The run that was due has ended.
    package mutating func ended(_ ending: Ending, at moment: Moment) {
        switch ending {
        case .well: retry = nil
        case .partly:
            // Once: what is refused stays so until it changes.
            retry = retry == nil ? (moment.seconds + Self.firstRetrySeconds, 0) : nil
        case .failed:
            let failures = (retry?.failures ?? 0) + 1
            var wait = Self.firstRetrySeconds
            for _ in 1..<min(failures, 10) { wait = min(wait * 2, Self.longestRetrySeconds) }
            retry = (moment.seconds + wait, failures)
        }
    }

    /// The next time of `reconcile_at`.
    package func nextTime(after instant: Instant) -> Instant? {
        let today = instant.localDay
        return [today, today.adding(days: 1)].flatMap { day in times.map { $0.instant(on: day) } }
            .first { $0 > instant }
    }

    /// The last time of `reconcile_at` until an instant, or with `skipping` an earlier one.
    package func lastTime(before instant: Instant, skipping count: Int) -> Instant? {
        let today = instant.localDay
        return [-2, -1, 0].flatMap { offset in
            times.map { $0.instant(on: today.adding(days: offset)) }
        }
        .filter { $0 <= instant }.dropLast(count).last
    }

    /// How many times of day came since the last look; none when the clock went back.
    private func timesCome(through now: Instant) -> Int {
        guard timesDoneUntil < now else { return 0 }
        let (first, last) = (timesDoneUntil.localDay, now.localDay)
        let days = Int(last.daysSince1970 - first.daysSince1970)
        // Whole days between the first and the last have all times; only their ends are looked at.
        let ends = days == 0 ? [first] : [first, last]
        let atEnds = ends.flatMap { day in times.map { $0.instant(on: day) } }
            .count { $0 > timesDoneUntil && $0 <= now }
        return min(max(0, days - 1), Self.longestMissedDays) * times.count + atEnds
    }
}

/// A moment by both clocks.
package struct Moment: Sendable {
    /// What the wall clock shows; it may jump.
    package let instant: Instant
    /// Seconds of a clock that only goes forward.
    package let seconds: Double

    package init(instant: Instant, seconds: Double) {
        self.instant = instant
        self.seconds = seconds
    }
}
