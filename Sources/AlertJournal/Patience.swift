import Facts
import GRDB
import Reconciliation

/// The findings of rules that want to be sure: they open no alert before several runs made them.
///
/// A run counts when it could say something else than the one before: it brought deliveries, the
/// day or the settings are others. To look at the same exports twice makes nobody surer.
struct Patience {
    private(set) var waiting: [StoredAlerts.Key: Int]
    private let before: [StoredAlerts.Key: Int]
    private var found: Set<StoredAlerts.Key> = []
    let countsThisRun: Bool

    init(_ run: Run, _ db: Database) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT rule, subject_kind, subject, run_count FROM waiting_finding")
        var waiting: [StoredAlerts.Key: Int] = [:]
        while let row = try rows.next() {
            let key = StoredAlerts.Key(rule: row[0], subject: try row.subject(kind: 1, id: 2))
            waiting[key] = row[3]
        }
        self.waiting = waiting
        before = waiting
        let last = try Row.fetchOne(
            db, sql: "SELECT instant_seconds, settings_digest FROM run ORDER BY id DESC LIMIT 1")
        countsThisRun =
            last.map { last in
                let lastDay = Instant(secondsSince1970: last[0]).localDay
                let settings: String = last[1]
                return !run.newDeliveries.isEmpty || settings != run.settingsDigest
                    || lastDay != run.evaluation.instant.localDay
            } ?? true
    }

    var isChanged: Bool { waiting != before }

    /// Whether a finding without an alert opens one now.
    mutating func opens(_ key: StoredAlerts.Key, after needed: Int) -> Bool {
        // Nearly all rules are sure at once, and nothing of theirs waits.
        if needed <= 1 && before.isEmpty { return true }
        found.insert(key)
        let count = before[key].map { $0 + (countsThisRun ? 1 : 0) } ?? 1
        guard count < needed else {
            waiting[key] = nil
            return true
        }
        waiting[key] = count
        return false
    }

    /// Begins again with what was checked and not found; what could not be checked goes on waiting.
    mutating func forgetWhatIsFine(_ evaluation: Evaluation) {
        for key in before.keys where !found.contains(key) {
            let standing = evaluation.standing(rule: key.rule, subject: key.subject)
            if standing != .inputsMissing { waiting[key] = nil }
        }
    }
}
