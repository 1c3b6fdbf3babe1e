import Facts
import RecordReading

/// Reads a CSV by its header: the rows that are records into a builder, the others into notes.
struct CSVReading {
    let mapping: FeedMapping
    let wanted: Set<Field>
    let units: UnitRegistry
    let today: Day
    /// Makes the builder, given for each mapped field its column among the batch's cells and its
    /// position in the header, and what the header was damaged by.
    let makeBuilder: ([Field: Int], [Field: Int], TextDamage?) -> ExportBuilder

    /// What a reading yields.
    struct Result {
        let builder: ExportBuilder
        let provides: Set<Field>
        let endsInLineBreak: Bool
        /// What the form of the file brought to light; the builder has notes of its own.
        let notes: FormNotes
    }

    struct FormNotes {
        let legacyEncoding: String?
        let headerDamage: ColumnDamage?
        let controlTotal: ControlTotal?
        let raggedRows: NotedCells
    }

    /// Reads the file from its first to its last byte.
    ///
    /// A file that is no UTF-8 only where its header is over, and whose header is ASCII, can be in
    /// an older encoding. It is, if at least three of its cells then are words that are known;
    /// else it is damaged.
    func read(path: String) throws -> Result {
        var hasPlainHeader = false
        do {
            return try read(path: path, encodings: nil) { found in
                hasPlainHeader = found.cells.joined().allSatisfy {
                    $0.utf8.allSatisfy { $0 < 0x80 }
                }
            }
        } catch let error as RecordReadingError where error.kind == .invalidUTF8 && hasPlainHeader {
            let readings = try LegacyLines.read(path: path)
            guard let encoding = KnownWords(units).encoding(of: readings) else { throw error }
            return try read(path: path, encodings: [encoding]) { _ in }
        }
    }

    private func read(
        path: String, encodings: [TextEncoding]?, told: (HeaderSearch.Found) -> Void
    ) throws -> Result {
        var header: HeaderSearch.Found?
        var builder: ExportBuilder?
        var judge: RowJudge?
        let summary = try CSVRecords.read(
            path: path, encodings: encodings,
            layout: { survey in
                let found = try HeaderSearch(mapping).find(in: survey)
                told(found)
                header = found
                let titles = found.candidate.rows[..<found.rows.lowerBound].map(\.cells)
                judge = RowJudge(header: found.cells, titles: titles, damage: found.damage) {
                    units.resolve($0, on: today) != nil
                }
                let kept = found.match.columns.filter { wanted.contains($0.key) }
                    .sorted { $0.key.rawValue < $1.key.rawValue }
                var columns: [Field: Int] = [:]
                for (index, column) in kept.enumerated() { columns[column.key] = index }
                builder = makeBuilder(
                    columns, found.match.columns.mapValues { $0 + 1 }, found.damage)
                return layout(found, kept.map { ($0.key, $0.value) })
            },
            judge: { judge?.verdict($0) ?? .record },
            into: { try builder?.take($0) })
        guard let builder, let header, let judge,
            case .csv(let endsInLineBreak, let raggedRows) = summary.form
        else { throw ExportRefusal.noHeader }
        let encoding = header.candidate.encoding
        return Result(
            builder: builder, provides: mapping.provided(by: header.match.columns.keys),
            endsInLineBreak: endsInLineBreak,
            notes: FormNotes(
                legacyEncoding: encoding.isUnicode ? nil : encoding.name,
                headerDamage: damage(of: header),
                controlTotal: judge.controlTotal(of: summary.recordCount),
                raggedRows: NotedCells(count: raggedRows.count, firstLines: raggedRows.firstLines)))
    }

    private func damage(of header: HeaderSearch.Found) -> ColumnDamage? {
        let isDecomposed = header.cells.joined().contains {
            TextDamage.decomposed.repaired($0) != nil
        }
        let damage = header.damage ?? (isDecomposed ? .decomposed : nil)
        return damage.flatMap { ColumnDamage(rawValue: $0.rawValue) }
    }

    private func layout(
        _ found: HeaderSearch.Found, _ kept: [(field: Field, column: Int)]
    ) -> CSVLayout {
        let dates = kept.filter { column in
            switch mapping.holds.kind(of: column.field) {
            case .day, .instant: true
            default: false
            }
        }
        let key = Self.ownNumbers.first { mapping.holds.key.contains($0) }
        return CSVLayout(
            found.candidate, header: found.rows, columns: kept.map { $0.column },
            keyColumn: kept.first { $0.field == key }?.column,
            dateColumns: dates.map(\.column))
    }

    /// The field of each kind of key that has a digit in it, whatever the record.
    private static let ownNumbers: [Field] = [
        .code, .dossierCode, .procedureCode, .number, .trackingCode, .indicator,
    ]
}
