import Facts
import Reconciliation

/// A line of `alerts.jsonl`, read back into what it was written from.
///
/// Strict: a line that would not be written again byte for byte is none.
struct DecodedLine {
    let parts: LineParts
    let alert: Alert

    init(_ line: ArraySlice<UInt8>) throws(LineFault) {
        parts = try LineParts(reading: line)
        var saying = LineScanner(parts.saying)
        alert = try Alert(&saying, of: parts)
        guard bytes.elementsEqual(line) else { throw LineFault() }
    }

    /// The line written again.
    private var bytes: [UInt8] {
        var buffer = LineBuffer()
        if let eventLine {
            eventLine.write(to: &buffer)
            return buffer.bytes
        }
        guard let life = parts.life, let openedAt = parts.tail.openedAt else { return [] }
        var saying = LineBuffer()
        alert.write(to: &saying)
        SnapshotLine(
            seq: parts.seq, at: parts.at, run: parts.tail.run,
            reopenCount: parts.tail.reopenCount, openedAt: openedAt, life: life,
            highestAlert: parts.tail.highestAlert
        )
        .write(saying.bytes[...], to: &buffer)
        return buffer.bytes
    }

    /// The event; nil for a snapshot.
    var eventLine: EventLine? {
        parts.kind.map { kind in
            EventLine(
                seq: parts.seq, at: parts.at.iso, kind: kind, run: parts.tail.run, alert: alert,
                reason: parts.tail.reason, answer: parts.event?.answer,
                renamedFrom: parts.tail.renamedFrom)
        }
    }
}

extension Alert {
    fileprivate init(_ line: inout LineScanner, of parts: LineParts) throws(LineFault) {
        try line.expect("\"alert\":")
        let _: String = try line.string()
        try line.expect(",\"rule\":")
        let rule = try line.string()
        try line.expect(",\"severity\":")
        let _: String = try line.string()
        try line.expect(",\"class\":")
        let faultClass: FaultClass = try line.word()
        try line.expect(",\"unit\":")
        let unit = line.take("null") ? nil : try line.string()
        try line.expect(",\"subject\":{\"kind\":")
        let kind: Subject.Kind = try line.word()
        try line.expect(",\"id\":")
        let subject = Subject(kind, try line.string())
        try line.expect("},\"message\":")
        let message = try line.text()
        try line.expect(",\"remedy\":")
        let remedy = try line.text()
        try line.expect(",\"facts\":")
        let facts = String(decoding: try line.value(), as: UTF8.self)
        try line.expect(",\"evidence\":[")
        var evidence: [EvidencePlace] = []
        while !line.take("]") {
            if !evidence.isEmpty { try line.expect(",") }
            evidence.append(try EvidencePlace(&line))
        }
        guard line.isAtEnd else { throw LineFault() }
        self.init(
            id: AlertID(number: parts.alert), rule: rule, subject: subject,
            severity: parts.severity, faultClass: faultClass, unit: unit, message: message,
            remedy: remedy, facts: facts, evidence: evidence,
            openedAt: parts.tail.openedAt ?? parts.at, reopenCount: parts.tail.reopenCount,
            isStale: parts.tail.isStale)
    }

    /// The facts of these names in their order, as the journal compares them.
    func telling(_ names: [String]) -> String {
        var values: [String: ArraySlice<UInt8>] = [:]
        var line = LineScanner(Array(facts.utf8)[...])
        _ = line.take("{")
        while let name = try? line.string(), line.take(":"), let value = try? line.value() {
            if values[name] == nil { values[name] = value }
            guard line.take(",") else { break }
        }
        var buffer = LineBuffer()
        buffer.append(byte: 0x7B)
        for name in names {
            guard let value = values[name] else { continue }
            if buffer.bytes.count > 1 { buffer.append(byte: 0x2C) }
            buffer.appendJSON(name)
            buffer.append(byte: 0x3A)
            buffer.append(value)
        }
        buffer.append(byte: 0x7D)
        return buffer.text
    }
}

extension EvidencePlace {
    fileprivate init(_ line: inout LineScanner) throws(LineFault) {
        try line.expect("{\"feed\":")
        let feed = try line.string()
        try line.expect(",\"file\":")
        let file = try line.string()
        try line.expect(",\"sha256\":")
        let sha256 = try line.string()
        try line.expect(",\"line\":")
        self.init(
            export: ExportName(feed: feed, part: "", file: file, sha256: sha256),
            line: try line.number())
        try line.expect("}")
    }
}
