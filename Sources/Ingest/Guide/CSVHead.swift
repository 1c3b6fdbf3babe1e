import Facts
import RecordReading

/// The head of a CSV: its header as a run would find it, else the row that is most like one.
struct CSVHead {
    let head: ExportHead

    /// Of a file in which nothing could be found.
    private static let nothing = ExportHead(
        form: .csv(encoding: TextEncoding.utf8.name, delimiter: ",", line: 1), columns: [],
        isNamed: false, used: [:], misfit: ExportRefusal.noHeader.message.en)

    init(_ survey: CSVSurvey, _ mapping: FeedMapping) {
        do {
            let found = try HeaderSearch(mapping).find(in: survey)
            var rows = found.rows
            while rows.count > 1 {
                let fewer = HeaderGuess.written(
                    found.candidate.rows[rows.dropFirst()], found.damage)
                let match = HeaderMatch(HeaderNames(fewer), mapping: mapping)
                guard match.columns == found.match.columns else { break }
                // What stands above them is a title, which may name people.
                rows = rows.dropFirst()
            }
            head = Self.head(
                found.candidate, rows, found.damage, used: found.match.columns, misfit: nil)
        } catch {
            guard let guess = HeaderGuess.best(in: survey, mapping.holds) else {
                head = Self.nothing
                return
            }
            let rows = guess.written
            let match = HeaderMatch(HeaderNames(rows), mapping: mapping)
            head = Self.head(
                guess.candidate, guess.rows, guess.damage, used: match.columns,
                isNamed: guess.isHeader, misfit: error.message.en)
        }
    }

    private static func head(
        _ candidate: CSVSurvey.Candidate, _ rows: Range<Int>, _ damage: TextDamage?,
        used: [Field: Int], isNamed: Bool = true, misfit: String?
    ) -> ExportHead {
        let written = HeaderGuess.written(candidate.rows[rows], damage)
        let names = HeaderNames(written).columns
        let folded = names.map { $0.map(HeaderMatch.fold) }
        let below = candidate.rows[rows.upperBound...].map(\.cells).filter { !isNumbering($0) }
        let columns = names.indices.map { column in
            let source = names[column].first { name in
                let wanted = HeaderMatch.fold(name)
                return folded.firstIndex { $0.contains(wanted) } == column
            }
            let cells = below.compactMap { column < $0.count ? $0[column] : nil }
            return ExportHead.Column(
                title: names[column].first ?? "", source: source.map { .name($0) }, repeats: false,
                mayBeContents: !HeaderGuess.isClean(names[column].first ?? "")
                    || HeaderSynonyms.mayNamePeople(names[column].first ?? ""),
                names: names[column], cells: cells.filter { !$0.isEmpty })
        }
        let form = ExportHead.Form.csv(
            encoding: candidate.encoding.name, delimiter: candidate.delimiter,
            line: candidate.rows[rows.lowerBound].line)
        return ExportHead(
            form: form, columns: columns, isNamed: isNamed, used: used, misfit: misfit)
    }

    /// Whether a row only numbers the columns: `(1);(2);(3)`.
    private static func isNumbering(_ cells: [String]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        return filled.count > 1
            && filled.allSatisfy { cell in
                let inner = cell.filter { !"()[]=+-".contains($0) }
                return inner.count <= 2 && inner.allSatisfy { $0.isNumber || $0.isLetter }
            }
            && filled.contains { $0.contains("1") } && filled.contains { $0.contains("2") }
    }
}
