import Facts
import Foundation
import Ingest
import Reconciliation
import Yams

extension Settings {
    /// Reads and checks the settings and the files they name.
    ///
    /// - Parameters:
    ///   - path: of `doisoat.yaml`; relative paths in it are relative to its folder.
    ///   - environment: where systemd says its directories (`STATE_DIRECTORY`, `LOGS_DIRECTORY`).
    ///   - texts: of all files as somebody read them before; nil: the files are read now.
    /// - Throws: `SettingsRefusal` with every fault that was found.
    package static func load(
        path: String, environment: [String: String] = ProcessInfo.processInfo.environment,
        from texts: SettingsTexts? = nil
    ) throws(SettingsRefusal) -> Settings {
        let (settings, faults) = asFarAsSound(path: path, environment: environment, from: texts)
        guard faults.isEmpty else { throw SettingsRefusal(faults: faults) }
        return settings
    }

    /// What can be understood of settings that may have faults: enough to find the published files of
    /// a service that goes on by older ones.
    package static func asFarAsSound(
        path: String, environment: [String: String] = ProcessInfo.processInfo.environment,
        from texts: SettingsTexts? = nil
    ) -> (settings: Settings, faults: [SettingsFault]) {
        let reader = YAMLReader(file: path)
        let absolutePath = URL(fileURLWithPath: path).standardizedFileURL.path
        var loader = SettingsLoader(
            reader: reader,
            directory: URL(fileURLWithPath: absolutePath)
                .deletingLastPathComponent().path,
            environment: environment, given: texts)
        let text = loader.text(of: absolutePath, reader)
        let settings = loader.load(text)
        return (settings, reader.faults + loader.faultsElsewhere)
    }
}

/// Reads `doisoat.yaml` key by key.
private struct SettingsLoader {
    let reader: YAMLReader
    let directory: String
    let environment: [String: String]
    /// What the files are to say instead of what they say now.
    let given: SettingsTexts?
    var settings = Settings()
    var faultsElsewhere: [SettingsFault] = []
    var texts: [String] = []

    private static let keys =
        [
            "version", "time_zone", "language", "units", "calendar", "procedure_terms", "links",
            "user_rules", "attachments_root", "state_directory", "alert_directory", "alert_group",
            "archive_retention_days", "journal_retention_days", "settle_seconds", "group_above",
            "remind_every_working_days", "rotate", "feeds", "closed", "rules",
        ] + ServiceSettingsReader.keys

    /// The text of a settings file; nil after a fault.
    mutating func text(of path: String, _ reader: YAMLReader) -> String? {
        do throws(SettingsTexts.Fault) {
            let text =
                if let given { try given.asRead(path) } else { try SettingsTexts.onDisk(path) }
            texts.append(text)
            settings.texts.add(text, of: path)
            return text
        } catch {
            switch error {
            case .notReadable:
                reader.fault(
                    nil, "the file cannot be read", "check that it exists and its permissions")
            case .notUTF8: reader.fault(nil, "the file is not UTF-8", "save it as UTF-8")
            }
            return nil
        }
    }

    /// - Parameter text: nil when the file could not be read.
    mutating func load(_ text: String?) -> Settings {
        guard let root = text.flatMap(reader.root) else {
            directories([:])
            return settings
        }
        let values = reader.mapping(root, known: Self.keys, in: "the settings")
        reader.version(values["version"], of: root)
        _ = reader.word(values["time_zone"], "time zone", of: ["Asia/Ho_Chi_Minh"])
        let languages = Language.allCases.map(\.rawValue)
        settings.language =
            reader.word(values["language"], "language", of: languages)
            .flatMap(Language.init(rawValue:)) ?? settings.language
        settings.units =
            file(values["units"], "units", root) { UnitsFile.read($0, $1) } ?? settings.units
        settings.calendar =
            file(values["calendar"], "calendar", root) { CalendarFile.read($0, $1) }
            ?? settings.calendar
        directories(values)
        numbers(values)
        settings.rotation = RotationReader(reader: reader).rotation(values["rotate"])
        settings.service = ServiceSettingsReader(reader: reader).settings(values)
        feeds(values["feeds"], root)
        settings.closedParts = Set(reader.texts(values["closed"], "closed"))
        settings.rules = RulesReader(reader: reader, units: settings.units).rules(values["rules"])
        for key in ["procedure_terms", "links", "user_rules", "attachments_root"]
        where values[key] != nil {
            _ = reader.text(values[key], key)
            settings.notYetUsed.append(key)
        }
        settings.digest = Digest.sha256(of: texts.joined(separator: "\u{0}"))
        return settings
    }

    private mutating func file<Value>(
        _ node: Node?, _ key: String, _ root: Node, read: (String, YAMLReader) -> Value
    ) -> Value? {
        guard let node, let path = reader.text(node, key) else {
            if node == nil { reader.fault(root, "`\(key)` is missing", "name the file") }
            return nil
        }
        let other = YAMLReader(file: absolute(path, from: directory))
        guard let text = text(of: other.file, other) else {
            reader.fault(
                node, "the \(key) file `\(path)` cannot be read", "check the path and permissions")
            return nil
        }
        let value = read(text, other)
        faultsElsewhere += other.faults
        return value
    }

    private mutating func directories(_ values: [String: Node]) {
        func path(_ key: String, _ variable: String, _ usual: String) -> String {
            if let path = reader.text(values[key], key) { return absolute(path, from: directory) }
            return environment[variable].flatMap { $0.split(separator: ":").first.map(String.init) }
                ?? usual
        }
        settings.stateDirectory = path(
            "state_directory", "STATE_DIRECTORY", "/var/lib/doisoat")
        settings.alertDirectory = path("alert_directory", "LOGS_DIRECTORY", "/var/log/doisoat")
        settings.alertGroup = reader.text(values["alert_group"], "alert_group")
    }

    private mutating func numbers(_ values: [String: Node]) {
        settings.settleSeconds =
            reader.count(values["settle_seconds"], "settle_seconds") ?? settings.settleSeconds
        settings.groupAbove =
            reader.count(values["group_above"], "group_above", atLeast: 1) ?? settings.groupAbove
        settings.archiveRetentionDays =
            reader.count(values["archive_retention_days"], "archive_retention_days")
            ?? settings.archiveRetentionDays
        settings.journalRetentionDays =
            reader.count(values["journal_retention_days"], "journal_retention_days")
            ?? settings.journalRetentionDays
        if let node = values["remind_every_working_days"] {
            reminders(node)
        }
    }

    private mutating func reminders(_ node: Node) {
        let what = "remind_every_working_days"
        let severities = Severity.allCases.map(\.rawValue)
        for (word, node) in reader.mapping(node, known: severities, in: what) {
            guard let severity = Severity(rawValue: word) else { continue }
            settings.remindEveryWorkingDays[severity] = reader.count(node, word)
        }
    }

    private mutating func feeds(_ node: Node?, _ root: Node) {
        guard let node else {
            reader.fault(root, "`feeds` is missing", "list at least one feed")
            return
        }
        guard let entries = node.sequence, !entries.isEmpty else {
            reader.fault(node, "`feeds` should be a list of feeds", "write `- id: …` entries there")
            return
        }
        let feedReader = FeedReader(reader: reader, units: settings.units, directory: directory)
        var ids: Set<String> = []
        for entry in entries {
            guard let feed = feedReader.feed(entry) else {
                continue
            }
            if !ids.insert(feed.id).inserted {
                reader.fault(entry, "feed `\(feed.id)` stands twice", "give each its own id")
            }
            settings.feeds.append(feed)
        }
        settings.notYetUsed = Array(Set(settings.notYetUsed)).sorted()
    }
}
