import Facts
import GRDB
import Reconciliation

/// The answers that people gave and that have not ended, by alert.
struct AnswersInForce {
    private var byAlert: [Int: [Answer]] = [:]

    init(_ db: Database) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT alert, kind, answered_by, at_seconds, until_day, severity FROM answer
                WHERE is_in_force = 1 ORDER BY alert, kind
                """)
        while let row = try rows.next() {
            let alert: Int = row[0]
            let until: Int32? = row[4]
            byAlert[alert, default: []].append(
                Answer(
                    kind: try row.word(1), by: row[2], at: Instant(secondsSince1970: row[3]),
                    until: until.map { Day(daysSince1970: $0) }, severity: try row.word(5)))
        }
    }

    subscript(alert: Int) -> [Answer] { byAlert[alert] ?? [] }
}
