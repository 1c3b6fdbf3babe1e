import AlertJournal
package import Facts
import Foundation
package import Reconciliation

/// What the alert files say, for commands that only read: never SQLite, so that anyone in the
/// group can read beside a running service.
package struct PublishedAlerts {
    /// One line of `alerts.jsonl` or `open.jsonl`.
    package struct Line: Decodable, Sendable {
        package struct Subject: Decodable, Sendable {
            package let kind: String
            package let id: String
        }

        package struct Words: Decodable, Sendable {
            package let vi: String
            package let en: String

            package subscript(language: Language) -> String { language == .vi ? vi : en }
        }

        package struct Place: Decodable, Sendable {
            package let feed: String
            package let file: String
            package let line: Int
        }

        package let seq: Int
        package let at: String
        package let event: String
        package let alert: String
        package let rule: String
        package let severity: String
        package let unit: String?
        package let subject: Subject
        package let message: Words
        package let remedy: Words
        package let evidence: [Place]
        /// What only `open.jsonl` tells: that what the rule needs is missing, and what was answered.
        package let stale: Bool?
        package let acknowledged: GivenAnswer?
        package let snoozed: GivenAnswer?

        /// An answer that is in force.
        package struct GivenAnswer: Decodable, Sendable {
            package let by: String
            package let until: String?
        }

        /// The same event, with what its alert says now.
        fileprivate func saying(_ open: Line) -> Line {
            Line(
                seq: seq, at: at, event: event, alert: alert, rule: rule, severity: open.severity,
                unit: open.unit, subject: open.subject, message: open.message, remedy: open.remedy,
                evidence: open.evidence, stale: open.stale, acknowledged: open.acknowledged,
                snoozed: open.snoozed)
        }
    }

    /// Which alerts are asked for.
    package struct Filter: Sendable {
        package var unit: String?
        package var rule: String?
        package var state: State
        package var minimum: Severity?

        package init(unit: String?, rule: String?, state: State, minimum: Severity?) {
            self.unit = unit
            self.rule = rule
            self.state = state
            self.minimum = minimum
        }
    }

    package enum State: String, CaseIterable, Sendable {
        /// Those that are stale, acknowledged or snoozed are open as well.
        case open, stale, acknowledged, snoozed, resolved, withdrawn, all
    }

    private let directory: String

    package init(directory: String) {
        self.directory = directory
    }

    /// The last event of each alert that passes the filter, by alert.
    ///
    /// Also of those that only a rotated file tells of, as long as it is not packed. Of an alert of
    /// which no event is told any more it is the line of the snapshot in its place.
    ///
    /// - Throws: `PublishedFault` when a file cannot be read.
    package func alerts(_ filter: Filter) throws(PublishedFault) -> [Line] {
        guard FileManager.default.isReadableFile(atPath: directory) else {
            throw PublishedFault(path: directory)
        }
        do {
            let told = try ToldAlerts(in: directory)
            let asked = told.alerts.filter { passes($0, filter) }
            let decoder = JSONDecoder()
            let lines = try told.lines(of: asked).compactMap {
                try? decoder.decode(Line.self, from: $0)
            }
            guard asked.contains(where: \.life.isOpen) else { return lines }
            let numbers = lines.map { AlertReference($0.alert)?.alertID?.number ?? 0 }
            let open = try OpenLines(of: Set(numbers), in: directory)
            return zip(lines, numbers).map { line, number in
                let now = open[number].flatMap { try? decoder.decode(Line.self, from: $0) }
                return now.map(line.saying) ?? line
            }
        } catch {
            throw PublishedFault(path: error.path)
        }
    }

    /// Names of rotated files that tell of ended alerts and have to be unpacked to be read.
    package var packed: [String] { (try? ToldFiles(in: directory).packed) ?? [] }

    private func passes(_ alert: ToldAlerts.Told, _ filter: Filter) -> Bool {
        let life = alert.life
        let isAskedFor =
            switch filter.state {
            case .all: true
            case .open: life.isOpen
            case .stale: life.isOpen && life.isStale
            case .acknowledged: life.isOpen && life.acknowledgement != nil
            case .snoozed: life.isOpen && life.snooze != nil
            case .resolved: life.state == .resolved
            case .withdrawn: life.state == .withdrawn
            }
        return isAskedFor && filter.unit.map { $0 == alert.unit } ?? true
            && filter.rule.map { $0 == alert.rule } ?? true
            && filter.minimum.map { alert.severity >= $0 } ?? true
    }
}

/// An alert file that may not be read.
package struct PublishedFault: Error, Sendable {
    package let path: String

    package var description: String {
        "\(path): error: it cannot be read; ask to be made a member of its group, or reconcile first"
    }
}
