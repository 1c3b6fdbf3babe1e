package import Facts
package import Reconciliation

/// A line of `alerts.jsonl` in three parts: what happened, what the alert says, what belongs to the
/// event alone.
///
/// What the alert says is not decoded: a million lines are looked through for what is open.
package struct LineParts {
    package let seq: Int
    package let at: Instant
    /// Nil: a snapshot, which tells the state of an alert and is no event.
    package let kind: EventKind?
    package let alert: Int
    package let rule: String
    package let severity: Severity
    /// Key of the unit.
    package let unit: String?
    /// From `"alert"` to the end of `"evidence"`.
    let saying: ArraySlice<UInt8>
    let tail: LineTail

    /// Nil when it is no such line.
    package init?(_ line: ArraySlice<UInt8>) {
        do { try self.init(reading: line) } catch { return nil }
    }

    init(reading line: ArraySlice<UInt8>) throws(LineFault) {
        var head = LineScanner(line)
        let beginning = try LineHead(&head)
        (seq, at, kind) = (beginning.seq, beginning.at, beginning.kind)
        alert = beginning.alert
        let start = beginning.saying
        try head.expect("\",\"rule\":")
        rule = try head.string()
        try head.expect(",\"severity\":")
        severity = try head.word()
        try head.expect(",\"class\":")
        let _: String = try head.string()
        try head.expect(",\"unit\":")
        unit = head.take("null") ? nil : try head.string()
        try head.expect(",\"subject\":")
        guard let end = Self.endOfSaying(line) else { throw LineFault() }
        saying = line[start..<end]
        var rest = LineScanner(line, from: end)
        tail = try LineTail(&rest, severity: severity, kind: kind)
    }

    /// The event that the line tells; nil for a snapshot.
    package var event: AlertStates.Event? {
        kind.map { kind in
            AlertStates.Event(
                seq: seq, at: at, run: tail.run, alert: alert, kind: kind,
                answer: tail.answer(kind, at: at, severity: severity))
        }
    }

    /// The state that a snapshot tells; nil for an event.
    package var life: AlertStates.Life? {
        guard kind == nil, let opening = tail.opening, let toldAt = tail.toldAt else { return nil }
        return AlertStates.Life(
            opening: opening, textSeq: seq, toldAt: toldAt, isStale: tail.isStale,
            answers: tail.answers)
    }

    private static let mark = Array("],\"run\":".utf8)

    /// Behind the last `]` that `,"run":` follows: no text has quotes that are not escaped.
    private static func endOfSaying(_ line: ArraySlice<UInt8>) -> Int? {
        var start = line.endIndex - mark.count
        while start >= line.startIndex {
            if line[start] == mark[0], line[start..<(start + mark.count)].elementsEqual(mark) {
                return start + 1
            }
            start -= 1
        }
        return nil
    }
}

/// With what each line begins, also those of `open.jsonl`: up to the alert's number.
struct LineHead {
    let seq: Int
    let at: Instant
    let kind: EventKind?
    /// Where `"alert"` stands.
    let saying: Int
    let alert: Int

    init(_ line: inout LineScanner) throws(LineFault) {
        try line.expect("{\"seq\":")
        seq = try line.number()
        try line.expect(",\"at\":")
        at = try line.instant()
        try line.expect(",\"event\":")
        kind = line.take("\"snapshot\"") ? nil : try line.word()
        try line.expect(",")
        saying = line.position
        try line.expect("\"alert\":\"A")
        alert = try line.number()
    }
}

/// What a line tells behind the evidence.
struct LineTail {
    let run: Int
    private(set) var reopenCount = 0
    private(set) var openedAt: Instant?
    private(set) var renamedFrom: String?
    private(set) var by: String?
    private(set) var until: Day?
    private(set) var reason: Text?
    // Of a snapshot:
    private(set) var isStale = false
    private(set) var opening: Opening?
    private(set) var toldAt: Instant?
    private(set) var answers: [Answer] = []
    /// The highest number that an alert has.
    private(set) var highestAlert = 0

    init(
        _ line: inout LineScanner, severity: Severity, kind: EventKind?
    ) throws(LineFault) {
        try line.expect(",\"run\":")
        run = try line.number()
        if line.take(",\"reopen_count\":") { reopenCount = try line.number() }
        if line.take(",\"opened_at\":") { openedAt = try line.instant() }
        if kind == nil {
            try readSnapshot(&line)
        } else {
            if line.take(",\"renamed_from\":") { renamedFrom = try line.string() }
            if line.take(",\"by\":") { by = try line.string() }
            if line.take(",\"until\":") { until = try line.day() }
            if line.take(",\"reason\":") { reason = try line.text() }
        }
        try line.expect("}")
        guard line.isAtEnd else { throw LineFault() }
    }

    private mutating func readSnapshot(_ line: inout LineScanner) throws(LineFault) {
        isStale = line.take(",\"stale\":true")
        try line.expect(",\"opening_seq\":")
        let seq = try line.number()
        try line.expect(",\"opening_at\":")
        let at = try line.instant()
        try line.expect(",\"opening_run\":")
        opening = Opening(seq: seq, at: at, run: try line.number())
        try line.expect(",\"told_at\":")
        toldAt = try line.instant()
        if line.take(",\"acknowledged\":") {
            answers.append(try Self.answer(&line, .acknowledgement))
        }
        if line.take(",\"snoozed\":") { answers.append(try Self.answer(&line, .snooze)) }
        try line.expect(",\"alerts\":")
        highestAlert = try line.number()
    }

    private static func answer(
        _ line: inout LineScanner, _ kind: Answer.Kind
    ) throws(LineFault) -> Answer {
        try line.expect("{\"at\":")
        let at = try line.instant()
        try line.expect(",\"by\":")
        let by = try line.string()
        let until = line.take(",\"until\":") ? try line.day() : nil
        try line.expect(",\"severity\":")
        let severity: Severity = try line.word()
        try line.expect("}")
        return Answer(kind: kind, by: by, at: at, until: until, severity: severity)
    }

    /// The answer that an event tells, in force or at its end.
    func answer(_ event: EventKind, at: Instant, severity: Severity) -> Answer? {
        let kind =
            event == .snoozed || event == .snoozeEnded ? Answer.Kind.snooze : .acknowledgement
        return by.map { Answer(kind: kind, by: $0, at: at, until: until, severity: severity) }
    }
}
