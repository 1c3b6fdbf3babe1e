import Facts
import Foundation
import GRDB
import Glibc
import Reconciliation

/// Makes the rows of alerts, answers, runs and published files from the events that were restored.
struct AlertRestoring {
    private let db: Database
    private let files: AlertFiles
    private let events: EventRestoring
    private let telling: [String: [String]]
    private let holds: [String: Holds]
    private let part: (_ feed: String, _ file: String) -> String

    init(
        _ db: Database, _ files: AlertFiles, _ events: EventRestoring,
        telling: [String: [String]], holds: [String: Holds],
        part: @escaping (_ feed: String, _ file: String) -> String
    ) {
        self.db = db
        self.files = files
        self.events = events
        self.telling = telling
        self.holds = holds
        self.part = part
    }

    func restore(packed: [String]) throws -> RestoredJournal {
        try storeRuns()
        var exports = ExportNames(db, part)
        var taken: Set<StoredAlerts.Key> = []
        // Of two alerts of one name the one told last has it.
        for (alert, life) in events.history.lives.sorted(by: { $0.value.textSeq > $1.value.textSeq }
        ) {
            try store(life, of: alert, &exports, &taken)
        }
        if events.history.lives[events.history.highestAlert] == nil { try storeHighestNumber() }
        try storeAnswers()
        try storePublication()
        let lives = events.history.lives.values
        let open = lives.filter(\.isOpen)
        var restored = RestoredJournal()
        restored.openCount = open.count
        restored.endedCount = lives.count - open.count
        restored.eventCount = events.eventCount
        restored.lastSeq = events.lastSeq
        restored.acknowledgementCount = open.count { $0.acknowledgement != nil }
        restored.held = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT file FROM alert JOIN evidence ON evidence.alert = alert.id
                JOIN export_name ON export_name.id = export WHERE state = 'open' AND rule = ?
                ORDER BY file
                """,
            arguments: [RuleCatalogue.heldExportsID])
        restored.snoozeCount = open.count { $0.snooze != nil }
        (restored.packed, restored.gaps, restored.torn) = (packed, events.gaps, events.torn)
        return restored
    }

    private func storeRuns() throws {
        for (run, told) in events.runs.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: """
                    INSERT INTO run (id, instant_seconds, settings_digest, event_count,
                      refreshed_count) VALUES (?, ?, '', ?, 0)
                    """,
                arguments: [run, told.at.secondsSince1970, told.count])
        }
    }

    /// Digests of 0 are those of no finding: the next run remembers what it finds, silently.
    private func store(
        _ life: AlertStates.Life, of number: Int, _ exports: inout ExportNames,
        _ taken: inout Set<StoredAlerts.Key>
    ) throws {
        let told = try Data.fetchOne(
            db, sql: "SELECT CAST(line AS BLOB) FROM event WHERE seq = ?",
            arguments: [life.textSeq])
        guard let told, let line = try? DecodedLine([UInt8](told)[...]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        var alert = line.alert
        if !taken.insert(StoredAlerts.Key(rule: alert.rule, subject: alert.subject)).inserted {
            let former = AlertID(number: number).formerName(of: alert.subject.id)
            alert.subject = Subject(alert.subject.kind, former)
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO alert (id, rule, subject_kind, subject, state, is_stale, severity,
                  unit, state_digest, evidence_digest, class, opened_at_seconds, opening_seq,
                  reopen_count, telling, message_vi, message_en, remedy_vi, remedy_en, facts,
                  opening_at_seconds, opening_run, told_at_seconds, ended_at_seconds)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            number, alert.rule, alert.subject.kind.rawValue, alert.subject.id,
            life.state.rawValue, life.isStale, alert.severity.rawValue, alert.unit,
            alert.faultClass.rawValue, alert.openedAt.secondsSince1970, life.opening.seq,
            alert.reopenCount, alert.telling(telling[alert.rule] ?? []), alert.message.vi,
            alert.message.en, alert.remedy.vi, alert.remedy.en, alert.facts,
            life.opening.at.secondsSince1970, life.opening.run, life.toldAt.secondsSince1970,
            life.endedAt?.secondsSince1970,
        ])
        for (index, place) in alert.evidence.enumerated() {
            try db.cachedStatement(
                sql: "INSERT INTO evidence (alert, ordinal, export, line) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [number, index + 1, try exports.id(of: place.export), place.line])
        }
        if life.isOpen {
            try storeSilence(alert)
            try storeMissing(alert)
        }
    }

    /// The records that an open ING-04 shows as examples are still missing, or it would seem mended.
    private func storeMissing(_ alert: Alert) throws {
        guard alert.rule == RuleCatalogue.missingRecordsID,
            let facts = try? JSONDecoder().decode(Examples.self, from: Data(alert.facts.utf8))
        else { return }
        for (example, place) in zip(facts.examples, alert.evidence) {
            guard let holds = holds[place.export.feed] else { continue }
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO missing_record (feed, part, holds, subject, file, sha256,
                      line) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    place.export.feed, part(place.export.feed, place.export.file), holds.rawValue,
                    example.vi, place.export.file, place.export.sha256, place.line,
                ])
        }
    }

    private struct Examples: Decodable {
        struct Example: Decodable {
            let vi: String
        }

        let examples: [Example]
    }

    /// A feed that never brought anything is not new for that.
    private func storeSilence(_ alert: Alert) throws {
        guard alert.subject.kind == .feed, let since = alert.since else { return }
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO feed (id, known_since_seconds, part_pattern)
                VALUES (?, ?, '')
                """,
            arguments: [alert.subject.id, since.secondsSince1970])
    }

    /// Keeps the number of an alert of which nothing is told any more from being given again.
    private func storeHighestNumber() throws {
        try db.execute(
            sql: """
                INSERT INTO alert (id, rule, subject_kind, subject, state, is_stale, severity,
                  state_digest, evidence_digest, class, opened_at_seconds, opening_seq,
                  reopen_count, telling, message_vi, message_en, remedy_vi, remedy_en, facts)
                VALUES (?, '—', 'dossier', '', 'withdrawn', 0, 'low', 0, 0, 'operations', 0, 1, 0,
                  '{}', '', '', '', '', '{}')
                """,
            arguments: [events.history.highestAlert])
    }

    private func storeAnswers() throws {
        // Of answers in the same words only the last is in force.
        let last = Dictionary(
            events.answers.enumerated().map { (GivenAnswer($1.alert, $1.answer), $0) },
            uniquingKeysWith: max)
        for (index, (alert, answer)) in events.answers.enumerated() {
            let isLast = last[GivenAnswer(alert, answer)] == index
            let life = events.history.lives[alert]
            try db.execute(
                sql: """
                    INSERT INTO answer (alert, kind, answered_by, note, at_seconds, until_day,
                      severity, is_in_force) VALUES (?, ?, ?, '', ?, ?, ?, ?)
                    """,
                arguments: [
                    alert, answer.kind.rawValue, answer.by, answer.at.secondsSince1970,
                    answer.until?.daysSince1970, answer.severity.rawValue,
                    isLast && life?.answers.contains(answer) ?? false,
                ])
        }
    }

    private struct GivenAnswer: Hashable {
        let alert: Int
        let answer: Answer

        init(_ alert: Int, _ answer: Answer) {
            (self.alert, self.answer) = (alert, answer)
        }
    }

    /// Records the files as they are, so that the next publication goes on behind them.
    private func storePublication() throws {
        let folder = AlertFolder(files.directory)
        var progress = events.lastSeq
        try storeFile("alerts.jsonl", folder, told: events.lastSeq, &progress)
        try storeFile("alerts.log", folder, told: events.lastSeq, &progress)
        let lastOfUnit = try Row.fetchAll(
            db, sql: "SELECT unit, max(seq) FROM event WHERE unit IS NOT NULL GROUP BY unit")
        for row in lastOfUnit {
            let name = folder.name(ofUnit: row[0]) + "/alerts.log"
            try storeFile(name, folder, told: row[1], &progress)
        }
        try db.execute(
            sql: """
                INSERT INTO publication (id, seq, run, digest_day) SELECT 1, ?, max(id), ? FROM run
                """,
            arguments: [progress, try LastEvent(db).at.localDay.daysSince1970])
    }

    /// - Parameter told: the last event that the file should have; `progress` goes back to what it
    ///   has when it has less.
    private func storeFile(
        _ name: String, _ folder: AlertFolder, told: Int, _ progress: inout Int
    ) throws {
        guard folder.exists(name) else { return }
        let path = folder.path(name)
        let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
        let status = try descriptor.status(path: path)
        let end = try LineEnd(of: descriptor, length: status.length, path: path)
        let last = end.lastSeq ?? events.lastSeq
        guard last <= events.lastSeq else {
            throw RebuildFault.logAhead(file: path, seq: last, lastSeq: events.lastSeq)
        }
        if last < told { progress = min(progress, last) }
        // Half a snapshot is left to be begun again.
        guard end.snapshotSeq == nil else { return }
        try db.execute(
            sql: """
                INSERT INTO published_file (file, device, inode, length_bytes, seq, is_appending)
                VALUES (?, ?, ?, ?, ?, 0)
                """,
            arguments: [
                name, Int64(bitPattern: status.identity.device),
                Int64(bitPattern: status.identity.inode), end.length, last,
            ])
    }
}

/// The numbers of exports that evidence names.
private struct ExportNames {
    private let db: Database
    private let part: (String, String) -> String
    private var ids: [ExportName: Int] = [:]

    init(_ db: Database, _ part: @escaping (String, String) -> String) {
        self.db = db
        self.part = part
    }

    mutating func id(of export: ExportName) throws -> Int {
        if let id = ids[export] { return id }
        try db.execute(
            sql: "INSERT INTO export_name (sha256, feed, part, file) VALUES (?, ?, ?, ?)",
            arguments: [
                export.sha256, export.feed, part(export.feed, export.file), export.file,
            ])
        let id = Int(db.lastInsertedRowID)
        ids[export] = id
        return id
    }
}

extension Alert {
    /// The beginning of the day that its fact `since` tells.
    fileprivate var since: Instant? {
        var line = LineScanner(Array(telling(["since"]).utf8)[...])
        guard line.take("{\"since\":"), let day = try? line.day() else { return nil }
        return Instant(secondsSince1970: Int64(day.daysSince1970) * 86_400 - 7 * 3600)
    }
}
