import Facts
import Ingest

/// What `doisoat check` says of one feed: whether its newest export fits its mapping, and which
/// mapping would.
///
/// Names of columns are shown, contents of cells never are.
struct FeedGuide {
    /// Behind how many exports there are, on the same line.
    let verdict: String
    /// What would help, a line each; none where nothing is wanted.
    let advice: [String]

    init(_ feed: FeedSettings, _ exports: [SeenExport], units: UnitRegistry) {
        guard let newest = Self.newest(of: exports, feed) else {
            verdict =
                "; to begin, put an export into \(feed.path.folder) under a name like"
                + " \(feed.path.name)"
            advice = []
            return
        }
        let name = feed.path.masked(newest.name, feed: feed.id, units: units) ?? feed.path.name
        do {
            let head = try ExportHead.read(path: newest.path, feed.mapping)
            let modified = Instant(secondsSince1970: newest.stamp.modified / 1_000_000_000)
            let proposal = MappingProposal(
                head, feed.mapping, year: modified.localDay.year)
            let text = ProposalText(head, proposal, feed.mapping)
            verdict = "; newest \(name): \(text.form), \(text.verdict)"
            advice = text.advice
        } catch {
            let place = error.line > 0 ? "line \(error.line): " : ""
            verdict = "; newest \(name): cannot be read: \(place)\(error.message.en)"
            advice = ["  \(error.remedy.en)"]
        }
    }

    /// By the day that the name tells, else by when it was last written.
    private static func newest(of exports: [SeenExport], _ feed: FeedSettings) -> SeenExport? {
        let ages = exports.map { export in
            (
                export, feed.exportedAt(ofName: export.name)?.daysSince1970 ?? .min,
                export.stamp.modified
            )
        }
        return ages.max { ($0.1, $0.2, $0.0.name) < ($1.1, $1.2, $1.0.name) }?.0
    }
}
