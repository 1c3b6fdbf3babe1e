import Facts
import Ingest

/// A proposed mapping as a person reads and pastes it.
struct ProposalText {
    private let head: ExportHead
    private let proposal: MappingProposal
    private let mapping: FeedMapping

    private static let mostTitles = 60

    init(_ head: ExportHead, _ proposal: MappingProposal, _ mapping: FeedMapping) {
        self.head = head
        self.proposal = proposal
        self.mapping = mapping
    }

    /// `CSV in UTF-8 with «;», header on line 3`.
    var form: String {
        switch head.form {
        case .csv(let encoding, let delimiter, let line):
            let sign = delimiter == "\t" ? "TAB" : String(delimiter)
            return "CSV in \(encoding) with `\(sign)`"
                + (head.isNamed ? ", header on line \(line)" : "")
        case .xml(let root, let record):
            return "XML with root `\(HeaderTitle(root).shown)`"
                + (record.map { ", records `\(HeaderTitle($0).shown)`" } ?? "")
        }
    }

    var verdict: String {
        if let misfit = head.misfit { return "does not fit: \(misfit)" }
        let count = Set(head.used.values).count
        let what = mapping.format == .csv ? "columns" : "elements and attributes"
        return "fits, \(count) of \(head.columns.count) \(what) used"
            + (proposal.hasMore ? "; more are understood" : "")
    }

    /// What would help, with the feed's lines indented as they stand in the settings.
    var advice: [String] {
        var lines: [String] = []
        if head.misfit != nil || proposal.hasMore {
            if !head.columns.isEmpty { lines += titles }
            if !proposal.choices.isEmpty {
                lines += yaml
            } else if head.isNamed {
                let key = proposal.missingKey.map(\.rawValue).joined(separator: ", ")
                lines.append(
                    "  none of them could be recognised; name them in `fields` by hand, the key"
                        + " (\(key)) first")
            }
        }
        lines += proposal.dates.map(line)
        lines += proposal.labels.map { labels in
            "  \(labels.field.rawValue): \(labels.strangeCount) of \(labels.count) different labels"
                + " have no meaning yet; say in `values` what they mean"
        }
        return lines
    }

    /// The names that were seen; only their shapes where they may be contents.
    private var titles: [String] {
        guard head.isNamed else {
            let shapes = head.columns.prefix(Self.mostTitles).enumerated().map { index, column in
                "\(index + 1) (\(column.shape))"
            }
            return [
                "  its first rows look like records, not like a header; add a line with the names"
                    + " of the columns"
            ] + Self.wrapped("  columns: ", shapes)
        }
        let shown = head.columns.prefix(Self.mostTitles).map { column in
            Self.title(column) + (column.repeats ? " (repeats)" : "")
        }
        let more = head.columns.count - shown.count
        return Self.wrapped(
            mapping.format == .csv ? "  headers: " : "  elements and attributes: ",
            shown + (more > 0 ? ["and \(more) more"] : []))
    }

    private static func title(_ column: ExportHead.Column) -> String {
        column.mayBeContents ? "(\(column.shape))" : HeaderTitle(column.title).quoted
    }

    private var yaml: [String] {
        var lines = [
            "  put these lines into the feed, in place of those that it has"
                + (proposal.choices.contains { $0.likeness != nil }
                    ? " (`# ?` is a guess; look into the export and decide):" : ":")
        ]
        if case .xml(_, let record?) = head.form, record != mapping.record {
            lines.append("    record: \(HeaderTitle(record).quoted)")
        }
        lines.append("    fields:")
        let fields = proposal.choices.map(field)
        let width = min(60, fields.filter { !$0.note.isEmpty }.map(\.text.count).max() ?? 0)
        lines += fields.map { text, note in
            guard !note.isEmpty else { return "      " + text }
            let gap = String(repeating: " ", count: max(0, width - text.count))
            return "      \(text)\(gap)  \(note)"
        }
        lines += pattern.map { ["    dates: [\($0)]"] } ?? []
        if !proposal.missingKey.isEmpty {
            let names = proposal.missingKey.map(\.rawValue).joined(separator: ", ")
            lines.append(
                "    # still needed: \(names); name its column above, or give it in `defaults` if it"
                    + " is the same in the whole feed")
        }
        if !proposal.lost.isEmpty {
            let names = proposal.lost.map(\.rawValue).joined(separator: ", ")
            lines.append("    # no longer found: \(names)")
        }
        let unused = proposal.unused.map { Self.title(head.columns[$0]) }
        let shown = unused.prefix(Self.mostTitles)
        let more = unused.count - shown.count
        if !shown.isEmpty {
            lines += Self.wrapped(
                "    # not used: ", shown + (more > 0 ? ["and \(more) more"] : []),
                continuation: "    #   ")
        }
        return lines
    }

    /// A line of `fields`, and a note behind it.
    private func field(_ choice: MappingProposal.Choice) -> (text: String, note: String) {
        let name = choice.field.rawValue
        let note = choice.likeness.map { "# ? like \(HeaderTitle($0).quoted)" } ?? ""
        switch head.columns[choice.column].source {
        case .name(let source):
            let title = HeaderTitle(source)
            guard !title.isCut else {
                return (
                    "# \(name): the name of column \(choice.column + 1) is too long to show here",
                    note
                )
            }
            return ("\(name): \(title.yaml)", note)
        case .path(let path): return ("\(name): {path: \(HeaderTitle(path).yaml)}", note)
        case nil:
            return ("# \(name): column \(choice.column + 1), to which no name leads", note)
        }
    }

    /// What all days that cannot be read have in common, if they have.
    private var pattern: String? {
        let patterns = Set(proposal.dates.compactMap(\.pattern))
        return patterns.isEmpty ? nil : patterns.sorted().joined(separator: ", ")
    }

    private func line(_ dates: MappingProposal.StrangeDates) -> String {
        let shapes = dates.shapes.joined(separator: "  ")
        return "  \(dates.field.rawValue): \(dates.count) of the first days cannot be read"
            + " (\(shapes)); "
            + (dates.pattern.map { "add \($0) to the feed's `dates`" }
                ?? "say in `dates` how they are written")
    }

    /// Items with commas between them, on lines of some ninety characters.
    private static func wrapped(
        _ beginning: String, _ items: [String], continuation: String = "    "
    ) -> [String] {
        var lines: [String] = []
        var line = beginning
        for (index, item) in items.enumerated() {
            let item = item + (index + 1 < items.count ? ", " : "")
            if line.count + item.count > 92, line != beginning {
                lines.append(String(line.dropLast()))
                line = continuation
            }
            line += item
        }
        return lines + [line]
    }
}
