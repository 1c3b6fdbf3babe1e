import Facts
import Reconciliation

/// The line of an event in `alerts.jsonl`: what happened, then what the alert says (design §4).
struct EventLine {
    let seq: Int
    let at: String
    let kind: EventKind
    let run: Int
    let alert: Alert
    /// Why it was withdrawn, or why an answer ended.
    var reason: Text?
    /// The answer that was given.
    var answer: Answer?
    /// The subject's id before a person corrected it, or its unit was merged.
    var renamedFrom: String?

    func write(to buffer: inout LineBuffer) {
        buffer.append("{\"seq\":")
        buffer.append(seq)
        buffer.append(",\"at\":\"")
        buffer.append(at)
        buffer.append("\",\"event\":\"")
        buffer.append(kind.rawValue)
        buffer.append("\",")
        alert.write(to: &buffer)
        buffer.append(",\"run\":")
        buffer.append(run)
        if alert.reopenCount > 0 {
            buffer.append(",\"reopen_count\":")
            buffer.append(alert.reopenCount)
        }
        if kind != .opened {
            buffer.append(",\"opened_at\":\"")
            buffer.append(alert.openedAt.iso)
            buffer.append(byte: 0x22)
        }
        if let renamedFrom {
            buffer.append(",\"renamed_from\":")
            buffer.appendJSON(renamedFrom)
        }
        if let answer {
            buffer.append(",\"by\":")
            buffer.appendJSON(answer.by)
            if let until = answer.until {
                buffer.append(",\"until\":")
                buffer.appendJSON(until)
            }
        }
        if let reason {
            buffer.append(",\"reason\":")
            buffer.appendJSON(reason)
        }
        buffer.append(byte: 0x7D)
    }
}

extension Alert {
    /// Writes `"alert":…` to `"evidence":[…]`.
    func write(to buffer: inout LineBuffer) {
        buffer.append("\"alert\":\"")
        buffer.append(id.description)
        buffer.append("\",\"rule\":")
        buffer.appendJSON(rule)
        buffer.append(",\"severity\":\"")
        buffer.append(severity.rawValue)
        buffer.append("\",\"class\":\"")
        buffer.append(faultClass.rawValue)
        buffer.append("\",\"unit\":")
        if let unit { buffer.appendJSON(unit) } else { buffer.append("null") }
        buffer.append(",\"subject\":{\"kind\":\"")
        buffer.append(subject.kind.rawValue)
        buffer.append("\",\"id\":")
        buffer.appendJSON(subject.id)
        buffer.append("},\"message\":")
        buffer.appendJSON(message)
        buffer.append(",\"remedy\":")
        buffer.appendJSON(remedy)
        buffer.append(",\"facts\":")
        buffer.append(facts)
        buffer.append(",\"evidence\":[")
        for (index, place) in evidence.enumerated() {
            buffer.append(index == 0 ? "{\"feed\":" : ",{\"feed\":")
            buffer.appendJSON(place.export.feed)
            buffer.append(",\"file\":")
            buffer.appendJSON(place.export.file)
            buffer.append(",\"sha256\":")
            buffer.appendJSON(place.export.sha256)
            buffer.append(",\"line\":")
            buffer.append(place.line)
            buffer.append(byte: 0x7D)
        }
        buffer.append(byte: 0x5D)
    }
}

/// The line of an open alert in `open.jsonl`: the event that opened it, and what it says now.
struct OpenAlertLine {
    /// Of the event that opened it the last time.
    let seq: Int
    let at: String
    let run: Int
    let alert: Alert
    let openedAt: String
    let answers: [Answer]

    func write(to buffer: inout LineBuffer) {
        let kind: EventKind = alert.reopenCount > 0 ? .reopened : .opened
        buffer.append("{\"seq\":")
        buffer.append(seq)
        buffer.append(",\"at\":\"")
        buffer.append(at)
        buffer.append("\",\"event\":\"")
        buffer.append(kind.rawValue)
        buffer.append("\",")
        alert.write(to: &buffer)
        buffer.append(",\"run\":")
        buffer.append(run)
        if alert.reopenCount > 0 {
            buffer.append(",\"reopen_count\":")
            buffer.append(alert.reopenCount)
        }
        buffer.append(",\"opened_at\":\"")
        buffer.append(openedAt)
        buffer.append(alert.isStale ? "\",\"stale\":true" : "\"")
        for answer in answers { answer.write(to: &buffer) }
        buffer.append(byte: 0x7D)
    }
}

extension Answer {
    /// Writes `,"acknowledged":{…}` or `,"snoozed":{…}`: an answer that is in force.
    func write(to buffer: inout LineBuffer) {
        buffer.append(",\"\(kind.given.rawValue)\":{\"at\":\"\(at.iso)\",\"by\":")
        buffer.appendJSON(by)
        if let until {
            buffer.append(",\"until\":")
            buffer.appendJSON(until)
        }
        buffer.append(",\"severity\":\"\(severity.rawValue)\"}")
    }
}
