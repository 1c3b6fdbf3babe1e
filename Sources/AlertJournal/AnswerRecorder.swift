package import Facts
import Foundation
import GRDB
import Reconciliation

/// What a person asks to be remembered of open alerts.
package struct AnswerRequest: Sendable {
    package let kind: Answer.Kind
    /// A role or login, never a person's name.
    package let by: String
    /// Why; it stays in the journal.
    package let note: String
    package let until: Day?
    package let at: Instant

    package init(kind: Answer.Kind, by: String, note: String, until: Day?, at: Instant) {
        self.kind = kind
        self.by = by
        self.note = note
        self.until = until
        self.at = at
    }
}

/// Why no answer was stored; then none of the request was.
package enum AnswerFault: Error, Hashable, Sendable {
    case noSuchAlert(AlertID)
    case noSuchEvent(Int)
    /// The alert has ended.
    case notOpen(AlertID)
}

extension AlertJournal {
    /// The alert that an event tells of.
    package func alert(ofEvent seq: Int) throws -> AlertID {
        let number = try read { db in
            try Int.fetchOne(db, sql: "SELECT alert FROM event WHERE seq = ?", arguments: [seq])
        }
        guard let number else { throw AnswerFault.noSuchEvent(seq) }
        return AlertID(number: number)
    }

    /// Stores an answer to each of these open alerts, with its event.
    ///
    /// - Parameter language: of `alerts.log`.
    /// - Throws: `AnswerFault` or `JournalError`; then nothing was stored.
    package func answer(
        _ alerts: [AlertID], _ request: AnswerRequest, language: Language, units: UnitRegistry
    ) throws -> [AlertEvent] {
        let result: Result<[AlertEvent], AnswerFault> = try write { db in
            let recorder = try AnswerRecorder(request, language: language, units: units, db)
            for alert in alerts {
                if let fault = try recorder.fault(of: alert) { return .failure(fault) }
            }
            return .success(try alerts.map(recorder.record))
        }
        return try result.get()
    }
}

/// Gives the events of answers their numbers and lines, and stores them.
private final class AnswerRecorder {
    private let request: AnswerRequest
    private let language: Language
    private let units: UnitRegistry
    private let stored: StoredAlerts
    private let writer: JournalWriter
    private let db: Database
    private let run: Int
    private let at: Instant
    private var lastSeq: Int

    init(
        _ request: AnswerRequest, language: Language, units: UnitRegistry, _ db: Database
    ) throws {
        self.request = request
        self.language = language
        self.units = units
        self.db = db
        stored = try StoredAlerts(db)
        writer = try JournalWriter(db)
        let last = try LastEvent(db)
        lastSeq = last.seq
        at = max(request.at, last.at)
        run = try Int.fetchOne(db, sql: "SELECT max(id) FROM run") ?? 0
    }

    func fault(of alert: AlertID) throws -> AnswerFault? {
        let state = try String.fetchOne(
            db, sql: "SELECT state FROM alert WHERE id = ?", arguments: [alert.number])
        guard let state else { return .noSuchAlert(alert) }
        return state == "open" ? nil : .notOpen(alert)
    }

    func record(_ id: AlertID) throws -> AlertEvent {
        let evidence = try StoredEvidence(of: id.number, in: db)
        let alert = try stored.alert(id.number, evidence: evidence[id.number])
        let answer = Answer(
            kind: request.kind, by: request.by, at: at, until: request.until,
            severity: alert.severity)
        lastSeq += 1
        let event = AlertEvent(
            seq: lastSeq, at: at, kind: request.kind.given, alert: id, rule: alert.rule,
            severity: alert.severity, unit: alert.unit, subject: alert.subject)
        let line = EventLine(
            seq: event.seq, at: at.iso, kind: event.kind, run: run, alert: alert, answer: answer)
        var json = LineBuffer()
        line.write(to: &json)
        var log = LineBuffer()
        let unit = alert.unit.map(units.shortName(ofKey:))
        LogLine(line, unit: unit, in: language).write(to: &log, in: language)
        try writer.add(answer, note: request.note, to: id)
        try writer.tell(alert, at: at)
        try writer.add(event, run: run, line: Data(json.bytes), logLine: Data(log.bytes))
        return event
    }
}
