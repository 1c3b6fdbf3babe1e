import Facts
import Foundation
import GRDB
import Reconciliation

/// Gives the events of a run their numbers and lines and, unless it is a preview, stores them.
struct RunRecorder {
    private let run: Run
    private let runID: Int
    private let reader: FindingReader
    private let stored: StoredAlerts
    private var comparison: Comparison
    private let lastSeq: Int
    private let nextAlert: Int
    /// Instant of the events: never before the last one.
    private let at: Instant
    private let atText: String
    private let writer: JournalWriter?
    private var buffer = LineBuffer()

    /// - Parameter storing: whether the run is written into the journal.
    init(_ run: Run, _ db: Database, storing: Bool) throws {
        self.run = run
        runID = try (Int.fetchOne(db, sql: "SELECT max(id) FROM run") ?? 0) + 1
        reader = FindingReader(run.evaluation)
        stored = try StoredAlerts(db)
        comparison = try Comparison(run, reader, db)
        let last = try LastEvent(db)
        lastSeq = last.seq
        at = max(run.evaluation.instant, last.at)
        atText = at.iso
        nextAlert = try (Int.fetchOne(db, sql: "SELECT max(id) FROM alert") ?? 0) + 1
        writer = storing ? try JournalWriter(db) : nil
    }

    /// Renders and stores everything that the run changed.
    mutating func record() throws -> RunEvents {
        try writer?.add(
            run, id: runID, events: comparison.events.count,
            refreshed: comparison.silent.refreshed.count)
        var events: [AlertEvent] = []
        events.reserveCapacity(comparison.events.count)
        var nextAlert = nextAlert
        for pending in comparison.events {
            events.append(
                try record(
                    pending, seq: lastSeq + events.count + 1,
                    alert: pending.alert ?? nextAlert))
            if pending.alert == nil { nextAlert += 1 }
        }
        try recordSilentChanges()
        try recordGroups(events)
        return RunEvents(
            runID: runID, events: events, lastSeq: lastSeq + events.count,
            open: comparison.openCounts,
            staleCount: comparison.staleCount, goneCount: comparison.goneCount,
            heldBackCount: comparison.heldBackCount, waitingCount: comparison.waitingCount)
    }

    private func recordSilentChanges() throws {
        guard let writer else { return }
        let silent = comparison.silent
        for (id, index) in silent.refreshed {
            let finding = run.evaluation.findings[index]
            try writer.refresh(
                reader.alert(finding, id: AlertID(number: id), openedAt: at, reopenCount: 0),
                Remembered(finding, reader))
        }
        for (id, count) in silent.fineRunCounts { try writer.setFineRunCount(of: id, count) }
        if let waiting = comparison.waiting { try writer.replaceWaiting(waiting) }
    }

    private mutating func record(
        _ pending: PendingEvent, seq: Int, alert id: Int
    ) throws -> AlertEvent {
        let event = AlertEvent(
            seq: seq, at: at, kind: pending.kind, alert: AlertID(number: id), rule: pending.rule,
            severity: pending.severity, unit: pending.unit, subject: pending.subject)
        guard let writer else { return event }
        let alert = try alert(pending, id: id)
        let line = EventLine(
            seq: seq, at: atText, kind: pending.kind, run: runID, alert: alert,
            reason: pending.reason, answer: pending.answer, renamedFrom: pending.renamedFrom)
        buffer.removeAll()
        line.write(to: &buffer)
        let json = Data(buffer.bytes)
        buffer.removeAll()
        LogLine(line, unit: shortName(alert.unit), in: run.language)
            .write(to: &buffer, in: run.language)
        try store(pending, alert, seq: seq, with: writer)
        try writer.add(event, run: runID, line: json, logLine: Data(buffer.bytes))
        return event
    }

    /// The alert as it is after an event.
    private mutating func alert(_ pending: PendingEvent, id: Int) throws -> Alert {
        guard let index = pending.finding else {
            var alert = try stored.alert(id, evidence: comparison.evidence(of: id))
            alert.subject = pending.subject
            return alert
        }
        let finding = run.evaluation.findings[index]
        guard pending.alert != nil else {
            return reader.alert(
                finding, id: AlertID(number: id), openedAt: at, reopenCount: 0)
        }
        let before = try stored.alert(id, evidence: [])
        return reader.alert(
            finding, id: before.id, openedAt: before.openedAt,
            reopenCount: before.reopenCount + (pending.kind == .reopened ? 1 : 0))
    }

    private func store(
        _ pending: PendingEvent, _ alert: Alert, seq: Int, with writer: JournalWriter
    ) throws {
        let finding = pending.finding.map { run.evaluation.findings[$0] }
        let remembered = finding.map { Remembered($0, reader) }
        if pending.renamedFrom != nil { try writer.rename(alert) }
        switch (pending.kind, remembered) {
        case (.opened, let remembered?):
            return try writer.open(
                alert, remembered, seq: seq, at: at, toldAt: run.evaluation.instant, run: runID)
        case (.reopened, let remembered?):
            try writer.reopen(alert, remembered, seq: seq, at: at, run: runID)
        case (_, let remembered?): try writer.refresh(alert, remembered)
        case (.resolved, nil): try writer.end(alert, as: "resolved", at: at)
        case (.withdrawn, nil): try writer.end(alert, as: "withdrawn", at: at)
        case (.stale, nil): try writer.setStale(alert, true)
        case (.fresh, nil): try writer.setStale(alert, false)
        case (_, nil): break
        }
        if let answer = pending.answer { try writer.endAnswer(of: alert.id.number, answer.kind) }
        try writer.tell(alert, at: run.evaluation.instant)
    }

    /// Stores a line for each long row of events of one severity, rule, unit and kind.
    private mutating func recordGroups(_ events: [AlertEvent]) throws {
        guard let writer else { return }
        var start = 0
        while start < events.count {
            let first = comparison.events[start]
            let end =
                comparison.events[start...].firstIndex { !$0.isLike(first) }
                ?? comparison.events.endIndex
            if end - start > max(run.groupAbove, 1) {
                let group = EventGroup(events: events[start..<end], run: runID)
                try writer.add(group, logLine: logLine(group, first, events[start]))
            }
            start = end
        }
    }

    private mutating func logLine(
        _ group: EventGroup, _ pending: PendingEvent, _ event: AlertEvent
    ) throws -> String {
        let sample = try alert(pending, id: event.alert.number)
        let common = reader.commonTexts(ofRule: event.rule)
        let message = common?.title[run.language] ?? sample.message[run.language] + " …"
        let remedy = common?.remedy?[run.language] ?? sample.remedy[run.language] + " …"
        let line = LogLine(
            at: atText, seqs: group.firstSeq...group.lastSeq, kind: event.kind,
            severity: event.severity, rule: event.rule, unit: shortName(event.unit),
            subject: "\(group.firstSubject) … \(group.lastSubject)",
            message: message, remedy: event.kind.ends ? "" : remedy, evidence: group.list)
        buffer.removeAll()
        line.write(to: &buffer, in: run.language)
        return buffer.text
    }

    private func shortName(_ unit: String?) -> String? {
        unit.map(run.evaluation.facts.units.shortName(ofKey:))
    }
}

/// Many events of one severity, rule, unit and kind in a run: one line in `alerts.log`.
struct EventGroup {
    let firstSeq: Int
    let lastSeq: Int
    let firstSubject: String
    let lastSubject: String
    let unit: String?
    /// Where its members stand, below the folder of the `alerts.log` that has its line.
    let list: String

    /// - Parameter events: two or more.
    init(events: ArraySlice<AlertEvent>, run: Int) {
        let first = events[events.startIndex]
        let last = events[events.endIndex - 1]
        (firstSeq, lastSeq) = (first.seq, last.seq)
        (firstSubject, lastSubject) = (first.subject.id, last.subject.id)
        unit = first.unit
        let names = [String(run), first.rule] + (first.unit.map { [$0] } ?? [])
        list = "lists/" + FileName.safe(names.joined(separator: "-")) + ".log"
    }
}

/// What an alert keeps of its finding to notice changes by.
struct Remembered {
    let digests: FindingDigests
    let telling: String

    init(_ finding: Finding, _ reader: FindingReader) {
        digests = reader.digests(of: finding)
        telling = reader.telling(finding)
    }
}
