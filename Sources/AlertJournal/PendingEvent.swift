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

    /// Whether both can stand in one line of `alerts.log`.
    func isLike(_ other: PendingEvent) -> Bool {
        severity == other.severity && rule == other.rule && unit == other.unit
            && kind == other.kind
    }
}

/// The order of events and of open alerts: the worst first, and those of one cause together.
///
/// Places are compared as numbers; only of one cause subjects are compared as texts. To sort the
/// events themselves cost twice as much as their lines (measured with 100,000).
struct EventOrder {
    private var ranks: [UInt64] = []
    private var subjects: [Subject] = []
    private let rules: [String: UInt64]
    private let units: [String: UInt64]

    /// - Parameters: what the places to come may name.
    init(rules: Set<String>, units: Set<String>) {
        self.rules = Self.ranks(rules)
        self.units = Self.ranks(units)
    }

    /// - Parameter unit: its key; what has none comes first.
    mutating func add(
        _ severity: Severity, rule: String, unit: String?, kindRank: Int = 0, _ subject: Subject
    ) {
        let severityRank = UInt64(Severity.allCases.count - 1 - severity.rank)
        let unitRank = unit.flatMap { units[$0] }.map { $0 + 1 } ?? 0
        ranks.append(
            severityRank << 56 | (rules[rule] ?? 0) << 40 | unitRank << 16 | UInt64(kindRank))
        subjects.append(subject)
    }

    /// The numbers of the places that were added, in their order.
    var order: [Int] {
        ranks.indices.sorted { left, right in
            if ranks[left] != ranks[right] { return ranks[left] < ranks[right] }
            if subjects[left].id != subjects[right].id {
                return subjects[left].id < subjects[right].id
            }
            return subjects[left].kind.rawValue < subjects[right].kind.rawValue
        }
    }

    private static func ranks(_ names: Set<String>) -> [String: UInt64] {
        Dictionary(uniqueKeysWithValues: zip(names.sorted(), UInt64(0)...))
    }
}
