import Facts
import GRDB
import Reconciliation

/// What one office reads in the morning: what the day brought, what is open, what is open longest.
struct DailyDigest {
    /// Key of the unit; nil: the whole district.
    let unit: String?
    private var counts: [EventKind: Int] = [:]
    /// The alerts of the first events of each kind: in a run the worst come first.
    private(set) var told: [EventKind: [Int]] = [:]
    private var open: [Severity: Int] = [:]
    private var staleCount = 0
    private var answered: [Answer.Kind: Int] = [:]
    /// The alerts that are open longest.
    private(set) var oldest: [Int] = []

    /// More of a kind are counted and not listed.
    static let shown = 15
    private static let oldestShown = 5

    init(ofUnit unit: String?) {
        self.unit = unit
    }

    mutating func add(_ kind: EventKind, of alert: Int) {
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= Self.shown { told[kind, default: []].append(alert) }
    }

    /// Counts an open alert; they come by the time of their opening.
    mutating func add(open alert: Int, _ severity: Severity, isStale: Bool) {
        open[severity, default: 0] += 1
        if isStale { staleCount += 1 }
        if oldest.count < Self.oldestShown { oldest.append(alert) }
    }

    mutating func add(_ answer: Answer.Kind) { answered[answer, default: 0] += 1 }

    /// Writes it as a text for people.
    ///
    /// - Parameters:
    ///   - office: the name of the unit; nil for the district.
    ///   - alert: what is known of an alert, by its number.
    func write(
        to buffer: inout LineBuffer, _ office: String?, on day: Day, in language: Language,
        alert: (Int) -> Alert?
    ) {
        let say = { (vi: String, en: String) in language == .vi ? vi : en }
        let name = office ?? say("Toàn huyện", "The whole district")
        buffer.append(say("TÓM TẮT NGÀY \(day.vietnamese)", "DIGEST OF \(day.iso)"))
        buffer.append(" · ")
        buffer.appendField(name)
        buffer.append("\n\n" + headline(in: language) + "\n")
        for kind in Self.listed {
            let alerts = told[kind] ?? []
            guard !alerts.isEmpty else { continue }
            buffer.append("\n\(kind.label[language])\n")
            for number in alerts { write(alert(number), to: &buffer, in: language, since: false) }
            let more = counts[kind, default: 0] - alerts.count
            if more > 0 {
                buffer.append(
                    say(
                        "  … và \(more) cảnh báo nữa, xem alerts.log\n",
                        "  … and \(more) more, see alerts.log\n"))
            }
        }
        guard !oldest.isEmpty else { return }
        buffer.append(say("\nMỞ LÂU NHẤT\n", "\nOPEN LONGEST\n"))
        for number in oldest { write(alert(number), to: &buffer, in: language, since: true) }
    }

    private static let listed: [EventKind] = [
        .opened, .reopened, .changed, .snoozeEnded, .acknowledgementEnded, .reminded, .resolved,
        .withdrawn,
    ]

    private func headline(in language: Language) -> String {
        let say = { (vi: String, en: String) in language == .vi ? vi : en }
        let severities = Severity.allCases.reversed().compactMap { severity in
            open[severity].map { "\(severity.label[language].lowercased()) \($0)" }
        }
        let count = open.values.reduce(0, +)
        let list = severities.isEmpty ? "" : " (\(severities.joined(separator: ", ")))"
        var lines = [say("Đang mở: \(count)\(list)", "Open: \(count)\(list)")]
        let changes = EventKind.allCases.compactMap { kind in
            counts[kind].map { "\(kind.label[language].lowercased()) \($0)" }
        }
        let none = say("không có gì thay đổi", "nothing changed")
        lines.append(
            say("Trong ngày: ", "This day: ")
                + (changes.isEmpty ? none : changes.joined(separator: ", ")))
        let waiting = [
            staleCount > 0 ? say("chờ dữ liệu \(staleCount)", "stale \(staleCount)") : nil,
            answered[.acknowledgement].map { say("đã tiếp nhận \($0)", "acknowledged \($0)") },
            answered[.snooze].map { say("tạm hoãn \($0)", "snoozed \($0)") },
        ]
        .compactMap { $0 }
        if !waiting.isEmpty {
            lines.append(say("Trong đó: ", "Of these: ") + waiting.joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }

    private func write(
        _ alert: Alert?, to buffer: inout LineBuffer, in language: Language, since: Bool
    ) {
        guard let alert else { return }
        buffer.append("  \(alert.id)  \(alert.rule)  ")
        if since {
            let day = alert.openedAt.localDay
            buffer.append(language == .vi ? "từ \(day.vietnamese)  " : "since \(day.iso)  ")
        }
        buffer.appendField(alert.subject.id)
        buffer.append("  ")
        buffer.appendField(alert.message[language])
        buffer.append("\n")
    }
}

/// The digests of a day, of the district and of each unit that has something in it.
struct DailyDigests {
    private let files: AlertFiles
    private let day: Day
    private var district = DailyDigest(ofUnit: nil)
    private var units: [String: DailyDigest] = [:]

    /// Reads what the journal knows of a day: its events, and what is open now.
    init(of day: Day, for files: AlertFiles, from db: Database) throws {
        self.files = files
        self.day = day
        try addEvents(db)
        try addOpenAlerts(db)
    }

    private mutating func addEvents(_ db: Database) throws {
        let (begin, end) = (Instant(day: day), Instant(day: day.adding(days: 1)))
        var first = Int.max
        // Times only rise with the numbers, so the day's events are found from the end.
        let last = try Row.fetchCursor(
            db, sql: "SELECT seq, at_seconds FROM event ORDER BY seq DESC")
        while let row = try last.next(), row[1] >= begin.secondsSince1970 { first = row[0] }
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT kind, alert, unit, at_seconds FROM event WHERE seq >= ? ORDER BY seq",
            arguments: [first])
        while let row = try rows.next(), row[3] < end.secondsSince1970 {
            let kind: EventKind = try row.word(0)
            change(row[2]) { $0.add(kind, of: row[1]) }
        }
    }

    private mutating func addOpenAlerts(_ db: Database) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, unit, severity, is_stale FROM alert WHERE state = 'open'
                ORDER BY opened_at_seconds, id
                """)
        while let row = try rows.next() {
            let severity: Severity = try row.word(2)
            change(row[1]) { $0.add(open: row[0], severity, isStale: row[3]) }
        }
        let answers = try Row.fetchCursor(
            db,
            sql: """
                SELECT answer.kind, alert.unit FROM answer JOIN alert ON alert.id = answer.alert
                WHERE is_in_force = 1 AND state = 'open'
                """)
        while let row = try answers.next() {
            let kind: Answer.Kind = try row.word(0)
            change(row[1]) { $0.add(kind) }
        }
    }

    private mutating func change(_ unit: String?, _ change: (inout DailyDigest) -> Void) {
        change(&district)
        guard let unit else { return }
        change(&units[unit, default: DailyDigest(ofUnit: unit)])
    }

    /// Writes a file for the district and one for each unit, each as a whole.
    func write(
        from db: Database, in folder: AlertFolder,
        _ reached: (DurableStep) throws(JournalError) -> Void
    ) throws {
        let stored = try StoredAlerts(db)
        let name = "digest/\(day.iso).txt"
        try folder.make("digest", mode: 0o750, group: files.group)
        try write(district, as: name, group: files.group, stored, in: folder, reached)
        try folder.sync("digest")
        for (unit, digest) in units.sorted(by: { $0.key < $1.key }) {
            let group = files.group(ofUnit: unit)
            let place = try folder.make(unit: unit, of: files)
            try folder.make(place + "/digest", mode: 0o750, group: group)
            try write(
                digest, as: "\(place)/\(name)", group: group, stored, in: folder, reached)
            try folder.sync(place + "/digest")
        }
    }

    private func write(
        _ digest: DailyDigest, as name: String, group: String?, _ stored: StoredAlerts,
        in folder: AlertFolder, _ reached: (DurableStep) throws(JournalError) -> Void
    ) throws {
        let replacement = try Replacement(of: name, in: folder, group: group)
        digest.write(
            to: &replacement.buffer, digest.unit.map(files.name(ofUnit:)), on: day,
            in: files.language
        ) { try? stored.alert($0, evidence: []) }
        try replacement.replace()
        try reached(.digestReplaced(name))
    }
}
