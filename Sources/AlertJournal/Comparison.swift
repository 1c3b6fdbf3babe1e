import Facts
import GRDB
import Reconciliation

/// The findings of a run beside the open alerts: what changed, and nothing is written yet.
struct Comparison {
    /// The events in their order, without their numbers.
    private(set) var events: [PendingEvent] = []
    /// Open alerts that remember something new without news: a line, a hash, a fact not telling.
    private(set) var refreshed: [(id: Int, finding: Int)] = []
    private(set) var openBySeverity: [Severity: Int] = [:]
    private(set) var staleCount = 0
    private(set) var goneCount = 0
    private(set) var heldBackCount = 0

    private let evaluation: Evaluation
    private let reader: FindingReader
    private let stored: StoredAlerts
    private let db: Database
    private var evidence: StoredEvidence?
    private let partsInForce: Set<FeedPart>

    private struct FeedPart: Hashable {
        let feed: String
        let part: String
    }

    init(_ evaluation: Evaluation, _ reader: FindingReader, _ db: Database) throws {
        self.evaluation = evaluation
        self.reader = reader
        self.db = db
        stored = try StoredAlerts(db)
        let facts = evaluation.facts
        partsInForce = Set(
            facts.exports.map { FeedPart(feed: facts.feeds[$0.feed].id, part: $0.part) })
        try compare()
        events.sort(by: PendingEvent.isBefore)
    }

    private mutating func compare() throws {
        let open = try stored.open()
        let hasEnded = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM alert WHERE state <> 'open')")
        var places = Dictionary(minimumCapacity: open.count) as [StoredAlerts.Key: Int]
        for (index, alert) in open.enumerated() { places[alert.key] = index }
        var isFound = [Bool](repeating: false, count: open.count)
        for (index, finding) in evaluation.findings.enumerated() {
            let key = StoredAlerts.Key(rule: finding.rule, subject: finding.subject)
            guard let place = places.updateValue(Self.alreadyFound, forKey: key) else {
                let ended = hasEnded == true ? try stored.ended(key) : nil
                begin(index, finding, ended: ended)
                continue
            }
            // A rule may find a subject twice (two records of one key): the first finding counts.
            guard place != Self.alreadyFound else { continue }
            isFound[place] = true
            try go(on: open[place], index, finding)
        }
        for (alert, isFound) in zip(open, isFound) where !isFound {
            try leave(alert)
        }
    }

    private static let alreadyFound = -1

    private mutating func begin(_ index: Int, _ finding: Finding, ended: Int?) {
        guard evaluation.mayOpen(finding) else {
            heldBackCount += 1
            return
        }
        openBySeverity[finding.severity, default: 0] += 1
        let kind: EventKind = ended == nil ? .opened : .reopened
        add(kind, index, finding, alert: ended)
    }

    private mutating func go(
        on alert: StoredAlerts.Open, _ index: Int, _ finding: Finding
    ) throws {
        openBySeverity[finding.severity, default: 0] += 1
        if alert.isStale { add(.fresh, index, finding, alert: alert.id) }
        guard reader.digests(of: finding) != alert.digests else { return }
        let isNews =
            try finding.severity != alert.severity || reader.unitKey(finding) != alert.unit
            || reader.telling(finding) != stored.telling(alert.id)
        if isNews {
            add(.changed, index, finding, alert: alert.id)
        } else if !alert.isStale {
            refreshed.append((alert.id, index))
        }
    }

    private mutating func add(
        _ kind: EventKind, _ index: Int, _ finding: Finding, alert: Int?
    ) {
        events.append(
            PendingEvent(
                kind: kind, severity: finding.severity, rule: finding.rule,
                unit: reader.unitKey(finding), subject: finding.subject, alert: alert,
                finding: index, reason: nil))
    }

    /// An open alert that no finding continues.
    private mutating func leave(_ alert: StoredAlerts.Open) throws {
        let places = try evidence(of: alert.id)
        if let withdrawal = evaluation.withdrawal(
            rule: alert.key.rule, unit: alert.unit, part: places.first?.export.part)
        {
            return add(.withdrawn, alert, reason: withdrawal.reason)
        }
        switch evaluation.standing(rule: alert.key.rule, subject: alert.key.subject) {
        case .fine:
            return add(.resolved, alert)
        case .inputsMissing:
            stay(alert, isStale: true)
        case .gone:
            goneCount += 1
            stay(alert, isStale: alert.isStale || !places.allSatisfy(isInForce))
        }
    }

    private mutating func stay(_ alert: StoredAlerts.Open, isStale: Bool) {
        openBySeverity[alert.severity, default: 0] += 1
        if isStale { staleCount += 1 }
        if isStale && !alert.isStale { add(.stale, alert) }
    }

    private mutating func add(
        _ kind: EventKind, _ alert: StoredAlerts.Open, reason: Text? = nil
    ) {
        events.append(
            PendingEvent(
                kind: kind, severity: alert.severity, rule: alert.key.rule, unit: alert.unit,
                subject: alert.key.subject, alert: alert.id, finding: nil, reason: reason))
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

/// An event before it has a number.
struct PendingEvent {
    let kind: EventKind
    let severity: Severity
    let rule: String
    let unit: String?
    let subject: Subject
    /// The alert's number; nil when the event makes it.
    let alert: Int?
    /// Index of the finding that caused it; nil when the lack of one did.
    let finding: Int?
    /// Why the alert is withdrawn.
    let reason: Text?

    /// By severity, rule, unit, kind and subject.
    static func isBefore(_ left: PendingEvent, _ right: PendingEvent) -> Bool {
        EventOrder.isBefore(
            (left.severity, left.rule, left.unit, left.kind.rank, left.subject),
            (right.severity, right.rule, right.unit, right.kind.rank, right.subject))
    }

    /// Whether both can stand in one line of `alerts.log`.
    func isLike(_ other: PendingEvent) -> Bool {
        severity == other.severity && rule == other.rule && unit == other.unit
            && kind == other.kind
    }
}

/// The order of events and of open alerts: the worst first, and those of one cause together.
enum EventOrder {
    typealias Place = (
        severity: Severity, rule: String, unit: String?, kindRank: Int, subject: Subject
    )

    static func isBefore(_ left: Place, _ right: Place) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        if left.rule != right.rule { return left.rule < right.rule }
        if left.unit != right.unit {
            guard let mine = left.unit else { return true }
            guard let other = right.unit else { return false }
            return mine < other
        }
        if left.kindRank != right.kindRank { return left.kindRank < right.kindRank }
        if left.subject.id != right.subject.id { return left.subject.id < right.subject.id }
        return left.subject.kind.rawValue < right.subject.kind.rawValue
    }
}
