import Facts
import RecordReading

/// The row of a CSV that is most like a header, where none makes sense for the feed.
struct HeaderGuess {
    let candidate: CSVSurvey.Candidate
    let rows: Range<Int>
    let damage: TextDamage?
    /// Whether it names columns; else it may well be a record, of which nothing is shown.
    let isHeader: Bool
    private let score: [Int]

    /// Title rows before a header are at most so many, as `HeaderSearch` has it.
    private static let mostTitleRows = 20
    /// Names of columns are shorter.
    private static let longestName = 160

    /// The rows as they were meant.
    var written: [[String]] { Self.written(candidate.rows[rows], damage) }

    static func written(
        _ rows: ArraySlice<CSVSurvey.Row>, _ damage: TextDamage?
    ) -> [[String]] {
        rows.map { row in
            damage.map { damage in row.cells.map { damage.repaired($0) ?? $0 } } ?? row.cells
        }
    }

    /// Of equally good ones the first; nil: there is not one row.
    static func best(in survey: CSVSurvey, _ holds: Holds) -> HeaderGuess? {
        let unicode = survey.candidates.filter(\.encoding.isUnicode)
        let legacy = survey.candidates.filter { !$0.encoding.isUnicode }
        let readings =
            unicode.map { ($0, nil as TextDamage?) }
            + [TextDamage.mojibake, .tcvn3, .vni].flatMap { damage in
                unicode.map { ($0, damage) }
            } + legacy.map { ($0, nil) }
        var best: HeaderGuess?
        for (candidate, damage) in readings {
            for start in 0..<min(candidate.rows.count, mostTitleRows + 1) {
                let guess = guess(candidate, at: start, damage, holds)
                if best.map({ $0.score.lexicographicallyPrecedes(guess.score) }) ?? true {
                    best = guess
                }
            }
        }
        return best?.withoutTitles(holds)
    }

    /// Without rows above it that tell nothing: titles may name people.
    private func withoutTitles(_ holds: Holds) -> HeaderGuess {
        guard rows.count > 1 else { return self }
        let fewer = HeaderGuess(candidate, rows.dropFirst(), damage, holds)
        return fewer.score.lexicographicallyPrecedes(score) ? self : fewer.withoutTitles(holds)
    }

    /// The header that begins at a row; further rows belong to it if they name more.
    private static func guess(
        _ candidate: CSVSurvey.Candidate, at start: Int, _ damage: TextDamage?, _ holds: Holds
    ) -> HeaderGuess {
        var best = HeaderGuess(candidate, start..<start + 1, damage, holds)
        let most = min(candidate.rows.count, start + HeaderNames.mostRows)
        for end in start + 1..<max(most, start + 1) {
            let pair = written(candidate.rows[end - 1...end], damage)
            guard HeaderNames.canStand(pair[1], below: pair[0]) else { break }
            let guess = HeaderGuess(candidate, start..<end + 1, damage, holds)
            if best.score[1] < guess.score[1] { best = guess }
        }
        return best
    }

    private init(
        _ candidate: CSVSurvey.Candidate, _ rows: Range<Int>, _ damage: TextDamage?,
        _ holds: Holds
    ) {
        self.candidate = candidate
        self.rows = rows
        self.damage = damage
        let written = Self.written(candidate.rows[rows], damage)
        let names = HeaderNames(written).columns.filter { !$0.isEmpty }
        let fields = names.count { names in
            names.contains { !HeaderSynonyms.fields(of: $0, in: holds).isEmpty }
        }
        let known = names.count { $0.contains(where: HeaderSynonyms.isKnown) }
        isHeader = Self.isHeader(written, above: candidate.rows[rows.upperBound...].map(\.cells))
        score = [isHeader ? 1 : 0, fields, known, names.count]
    }

    /// Whether a cell may name a column: it is no code, day or number, and no long text.
    static func isClean(_ cell: String) -> Bool {
        let digits = cell.utf8.count { $0 &- 0x30 <= 9 }
        return cell.count <= longestName && digits < 4 && !HeaderNames.looksLikeData(cell)
    }

    /// Whether rows name columns: nothing in them is like a record, and they have words of headers
    /// or stand above a column of codes or days. In a doubt they do not: names may be citizens'.
    private static func isHeader(_ rows: [[String]], above below: [[String]]) -> Bool {
        let cells = rows.joined().filter { !$0.isEmpty }
        guard cells.count >= 2, cells.allSatisfy(isClean) else { return false }
        if cells.count(where: HeaderSynonyms.namesField) >= 2 { return true }
        let names = HeaderNames(rows).columns
        return names.indices.contains { column in
            let values = below.compactMap { column < $0.count ? $0[column] : nil }
                .filter { !$0.isEmpty }
            let data = values.count(where: HeaderNames.looksLikeData)
            return !names[column].isEmpty && data > 0 && data * 2 > values.count
        }
    }
}
