import Facts
import RecordReading

/// Finds the header of a CSV, and with it the encoding and the delimiter (domain §7.1, 7.8).
///
/// Files of offices begin with title rows, are cut by other delimiters than expected and are in
/// encodings older than Unicode. Only one thing tells how to read them: under the right reading
/// there is a row that names the columns of this feed.
struct HeaderSearch {
    private let mapping: FeedMapping

    /// Title rows before a header are at most so many.
    private static let mostTitleRows = 20

    struct Found {
        let candidate: CSVSurvey.Candidate
        let rows: Range<Int>
        let match: HeaderMatch
        /// What the header had to be repaired of to make sense.
        let damage: TextDamage?

        /// The rows as they stand in the file.
        var cells: [[String]] { candidate.rows[rows].map(\.cells) }
    }

    init(_ mapping: FeedMapping) {
        self.mapping = mapping
    }

    /// The header; its key is there.
    ///
    /// Unicode is believed first: as it stands, then repaired of what was done to it. The best is
    /// meant, and of equally good ones the first: a small table may stand above the records, each
    /// page may repeat the header, and of text that is not Unicode each encoding makes something.
    func find(in survey: CSVSurvey) throws(ExportRefusal) -> Found {
        let unicode = survey.candidates.filter(\.encoding.isUnicode)
        let legacy = survey.candidates.filter { !$0.encoding.isUnicode }
        let asTheyStand = unicode.map { ($0, nil as TextDamage?) }
        if let found = best(asTheyStand, where: \.makesSense) {
            return best(asTheyStand, where: \.mayBeHeader) ?? found
        }
        let repaired = [TextDamage.mojibake, .tcvn3, .vni].flatMap { damage in
            unicode.map { ($0, damage) }
        }
        if let found = best(repaired, where: \.makesSense) { return found }
        if let found = best(legacy.map { ($0, nil) }, where: \.makesSense) { return found }
        // Few of its words are known, but what is needed is there. An older encoding is believed
        // so only where the rows have told it, so that nothing else is offered.
        let decided = unicode.isEmpty ? legacy : unicode
        if let found = best(decided.map { ($0, nil) }, where: \.mayBeHeader) { return found }
        throw refusal(decided, isUnicode: unicode.isEmpty || legacy.isEmpty)
    }

    private func best(
        _ readings: [(CSVSurvey.Candidate, TextDamage?)], where isRight: (HeaderMatch) -> Bool
    ) -> Found? {
        var best: Found?
        for (candidate, damage) in readings {
            for start in starts(candidate) {
                if let best, !Self.mayBe(candidate.rows[start], betterThan: best) { continue }
                let found = header(candidate, at: start, damage, where: isRight)
                guard let found, best.map({ found.match.isBetter(than: $0.match) }) ?? true else {
                    continue
                }
                best = found
            }
        }
        return best
    }

    /// Whether a row is worth a closer look once there is a header: it has as many cells as that
    /// names fields, and is no record. To look at records as if they were headers would cost most.
    private static func mayBe(_ row: CSVSurvey.Row, betterThan best: Found) -> Bool {
        let filled = row.cells.filter { !$0.isEmpty }
        guard let first = filled.first, filled.count >= best.match.columns.count,
            !HeaderNames.looksLikeData(first)
        else { return false }
        // Dates and codes have many digits; names of columns have none, or a year.
        let values = filled.count { $0.utf8.count { $0 &- 0x30 <= 9 } >= 4 }
        return values * 4 < filled.count
    }

    private func starts(_ candidate: CSVSurvey.Candidate) -> Range<Int> {
        0..<min(candidate.rows.count, Self.mostTitleRows + 1)
    }

    /// The header that begins at a row, if one does; of several the one that says most, with most
    /// rows.
    private func header(
        _ candidate: CSVSurvey.Candidate, at start: Int, _ damage: TextDamage?,
        where isRight: (HeaderMatch) -> Bool
    ) -> Found? {
        var found: Found?
        var rows: [[String]] = []
        for end in start..<min(candidate.rows.count, start + HeaderNames.mostRows) {
            let cells = candidate.rows[end].cells
            let written = damage.map { damage in cells.map { damage.repaired($0) ?? $0 } } ?? cells
            if let upper = rows.last, !HeaderNames.canStand(written, below: upper) { break }
            rows.append(written)
            let match = HeaderMatch(HeaderNames(rows), mapping: mapping)
            guard isRight(match), !(found?.match.isBetter(than: match) ?? false) else { continue }
            found = Found(
                candidate: candidate, rows: start..<end + 1, match: match, damage: damage)
        }
        return found
    }

    /// Why there is no header, told of the row that is most like one.
    private func refusal(
        _ candidates: [CSVSurvey.Candidate], isUnicode: Bool
    ) -> ExportRefusal {
        guard isUnicode else { return .unknownEncoding }
        var best: (row: CSVSurvey.Row, match: HeaderMatch, hints: [Field: Int])?
        for candidate in candidates {
            for row in candidate.rows[starts(candidate)] {
                let match = HeaderMatch(HeaderNames([row.cells]), mapping: mapping)
                let hints = hints(match, row.cells)
                if let best {
                    let isBetter =
                        (match.columns.count, match.knownCount, hints.count)
                        > (best.match.columns.count, best.match.knownCount, best.hints.count)
                    guard isBetter else { continue }
                }
                best = (row, match, hints)
            }
        }
        let fault = candidates.lazy.compactMap(\.fault).first
        guard let best else { return fault.map { ExportRefusal($0, format: .csv) } ?? .noHeader }
        // Damage further up, such as a quote in a title, may be what hides the header.
        if let fault, best.match.columns.isEmpty, best.hints.isEmpty {
            return ExportRefusal(fault, format: .csv)
        }
        if best.match.missing.isEmpty { return .tooLittleKnown(best.match, line: best.row.line) }
        if let field = best.match.missing.first, let source = mapping.fields?[field] {
            return .noColumn(source.name, field, hint: best.hints[field], line: best.row.line)
        }
        return .noKeyColumn(best.match.missing, line: best.row.line)
    }

    /// For each field that is missing the column with a similar name, from 1.
    private func hints(_ match: HeaderMatch, _ cells: [String]) -> [Field: Int] {
        var hints: [Field: Int] = [:]
        for field in match.missing {
            guard let source = mapping.fields?[field] else { continue }
            hints[field] = Suggestion.closest(to: source.name, among: cells).map { $0.index + 1 }
        }
        return hints
    }
}
