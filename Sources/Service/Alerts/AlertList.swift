import AlertJournal
package import Facts
import Foundation
import Reconciliation

/// A list of alerts as `doisoat alerts` prints it.
package struct AlertList {
    private let alerts: [PublishedAlerts.Line]
    private let language: Language
    private let units: UnitRegistry

    package init(_ alerts: [PublishedAlerts.Line], language: Language, units: UnitRegistry) {
        self.alerts = alerts
        self.language = language
        self.units = units
    }

    package var text: String {
        guard !alerts.isEmpty else { return Text(vi: "Không có.", en: "None.")[language] }
        return alerts.map { alert in
            let severity = Severity(rawValue: alert.severity)?.label[language] ?? alert.severity
            return """
                \(alert.alert)  \(severity)  \(alert.rule)  \(unit(alert))  \(alert.subject.id)\(marks(of: alert))
                    \(alert.message[language])
                    \(alert.remedy[language])
                    \(alert.evidence.map { "\($0.file):\($0.line)" }.joined(separator: "; "))
                """
        }
        .joined(separator: "\n")
    }

    package var json: String {
        let objects: [[String: Any]] = alerts.map { alert in
            [
                "alert": alert.alert, "at": alert.at, "event": alert.event, "rule": alert.rule,
                "severity": alert.severity, "unit": alert.unit ?? NSNull(),
                "subject": ["kind": alert.subject.kind, "id": alert.subject.id],
                "message": ["vi": alert.message.vi, "en": alert.message.en],
                "remedy": ["vi": alert.remedy.vi, "en": alert.remedy.en],
                "evidence": alert.evidence.map {
                    ["feed": $0.feed, "file": $0.file, "line": $0.line]
                },
            ]
        }
        let data = try? JSONSerialization.data(
            withJSONObject: objects,
            options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data ?? Data("[]".utf8), as: UTF8.self)
    }

    package var csv: String {
        let head = ["alert", "event", "severity", "rule", "unit", "subject", "message", "place"]
        let rows = alerts.map { alert in
            [
                alert.alert, alert.event, alert.severity, alert.rule, alert.unit ?? "",
                alert.subject.id, alert.message[language],
                alert.evidence.map { "\($0.file):\($0.line)" }.joined(separator: "; "),
            ]
        }
        return ([head] + rows).map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
    }

    /// `  [CHỜ DỮ LIỆU; TIẾP NHẬN: van-thu, 2021-08-15]`
    private func marks(of alert: PublishedAlerts.Line) -> String {
        func shown(_ kind: EventKind, _ answer: PublishedAlerts.Line.GivenAnswer?) -> String? {
            answer.map { answer in
                let until = answer.until.map { ", → \($0)" } ?? ""
                return "\(kind.label[language]): \(answer.by)\(until)"
            }
        }
        let marks = [
            alert.stale == true ? EventKind.stale.label[language] : nil,
            shown(.acknowledged, alert.acknowledged), shown(.snoozed, alert.snoozed),
        ]
        .compactMap { $0 }
        return marks.isEmpty ? "" : "  [\(marks.joined(separator: "; "))]"
    }

    private func unit(_ alert: PublishedAlerts.Line) -> String {
        guard let key = alert.unit else { return "—" }
        return units.shortName(ofKey: key)
    }

    /// A cell that no spreadsheet takes for a formula.
    private func cell(_ text: String) -> String {
        let isFormula =
            text.unicodeScalars.first.map {
                "=+-@\t\r＝＋－＠".unicodeScalars.contains($0)
            } ?? false
        let safe = isFormula ? "'" + text : text
        let needsQuotes = safe.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        guard needsQuotes else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
