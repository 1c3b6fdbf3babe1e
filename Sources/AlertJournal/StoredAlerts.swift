import Facts
import GRDB
import Reconciliation

/// Reads alerts from the journal.
struct StoredAlerts {
    private let db: Database
    private let byID: Statement

    /// What identifies an alert over all runs.
    struct Key: Hashable {
        let rule: String
        var subject: Subject
    }

    /// As much of an open alert as every run looks at.
    struct Open {
        let id: Int
        var key: Key
        let isStale: Bool
        let severity: Severity
        let unit: String?
        let digests: FindingDigests
        /// When an event of it was last told.
        let toldAt: Instant
        /// In how many runs in a row it was checked and not found.
        let fineRunCount: Int
    }

    /// As much of an alert that has ended as its reopening looks at.
    struct Ended {
        let id: Int
        let at: Instant
    }

    init(_ db: Database) throws {
        self.db = db
        byID = try db.cachedStatement(sql: "SELECT \(Self.columns) FROM alert WHERE id = ?")
    }

    /// All open alerts, the oldest first.
    func open() throws -> [Open] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, rule, subject_kind, subject, is_stale, severity, unit, state_digest,
                  evidence_digest, told_at_seconds, fine_run_count
                FROM alert WHERE state = 'open' ORDER BY id
                """)
        var alerts: [Open] = []
        while let row = try rows.next() {
            let key = Key(rule: row[1], subject: try row.subject(kind: 2, id: 3))
            alerts.append(
                Open(
                    id: row[0], key: key, isStale: row[4], severity: try row.word(5), unit: row[6],
                    digests: FindingDigests(state: row[7], evidence: row[8]),
                    toldAt: Instant(secondsSince1970: row[9]), fineRunCount: row[10]))
        }
        return alerts
    }

    /// The alert of a key that has ended; nil when there never was one.
    func ended(_ key: Key) throws -> Ended? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, ended_at_seconds FROM alert
                WHERE rule = ? AND subject_kind = ? AND subject = ?
                """)
        let row = try Row.fetchOne(
            statement, arguments: [key.rule, key.subject.kind.rawValue, key.subject.id])
        return row.map { row in
            let seconds: Int64? = row[1]
            return Ended(id: row[0], at: Instant(secondsSince1970: seconds ?? .min))
        }
    }

    /// The telling facts that an alert was last seen with.
    func telling(_ id: Int) throws -> String {
        let statement = try db.cachedStatement(sql: "SELECT telling FROM alert WHERE id = ?")
        return try String.fetchOne(statement, arguments: [id]) ?? ""
    }

    /// Everything that is remembered of an alert but its evidence.
    func alert(_ id: Int, evidence: [EvidencePlace]) throws -> Alert {
        let found = try Row.fetchCursor(byID, arguments: [id])
        guard let row = try found.next() else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        return try Self.alert(row, evidence: evidence)
    }

    /// The columns that `alert(_:evidence:)` reads, in its order.
    static let columns = """
        id, rule, subject_kind, subject, severity, class, unit, message_vi, message_en,
        remedy_vi, remedy_en, facts, opened_at_seconds, reopen_count, is_stale
        """

    static func alert(_ row: Row, evidence: [EvidencePlace]) throws -> Alert {
        Alert(
            id: AlertID(number: row[0]), rule: row[1], subject: try row.subject(kind: 2, id: 3),
            severity: try row.word(4), faultClass: try row.word(5), unit: row[6],
            message: Text(vi: row[7], en: row[8]), remedy: Text(vi: row[9], en: row[10]),
            facts: row[11], evidence: evidence,
            openedAt: Instant(secondsSince1970: row[12]), reopenCount: row[13], isStale: row[14])
    }
}

/// The evidence of alerts, read in one go.
struct StoredEvidence {
    private let exports: [Int: ExportName]
    private var firsts: [Int: Int] = [:]
    private var places: [(alert: Int, place: EvidencePlace)] = []

    init(ofOpenAlertsIn db: Database) throws {
        try self.init(ofAlertsWhere: "state = 'open'", in: db)
    }

    init(of alert: Int, in db: Database) throws {
        try self.init(ofAlertsWhere: "alert.id = \(alert)", in: db)
    }

    private init(ofAlertsWhere condition: String, in db: Database) throws {
        var exports: [Int: ExportName] = [:]
        let names = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, feed, part, file, sha256 FROM export_name WHERE id IN
                  (SELECT export FROM evidence JOIN alert ON alert.id = evidence.alert
                   WHERE \(condition))
                """)
        while let row = try names.next() {
            exports[row[0]] = ExportName(feed: row[1], part: row[2], file: row[3], sha256: row[4])
        }
        self.exports = exports
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT evidence.alert, export, line FROM evidence
                JOIN alert ON alert.id = evidence.alert
                WHERE \(condition) ORDER BY evidence.alert, ordinal
                """)
        while let row = try rows.next() {
            let alert: Int = row[0]
            guard let export = exports[row[1]] else { continue }
            if places.last?.alert != alert { firsts[alert] = places.count }
            places.append((alert, EvidencePlace(export: export, line: row[2])))
        }
    }

    subscript(alert: Int) -> [EvidencePlace] {
        guard let first = firsts[alert] else { return [] }
        return places[first...].prefix { $0.alert == alert }.map(\.place)
    }
}

/// The last event that the journal knows; zero and the beginning of time before the first.
struct LastEvent {
    let seq: Int
    let at: Instant

    init(_ db: Database) throws {
        let last = try Row.fetchOne(
            db, sql: "SELECT seq, at_seconds FROM event ORDER BY seq DESC LIMIT 1")
        seq = last?[0] ?? 0
        at = Instant(secondsSince1970: last?[1] ?? .min)
    }
}

extension Row {
    /// A word of a closed list.
    func word<Word: RawRepresentable<String>>(_ column: Int) throws -> Word {
        let text: String = self[column]
        guard let word = Word(rawValue: text) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        return word
    }

    func subject(kind: Int, id: Int) throws -> Subject {
        Subject(try word(kind), self[id])
    }
}
