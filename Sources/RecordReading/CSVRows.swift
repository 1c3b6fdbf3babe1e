/// Puts the cells of a CSV into the columns of a batch.
@safe struct CSVRows: ~Copyable {
    /// A cell's text is appended to its bytes before `endCell`.
    var builder: BatchBuilder
    private let limits: RecordLimits
    /// Cells of the line that have ended.
    private(set) var column = 0
    /// Where in the bytes of the batch the cell begins.
    private var cellStart = 0

    /// The cells of the header; complete once `isPaused` for the first time.
    private(set) var header: [String] = []
    private var isReadingHeader = true
    /// Whether the header or a full batch waits to be taken.
    private(set) var isPaused = false
    /// For each column of the header the first field that it fills, or -1.
    private var fieldOfColumn = RawBuffer<Int32>(capacity: 64)
    /// For each field the next one that the same column fills, or -1.
    private var nextField = RawBuffer<Int32>(capacity: 64)

    init(limits: RecordLimits) {
        builder = BatchBuilder(fieldCount: 0, nestedFieldCounts: [], limits: limits)
        self.limits = limits
    }

    /// Says which column of the header fills each field, and lets the records begin.
    mutating func takeHeader(_ columns: [Int?]) {
        fieldOfColumn.append(repeating: -1, count: header.count)
        nextField.append(repeating: -1, count: columns.count)
        for (field, column) in columns.enumerated() {
            guard let column else { continue }
            precondition(header.indices.contains(column), "a column that the header does not have")
            unsafe nextField.base[field] = fieldOfColumn.base[column]
            unsafe fieldOfColumn.base[column] = Int32(field)
        }
        builder = BatchBuilder(fieldCount: columns.count, nestedFieldCounts: [], limits: limits)
        isReadingHeader = false
        isPaused = false
        cellStart = 0
    }

    /// Hands over the records that were gathered.
    mutating func handOver(to consume: (borrowing RecordBatch) throws -> Void) throws {
        isPaused = false
        cellStart = 0
        if !builder.isEmpty {
            try builder.handOver(to: consume)
        }
    }

    /// Ends a cell; returns what is wrong with it.
    ///
    /// - Parameter line: where its record begins.
    @inline(__always)
    mutating func endCell(line: Int) -> RecordReadingError.Kind? {
        let end = builder.bytes.count
        guard end - cellStart <= limits.valueBytes else { return .valueTooLong }
        if column == 0, !isReadingHeader {
            builder.beginRecord(line: line, start: cellStart)
        }
        if column < fieldOfColumn.count {
            let field = unsafe fieldOfColumn.base[column]
            if field >= 0 {
                set(field, end: end)
                guard builder.hasRoom(0) else { return .recordTooLarge }
                cellStart = end
            } else {
                builder.bytes.count = cellStart
            }
        } else if let fault = endCellBeyondHeader() {
            return fault
        }
        column += 1
        return nil
    }

    /// Ends the last cell of a line and its record; a line without text is none.
    ///
    /// - Parameter isQuoted: whether the cell stood in quotes, which makes it a record even if it
    ///   is empty.
    @inline(__always)
    mutating func endRecord(line: Int, isQuoted: Bool) -> RecordReadingError.Kind? {
        if column == 0, !isQuoted, isCellBlank {
            builder.bytes.count = cellStart
            return nil
        }
        if let fault = endCell(line: line) { return fault }
        column = 0
        if isReadingHeader {
            isPaused = true
        } else {
            builder.endRecord()
            isPaused = builder.isFull
        }
        return nil
    }

    /// Whether a cell that goes on in the next piece is too long already.
    var isCellTooLong: Bool {
        builder.bytes.count - cellStart > limits.valueBytes
    }

    private var isCellBlank: Bool {
        let (start, end) = builder.trimmed(cellStart, builder.bytes.count)
        return start == end
    }

    @inline(__always)
    private mutating func set(_ field: Int32, end: Int) {
        var field = field
        repeat {
            builder.set(table: 0, column: Int(field), start: cellStart, end: end)
            unsafe field = nextField.base[Int(field)]
        } while field >= 0
    }

    /// A cell of the header, or one to the right of it, which must be empty.
    private mutating func endCellBeyondHeader() -> RecordReadingError.Kind? {
        defer { builder.bytes.count = cellStart }
        guard column < limits.columns else { return .tooManyColumns }
        if isReadingHeader {
            let (start, end) = builder.trimmed(cellStart, builder.bytes.count)
            header.append(unsafe String(decoding: builder.bytes.values[start..<end], as: UTF8.self))
            return nil
        }
        return isCellBlank ? nil : .raggedRow
    }
}
