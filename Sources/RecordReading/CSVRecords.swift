/// Reads the records of a CSV export.
package enum CSVRecords {
    /// Reads a file from its first to its last byte and hands its records over in batches.
    ///
    /// The text is UTF-8, with or without a byte order mark. The delimiter is `;`, `,`, TAB or `|`,
    /// as the first line says. Quotes, doubled quotes and line breaks in quotes are those of
    /// RFC 4180; a line ends in CRLF, LF or CR. Blank lines are no records. A record may have
    /// fewer cells than the header (the others are absent), and more if they are empty.
    ///
    /// A fault may come after batches were handed over: whoever takes batches drops what it took
    /// when this throws. A file that was cut at the end of a line cannot be told from a whole one.
    ///
    /// - Parameters:
    ///   - pieceBytes: how much is read at a time; the records do not depend on it.
    ///   - columns: gets the cells of the header and answers, for each wanted field, the index of
    ///     its column; `nil`: its cells are absent.
    ///   - consume: takes a batch; what it throws stops the reading and comes out as it is.
    /// - Throws: `RecordReadingError`, or what `columns` or `consume` threw.
    package static func read(
        path: String, limits: RecordLimits = RecordLimits(), pieceBytes: Int = 256 * 1024,
        columns: ([String]) throws -> [Int?], into consume: (borrowing RecordBatch) throws -> Void
    ) throws -> ReadingSummary {
        let file = try ExportFile.open(path: path)
        var piece = RawBuffer<UInt8>(capacity: pieceBytes)
        let dialect = try findDialect(file, limits, pieceBytes, &piece)
        var checker = UTF8Checker()
        var scanner = CSVScanner(dialect: dialect, limits: limits)
        var isHeaderTaken = false
        var start = dialect.start

        func takePause() throws {
            if isHeaderTaken {
                try scanner.rows.handOver(to: consume)
            } else {
                scanner.rows.takeHeader(try columns(scanner.rows.header))
                isHeaderTaken = true
            }
        }

        repeat {
            let bytes = unsafe piece.values
            let valid = unsafe start + checker.validCount(of: .init(rebasing: bytes[start...]))
            let text = unsafe UnsafeBufferPointer(rebasing: bytes[..<valid])
            while start < valid {
                start = unsafe try scanner.scan(text, from: start)
                if scanner.rows.isPaused { try takePause() }
            }
            if valid < bytes.count {
                throw unsafe scanner.error(.invalidUTF8, bytes, valid)
            }
            unsafe try scanner.endPiece(text)
            piece.count = 0
            start = 0
        } while try file.append(pieceBytes, to: &piece) > 0

        if checker.isInsideCharacter {
            throw unsafe scanner.error(.invalidUTF8, piece.values, 0)
        }
        let endsInLineBreak = try scanner.finish()
        if scanner.rows.isPaused { try takePause() }
        try scanner.rows.handOver(to: consume)
        return ReadingSummary(
            recordCount: scanner.rows.builder.recordCount, lastLine: scanner.lastLine,
            form: .csv(
                delimiter: Character(UnicodeScalar(dialect.delimiter)),
                header: scanner.rows.header, endsInLineBreak: endsInLineBreak))
    }

    /// Reads so much of the file that its dialect is known.
    private static func findDialect(
        _ file: borrowing ExportFile, _ limits: RecordLimits, _ pieceBytes: Int,
        _ piece: inout RawBuffer<UInt8>
    ) throws(RecordReadingError) -> CSVDialect {
        while true {
            let isWhole = try file.append(pieceBytes, to: &piece) == 0
            if let dialect = unsafe try CSVDialect.find(in: piece.values, isWhole: isWhole) {
                return dialect
            }
            guard piece.count <= limits.markupBytes else {
                throw RecordReadingError(.markupTooLong, line: 1)
            }
        }
    }
}
