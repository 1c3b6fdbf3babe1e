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
        case open, stale, resolved, withdrawn, all
    }

    private let directory: String

    package init(directory: String) {
        self.directory = directory
    }

    /// The last event of each alert that passes the filter, by alert.
    ///
    /// - Throws: `PublishedFault` when a file cannot be read.
    package func alerts(_ filter: Filter) throws(PublishedFault) -> [Line] {
        var last: [String: Line] = [:]
        for line in try lines() { last[line.alert] = line }
        return last.values.filter { passes($0, filter) }.sorted { $0.alert < $1.alert }
    }

    private func passes(_ line: Line, _ filter: Filter) -> Bool {
        let state: State =
            switch line.event {
            case "resolved": .resolved
            case "withdrawn": .withdrawn
            case "stale": .stale
            default: .open
            }
        let isAskedFor =
            filter.state == .all || filter.state == state
            || (filter.state == .open && state == .stale)
        let severity = Severity(rawValue: line.severity) ?? .low
        return isAskedFor && filter.unit.map { $0 == line.unit } ?? true
            && filter.rule.map { $0 == line.rule } ?? true
            && filter.minimum.map { severity >= $0 } ?? true
    }

    private func lines() throws(PublishedFault) -> [Line] {
        let path = directory + "/alerts.jsonl"
        guard FileManager.default.isReadableFile(atPath: directory) else {
            throw PublishedFault(path: directory)
        }
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PublishedFault(path: path)
        }
        let decoder = JSONDecoder()
        // A line that is being written at this moment has no end yet and is left out.
        guard let end = data.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        return data[..<end].split(separator: UInt8(ascii: "\n")).compactMap {
            try? decoder.decode(Line.self, from: $0)
        }
    }
}

/// An alert file that may not be read.
package struct PublishedFault: Error, Sendable {
    package let path: String

    package var description: String {
        "\(path): error: it cannot be read; ask to be made a member of its group, or reconcile first"
    }
}
