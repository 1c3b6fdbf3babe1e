package import Facts
import GRDB

/// What a file of the inbox last looked like, and the day on which that was news.
package struct HeardFile: Hashable, Sendable {
    package let feed: String
    /// Digest of the path: people put names of citizens into file names.
    package let path: String
    package let sha256: String
    package let size: Int
    package let inode: UInt64
    package let modifiedNanoseconds: Int64
    package let heardOn: Day

    package init(
        feed: String, path: String, sha256: String, size: Int, inode: UInt64,
        modifiedNanoseconds: Int64, heardOn: Day
    ) {
        self.feed = feed
        self.path = path
        self.sha256 = sha256
        self.size = size
        self.inode = inode
        self.modifiedNanoseconds = modifiedNanoseconds
        self.heardOn = heardOn
    }
}

/// A feed as the journal knows it.
package struct KnownFeed: Hashable, Sendable {
    package let since: Instant
    /// The settings' `part` by which its deliveries are told apart; empty without one.
    package let partPattern: String

    package init(since: Instant, partPattern: String) {
        self.since = since
        self.partPattern = partPattern
    }
}

/// What a run learned of the inbox, to be remembered with it.
package struct InboxChanges: Sendable {
    /// Feeds that are new in the settings, or tell their parts by another pattern.
    package var feeds: [String: KnownFeed] = [:]
    /// The parts of deliveries, by their order, after a pattern has changed.
    package var parts: [Int: String] = [:]
    package var heard: [HeardFile] = []
    package var missing: [MissingRecord] = []
    /// Records that were missing and are there again.
    package var found: [MissingRecord] = []

    package init() {}
}

/// What the journal remembers of the inbox.
package struct InboxMemory: Sendable {
    package var heard: [HeardFile] = []
    package var feeds: [String: KnownFeed] = [:]
    package var missing: [MissingRecord] = []
    /// The held deliveries, by their order, that a person has accepted.
    package var released: Set<Int> = []

    package init() {}

    fileprivate init(_ db: Database) throws {
        heard = try Row.fetchAll(
            db,
            sql: """
                SELECT feed, path, sha256, size_bytes, inode, modified_nanoseconds, heard_at_day
                FROM heard ORDER BY feed, path
                """
        ).map { row in
            let inode: Int64 = row[4]
            return HeardFile(
                feed: row[0], path: row[1], sha256: row[2], size: row[3],
                inode: UInt64(bitPattern: inode), modifiedNanoseconds: row[5],
                heardOn: Day(daysSince1970: row[6]))
        }
        let feedRows = try Row.fetchAll(
            db, sql: "SELECT id, known_since_seconds, part_pattern FROM feed")
        for row in feedRows {
            feeds[row[0]] = KnownFeed(
                since: Instant(secondsSince1970: row[1]), partPattern: row[2])
        }
        missing = try Row.fetchAll(
            db,
            sql: """
                SELECT feed, part, holds, subject, file, sha256, line FROM missing_record
                ORDER BY feed, part, holds, subject
                """
        ).map { row in
            MissingRecord(
                feed: row[0], part: row[1], holds: try row.word(2), subject: row[3], file: row[4],
                sha256: row[5], line: row[6])
        }
        released = try Set(Int.fetchAll(db, sql: "SELECT delivery FROM released_delivery"))
    }

    static func store(_ changes: InboxChanges, _ db: Database) throws {
        for (id, feed) in changes.feeds.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: """
                    INSERT INTO feed (id, known_since_seconds, part_pattern) VALUES (?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET part_pattern = excluded.part_pattern
                    """,
                arguments: [id, feed.since.secondsSince1970, feed.partPattern])
        }
        for (order, part) in changes.parts.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: "UPDATE delivery SET part = ? WHERE id = ?", arguments: [part, order])
        }
        let hear = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO heard (feed, path, sha256, size_bytes, inode,
                  modified_nanoseconds, heard_at_day) VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for file in changes.heard {
            try hear.execute(arguments: [
                file.feed, file.path, file.sha256, file.size, Int64(bitPattern: file.inode),
                file.modifiedNanoseconds, file.heardOn.daysSince1970,
            ])
        }
        let forget = try db.cachedStatement(
            sql: """
                DELETE FROM missing_record WHERE feed = ? AND part = ? AND holds = ? AND subject = ?
                """)
        for record in changes.found {
            try forget.execute(arguments: [
                record.feed, record.part, record.holds.rawValue, record.subject,
            ])
        }
        let miss = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO missing_record (feed, part, holds, subject, file, sha256,
                  line) VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for record in changes.missing {
            try miss.execute(arguments: [
                record.feed, record.part, record.holds.rawValue, record.subject, record.file,
                record.sha256, record.line,
            ])
        }
    }
}

extension AlertJournal {
    /// What is remembered of the inbox.
    package func inbox() throws(JournalError) -> InboxMemory {
        try read { db in try InboxMemory(db) }
    }

    /// Remembers that a person accepted held deliveries, by their order; the next run takes them.
    package func release(_ deliveries: [Int], at instant: Instant) throws(JournalError) {
        try write { db in
            for delivery in deliveries {
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO released_delivery (delivery, released_at_seconds)
                        VALUES (?, ?)
                        """,
                    arguments: [delivery, instant.secondsSince1970])
            }
        }
    }
}

extension Row {
    /// The refusal in seven columns from one on; nil when they are NULL.
    func refusal(from column: Int) throws -> Refusal? {
        guard let _: String = self[column] else { return nil }
        return Refusal(
            kind: try word(column), line: self[column + 1], column: self[column + 2],
            message: Text(vi: self[column + 3], en: self[column + 4]),
            remedy: Text(vi: self[column + 5], en: self[column + 6]))
    }
}
