package import Facts
import GRDB

/// What the journal has forgotten.
package struct Forgotten: Hashable, Sendable {
    package let alertCount: Int
    package let eventCount: Int
    package let runCount: Int

    package static let nothing = Forgotten(alertCount: 0, eventCount: 0, runCount: 0)
}

extension AlertJournal {
    /// Forgets alerts that ended before an instant, with their events, and runs without any.
    ///
    /// Open alerts keep all their events. The last event and the last alert stay as well, so that
    /// no number is given twice; so does what no alert file has yet.
    package func forget(endedBefore instant: Instant) throws(JournalError) -> Forgotten {
        try writeCheckingReferencesOnce { db in
            try db.execute(
                sql: """
                    CREATE TEMP TABLE forgotten AS
                      SELECT id FROM alert WHERE state <> 'open' AND ended_at_seconds < ?
                      AND id < (SELECT max(id) FROM alert)
                      AND id NOT IN (SELECT alert FROM event
                        WHERE seq > (SELECT coalesce(max(seq), 0) FROM publication))
                      AND id <> (SELECT alert FROM event ORDER BY seq DESC LIMIT 1);
                    """,
                arguments: [instant.secondsSince1970])
            defer { try? db.execute(sql: "DROP TABLE forgotten") }
            let its = "IN (SELECT id FROM forgotten)"
            try db.execute(
                sql: """
                    DELETE FROM event_group WHERE
                      (SELECT alert FROM event WHERE seq = first_seq) \(its)
                      OR (SELECT alert FROM event WHERE seq = last_seq) \(its);
                    """)
            func delete(_ sql: String) throws -> Int {
                try db.execute(sql: "DELETE FROM " + sql)
                return db.changesCount
            }
            let events = try delete("event WHERE alert \(its)")
            _ = try delete("evidence WHERE alert \(its)")
            _ = try delete("answer WHERE alert \(its)")
            let alerts = try delete("alert WHERE id \(its)")
            _ = try delete("export_name WHERE id NOT IN (SELECT export FROM evidence)")
            try db.execute(
                sql: """
                    DELETE FROM run WHERE instant_seconds < ? AND id < (SELECT max(id) FROM run)
                      AND id NOT IN (SELECT run FROM event) AND id NOT IN (SELECT run FROM delivery)
                      AND id NOT IN (SELECT run FROM publication)
                    """,
                arguments: [instant.secondsSince1970])
            return Forgotten(
                alertCount: alerts, eventCount: events, runCount: db.changesCount)
        }
    }

    /// Runs `body` as one transaction and looks once, before its end, whether each row still names
    /// what is there: for every row that is deleted SQLite would search the rows that may name it.
    private func writeCheckingReferencesOnce<Result>(
        _ body: (Database) throws -> Result
    ) throws(JournalError) -> Result {
        do {
            return try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
                var result: Result?
                try db.inTransaction {
                    result = try body(db)
                    try db.checkForeignKeys()
                    return .commit
                }
                guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                return result
            }
        } catch {
            throw JournalError(error, path: path)
        }
    }
}
