import Facts
import Foundation
import GRDB
import Reconciliation

/// Writes a run's rows within one transaction, each by a statement prepared once.
final class JournalWriter {
    private let db: Database
    private let insertAlert: Statement
    private let updateAlert: Statement
    private let insertEvidence: Statement
    private let deleteEvidence: Statement
    private let insertEvent: Statement
    private var exports: [ExportName: Int] = [:]

    init(_ db: Database) throws {
        self.db = db
        insertAlert = try db.cachedStatement(
            sql: """
                INSERT INTO alert (id, rule, subject_kind, subject, state, is_stale, severity,
                  unit, state_digest, evidence_digest, class, opened_at_seconds, opening_seq,
                  reopen_count, telling, message_vi, message_en, remedy_vi, remedy_en, facts,
                  opening_at_seconds, opening_run, told_at_seconds)
                VALUES (?, ?, ?, ?, 'open', 0, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        updateAlert = try db.cachedStatement(
            sql: """
                UPDATE alert SET is_stale = 0, severity = ?, unit = ?, state_digest = ?,
                  evidence_digest = ?, class = ?, telling = ?, message_vi = ?, message_en = ?,
                  remedy_vi = ?, remedy_en = ?, facts = ? WHERE id = ?
                """)
        insertEvidence = try db.cachedStatement(
            sql: "INSERT INTO evidence (alert, ordinal, export, line) VALUES (?, ?, ?, ?)")
        deleteEvidence = try db.cachedStatement(sql: "DELETE FROM evidence WHERE alert = ?")
        insertEvent = try db.cachedStatement(
            sql: """
                INSERT INTO event (seq, run, alert, kind, at_seconds, unit, line, log_line)
                VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT))
                """)
    }

    func add(_ run: Run, id: Int, events: Int, refreshed: Int) throws {
        try db.execute(
            sql: """
                INSERT INTO run (id, instant_seconds, settings_digest, event_count, refreshed_count)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                id, run.evaluation.instant.secondsSince1970, run.settingsDigest, events, refreshed,
            ])
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO delivery (run, feed, part, path, file, sha256, size_bytes, inode,
                  modified_nanoseconds, exported_at_day, first_seen_seconds, state, refusal_kind,
                  refusal_line, refusal_column, refusal_vi, refusal_en, remedy_vi, remedy_en,
                  refused_under, record_count)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for delivery in run.newDeliveries {
            try insert.execute(arguments: [
                id, delivery.feed, delivery.part, delivery.path, delivery.file, delivery.sha256,
                delivery.size, Int64(bitPattern: delivery.inode), delivery.modifiedNanoseconds,
                delivery.exportedAt?.daysSince1970, delivery.firstSeen.secondsSince1970,
                delivery.state.rawValue, delivery.refusal?.kind.rawValue, delivery.refusal?.line,
                delivery.refusal?.column, delivery.refusal?.message.vi,
                delivery.refusal?.message.en, delivery.refusal?.remedy.vi,
                delivery.refusal?.remedy.en, delivery.refusedUnder, delivery.recordCount,
            ])
        }
        try InboxMemory.store(run.inboxChanges, db)
    }

    /// Stores an alert that did not exist, opened by the event `seq`.
    func open(
        _ alert: Alert, _ remembered: Remembered, seq: Int, at: Instant, toldAt: Instant, run: Int
    ) throws {
        try insertAlert.execute(arguments: [
            alert.id.number, alert.rule, alert.subject.kind.rawValue, alert.subject.id,
            alert.severity.rawValue, alert.unit, remembered.digests.state,
            remembered.digests.evidence, alert.faultClass.rawValue,
            alert.openedAt.secondsSince1970, seq, remembered.telling, alert.message.vi,
            alert.message.en, alert.remedy.vi, alert.remedy.en, alert.facts,
            at.secondsSince1970, run, toldAt.secondsSince1970,
        ])
        try add(alert.evidence, to: alert)
    }

    /// Stores that an alert which had ended is open again, by the event `seq`.
    func reopen(
        _ alert: Alert, _ remembered: Remembered, seq: Int, at: Instant, run: Int
    ) throws {
        try refresh(alert, remembered)
        let statement = try db.cachedStatement(
            sql: """
                UPDATE alert SET state = 'open', opening_seq = ?, opening_at_seconds = ?,
                  opening_run = ?, ended_at_seconds = NULL, reopen_count = ? WHERE id = ?
                """)
        try statement.execute(arguments: [
            seq, at.secondsSince1970, run, alert.reopenCount, alert.id.number,
        ])
    }

    /// Stores what an alert's finding says now; it is not stale any more.
    func refresh(_ alert: Alert, _ remembered: Remembered) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT evidence_digest FROM alert WHERE id = ?")
        let known = try Int64.fetchOne(statement, arguments: [alert.id.number])
        if known != remembered.digests.evidence {
            try deleteEvidence.execute(arguments: [alert.id.number])
            try add(alert.evidence, to: alert)
        }
        try updateAlert.execute(arguments: [
            alert.severity.rawValue, alert.unit, remembered.digests.state,
            remembered.digests.evidence, alert.faultClass.rawValue, remembered.telling,
            alert.message.vi, alert.message.en, alert.remedy.vi, alert.remedy.en, alert.facts,
            alert.id.number,
        ])
    }

    /// Stores that an alert has ended.
    func end(_ alert: Alert, as state: String, at: Instant) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE alert SET state = ?, is_stale = 0, ended_at_seconds = ?, fine_run_count = 0
                WHERE id = ?
                """)
        try statement.execute(arguments: [state, at.secondsSince1970, alert.id.number])
    }

    /// Stores when an event of an alert that is open already was told.
    func tell(_ alert: Alert, at: Instant) throws {
        let statement = try db.cachedStatement(
            sql: "UPDATE alert SET told_at_seconds = ? WHERE id = ?")
        try statement.execute(arguments: [at.secondsSince1970, alert.id.number])
    }

    func setStale(_ alert: Alert, _ isStale: Bool) throws {
        let statement = try db.cachedStatement(sql: "UPDATE alert SET is_stale = ? WHERE id = ?")
        try statement.execute(arguments: [isStale, alert.id.number])
    }

    func setFineRunCount(of alert: Int, _ count: Int) throws {
        let statement = try db.cachedStatement(
            sql: "UPDATE alert SET fine_run_count = ? WHERE id = ?")
        try statement.execute(arguments: [count, alert])
    }

    func endAnswer(of alert: Int, _ kind: Answer.Kind) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE answer SET is_in_force = 0 WHERE alert = ? AND kind = ? AND is_in_force = 1
                """)
        try statement.execute(arguments: [alert, kind.rawValue])
    }

    /// Stores an answer in place of the one of its kind.
    func add(_ answer: Answer, note: String, to alert: AlertID) throws {
        try endAnswer(of: alert.number, answer.kind)
        try db.execute(
            sql: """
                INSERT INTO answer
                  (alert, kind, answered_by, note, at_seconds, until_day, severity, is_in_force)
                VALUES (?, ?, ?, ?, ?, ?, ?, 1)
                """,
            arguments: [
                alert.number, answer.kind.rawValue, answer.by, note, answer.at.secondsSince1970,
                answer.until?.daysSince1970, answer.severity.rawValue,
            ])
    }

    /// Gives an alert the subject that it has now.
    ///
    /// One of that subject that has ended long ago is known by its own number besides from now on.
    func rename(_ alert: Alert) throws {
        let (kind, subject) = (alert.subject.kind.rawValue, alert.subject.id)
        let namesake = try Int.fetchOne(
            db, sql: "SELECT id FROM alert WHERE rule = ? AND subject_kind = ? AND subject = ?",
            arguments: [alert.rule, kind, subject])
        let set = "UPDATE alert SET subject = ? WHERE id = ?"
        if let namesake {
            let former = AlertID(number: namesake).formerName(of: subject)
            try db.execute(sql: set, arguments: [former, namesake])
        }
        try db.execute(sql: set, arguments: [subject, alert.id.number])
    }

    /// Stores which findings wait until enough runs have made them.
    func replaceWaiting(_ waiting: [StoredAlerts.Key: Int]) throws {
        try db.execute(sql: "DELETE FROM waiting_finding")
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO waiting_finding (rule, subject_kind, subject, run_count)
                VALUES (?, ?, ?, ?)
                """)
        for (key, count) in waiting {
            try statement.execute(arguments: [
                key.rule, key.subject.kind.rawValue, key.subject.id, count,
            ])
        }
    }

    /// Stores an event with its lines.
    ///
    /// The lines come as bytes: a String would look at each of them again.
    func add(_ event: AlertEvent, run: Int, line: Data, logLine: Data) throws {
        try insertEvent.execute(arguments: [
            event.seq, run, event.alert.number, event.kind.rawValue, event.at.secondsSince1970,
            event.unit, line, logLine,
        ])
    }

    func add(_ group: EventGroup, logLine: String) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO event_group (first_seq, last_seq, unit, list, log_line)
                VALUES (?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            group.firstSeq, group.lastSeq, group.unit, group.list, logLine,
        ])
    }

    private func add(_ evidence: [EvidencePlace], to alert: Alert) throws {
        for (index, place) in evidence.enumerated() {
            try insertEvidence.execute(arguments: [
                alert.id.number, index + 1, id(of: place.export), place.line,
            ])
        }
    }

    /// The number of an export's name, which it gets when evidence names it for the first time.
    private func id(of export: ExportName) throws -> Int {
        if let id = exports[export] { return id }
        let arguments: StatementArguments = [
            export.sha256, export.feed, export.part, export.file,
        ]
        let known = try Int.fetchOne(
            db,
            sql: """
                SELECT id FROM export_name WHERE sha256 = ? AND feed = ? AND part = ? AND file = ?
                """,
            arguments: arguments)
        if let known {
            exports[export] = known
            return known
        }
        try db.execute(
            sql: "INSERT INTO export_name (sha256, feed, part, file) VALUES (?, ?, ?, ?)",
            arguments: arguments)
        let id = Int(db.lastInsertedRowID)
        exports[export] = id
        return id
    }
}
