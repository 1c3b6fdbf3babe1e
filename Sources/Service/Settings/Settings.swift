package import AlertJournal
package import Facts
package import Ingest
package import Reconciliation

/// The checked settings of an installation: `doisoat.yaml` and the files it names (design §4).
package struct Settings: Sendable {
    package var language = Language.vi
    package var units = UnitRegistry([])
    package var calendar = WorkingCalendar(years: [], daysOff: [], workingDays: [])
    package var stateDirectory = ""
    package var alertDirectory = ""
    package var alertGroup: String?
    /// When the program itself rotates the alert files; never by default.
    package var rotation = Rotation()
    package var settleSeconds = 30
    package var groupAbove = 20
    /// Open alerts of which nothing was said for so many working days are told again.
    package var remindEveryWorkingDays: [Severity: Int] = [.critical: 5, .high: 10]
    /// Archived exports that nothing needs any more are removed after so many days.
    package var archiveRetentionDays = 400
    /// What the journal remembers of an alert is forgotten so many days after its end.
    package var journalRetentionDays = 1830
    package var feeds: [FeedSettings] = []
    package var closedParts: Set<String> = []
    package var rules: [String: RuleSettings] = [:]
    /// What only the long-running service asks for.
    package var service = ServiceSettings()
    /// The texts of all settings files.
    package var texts = SettingsTexts()
    /// SHA-256 of the texts of all settings files.
    package var digest = ""
    /// Settings that are understood, but belong to functions that this version does not have.
    package var notYetUsed: [String] = []

    var journalPath: String { stateDirectory + "/journal.sqlite" }

    var alertFiles: AlertFiles {
        AlertFiles(
            directory: alertDirectory, language: language, group: alertGroup, units: units,
            rotation: rotation)
    }

    /// The rules that are on.
    package var rulesOn: [Rule] {
        RuleCatalogue.rules.filter { rules[$0.id]?.isOn ?? true }
    }
}

/// A feed: where its exports arrive, how they follow each other and what they mean.
package struct FeedSettings: Sendable {
    package enum Mode: String, CaseIterable, Sendable {
        /// Replaces what the same part said before.
        case full
        /// Adds and updates by key.
        case delta
    }

    /// What days a full export tells completely, so that a record left out of it is missing.
    package enum Covers: Sendable {
        /// From the beginning of the year of its first record to the day it was made.
        case year
        /// Everything up to the day it was made.
        case everything
        /// From its first record's day to its last: exports of the last so many days.
        case content
        /// What groups `from_…` and `to_…` of its name say.
        case name(NamePattern)
    }

    package let mapping: FeedMapping
    package let path: ExportPattern
    package let mode: Mode
    package let part: NamePattern?
    package let exportedAt: NamePattern?
    package let covers: Covers
    /// More of the covered records gone than this: the export is held until a person accepts it.
    package let maxLossPercent: Int
    /// How many working days may pass between two deliveries; nil: nobody said.
    package let expectedEveryWorkingDays: Int?

    package static let usualMaxLossPercent = 5

    package var id: String { mapping.feed }

    /// The part that an export belongs to by its name; the whole feed is part "".
    package func part(ofName name: String) -> String {
        part?.groups(in: name)?.map(\.text).joined(separator: "-") ?? ""
    }

    /// The day on which an export was made, as its name says.
    package func exportedAt(ofName name: String) -> Day? {
        for group in exportedAt?.groups(in: name) ?? [] {
            guard let pattern = DatePattern(group.name) else { continue }
            var text = group.text
            if let instant = text.withUTF8({ pattern.parse($0) }) { return instant.localDay }
        }
        return nil
    }
}

/// A pattern over an export's name with named groups, such as `(?<year>\d{4})`.
package struct NamePattern: Sendable {
    let text: String

    /// - Throws: what the regular expression engine says of the pattern.
    package init(_ text: String) throws {
        _ = try Regex(text)
        self.text = text
    }

    /// The named groups of the first match, or nil when the name does not match.
    package func groups(in name: String) -> [(name: String, text: String)]? {
        // `Regex` is not Sendable, so it is made where it is used; the text was checked before.
        guard let regex = try? Regex(text), let match = try? regex.firstMatch(in: name) else {
            return nil
        }
        return match.output.compactMap { element in
            guard let name = element.name, let text = element.substring else { return nil }
            return (name, String(text))
        }
    }
}
