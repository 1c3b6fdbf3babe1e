/// Puts the cells of a CSV into the columns of a batch.
@safe struct CSVRows: ~Copyable {
    /// A cell's text is appended to its bytes before `endCell`.
    var builder: BatchBuilder
    private let limits: RecordLimits
    /// Cells of the line that have ended.
    private(set) var column = 0
    /// Where in the bytes of the batch the cell begins.
    private var cellStart = 0
    /// Why the reading waits, if it does.
    private(set) var pause = Pause.none

    enum Pause {
        case none
        /// A row before the first record waits to be taken.
        case heading
        /// A row that may be no record waits for its verdict.
        case odd
        /// A full batch waits to be taken.
        case full
    }

    /// The cells of a row before the first record.
    private var heading: [String] = []
    private var isHeading = true
    /// For each column of the header the first field that it fills, or -1.
    private var fieldOfColumn = RawBuffer<Int32>(capacity: 64)
    /// For each field the next one that the same column fills, or -1.
    private var nextField = RawBuffer<Int32>(capacity: 64)

    /// The column in which a record has its code or number, -1 if no row is judged.
    private var keyColumn = -1
    /// Whether all cells of the row are kept, because it may be no record.
    private var isKept = false
    /// Whether the row is shown to the judge even if it has a key.
    private var judgesRow = false
    /// Whether the next cell with text has to be seen first.
    private var isUndecided = false
    private var hasKey = false
    /// Rows whose key looks like none that were judged to be records, and rows that were none.
    private var strangeRecords = 0
    private var noRecords = 0

    /// Whether the keys of this export are of a form of their own: then the judge, who costs ten
    /// times a record, is asked only about rows without a key and rows that begin like totals.
    private var hasStrangeKeys: Bool { strangeRecords >= 1000 && noRecords * 100 < strangeRecords }

    private var rowStart = 0
    /// The line on which the row that waits begins.
    private var rowLine = 0
    /// Where in the bytes of the batch each kept cell ends.
    private var ends = RawBuffer<Int>(capacity: 64)

    /// Whether the row has text to the right of the header.
    private var isRagged = false
    private var shift = CSVShift()

    init(limits: RecordLimits) {
        builder = BatchBuilder(fieldCount: 0, nestedFieldCounts: [], limits: limits)
        self.limits = limits
    }

    var isPaused: Bool { pause != .none }
    /// Rows with text to the right of the header.
    var raggedRows: CSVRaggedRows { shift.rows }

    /// Takes the row before the first record that waits.
    mutating func takeHeading() -> CSVSurvey.Row {
        defer { heading = [] }
        pause = .none
        return CSVSurvey.Row(line: rowLine, cells: heading)
    }

    /// Says which column fills each field, and lets the records begin.
    mutating func beginRecords(_ layout: CSVLayout) {
        fieldOfColumn.append(repeating: -1, count: layout.columnCount)
        nextField.append(repeating: -1, count: layout.columns.count)
        for (field, column) in layout.columns.enumerated() {
            guard let column else { continue }
            precondition(0..<layout.columnCount ~= column, "a column that the header does not have")
            unsafe nextField.base[field] = fieldOfColumn.base[column]
            unsafe fieldOfColumn.base[column] = Int32(field)
        }
        builder = BatchBuilder(
            fieldCount: layout.columns.count, nestedFieldCounts: [], limits: limits)
        keyColumn = layout.keyColumn ?? -1
        judgesRow = keyColumn >= 0
        shift = CSVShift(layout)
        isHeading = false
        pause = .none
        cellStart = 0
    }

    /// Hands over the records that were gathered.
    mutating func handOver(to consume: (borrowing RecordBatch) throws -> Void) throws {
        pause = .none
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
        if column == 0, !isHeading { beginRow(line) }
        if column < fieldOfColumn.count {
            let field = unsafe fieldOfColumn.base[column]
            if isKept {
                keepCell(field, end: end)
                guard builder.hasRoom(0) else { return .recordTooLarge }
            } else if field >= 0 {
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
        if isHeading {
            rowLine = line
            pause = .heading
        } else if isKept, !isUndecided {
            rowLine = line
            pause = .odd
        } else {
            closeRecord(line: line)
        }
        return nil
    }

    /// The row that waits for its verdict.
    func oddRow() -> CSVOddRow {
        var start = rowStart
        let cells = unsafe ends.values.map { end in
            defer { start = end }
            return text(start, end)
        }
        return CSVOddRow(
            line: rowLine, cells: cells, hasKey: hasKey, recordCount: builder.recordCount)
    }

    mutating func settle(_ verdict: CSVRowVerdict) {
        pause = .none
        switch verdict {
        case .record:
            judgesRow = false
            if !hasKey { strangeRecords += 1 }
            closeRecord(line: rowLine)
        case .noRecord:
            judgesRow = true
            noRecords += 1
            isRagged = false
            builder.dropRecord(start: rowStart)
            cellStart = rowStart
        }
    }

    /// Whether a cell that goes on in the next piece is too long already.
    var isCellTooLong: Bool {
        builder.bytes.count - cellStart > limits.valueBytes
    }

    private var isCellBlank: Bool {
        let (start, end) = builder.trimmed(cellStart, builder.bytes.count)
        return start == end
    }

    private func text(_ start: Int, _ end: Int) -> String {
        let (start, end) = builder.trimmed(start, end)
        return unsafe String(decoding: builder.bytes.values[start..<end], as: UTF8.self)
    }

    @inline(__always)
    private mutating func beginRow(_ line: Int) {
        builder.beginRecord(line: line, start: cellStart)
        rowStart = cellStart
        isKept = keyColumn >= 0
        isUndecided = false
        ends.count = 0
        hasKey = false
    }

    @inline(__always)
    private mutating func closeRecord(line: Int) {
        if isRagged {
            shift.settle(&builder, line: line)
            isRagged = false
        }
        builder.endRecord()
        if builder.isFull { pause = .full }
    }

    @inline(__always)
    private mutating func set(_ field: Int32, end: Int) {
        var field = field
        repeat {
            builder.set(table: 0, column: Int(field), start: cellStart, end: end)
            unsafe field = nextField.base[Int(field)]
        } while field >= 0
    }

    /// Keeps a cell until the one with the key says that this is an ordinary record.
    @inline(never)
    private mutating func keepCell(_ field: Int32, end: Int) {
        if field >= 0 { set(field, end: end) }
        ends.append(end)
        defer { cellStart = end }
        let (start, keyEnd) = builder.trimmed(cellStart, end)
        let bytes = unsafe builder.bytes.values
        if isUndecided, keyEnd > start {
            isUndecided = false
            isKept = unsafe CSVKey.mayBeginHeading(.init(rebasing: bytes[start..<keyEnd]))
        }
        guard column == keyColumn else { return }
        hasKey = unsafe CSVKey.isKey(.init(rebasing: bytes[start..<keyEnd]))
        isKept = !hasKey && !(hasStrangeKeys && keyEnd > start) || judgesRow
        if !isKept, column > 0 || hasStrangeKeys {
            let first = column > 0 ? cellStart : keyEnd
            isKept = unsafe CSVKey.mayBeTotal(.init(rebasing: bytes[rowStart..<first]))
        }
        // Groups have short numbers, `1;Lĩnh vực Tư pháp`, and columns, too: the next cell tells.
        isUndecided = !isKept && keyEnd - start <= 3
        isKept = isKept || isUndecided
    }

    /// A cell of a row before the first record, or one to the right of the header.
    private mutating func endCellBeyondHeader() -> RecordReadingError.Kind? {
        guard column < limits.columns else { return .tooManyColumns }
        let end = builder.bytes.count
        if isHeading {
            heading.append(text(cellStart, end))
        } else {
            if !isCellBlank { isRagged = true }
            if isKept {
                ends.append(end)
                guard builder.hasRoom(0) else { return .recordTooLarge }
                cellStart = end
                return nil
            }
        }
        builder.bytes.count = cellStart
        return nil
    }
}
