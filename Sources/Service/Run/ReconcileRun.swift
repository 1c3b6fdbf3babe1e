import AlertJournal
package import Facts
import Ingest
import Reconciliation

/// One reconciliation from beginning to end: inbox, facts, rules, journal, alert files.
package struct ReconcileRun: Sendable {
    package let settings: Settings
    /// What was asked for, or what the clock shows.
    package let instant: Instant
    /// Whether a person gave the instant; a clock that was set back is another matter.
    package let isInstantAskedFor: Bool
    /// Whether a person says that the clock is right, although it is far behind the last run.
    package let believesClock: Bool
    /// Prints what would be; writes nothing.
    package let isDryRun: Bool
    /// Waits until files have stood still.
    package let settles: Bool
    /// Told when the run must not be ended any more.
    package let stop: StopRequest
    /// Called with talk for people, a line each, at once.
    package let talk: @Sendable (String) -> Void
    /// Called when a phase begins, with what is being done.
    package let progress: @Sendable (String) -> Void

    package init(
        settings: Settings, instant: Instant, isInstantAskedFor: Bool = true,
        believesClock: Bool = false,
        isDryRun: Bool = false, settles: Bool = true, stop: StopRequest = StopRequest(),
        talk: @escaping @Sendable (String) -> Void,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.progress = progress
        self.settings = settings
        self.instant = instant
        self.isInstantAskedFor = isInstantAskedFor
        self.believesClock = believesClock
        self.isDryRun = isDryRun
        self.settles = settles
        self.stop = stop
        self.talk = talk
    }

    /// - Throws: `ReconcileFault`, `StateFault` or `JournalError`, then nothing was recorded; or
    ///   `PublicationFault`, then everything was.
    package func perform() async throws -> RunReport {
        Memory.giveBackWhatIsFreed()
        var timings = Timings()
        if isDryRun {
            return try await reconcile(try StateAccess.copyOfJournal(settings), [], &timings)
        }
        let stopwatch = Stopwatch()
        let access = try await StateAccess(to: settings, talk: talk)
        stop.beginTelling()
        let journal = try access.journal()
        let warnings = AlertPublishing(settings).complete(journal, talk: talk)
        stop.endTelling()
        var report = try await reconcile(journal, warnings, &timings)
        report.warnings += HealthFiles(settings).record(report, took: stopwatch)
        _ = consume access
        return report
    }

    private func reconcile(
        _ journal: AlertJournal, _ warningsBefore: [String], _ timings: inout Timings
    ) async throws -> RunReport {
        let judged = try JudgedInstant(
            instant, isAskedFor: isInstantAskedFor, believesClock: believesClock,
            after: journal.lastRun()?.instant)
        if let warning = judged.warning { talk(warning[settings.language]) }
        let instant = judged.instant
        let inbox = try journal.inbox()
        let parts = try PartNames(settings.feeds, inbox).parts(of: journal.deliveries())
        let known = try journal.deliveries().map { delivery in
            var delivery = delivery
            delivery.part = parts[delivery.order] ?? delivery.part
            return delivery
        }
        let archive = Archive(stateDirectory: settings.stateDirectory)
        let acceptance = Acceptance(
            settings: settings, known: KnownDeliveries(known, inbox: inbox, feeds: settings.feeds),
            instant: instant, archive: archive,
            isDryRun: isDryRun, settles: settles, talk: talk)
        progress("taking new exports")
        let look = try await acceptance.look()
        timings.lap(\.acceptance)
        var reader = InForceReader(acceptance, look)
        progress("reading the exports in force")
        var reading = await reader.read()
        var changes = inboxChanges(inbox, &reading, instant)
        changes.parts = parts
        timings.lap(\.reading)
        progress("evaluating the rules")
        let evaluation = Evaluation(
            facts: reading.facts, instant: instant, settings: settings.rules,
            closedParts: settings.closedParts)
        timings.lap(\.rules)
        let run = Run(
            evaluation: evaluation, newDeliveries: reading.newDeliveries, inboxChanges: changes,
            settingsDigest: settings.digest, language: settings.language,
            groupAbove: settings.groupAbove,
            remindEveryWorkingDays: settings.remindEveryWorkingDays)
        progress("writing journal and alert files")
        let events: RunEvents
        var warnings = warningsBefore
        if isDryRun {
            events = try journal.preview(run)
        } else {
            stop.beginTelling()
            events = try journal.record(run)
            warnings += try AlertPublishing(settings).publish(journal)
            do {
                try Quarantine(stateDirectory: settings.stateDirectory).write(reading.untaken)
            } catch {
                warnings.append(
                    "\(error.path): warning: the note could not be written (\(error.reason))")
            }
        }
        timings.lap(\.journal)
        return RunReport(
            instant: instant, isDryRun: isDryRun, events: events, evaluation: evaluation,
            taken: reading.newDeliveries.count { $0.state == .accepted },
            troubles: reading.troubles,
            warnings: warnings,
            alertDirectory: settings.alertDirectory, language: settings.language,
            timings: timings)
    }

    /// Compares what the inbox showed with what is remembered of it, and tells the facts.
    private func inboxChanges(
        _ inbox: InboxMemory, _ reading: inout InForceReader.Reading, _ instant: Instant
    ) -> InboxChanges {
        var changes = InboxChanges()
        changes.heard = reading.heard
        for feed in settings.feeds {
            let known = KnownFeed(
                since: inbox.feeds[feed.id]?.since ?? instant,
                partPattern: feed.part?.text ?? "")
            if known != inbox.feeds[feed.id] { changes.feeds[feed.id] = known }
        }
        let remembered = Set(inbox.missing)
        let all = remembered.union(reading.missing)
        let present = reading.facts.present(among: Array(all))
        changes.missing = reading.missing.filter { !present.contains($0) }
        changes.found = remembered.filter(present.contains)
            .sorted { ($0.feed, $0.subject) < ($1.feed, $1.subject) }
        reading.facts.deliveries.missing = all.subtracting(present)
            .sorted { ($0.feed, $0.part, $0.subject) < ($1.feed, $1.part, $1.subject) }
        for (index, feed) in settings.feeds.enumerated() {
            let heard = (inbox.heard + changes.heard).filter { $0.feed == feed.id }.map(\.heardOn)
            let since = (inbox.feeds[feed.id]?.since ?? instant).localDay
            reading.facts.deliveries.hearing[index] = FeedHearing(
                lastHeard: min(heard.max() ?? since, instant.localDay),
                hasDelivered: !heard.isEmpty,
                expectedEveryWorkingDays: feed.expectedEveryWorkingDays)
        }
        return changes
    }
}
