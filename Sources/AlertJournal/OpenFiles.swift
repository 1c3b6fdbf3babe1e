import Facts
import GRDB
import Reconciliation

/// `open.csv` and `open.jsonl`: what is open now, each made as a whole and put in place at once.
struct OpenFiles {
    static let tableName = "open.csv"
    static let linesName = "open.jsonl"

    private let files: AlertFiles
    private let table: Replacement
    private let lines: Replacement

    init(_ files: AlertFiles, in folder: AlertFolder) throws(JournalError) {
        self.files = files
        table = try Replacement(of: Self.tableName, in: folder, group: files.group)
        lines = try Replacement(of: Self.linesName, in: folder, group: files.group)
    }

    /// Writes both beside the old ones: the worst first, then by rule, unit and subject.
    func write(from db: Database) throws {
        table.buffer.append("\u{FEFF}")
        appendRow(Self.header)
        let evidence = try StoredEvidence(ofOpenAlertsIn: db)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(StoredAlerts.columns), seq, at_seconds, run
                FROM alert JOIN event ON event.seq = opening_seq
                WHERE state = 'open'
                ORDER BY CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1
                  WHEN 'medium' THEN 2 ELSE 3 END, rule, alert.unit, subject, subject_kind
                """)
        while let row = try rows.next() {
            let alert = try StoredAlerts.alert(row, evidence: evidence[row[0]])
            let opening = Opening(
                seq: row[15], at: Instant(secondsSince1970: row[16]), run: row[17])
            appendRow(cells(of: alert, opening))
            OpenAlertLine(opening: opening, alert: alert).write(to: &lines.buffer)
            lines.buffer.append("\n")
            try table.flushIfLong()
            try lines.flushIfLong()
        }
    }

    /// Puts both in place of the old ones.
    func replace(
        _ reached: (DurableStep) throws(JournalError) -> Void
    ) throws(JournalError) {
        try table.replace()
        try reached(.openReplaced(Self.tableName))
        try lines.replace()
        try reached(.openReplaced(Self.linesName))
    }

    private static let header = [
        "Mã cảnh báo", "Mức độ", "Quy tắc", "Đơn vị", "Đối tượng", "Nội dung", "Cách khắc phục",
        "Mở lúc", "Số lần mở lại", "Tình trạng", "Nơi tra cứu",
    ]

    private func cells(of alert: Alert, _ opening: Opening) -> [String] {
        let state =
            alert.isStale
            ? EventKind.stale.label : Text(vi: "ĐANG MỞ", en: "OPEN")
        let openedAt =
            files.language == .vi ? opening.at.vietnamese : opening.at.iso
        return [
            alert.id.description, alert.severity.label[files.language], alert.rule,
            alert.unit.map(files.name(ofUnit:)) ?? "", alert.subject.id,
            alert.message[files.language], alert.remedy[files.language], openedAt,
            String(alert.reopenCount), state[files.language], alert.places,
        ]
    }

    private func appendRow(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { table.buffer.append(";") }
            table.buffer.appendCell(cell)
        }
        table.buffer.append("\r\n")
    }
}
