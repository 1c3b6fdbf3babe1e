import Facts
import Reconciliation

/// A line of `alerts.log`: ten fields for people who watch it grow (design §4).
struct LogLine {
    let at: String
    let seqs: ClosedRange<Int>
    let kind: EventKind
    let severity: Severity
    let rule: String
    let unit: String?
    let subject: String
    let message: String
    let remedy: String
    let evidence: String

    func write(to buffer: inout LineBuffer, in language: Language) {
        buffer.append(at)
        buffer.append(" | #")
        buffer.append(seqs.lowerBound, minimumDigits: 6)
        if seqs.count > 1 {
            buffer.append("–#")
            buffer.append(seqs.upperBound, minimumDigits: 6)
        }
        let event = kind.label[language] + (seqs.count > 1 ? " ×\(seqs.count)" : "")
        Self.write(event, width: Self.eventWidth(language), to: &buffer)
        let severityWidth = Self.severityWidth(language)
        Self.write(severity.label[language], width: severityWidth, to: &buffer)
        Self.write(rule, width: 6, to: &buffer)
        Self.write(unit ?? "", width: Self.unitWidth, to: &buffer)
        for field in [subject, message, remedy, evidence] {
            Self.write(field, width: 1, to: &buffer)
        }
    }

    /// The short names of most units; longer ones stand out of their column.
    private static let unitWidth = 16

    /// Writes a separator and a field, padded on the right to so many characters.
    private static func write(_ field: String, width: Int, to buffer: inout LineBuffer) {
        buffer.append(" | ")
        let field = field.isEmpty ? "—" : field
        buffer.appendField(field)
        guard width > 1 else { return }
        for _ in 0..<max(0, width - field.unicodeScalars.count) { buffer.append(byte: 0x20) }
    }

    private static func eventWidth(_ language: Language) -> Int {
        language == .vi ? eventWidths.vi : eventWidths.en
    }

    private static func severityWidth(_ language: Language) -> Int {
        language == .vi ? severityWidths.vi : severityWidths.en
    }

    private static let eventWidths: (vi: Int, en: Int) = {
        let longest = widths(EventKind.allCases.map(\.label))
        // Rare long words stand out of their column rather than push all lines to the right.
        return (min(longest.vi, 13), min(longest.en, 13))
    }()
    private static let severityWidths = widths(Severity.allCases.map(\.label))

    private static func widths(_ labels: [Text]) -> (vi: Int, en: Int) {
        (
            labels.map(\.vi.unicodeScalars.count).max() ?? 0,
            labels.map(\.en.unicodeScalars.count).max() ?? 0
        )
    }
}

extension LogLine {
    /// The line of one event.
    ///
    /// - Parameter unit: the unit's short name.
    init(_ event: EventLine, unit: String?, in language: Language) {
        let alert = event.alert
        self.init(
            at: event.at, seqs: event.seq...event.seq, kind: event.kind, severity: alert.severity,
            rule: alert.rule, unit: unit, subject: alert.subject.id,
            message: alert.message[language] + event.circumstances(in: language),
            remedy: event.kind.ends ? "" : alert.remedy[language],
            evidence: alert.places)
    }
}

extension Alert {
    /// Where both sides can be looked up, as people read it: `so-giay.csv:12; motcua.xml:1523`.
    var places: String {
        evidence.map { "\($0.export.file):\($0.line)" }.joined(separator: "; ")
    }
}

extension EventLine {
    /// What an event says besides its alert, in parentheses: who answered until when, why it ended.
    fileprivate func circumstances(in language: Language) -> String {
        var parts: [String] = []
        if let answer { parts.append(answer.shown(in: language)) }
        if let renamedFrom {
            parts.append((language == .vi ? "trước đây là " : "formerly ") + renamedFrom)
        }
        if let reason { parts.append(reason[language]) }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
    }
}
