import Facts
import Foundation
import GRDB

/// What the journal has and the alert files lack.
struct Backlog {
    /// The event up to which all files are complete.
    let progress: Int
    /// The last event that is published now: of the first run that has some.
    let newest: Int
    /// The last event of all.
    let newestOfAll: Int
    let run: Int
    /// The days of the last event published and of the first that is not.
    let lastDay: Day?
    let today: Day?
    /// The day whose digest is due once everything is published; nil when it is as it should be.
    let digestDay: Day?
    /// Whether files have to grow, or to be made because nothing was ever published.
    let hasEvents: Bool
    /// Whether the open alerts are not those that `open.csv` shows.
    let isStateChanged: Bool
    /// Keys of the units that have unpublished events.
    let units: [String]
    let records: [String: PublishedFile]

    /// Nil before the first run.
    init?(_ db: Database) throws {
        guard let lastRun = try Int.fetchOne(db, sql: "SELECT max(id) FROM run") else { return nil }
        let published = try Row.fetchOne(
            db, sql: "SELECT seq, run, digest_day FROM publication")
        progress = published?[0] ?? 0
        newestOfAll = try Int.fetchOne(db, sql: "SELECT max(seq) FROM event") ?? 0
        let first = try Self.firstRun(after: progress, db)
        newest = first?.lastSeq ?? newestOfAll
        run = newest < newestOfAll ? first?.id ?? lastRun : lastRun
        lastDay = try Self.day(of: progress, db)
        today = try Self.day(of: progress + 1, db)
        hasEvents = published == nil || newest > progress
        let shownRun: Int = published?[1] ?? 0
        let isChanged = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM run
                  WHERE id > ? AND (event_count > 0 OR refreshed_count > 0))
                """,
            arguments: [shownRun])
        isStateChanged = published == nil || isChanged == true || newestOfAll > progress
        let digested: Int32? = published?[2]
        let day = try Self.day(db)
        let isDigested = digested == day.daysSince1970
        digestDay = hasEvents || !isDigested ? day : nil
        units = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT unit FROM event WHERE seq > ? AND seq <= ? AND unit IS NOT NULL
                ORDER BY unit
                """,
            arguments: [progress, newest])
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

    /// Whether everything is published after it.
    var isLast: Bool { newest == newestOfAll }

    /// The first run that has unpublished events, and the last of them.
    ///
    /// Runs are published one by one, so that files are rotated between them wherever they would
    /// have been without an interruption.
    private static func firstRun(
        after seq: Int, _ db: Database
    ) throws -> (id: Int, lastSeq: Int)? {
        let sql = "SELECT run FROM event WHERE seq > ? ORDER BY seq LIMIT 1"
        guard let run = try Int.fetchOne(db, sql: sql, arguments: [seq]) else { return nil }
        let newest = "SELECT max(id) FROM run WHERE event_count > 0"
        // Nearly always there is but one: its events need not be looked at.
        if let last = try Int.fetchOne(db, sql: newest), last <= run { return nil }
        let next = try Int.fetchOne(
            db, sql: "SELECT seq FROM event WHERE seq > ? AND run <> ? ORDER BY seq LIMIT 1",
            arguments: [seq, run])
        return next.map { (run, $0 - 1) }
    }

    /// The day of the last run: not of the last event, whose time never goes back.
    private static func day(_ db: Database) throws -> Day {
        let run = try Int64.fetchOne(
            db, sql: "SELECT instant_seconds FROM run ORDER BY id DESC LIMIT 1")
        return Instant(secondsSince1970: run ?? 0).localDay
    }

    private static func day(of seq: Int, _ db: Database) throws -> Day? {
        let sql = "SELECT at_seconds FROM event WHERE seq = ?"
        return try Int64.fetchOne(db, sql: sql, arguments: [seq])
            .map { Instant(secondsSince1970: $0).localDay }
    }
}

/// A stored group, as the alert files need it.
struct EventGroupRow {
    let seqs: ClosedRange<Int>
    let unit: String?
    let list: String
    let logLine: Data

    static func all(
        after seq: Int, through last: Int, in db: Database
    ) throws -> [EventGroupRow] {
        let sql = """
            SELECT first_seq, last_seq, unit, list, CAST(log_line AS BLOB) FROM event_group
            WHERE last_seq > ? AND last_seq <= ? ORDER BY first_seq
            """
        return try Row.fetchAll(db, sql: sql, arguments: [seq, last]).map { row in
            let first: Int = row[0]
            return EventGroupRow(
                seqs: first...row[1], unit: row[2], list: row[3], logLine: row[4])
        }
    }
}
