import Facts
import Reconciliation

/// What became of an open alert whose subject has another id now.
enum Rename {
    /// The fault is found under the new id: the alert goes on.
    case found(Subject)
    /// Under the new id it was checked, and nothing was found.
    case fine(Subject)
    /// Under the new id it cannot be checked now: the alert waits under it.
    case unclear(Subject)
    /// An alert of the new id is open already.
    case open(AlertID, Subject)

    static func reason(now subject: Subject) -> Text {
        Text(vi: "nay là \(subject.id)", en: "it is \(subject.id) now")
    }

    static func reason(sameAs alert: AlertID, _ subject: Subject) -> Text {
        Text(
            vi: "nay là \(subject.id), đã có cảnh báo \(alert)",
            en: "it is \(subject.id) now, of which \(alert) tells")
    }
}

/// Open alerts whose subjects have other ids now: a person corrected a code, or units were merged.
struct Renames {
    /// By the alert's place among the open ones.
    private(set) var byAlert: [Int: Rename] = [:]

    init(of open: [StoredAlerts.Open], in evaluation: Evaluation) {
        let renamed = Dictionary(
            evaluation.facts.deliveries.renamed.map { (Subject(of: $0.holds, $0.from), $0.to) },
            uniquingKeysWith: { first, _ in first })
        let merged = MergedUnits(evaluation.facts.units, today: evaluation.instant.localDay)
        guard !renamed.isEmpty || !merged.isEmpty else { return }
        let found = Set(
            evaluation.findings.map { StoredAlerts.Key(rule: $0.rule, subject: $0.subject) })
        let places = Dictionary(
            open.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        var targets: [StoredAlerts.Key: [(alert: Int, rename: Rename)]] = [:]
        for (index, alert) in open.enumerated() where !found.contains(alert.key) {
            let corrected = renamed[alert.key.subject]
            guard let id = corrected ?? merged.successor(of: alert.key.subject) else { continue }
            let subject = Subject(alert.key.subject.kind, id)
            let key = StoredAlerts.Key(rule: alert.key.rule, subject: subject)
            let standing = evaluation.standing(rule: key.rule, subject: alert.key.subject)
            // What is still there under its own id speaks for itself.
            guard standing == .gone else { continue }
            if let other = places[key] {
                let rename = Rename.open(AlertID(number: open[other].id), subject)
                targets[key, default: []].append((index, rename))
            } else if found.contains(key) {
                targets[key, default: []].append((index, .found(subject)))
            } else if corrected != nil {
                let isFine = evaluation.standing(rule: key.rule, subject: subject) == .fine
                targets[key, default: []].append(
                    (index, isFine ? .fine(subject) : .unclear(subject)))
            }
        }
        // Two that would become one are two until a person says so.
        for alerts in targets.values where alerts.count == 1 {
            byAlert[alerts[0].alert] = alerts[0].rename
        }
    }
}

/// Ids of subjects that name a unit which has ended, under the only unit that succeeds it.
private struct MergedUnits {
    private var successors: [Substring: String] = [:]

    init(_ units: UnitRegistry, today: Day) {
        for unit in units.units {
            guard let id = units.id(key: unit.key),
                let now = units.responsible(for: id, on: today), now != id
            else { continue }
            successors[unit.key[...]] = units[now].key
        }
    }

    var isEmpty: Bool { successors.isEmpty }

    func successor(of subject: Subject) -> String? {
        guard [.paperEntry, .document, .letter, .unit].contains(subject.kind) else { return nil }
        let unit = subject.id.prefix { $0 != ":" }
        return successors[unit].map { $0 + subject.id.dropFirst(unit.count) }
    }
}
