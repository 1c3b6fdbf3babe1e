import Foundation
import GRDB

/// What the journal has and the alert files lack.
struct Backlog {
    /// The event up to which all files are complete.
    let progress: Int
    /// The last event of all.
    let newest: Int
    let run: Int
    /// Whether files have to grow, or to be made because nothing was ever published.
    let hasEvents: Bool
    /// Whether the open alerts are not those that `open.csv` shows.
    let isStateChanged: Bool
    /// Keys of the units that have unpublished events.
    let units: [String]
    let records: [String: PublishedFile]

    /// Nil before the first run.
    init?(_ db: Database) throws {
        guard let run = try Int.fetchOne(db, sql: "SELECT max(id) FROM run") else { return nil }
        self.run = run
        let published = try Row.fetchOne(db, sql: "SELECT seq, run FROM publication")
        progress = published?[0] ?? 0
        newest = try Int.fetchOne(db, sql: "SELECT max(seq) FROM event") ?? 0
        hasEvents = published == nil || newest > progress
        let shownRun: Int = published?[1] ?? 0
        let isChanged = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM run
                  WHERE id > ? AND (event_count > 0 OR refreshed_count > 0))
                """,
            arguments: [shownRun])
        isStateChanged = published == nil || isChanged == true
        units = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT unit FROM event WHERE seq > ? AND unit IS NOT NULL ORDER BY unit
                """,
            arguments: [progress])
        var records: [String: PublishedFile] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT file, device, inode, length_bytes, seq, is_appending FROM published_file")
        while let row = try rows.next() {
            let device: Int64 = row[1]
            let inode: Int64 = row[2]
            let identity = FileIdentity(
                device: UInt64(bitPattern: device), inode: UInt64(bitPattern: inode))
            records[row[0]] = PublishedFile(
                identity: identity, length: row[3], seq: row[4], isAppending: row[5])
        }
        self.records = records
    }
}

/// A stored group, as the alert files need it.
struct EventGroupRow {
    let seqs: ClosedRange<Int>
    let unit: String?
    let list: String
    let logLine: Data

    static func all(after seq: Int, in db: Database) throws -> [EventGroupRow] {
        let sql = """
            SELECT first_seq, last_seq, unit, list, CAST(log_line AS BLOB) FROM event_group
            WHERE last_seq > ? ORDER BY first_seq
            """
        return try Row.fetchAll(db, sql: sql, arguments: [seq]).map { row in
            let first: Int = row[0]
            return EventGroupRow(
                seqs: first...row[1], unit: row[2], list: row[3], logLine: row[4])
        }
    }
}
