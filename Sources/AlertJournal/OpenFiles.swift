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
    private let folder: AlertFolder

    init(_ files: AlertFiles, in folder: AlertFolder) throws(JournalError) {
        self.files = files
        self.folder = folder
        table = try Replacement(of: Self.tableName, in: folder, group: files.group)
        lines = try Replacement(of: Self.linesName, in: folder, group: files.group)
    }

    /// Writes both beside the old ones: the worst first, then by rule, unit and subject.
    ///
    /// The alerts come in the order of their numbers, which is nearly that order, and are sorted
    /// when they are written out; sorting them in SQL costs more than all the rest.
    func write(from db: Database) throws {
        var rendering = OpenAlertRendering(files)
        let evidence = try StoredEvidence(ofOpenAlertsIn: db)
        let answers = try AnswersInForce(db)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(StoredAlerts.columns), opening_seq, opening_at_seconds, opening_run
                FROM alert WHERE state = 'open' ORDER BY id
                """)
        while let row = try rows.next() {
            rendering.add(
                try StoredAlerts.alert(row, evidence: evidence[row[0]]),
                Opening(seq: row[15], at: Instant(secondsSince1970: row[16]), run: row[17]),
                answers[row[0]])
        }
        table.buffer.append(OpenAlertRendering.header(in: files.language))
        for (cells, line) in rendering.sorted() {
            table.buffer.append(cells)
            lines.buffer.append(line)
            try table.flushIfLong()
            try lines.flushIfLong()
        }
    }

    /// Puts both in place of the old ones.
    func replace(
        _ reached: (DurableStep) throws(JournalError) -> Void
    ) throws(JournalError) {
        for replacement in [table, lines] {
            try replacement.replace()
            try reached(.openReplaced(replacement.name))
        }
        try folder.sync("")
    }
}

/// The event that opened an alert the last time.
struct Opening: Hashable, Sendable {
    let seq: Int
    let at: Instant
    let run: Int
}

/// The open alerts as rows of `open.csv` and lines of `open.jsonl`.
struct OpenAlertRendering {
    private let files: AlertFiles
    /// Filled one after the other, so that no large one has to be moved to grow.
    private var buffers = [LineBuffer(capacity: 1 << 16)]
    private var entries: [Entry] = []
    private var unitNames: [String: String] = [:]
    private var times: [Instant: (iso: String, shown: String)] = [:]

    /// Where the two texts of an alert stand in one of the buffers, and what they are sorted by.
    private struct Entry {
        let severity: Severity
        let rule: String
        let unit: String?
        let subject: Subject
        let buffer: Int
        let cells: Range<Int>
        let line: Range<Int>
    }

    init(_ files: AlertFiles) {
        self.files = files
    }

    static func header(in language: Language) -> String {
        var buffer = LineBuffer()
        buffer.append("\u{FEFF}")
        buffer.appendRow(titles.map { $0[language] })
        return buffer.text
    }

    private static let titles = [
        Text(vi: "Mã cảnh báo", en: "Alert"), Text(vi: "Mức độ", en: "Severity"),
        Text(vi: "Quy tắc", en: "Rule"), Text(vi: "Đơn vị", en: "Unit"),
        Text(vi: "Đối tượng", en: "Subject"), Text(vi: "Nội dung", en: "What is wrong"),
        Text(vi: "Cách khắc phục", en: "What mends it"), Text(vi: "Mở lúc", en: "Opened at"),
        Text(vi: "Số lần mở lại", en: "Reopened"), Text(vi: "Tình trạng", en: "State"),
        Text(vi: "Nơi tra cứu", en: "Where"),
    ]

    mutating func add(_ alert: Alert, _ opening: Opening, _ answers: [Answer]) {
        if buffers[buffers.count - 1].bytes.count >= 1 << 20 {
            buffers.append(LineBuffer(capacity: (1 << 20) + (1 << 16)))
        }
        let last = buffers.count - 1
        let start = buffers[last].bytes.count
        let cells = cells(of: alert, opening, answers)
        buffers[last].appendRow(cells)
        let middle = buffers[last].bytes.count
        OpenAlertLine(
            seq: opening.seq, at: time(opening.at).iso, run: opening.run, alert: alert,
            openedAt: time(alert.openedAt).iso, answers: answers
        )
        .write(to: &buffers[last])
        buffers[last].append(byte: 0x0A)
        entries.append(
            Entry(
                severity: alert.severity, rule: alert.rule, unit: alert.unit,
                subject: alert.subject, buffer: last, cells: start..<middle,
                line: middle..<buffers[last].bytes.count))
    }

    private mutating func cells(
        of alert: Alert, _ opening: Opening, _ answers: [Answer]
    ) -> [String] {
        [
            alert.id.description, alert.severity.label[files.language], alert.rule,
            alert.unit.map { name(ofUnit: $0) } ?? "", alert.subject.id,
            alert.message[files.language], alert.remedy[files.language],
            time(opening.at).shown, String(alert.reopenCount),
            state(of: alert, answers), alert.places,
        ]
    }

    /// The row and the line of each alert.
    mutating func sorted() -> some Sequence<(cells: ArraySlice<UInt8>, line: ArraySlice<UInt8>)> {
        var order = EventOrder(
            rules: Set(entries.map(\.rule)), units: Set(entries.compactMap(\.unit)))
        for entry in entries {
            order.add(entry.severity, rule: entry.rule, unit: entry.unit, entry.subject)
        }
        let (buffers, entries) = (buffers, entries)
        return order.order.lazy.map { entries[$0] }.map {
            (buffers[$0.buffer].bytes[$0.cells], buffers[$0.buffer].bytes[$0.line])
        }
    }

    /// `ĐANG MỞ; TIẾP NHẬN (van-thu, đến 15/08/2021)`
    private func state(of alert: Alert, _ answers: [Answer]) -> String {
        let state = (alert.isStale ? EventKind.stale.label : Self.openLabel)[files.language]
        guard !answers.isEmpty else { return state }
        let shown = answers.map { answer in
            "\(answer.kind.given.label[files.language]) (\(answer.shown(in: files.language)))"
        }
        return ([state] + shown).joined(separator: "; ")
    }

    private static let openLabel = Text(vi: "ĐANG MỞ", en: "OPEN")

    private mutating func name(ofUnit key: String) -> String {
        if let name = unitNames[key] { return name }
        let name = files.name(ofUnit: key)
        unitNames[key] = name
        return name
    }

    /// Few runs open many alerts: each time is written out once.
    private mutating func time(_ instant: Instant) -> (iso: String, shown: String) {
        if let texts = times[instant] { return texts }
        let iso = instant.iso
        let texts = (iso, files.language == .vi ? instant.vietnamese : iso)
        times[instant] = texts
        return texts
    }
}
