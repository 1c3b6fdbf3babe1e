import Facts
import GRDB
import Glibc
import Reconciliation

/// What is remembered: deliveries, runs, alerts and their events (SQLite; one writer).
///
/// A rollback journal, not a write-ahead log: nobody reads beside the writer (people read the alert
/// files), a long run's rows are written once instead of twice, and at rest the journal is one file
/// that can be copied. `synchronous = EXTRA` also syncs the folder, so that a committed run survives
/// a loss of power; only then may its lines be appended to the alert files.
package final class AlertJournal: Sendable {
    let queue: DatabaseQueue
    let path: String
    /// The copy that was made of it just now, before its tables were changed by an upgrade.
    package let copyBeforeUpgrade: String?

    /// Opens the journal for writing; makes it when there is none, readable by its owner only.
    package init(path: String) throws(JournalError) {
        self.path = path
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw JournalError(errno == EACCES ? .notPermitted : .cannotOpen, path: path)
        }
        close(descriptor)
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            try Self.refuseIfDamaged(queue)
            try Self.refuseIfNewer(queue, path: path)
            copyBeforeUpgrade = try UpgradeCopy(
                of: queue, path: path, configuration: Self.configuration
            ).makeIfNeeded(before: JournalSchema.migrator)
            try JournalSchema.migrator.migrate(queue)
        } catch {
            throw JournalError(error, path: path)
        }
    }

    /// A copy in memory of the journal, for looking ahead: the file stays as it is.
    ///
    /// Where there is no journal yet, the copy is an empty one.
    package init(copyOf path: String) throws(JournalError) {
        self.path = path
        copyBeforeUpgrade = nil
        do {
            queue = try DatabaseQueue(configuration: Self.configuration)
            if access(path, F_OK) == 0 {
                var configuration = Self.configuration
                configuration.readonly = true
                let source = try DatabaseQueue(path: path, configuration: configuration)
                try source.backup(to: queue)
                try Self.refuseIfDamaged(queue)
            }
            try Self.refuseIfNewer(queue, path: path)
            try JournalSchema.migrator.migrate(queue)
        } catch {
            throw JournalError(error, path: path)
        }
    }

    /// Looks at every page before anything relies on them: GRDB stops the whole program when a row
    /// that was expected turns out to be damaged.
    private static func refuseIfDamaged(_ queue: DatabaseQueue) throws {
        let answer = try queue.read { db in
            try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        }
        if answer != "ok" { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    }

    /// All deliveries in the order of their acceptance.
    package func deliveries() throws(JournalError) -> [Delivery] {
        try read { db in
            let sql = """
                SELECT id, feed, part, path, file, sha256, size_bytes, inode, modified_nanoseconds,
                  exported_at_day, first_seen_seconds, state, refusal_kind, refusal_line,
                  refusal_column, refusal_vi, refusal_en, remedy_vi, remedy_en, refused_under,
                  record_count
                FROM delivery ORDER BY id
                """
            return try Row.fetchAll(db, sql: sql).map { row in
                let inode: Int64 = row[7]
                let day: Int32? = row[9]
                return Delivery(
                    order: row[0], feed: row[1], part: row[2], path: row[3], file: row[4],
                    sha256: row[5], size: row[6], inode: UInt64(bitPattern: inode),
                    modifiedNanoseconds: row[8],
                    exportedAt: day.map { Day(daysSince1970: $0) },
                    firstSeen: Instant(secondsSince1970: row[10]), state: try row.word(11),
                    refusal: try row.refusal(from: 12), refusedUnder: row[19],
                    recordCount: row[20])
            }
        }
    }

    /// The run recorded last; nil before the first.
    package func lastRun() throws(JournalError) -> RunSummary? {
        try read { db in
            let sql = """
                SELECT id, instant_seconds, settings_digest, event_count
                FROM run ORDER BY id DESC LIMIT 1
                """
            return try Row.fetchOne(db, sql: sql).map { row in
                RunSummary(
                    id: row[0], instant: Instant(secondsSince1970: row[1]),
                    settingsDigest: row[2], eventCount: row[3])
            }
        }
    }

    /// Compares an evaluation with the open alerts and writes the run, its deliveries, alerts and
    /// events in one transaction; what did not change is not written.
    package func record(_ run: Run) throws(JournalError) -> RunEvents {
        try write { db in
            var recorder = try RunRecorder(run, db, storing: true)
            return try recorder.record()
        }
    }

    /// What `record` would change; nothing is written.
    package func preview(_ run: Run) throws(JournalError) -> RunEvents {
        try read { db in
            var recorder = try RunRecorder(run, db, storing: false)
            return try recorder.record()
        }
    }

    /// The open alerts, the oldest first.
    package func openAlerts() throws(JournalError) -> [Alert] {
        try read { db in
            let evidence = try StoredEvidence(ofOpenAlertsIn: db)
            let sql = "SELECT \(StoredAlerts.columns) FROM alert WHERE state = 'open' ORDER BY id"
            return try Row.fetchAll(db, sql: sql).map { row in
                try StoredAlerts.alert(row, evidence: evidence[row[0]])
            }
        }
    }

    /// SHA-256 of the exports in which open alerts have their evidence.
    package func evidenceOfOpenAlerts() throws(JournalError) -> Set<String> {
        try read { db in
            let sql = """
                SELECT DISTINCT export_name.sha256 FROM alert
                JOIN evidence ON evidence.alert = alert.id
                JOIN export_name ON export_name.id = evidence.export
                WHERE alert.state = 'open'
                """
            return try Set(String.fetchAll(db, sql: sql))
        }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
        do { return try queue.read(body) } catch { throw JournalError(error, path: path) }
    }

    /// Runs `body` as one transaction: all of it is durable afterwards, or nothing of it happened.
    func write<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
        do { return try queue.write(body) } catch { throw JournalError(error, path: path) }
    }

    private static let configuration: Configuration = {
        var configuration = Configuration()
        configuration.label = "AlertJournal"
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
            try db.execute(sql: "PRAGMA synchronous = EXTRA")
            // Rows are about 1 KB: four fit into a page of the usual size, thirteen into this one.
            try db.execute(sql: "PRAGMA page_size = 16384")
            try db.execute(sql: "PRAGMA cache_size = -16384")
        }
        return configuration
    }()

    private static func refuseIfNewer(_ queue: DatabaseQueue, path: String) throws {
        guard try !queue.read(JournalSchema.migrator.hasBeenSuperseded) else {
            throw JournalError(.newer, path: path)
        }
    }
}

extension JournalError {
    /// What an error of the database means to people; its SQL and values are left behind.
    init(_ error: any Error, path: String) {
        if let error = error as? JournalError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.unreadable, path: path)
            return
        }
        let kind: Kind =
            switch error.resultCode {
            case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK:
                .interrupted
            case .SQLITE_CANTOPEN: .cannotOpen
            case .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: .notPermitted
            case .SQLITE_NOTADB: .notAJournal
            case .SQLITE_CORRUPT: .damaged
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_FULL: .full
            case .SQLITE_IOERR, .SQLITE_NOMEM: .unreadable
            default: .refused(code: error.extendedResultCode.rawValue)
            }
        self.init(kind, path: path)
    }
}
