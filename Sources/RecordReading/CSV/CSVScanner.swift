/// Cuts UTF-8 text into cells (RFC 4180), piece by piece, and knows the place of each record.
///
/// A cell may go on in the next piece, so the memory does not depend on the file. Each cell is
/// copied while its end is looked for, which costs less than finding the end first; one that
/// nobody wants is overwritten by the next.
@safe struct CSVScanner: ~Copyable {
    var rows: CSVRows
    private var position: TextPosition
    /// Where the record begins.
    private var recordLine: Int
    /// Where the last quoted cell begins.
    private var quoteLine = 0
    /// The line on which the last record ended.
    private(set) var lastLine = 0

    private var state = State.cellStart
    private let delimiter: UInt8
    private let plainEnds: ByteFinder
    private let quotedEnds = ByteFinder(CSVScanner.quote)

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private enum State {
        case cellStart, plain, quoted
        /// Behind a quote inside quotes: the cell's end, or the first half of a doubled quote.
        case quoteSeen
        /// Behind the closing quote and blanks.
        case closed
    }

    /// - Parameter start: where in the first piece the text begins.
    init(dialect: CSVDialect, start: Int, limits: RecordLimits) {
        rows = CSVRows(limits: limits)
        position = TextPosition(line: dialect.line, start: start)
        recordLine = dialect.line
        delimiter = dialect.delimiter
        plainEnds = ByteFinder(dialect.delimiter)
    }

    /// Reads a piece from an offset on, to its end or until the rows pause.
    ///
    /// - Returns: the offset up to which it was read.
    mutating func scan(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int
    ) throws(RecordReadingError) -> Int {
        rows.builder.bytes.reserve(text.count - start + MemoryLayout<UInt64>.size)
        var index = start
        while index < text.count, !rows.isPaused {
            switch state {
            case .cellStart: unsafe beginCell(text, &index)
            case .plain: unsafe try readPlain(text, &index)
            case .quoted: unsafe try readQuoted(text, &index)
            case .quoteSeen, .closed: unsafe try readAfterQuote(text, &index)
            }
        }
        return index
    }

    /// Must be called when a piece was read, before the next one.
    mutating func endPiece(_ text: UnsafeBufferPointer<UInt8>) throws(RecordReadingError) {
        if rows.isCellTooLong {
            throw RecordReadingError(
                .valueTooLong, line: state == .quoted ? quoteLine : recordLine)
        }
        unsafe position.endPiece(text)
    }

    /// Must be called at the end of the file; returns whether the last record had a line break.
    mutating func finish() throws(RecordReadingError) -> Bool {
        if state == .quoted {
            throw RecordReadingError(.unterminatedQuote, line: quoteLine)
        }
        if state == .cellStart, rows.column == 0 { return true }
        let recordEndedBefore = lastLine
        let nothing = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        unsafe try endRecord(nothing, 0)
        return lastLine == recordEndedBefore
    }

    /// A fault at an offset of a piece.
    func error(
        _ kind: RecordReadingError.Kind, _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> RecordReadingError {
        unsafe position.error(kind, text, index)
    }

    @inline(__always)
    private mutating func beginCell(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        let byte = unsafe text[index]
        if byte == Self.quote {
            state = .quoted
            quoteLine = position.line
            index += 1
        } else if byte == Self.lineFeed, rows.column == 0,
            unsafe position.isAfterReturn(text, index)
        {
            index += 1
            position.breakLine(before: index, counts: false)
        } else {
            state = .plain
        }
    }

    /// Outside quotes; a quote that does not stand first in its cell is text.
    @inline(__always)
    private mutating func readPlain(
        _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int
    ) throws(RecordReadingError) {
        unsafe index = rows.builder.bytes.append(text, from: index, upTo: plainEnds)
        guard index < text.count else { return }
        let byte = unsafe text[index]
        if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn {
            unsafe try readEnd(text, &index)
        } else if byte == 0 {
            throw unsafe error(.nulByte, text, index)
        } else {
            rows.builder.bytes.append(byte)
            index += 1
        }
    }

    @inline(__always)
    private mutating func readQuoted(
        _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int
    ) throws(RecordReadingError) {
        unsafe index = rows.builder.bytes.append(text, from: index, upTo: quotedEnds)
        guard index < text.count else { return }
        let byte = unsafe text[index]
        if byte == Self.quote {
            state = .quoteSeen
            index += 1
            return
        }
        if byte == 0 { throw unsafe error(.nulByte, text, index) }
        rows.builder.bytes.append(byte)
        if byte == Self.lineFeed || byte == Self.carriageReturn {
            let isPair = unsafe byte == Self.lineFeed && position.isAfterReturn(text, index)
            position.breakLine(before: index + 1, counts: !isPair)
        }
        index += 1
    }

    private mutating func readAfterQuote(
        _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int
    ) throws(RecordReadingError) {
        let byte = unsafe text[index]
        if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn {
            unsafe try readEnd(text, &index)
        } else if byte == Self.quote, state == .quoteSeen {
            rows.builder.bytes.append(byte)
            state = .quoted
            index += 1
        } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
            state = .closed
            index += 1
        } else {
            throw unsafe error(byte == 0 ? .nulByte : .textAfterQuote, text, index)
        }
    }

    /// The byte that ends a cell or a line.
    @inline(__always)
    private mutating func readEnd(
        _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int
    ) throws(RecordReadingError) {
        if unsafe text[index] == delimiter {
            if let fault = rows.endCell(line: recordLine) {
                throw unsafe error(fault, text, index)
            }
            state = .cellStart
        } else {
            unsafe try endRecord(text, index)
            position.breakLine(before: index + 1)
            recordLine = position.line
        }
        index += 1
    }

    private mutating func endRecord(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) throws(RecordReadingError) {
        let isQuoted = state == .quoteSeen || state == .closed
        let recordsBefore = rows.builder.recordCount
        if let fault = rows.endRecord(line: recordLine, isQuoted: isQuoted) {
            throw unsafe error(fault, text, index)
        }
        if rows.builder.recordCount > recordsBefore || rows.isPaused {
            lastLine = position.line
        }
        state = .cellStart
    }
}
