import Facts
import Ingest
import RecordReading
import Yams

/// Reads one entry of `feeds:`.
struct FeedReader {
    let reader: YAMLReader
    let units: UnitRegistry
    let directory: String

    private static let keys = [
        "id", "holds", "path", "format", "mode", "part", "exported_at", "covers",
        "max_loss_percent",
        "expected_every_working_days", "record", "fields", "nested", "defaults", "values", "dates",
    ]

    func feed(_ node: Node) -> FeedSettings? {
        let values = reader.mapping(node, known: Self.keys, in: "a feed")
        guard let id = reader.text(values["id"], "id"),
            let holdsName = reader.word(
                values["holds"], "holds", of: Holds.allCases.map(\.rawValue)),
            let holds = Holds(rawValue: holdsName), let path = reader.text(values["path"], "path")
        else {
            for key in ["id", "holds", "path"] where values[key] == nil {
                reader.fault(node, "a feed needs `\(key)`", "add it")
            }
            return nil
        }
        let pattern = ExportPattern(absolute(path, from: directory))
        if pattern.hasWildcardInFolder || pattern.name.isEmpty {
            reader.fault(
                values["path"], "`path` should be a folder and one file name",
                "use * and ? in the file name only")
        }
        guard let format = format(values["format"], of: pattern, at: node) else { return nil }
        let mapping = mapping(id, holds, format, values, node)
        let mode = reader.word(
            values["mode"], "mode", of: FeedSettings.Mode.allCases.map(\.rawValue))
        return FeedSettings(
            mapping: mapping, path: pattern,
            mode: mode.flatMap(FeedSettings.Mode.init(rawValue:)) ?? .full,
            part: namePattern(values["part"], "part"),
            exportedAt: namePattern(values["exported_at"], "exported_at", isDate: true),
            covers: covers(values["covers"]),
            maxLossPercent: reader.count(
                values["max_loss_percent"], "max_loss_percent", atMost: 100)
                ?? FeedSettings.usualMaxLossPercent,
            expectedEveryWorkingDays: reader.count(
                values["expected_every_working_days"], "expected_every_working_days", atLeast: 1))
    }

    private func covers(_ node: Node?) -> FeedSettings.Covers {
        guard let node, let text = reader.text(node, "covers") else { return .year }
        switch text {
        case "year": return .year
        case "all": return .everything
        case "content": return .content
        default:
            let groups = Self.groupNames(text).map { $0.split(separator: "_", maxSplits: 1) }
            let areDays = groups.allSatisfy {
                $0.count == 2 && ["from", "to"].contains($0[0]) && DatePattern(String($0[1])) != nil
            }
            guard !groups.isEmpty, areDays, let pattern = try? NamePattern(text) else {
                reader.fault(
                    node, "`covers` should be year, all, content or a pattern over the file name",
                    #"write for example "(?<from_yyyyMMdd>\\d{8})-(?<to_yyyyMMdd>\\d{8})""#)
                return .year
            }
            return .name(pattern)
        }
    }

    private func format(
        _ node: Node?, of pattern: ExportPattern, at feed: Node
    ) -> FeedMapping.Format? {
        if let node {
            return reader.word(node, "format", of: FeedMapping.Format.allCases.map(\.rawValue))
                .flatMap(FeedMapping.Format.init(rawValue:))
        }
        let name = pattern.name.lowercased()
        if name.hasSuffix(".xml") { return .xml }
        if name.hasSuffix(".csv") || name.hasSuffix(".txt") { return .csv }
        reader.fault(feed, "the format cannot be told from `path`", "add `format: xml` or `csv`")
        return nil
    }

    private func namePattern(_ node: Node?, _ what: String, isDate: Bool = false) -> NamePattern? {
        guard let node, let text = reader.text(node, what) else { return nil }
        guard let pattern = try? NamePattern(text), text.contains("(?<") else {
            reader.fault(
                node, "`\(what)` is no pattern with a named group",
                isDate
                    ? #"write for example "(?<yyyyMMdd>\\d{8})""#
                    : #"write for example "(?<year>\\d{4})""#)
            return nil
        }
        if isDate, !Self.groupNames(text).contains(where: { DatePattern($0) != nil }) {
            reader.fault(
                node, "`\(what)` names no group by a date pattern",
                #"name the group by its digits, as in "(?<yyyyMMdd>\\d{8})""#)
        }
        if isDate, Self.groupNames(text).contains(where: { $0.contains("HH") }) {
            reader.fault(
                node, "`\(what)` tells a time, but exports are ordered by day",
                "leave the time out of the group; of one day the export seen last counts")
        }
        return pattern
    }

    private static func groupNames(_ pattern: String) -> [String] {
        pattern.split(separator: "(?<").dropFirst(pattern.hasPrefix("(?<") ? 0 : 1).map {
            String($0.prefix { $0 != ">" })
        }
    }

    private func mapping(
        _ id: String, _ holds: Holds, _ format: FeedMapping.Format, _ values: [String: Node],
        _ node: Node
    ) -> FeedMapping {
        let record = reader.text(values["record"], "record") ?? ""
        if format == .xml, record.isEmpty {
            reader.fault(node, "an XML feed needs `record`", "name the element of one record")
        }
        let fields = fields(values["fields"], holds, format, node)
        let mapping = FeedMapping(
            feed: id, holds: holds, format: format, record: record, fields: fields,
            nested: values["nested"].map { nested($0, holds, format) } ?? [],
            defaults: defaults(values["defaults"], holds),
            values: valueMaps(values["values"], holds), dates: dates(values["dates"]))
        if let fields {
            for field in mapping.missingKey(mapped: fields.keys) {
                reader.fault(
                    values["fields"] ?? node,
                    "\(holds.rawValue) need `\(field.rawValue)`, which is in their key",
                    "map it in `fields` or give it in `defaults`")
            }
        }
        return mapping
    }

    /// Nil means `auto`.
    private func fields(
        _ node: Node?, _ holds: Holds, _ format: FeedMapping.Format, _ feed: Node
    ) -> [Field: FeedMapping.Source]? {
        guard let node else {
            reader.fault(feed, "a feed needs `fields`", "map its fields, or write `fields: auto`")
            return [:]
        }
        if node.scalar?.string == "auto" {
            guard format == .csv else {
                reader.fault(node, "`fields: auto` is for CSV", "name the elements of the fields")
                return [:]
            }
            return nil
        }
        var fields: [Field: FeedMapping.Source] = [:]
        for (key, name, value) in reader.pairs(node, "fields") {
            guard let field = field(name, of: holds, at: key) else { continue }
            // A faulty source is told as such; its field still counts as mapped.
            fields[field] =
                source(value, name, format) ?? .init(name: name, path: .literal(name))
        }
        return fields
    }

    func field(_ name: String, of holds: Holds, at node: Node) -> Field? {
        if let field = Field(rawValue: name), holds.kind(of: field) != nil { return field }
        let known = holds.fields.map(\.rawValue)
        let hint = Suggestion.closest(to: name, among: known).map { "did you mean `\($0.text)`?" }
        reader.fault(
            node, "\(holds.rawValue) have no field `\(name)`",
            hint ?? "known are " + known.joined(separator: ", "))
        return nil
    }

    private func source(
        _ node: Node, _ name: String, _ format: FeedMapping.Format
    ) -> FeedMapping.Source? {
        guard node.mapping != nil else {
            return reader.text(node, name).map { .init(name: $0, path: .literal($0)) }
        }
        let values = reader.mapping(node, known: ["path"], in: "a field")
        guard let text = reader.text(values["path"], "path") else { return nil }
        guard format == .xml else {
            reader.fault(node, "a CSV has no paths", "write the name of the column")
            return nil
        }
        do {
            return .init(name: text, path: try FieldPath(text))
        } catch {
            reader.fault(
                values["path"], "`\(text)` is no path (at its character \(error.column))",
                "use steps, @attribute and [@attribute='value'], as in TrangThai/Ten")
            return nil
        }
    }

    private func nested(
        _ node: Node, _ holds: Holds, _ format: FeedMapping.Format
    ) -> [FeedMapping.Nested] {
        let possible: Holds = holds == .documents ? .documentFiles : .dossierFiles
        guard format == .xml, holds == .dossiers || holds == .documents else {
            reader.fault(node, "`nested` is for dossiers and documents in XML", "leave it out")
            return []
        }
        let values = reader.mapping(node, known: [possible.rawValue], in: "nested")
        guard let lists = values[possible.rawValue] else { return [] }
        return (lists.sequence.map(Array.init) ?? [lists]).compactMap {
            list -> FeedMapping.Nested? in
            let values = reader.mapping(
                list, known: ["record", "fields", "defaults"], in: "a nested list")
            guard let record = reader.text(values["record"], "record") else {
                reader.fault(list, "a nested list needs `record`", "name its element")
                return nil
            }
            var role: FeedMapping.Source?
            let fields = values["fields"].map { reader.pairs($0, "fields") } ?? []
            for (key, name, value) in fields {
                guard let field = field(name, of: possible, at: key) else { continue }
                let source = source(value, name, format)
                if field == .role { role = source }
            }
            let standing = defaults(values["defaults"], possible)[.role]
            return FeedMapping.Nested(
                holds: possible, record: record, role: role,
                defaultRole: standing.flatMap { FileRole(name: $0) })
        }
    }
}
