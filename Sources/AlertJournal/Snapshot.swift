import Facts
import Foundation
import GRDB
import Reconciliation

/// The alerts that were open as of an event, as the lines at the head of a new `alerts.jsonl`.
///
/// Made from the events, for the alerts themselves may know of events that are not published yet.
struct Snapshot {
    private let seq: Int
    /// Instant and run of the first event that follows: when the file begins.
    private let at: Instant
    private let run: Int
    private let history: AlertStates

    init(asOf seq: Int, _ db: Database) throws {
        self.seq = seq
        // The file may begin with nothing behind it, when all was told and it was renamed.
        let next = try Row.fetchOne(
            db,
            sql: """
                SELECT at_seconds, run FROM event
                WHERE seq = (SELECT coalesce(
                  (SELECT min(seq) FROM event WHERE seq > ?), (SELECT max(seq) FROM event)))
                """,
            arguments: [seq])
        at = Instant(secondsSince1970: next?[0] ?? 0)
        run = next?[1] ?? 0
        history = try AlertStates(through: seq, db)
    }

    /// Hands each line to `body`, in the order of the alerts' numbers.
    func write(from db: Database, _ body: (Data) throws -> Void) throws {
        let select = try db.cachedStatement(
            sql: "SELECT CAST(line AS BLOB) FROM event WHERE seq = ?")
        var buffer = LineBuffer()
        for (_, life) in history.open {
            guard let told = try Data.fetchOne(select, arguments: [life.textSeq]),
                let parts = LineParts([UInt8](told)[...])
            else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
            buffer.removeAll()
            SnapshotLine(
                seq: seq, at: at, run: run, reopenCount: parts.tail.reopenCount,
                openedAt: parts.tail.openedAt ?? parts.at, life: life,
                highestAlert: history.highestAlert
            )
            .write(parts.saying, to: &buffer)
            try body(Data(buffer.bytes))
        }
    }
}

extension AlertStates {
    /// What the journal's events up to one of them leave.
    ///
    /// A rebuilt journal has, in the place of events that are told nowhere any more, the line of the
    /// snapshot that told what they left.
    init(through seq: Int, _ db: Database) throws {
        self.init()
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT seq, at_seconds, run, alert, kind, line FROM event WHERE seq <= ?
                ORDER BY seq
                """,
            arguments: [seq])
        while let row = try rows.next() {
            let kind: EventKind = try row.word(4)
            var event = Event(
                seq: row[0], at: Instant(secondsSince1970: row[1]), run: row[2], alert: row[3],
                kind: kind)
            switch kind {
            case .acknowledged, .snoozed, .opened, .reopened, .changed:
                let isAnswer = kind == .acknowledged || kind == .snoozed
                let told = try row.withUnsafeData(atIndex: 5) { line -> LineParts? in
                    guard let line, isAnswer || SnapshotLine.isSnapshot(line) else { return nil }
                    return LineParts([UInt8](line)[...])
                }
                if var life = told?.life {
                    life.textSeq = event.seq
                    restore(life, of: event.alert)
                    continue
                }
                event.answer = told?.event?.answer
            default: break
            }
            add(event)
        }
        // Of an alert that a rebuild found nothing of but its number there is no event.
        let highest = try Int.fetchOne(
            db, sql: "SELECT max(id) FROM alert WHERE opening_seq <= ?", arguments: [seq])
        if let highest { know(highest) }
    }
}

/// The state of an open alert at the head of a file that goes on where another ended.
struct SnapshotLine {
    /// Of the last event before the file.
    let seq: Int
    let at: Instant
    let run: Int
    let reopenCount: Int
    let openedAt: Instant
    let life: AlertStates.Life
    let highestAlert: Int

    /// - Parameter saying: what the alert's last event has from `"alert"` to its evidence.
    func write(_ saying: ArraySlice<UInt8>, to buffer: inout LineBuffer) {
        buffer.append("{\"seq\":")
        buffer.append(seq)
        append(at, "at", to: &buffer)
        buffer.append(",\"event\":\"snapshot\",")
        buffer.append(saying)
        append(run, "run", to: &buffer)
        if reopenCount > 0 { append(reopenCount, "reopen_count", to: &buffer) }
        append(openedAt, "opened_at", to: &buffer)
        if life.isStale { buffer.append(",\"stale\":true") }
        append(life.opening.seq, "opening_seq", to: &buffer)
        append(life.opening.at, "opening_at", to: &buffer)
        append(life.opening.run, "opening_run", to: &buffer)
        append(life.toldAt, "told_at", to: &buffer)
        life.acknowledgement?.write(to: &buffer)
        life.snooze?.write(to: &buffer)
        append(highestAlert, "alerts", to: &buffer)
        buffer.append(byte: 0x7D)
    }

    private func append(_ number: Int, _ key: String, to buffer: inout LineBuffer) {
        buffer.append(",\"\(key)\":")
        buffer.append(number)
    }

    private func append(_ instant: Instant, _ key: String, to buffer: inout LineBuffer) {
        buffer.append(",\"\(key)\":\"\(instant.iso)\"")
    }

    /// Whether a line that begins so is a snapshot's.
    static func isSnapshot(_ line: some Collection<UInt8>) -> Bool {
        let event = Array(",\"event\":\"".utf8)
        // The number has at most 19 digits, the instant 25 characters.
        let head = Array(line.prefix(90))
        guard head.starts(with: "{\"seq\":".utf8), let place = head.firstRange(of: event) else {
            return false
        }
        return head[place.upperBound...].starts(with: "snapshot\"".utf8)
    }
}
