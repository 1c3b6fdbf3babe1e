import Facts
import Reconciliation

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
    /// Why the alert is withdrawn, or its answer ended.
    var reason: Text?
    /// The answer that ended.
    var answer: Answer?
    /// The id that the subject had before.
    var renamedFrom: String?

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
