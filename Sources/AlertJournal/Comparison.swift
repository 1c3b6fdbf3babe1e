import Facts
import GRDB
import Reconciliation

/// The findings of a run beside the open alerts: what changed, and nothing is written yet.
struct Comparison {
    /// The events in their order, without their numbers.
    private(set) var events: [PendingEvent] = []
    /// What is remembered without an event.
    private(set) var silent = SilentChanges()
    private(set) var openCounts = OpenCounts()
    private(set) var staleCount = 0
    private(set) var goneCount = 0
    private(set) var heldBackCount = 0

    private let evaluation: Evaluation
    private let reader: FindingReader
    private let stored: StoredAlerts
    private let db: Database
    private let answers: AnswersInForce
    private var patience: Patience
    private var reminders: Reminders
    private var evidence: StoredEvidence?
    private let partsInForce: Set<FeedPart>

    private struct FeedPart: Hashable {
        let feed: String
        let part: String
    }

    init(_ run: Run, _ reader: FindingReader, _ db: Database) throws {
        evaluation = run.evaluation
        self.reader = reader
        self.db = db
        stored = try StoredAlerts(db)
        answers = try AnswersInForce(db)
        patience = try Patience(run, db)
        let facts = run.evaluation.facts
        reminders = Reminders(
            every: run.remindEveryWorkingDays, calendar: facts.calendar,
            today: run.evaluation.instant.localDay)
        partsInForce = Set(
            facts.exports.map { FeedPart(feed: facts.feeds[$0.feed].id, part: $0.part) })
        try compare()
        sortEvents()
    }

    private mutating func sortEvents() {
        var order = EventOrder(
            rules: Set(events.map(\.rule)), units: Set(events.compactMap(\.unit)))
        for event in events {
            order.add(
                event.severity, rule: event.rule, unit: event.unit, kindRank: event.kind.rank,
                event.subject)
        }
        events = order.order.map { events[$0] }
    }

    /// How many findings wait until enough runs have made them.
    var waitingCount: Int { patience.waiting.count }
    /// The findings that wait, with how many runs have made them; nil when they are as before.
    var waiting: [StoredAlerts.Key: Int]? { patience.isChanged ? patience.waiting : nil }

    private mutating func compare() throws {
        let open = try stored.open()
        let hasEnded = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM alert WHERE state <> 'open')")
        let capacity = max(open.count, evaluation.findings.count)
        var places = Dictionary(minimumCapacity: capacity) as [StoredAlerts.Key: Int]
        for (index, alert) in open.enumerated() { places[alert.key] = index }
        let renames = Renames(of: open, in: evaluation)
        for (index, rename) in renames.byAlert {
            guard case .found(let subject) = rename else { continue }
            places[StoredAlerts.Key(rule: open[index].key.rule, subject: subject)] = index
        }
        var isFound = [Bool](repeating: false, count: open.count)
        for (index, finding) in evaluation.findings.enumerated() {
            let key = StoredAlerts.Key(rule: finding.rule, subject: finding.subject)
            guard let place = places.updateValue(Self.alreadyFound, forKey: key) else {
                try begin(index, finding, key, ended: hasEnded == true ? stored.ended(key) : nil)
                continue
            }
            // A rule may find a subject twice (two records of one key): the first finding counts.
            guard place != Self.alreadyFound else { continue }
            isFound[place] = true
            try go(on: open[place], index, finding)
        }
        for (index, alert) in open.enumerated() where !isFound[index] {
            try leave(alert, renames.byAlert[index])
        }
        patience.forgetWhatIsFine(evaluation)
    }

    private static let alreadyFound = -1

    private mutating func begin(
        _ index: Int, _ finding: Finding, _ key: StoredAlerts.Key, ended: StoredAlerts.Ended?
    ) throws {
        guard evaluation.mayOpen(finding) else {
            heldBackCount += 1
            return
        }
        guard patience.opens(key, after: evaluation.patience(ofRule: finding.rule).openAfterRuns)
        else { return }
        openCounts.add(finding.severity, unit: reader.unitKey(finding))
        add(ended == nil ? .opened : .reopened, index, finding, alert: ended?.id)
        guard let ended else { return }
        let today = today
        endAnswers(of: ended.id, index, finding) { answer in
            answer.ending(on: today, severity: finding.severity)
                ?? (answer.survives(dipFrom: ended.at.localDay, to: today) ? nil : .lapsed)
        }
    }

    private mutating func go(
        on alert: StoredAlerts.Open, _ index: Int, _ finding: Finding
    ) throws {
        openCounts.add(finding.severity, unit: reader.unitKey(finding))
        let eventsBefore = events.count
        setFineRunCount(of: alert, 0)
        if alert.isStale { add(.fresh, index, finding, alert: alert.id) }
        let isRenamed = finding.subject != alert.key.subject
        let isUnlike = reader.digests(of: finding) != alert.digests
        let isNews =
            try isRenamed
            || isUnlike
                && (finding.severity != alert.severity || reader.unitKey(finding) != alert.unit
                    || reader.telling(finding) != stored.telling(alert.id))
        if isNews {
            add(
                .changed, index, finding, alert: alert.id,
                renamedFrom: isRenamed ? alert.key.subject.id : nil)
        }
        let today = today
        endAnswers(of: alert.id, index, finding) {
            $0.ending(on: today, severity: finding.severity)
        }
        if events.count == eventsBefore, answers[alert.id].isEmpty,
            reminders.isDue(finding.severity, toldOn: alert.toldAt.localDay)
        {
            add(.reminded, index, finding, alert: alert.id)
        }
        if isUnlike, events.count == eventsBefore { silent.refreshed.append((alert.id, index)) }
    }

    private mutating func endAnswers(
        of alert: Int, _ index: Int, _ finding: Finding, why ending: (Answer) -> Answer.Ending?
    ) {
        for answer in answers[alert] {
            guard let ending = ending(answer) else { continue }
            var event = pending(answer.kind.ended, index, finding, alert: alert)
            event.reason = ending.reason
            event.answer = answer
            events.append(event)
        }
    }

    private var today: Day { evaluation.instant.localDay }

    private mutating func add(
        _ kind: EventKind, _ index: Int, _ finding: Finding, alert: Int?,
        renamedFrom: String? = nil
    ) {
        var event = pending(kind, index, finding, alert: alert)
        event.renamedFrom = renamedFrom
        events.append(event)
    }

    private func pending(
        _ kind: EventKind, _ index: Int, _ finding: Finding, alert: Int?
    ) -> PendingEvent {
        PendingEvent(
            kind: kind, severity: finding.severity, rule: finding.rule,
            unit: reader.unitKey(finding), subject: finding.subject, alert: alert, finding: index)
    }

    /// An open alert that no finding continues.
    private mutating func leave(_ alert: StoredAlerts.Open, _ rename: Rename?) throws {
        var alert = alert
        let places = try evidence(of: alert.id)
        if let withdrawal = evaluation.withdrawal(
            rule: alert.key.rule, unit: alert.unit, part: places.first?.export.part)
        {
            return add(.withdrawn, alert, reason: withdrawal.reason)
        }
        switch rename {
        case .open(let other, let subject):
            return add(.withdrawn, alert, reason: Rename.reason(sameAs: other, subject))
        case .fine(let subject):
            return add(.resolved, alert, reason: Rename.reason(now: subject))
        case .unclear(let subject):
            let before = alert.key.subject.id
            alert.key.subject = subject
            add(.changed, alert, renamedFrom: before)
        case .found, nil: break
        }
        switch evaluation.standing(rule: alert.key.rule, subject: alert.key.subject) {
        case .fine:
            let needed = evaluation.patience(ofRule: alert.key.rule).resolveAfterRuns
            let count = alert.fineRunCount + (patience.countsThisRun ? 1 : 0)
            if max(1, count) >= needed { return add(.resolved, alert) }
            setFineRunCount(of: alert, max(1, count))
            if alert.isStale { add(.fresh, alert) }
            stay(alert, isStale: false)
        case .inputsMissing:
            setFineRunCount(of: alert, 0)
            stay(alert, isStale: true)
        case .gone:
            setFineRunCount(of: alert, 0)
            goneCount += 1
            stay(alert, isStale: alert.isStale || !places.allSatisfy(isInForce))
        }
    }

    private mutating func setFineRunCount(of alert: StoredAlerts.Open, _ count: Int) {
        if count != alert.fineRunCount { silent.fineRunCounts.append((alert.id, count)) }
    }

    private mutating func stay(_ alert: StoredAlerts.Open, isStale: Bool) {
        openCounts.add(alert.severity, unit: alert.unit)
        if isStale { staleCount += 1 }
        if isStale && !alert.isStale { add(.stale, alert) }
        for answer in answers[alert.id] {
            guard let ending = answer.ending(on: today, severity: alert.severity) else { continue }
            add(answer.kind.ended, alert, reason: ending.reason, answer: answer)
        }
    }

    private mutating func add(
        _ kind: EventKind, _ alert: StoredAlerts.Open, reason: Text? = nil,
        answer: Answer? = nil, renamedFrom: String? = nil
    ) {
        events.append(
            PendingEvent(
                kind: kind, severity: alert.severity, rule: alert.key.rule, unit: alert.unit,
                subject: alert.key.subject, alert: alert.id, finding: nil, reason: reason,
                answer: answer, renamedFrom: renamedFrom))
    }

    /// Whether the exports in force could still tell what was found at this place.
    private func isInForce(_ place: EvidencePlace) -> Bool {
        partsInForce.contains(FeedPart(feed: place.export.feed, part: place.export.part))
    }

    /// The evidence that the journal has of an open alert.
    mutating func evidence(of alert: Int) throws -> [EvidencePlace] {
        let all = try evidence ?? StoredEvidence(ofOpenAlertsIn: db)
        evidence = all
        return all[alert]
    }
}

/// What a run changes in alerts without news: nobody is told.
struct SilentChanges {
    /// Open alerts that remember something new: a line, a hash, a fact not telling.
    var refreshed: [(alert: Int, finding: Int)] = []
    /// How many runs in a row found nothing where an alert is open.
    var fineRunCounts: [(alert: Int, count: Int)] = []
}
