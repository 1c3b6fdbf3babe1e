/// Reads the records of a CSV export.
package enum CSVRecords {
    /// Reads a file from its first to its last byte and hands its records over in batches.
    ///
    /// The text is in any of the encodings of `TextEncoding`. Quotes, doubled quotes and line
    /// breaks in quotes are those of RFC 4180; a line ends in CRLF, LF or CR. Blank lines are no
    /// records, and neither is what stands before the end of the header. A record may have fewer
    /// cells than the header (the others are absent), and more if they are empty. One with more
    /// cells that have text remains, without what may be shifted (`CSVShift`); too many of them
    /// refuse the export.
    ///
    /// A fault may come after batches were handed over: whoever takes batches drops what it took
    /// when this throws. A file that was cut at the end of a line cannot be told from a whole one.
    ///
    /// - Parameters:
    ///   - pieceBytes: how much is read at a time; the records do not depend on it.
    ///   - encodings: the only ones that the text can be in; nil: that is told from its bytes.
    ///   - layout: gets the first rows in each way of reading, and answers with the right one.
    ///   - judge: gets each row that does not look like a record, and answers whether it is one.
    ///   - consume: takes a batch; what it throws stops the reading and comes out as it is.
    /// - Throws: `RecordReadingError`, or what `layout`, `judge` or `consume` threw.
    package static func read(
        path: String, limits: RecordLimits = RecordLimits(), pieceBytes: Int = 256 * 1024,
        encodings: [TextEncoding]? = nil, layout: (CSVSurvey) throws -> CSVLayout,
        judge: (CSVOddRow) throws -> CSVRowVerdict = { _ in .record },
        into consume: (borrowing RecordBatch) throws -> Void
    ) throws -> ReadingSummary {
        let file = try ExportFile.open(path: path)
        var buffer = RawBuffer<UInt8>(capacity: pieceBytes)
        let layout = try layout(try CSVSurvey.make(file, encodings, limits, head: &buffer))
        let dialect = layout.candidate.dialect
        var decoder = PieceDecoder(layout.candidate.encoding)
        var scanner = CSVScanner(dialect: dialect, start: 0, limits: limits)
        var toSkip = dialect.start
        var headingRows = 0

        func takePause() throws {
            switch scanner.rows.pause {
            case .none: break
            case .heading:
                headingRows += 1
                if headingRows == layout.headerEnd {
                    scanner.rows.beginRecords(layout)
                } else {
                    _ = scanner.rows.takeHeading()
                }
            case .odd: scanner.rows.settle(try judge(scanner.rows.oddRow()))
            case .full: try scanner.rows.handOver(to: consume)
            }
        }

        func take(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool = false) throws {
            let (text, fault) = unsafe decoder.decode(piece, isLast: isLast)
            let skipped = min(toSkip, text.count)
            toSkip -= skipped
            let rows = unsafe UnsafeBufferPointer(rebasing: text[skipped...])
            var start = 0
            while start < rows.count {
                start = unsafe try scanner.scan(rows, from: start)
                while scanner.rows.isPaused { try takePause() }
            }
            if let fault { throw unsafe scanner.error(fault, rows, rows.count) }
            unsafe try scanner.endPiece(rows)
        }

        // The head that was surveyed comes first, in pieces like the rest.
        var start = layout.candidate.start
        while start < buffer.count {
            let end = min(buffer.count, start + pieceBytes)
            unsafe try take(.init(rebasing: buffer.values[start..<end]))
            start = end
        }
        buffer.count = 0
        while try file.append(pieceBytes, to: &buffer) > 0 {
            unsafe try take(buffer.values)
            buffer.count = 0
        }
        unsafe try take(.init(start: nil, count: 0), isLast: true)
        let endsInLineBreak = try scanner.finish()
        while scanner.rows.isPaused { try takePause() }
        try scanner.rows.handOver(to: consume)

        let recordCount = scanner.rows.builder.recordCount
        let raggedRows = scanner.rows.raggedRows
        if raggedRows.areTooMany(of: recordCount), let line = raggedRows.firstLines.first {
            throw RecordReadingError(.raggedRow, line: line)
        }
        return ReadingSummary(
            recordCount: recordCount, lastLine: scanner.lastLine,
            form: .csv(endsInLineBreak: endsInLineBreak, raggedRows: raggedRows))
    }
}
