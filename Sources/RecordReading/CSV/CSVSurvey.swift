/// The first rows of a CSV, in each way in which they can be read.
///
/// Which one is meant only its header can tell, and what a header is only the feed: the reader
/// offers the rows, and whoever reads answers with a `CSVLayout`.
package struct CSVSurvey: Sendable {
    /// The likeliest first; at least one, of which one has rows or a fault.
    package let candidates: [Candidate]

    /// One way of reading.
    package struct Candidate: Sendable {
        package let encoding: TextEncoding
        package let delimiter: Character
        /// The first rows, at most about forty, without blank lines.
        package fileprivate(set) var rows: [Row] = []
        /// Why there are no more rows, if it is not the end of the survey.
        package fileprivate(set) var fault: RecordReadingError?
        /// The offset behind a byte order mark.
        let start: Int
        let dialect: CSVDialect
    }

    /// A row with its cells, without blanks at their ends.
    package struct Row: Sendable, Hashable {
        /// The line, from 1, on which it begins.
        package let line: Int
        package let cells: [String]

        package init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    /// Rows that are enough for title rows, a header and its first records.
    fileprivate static let enoughRows = 40
    /// What is read of a file at first; only a file whose rows are long is asked for more.
    private static let firstBytes = 64 * 1024

    /// Surveys the beginning of the file at this path, and reads no more of it.
    ///
    /// - Throws: as `make`, or because the file cannot be opened.
    package static func read(path: String) throws(RecordReadingError) -> CSVSurvey {
        let file = try ExportFile.open(path: path)
        var head = RawBuffer<UInt8>(capacity: firstBytes)
        return try make(file, nil, RecordLimits(), head: &head)
    }

    /// Surveys the beginning of a file, which then stands in `head`.
    ///
    /// - Parameter encodings: the only ones to try; nil: those that the bytes can be in, and UTF-8,
    ///   so that a file that is damaged further down can be told where.
    /// - Throws: `.empty` if there is no text at all, `.markupTooLong` if no row ends.
    static func make(
        _ file: borrowing ExportFile, _ encodings: [TextEncoding]?, _ limits: RecordLimits,
        head: inout RawBuffer<UInt8>
    ) throws(RecordReadingError) -> CSVSurvey {
        while true {
            let wanted = max(1, min(max(firstBytes, head.count), limits.markupBytes - head.count))
            let isWhole = try file.append(wanted, to: &head) < wanted
            let survey = unsafe CSVSurvey(head.values, isWhole: isWhole, encodings, limits)
            if isWhole, survey.candidates.allSatisfy({ $0.rows.isEmpty && $0.fault == nil }) {
                throw RecordReadingError(.empty)
            }
            let isEnough = survey.candidates.allSatisfy {
                $0.rows.count >= enoughRows || $0.fault != nil
            }
            if isWhole || isEnough { return survey }
            guard head.count >= limits.markupBytes else { continue }
            guard survey.candidates.contains(where: { !$0.rows.isEmpty }) else {
                throw RecordReadingError(.markupTooLong, line: 1)
            }
            return survey
        }
    }

    private init(
        _ head: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ encodings: [TextEncoding]?,
        _ limits: RecordLimits
    ) {
        var (possible, start) = unsafe TextEncoding.candidates(for: head, isWhole: isWhole)
        if possible.allSatisfy({ !$0.isUnicode }) { possible.insert(.utf8, at: 0) }
        var candidates: [Candidate] = []
        for encoding in encodings ?? possible {
            var decoder = PieceDecoder(encoding)
            let piece = unsafe UnsafeBufferPointer(rebasing: head[start...])
            let (text, fault) = unsafe decoder.decode(piece, isLast: isWhole)
            // Bytes that mean nothing in an encoding of one byte a character tell that it is another.
            if fault != nil, !encoding.isUnicode { continue }
            for dialect in unsafe CSVDialect.candidates(in: text) {
                var candidate = Candidate(
                    encoding: encoding, delimiter: Character(UnicodeScalar(dialect.delimiter)),
                    start: start, dialect: dialect)
                unsafe candidate.takeRows(text, isWhole: isWhole, fault, limits)
                candidates.append(candidate)
            }
        }
        self.candidates = candidates
    }
}

extension CSVSurvey.Candidate {
    fileprivate mutating func takeRows(
        _ text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ textFault: RecordReadingError.Kind?,
        _ limits: RecordLimits
    ) {
        let enough = CSVSurvey.enoughRows
        var scanner = CSVScanner(dialect: dialect, start: dialect.start, limits: limits)
        do throws(RecordReadingError) {
            var index = dialect.start
            while index < text.count, rows.count < enough {
                index = unsafe try scanner.scan(text, from: index)
                if scanner.rows.isPaused { rows.append(scanner.rows.takeHeading()) }
            }
            guard rows.count < enough else { return }
            if let textFault { throw unsafe scanner.error(textFault, text, text.count) }
            guard isWhole else { return }
            _ = try scanner.finish()
            if scanner.rows.isPaused { rows.append(scanner.rows.takeHeading()) }
        } catch {
            fault = error
        }
    }
}

/// How a CSV is to be read: the answer to its survey.
package struct CSVLayout: Sendable {
    let candidate: CSVSurvey.Candidate
    let headerEnd: Int
    let columnCount: Int
    let columns: [Int?]
    let keyColumn: Int?
    let dateColumns: [Int]

    /// - Parameters:
    ///   - candidate: the way of reading that makes sense.
    ///   - header: which of its rows are the header; what stands before it is no record.
    ///   - columns: for each wanted field the index of its column; nil: its cells are absent.
    ///   - keyColumn: where each record has a code or number. A row that has none there is shown
    ///     to the judge; nil: no row is.
    ///   - dateColumns: wanted columns that hold dates, by which a shifted row is told.
    package init(
        _ candidate: CSVSurvey.Candidate, header: Range<Int>, columns: [Int?],
        keyColumn: Int? = nil, dateColumns: [Int] = []
    ) {
        precondition(candidate.rows.indices.contains(header.upperBound - 1), "no such rows")
        self.candidate = candidate
        headerEnd = header.upperBound
        columnCount = candidate.rows[header].map(\.cells.count).max() ?? 0
        self.columns = columns
        self.keyColumn = keyColumn
        self.dateColumns = dateColumns
    }
}

/// A row that does not look like a record, shown to whoever knows better.
package struct CSVOddRow: Sendable {
    /// The line, from 1, on which it begins.
    package let line: Int
    /// All its cells, also those of columns that are not wanted, without blanks at their ends.
    package let cells: [String]
    /// Whether it looks like a record after all, and is shown because it follows the header or
    /// another row that was none, or begins like a total or the heading of a group.
    package let hasKey: Bool
    /// The records before it.
    package let recordCount: Int
}

/// What an odd row is.
package enum CSVRowVerdict: Sendable {
    case record, noRecord
}
