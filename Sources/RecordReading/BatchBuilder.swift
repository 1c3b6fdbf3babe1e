/// Gathers cells into batches, in buffers that are used again for each batch.
@safe struct BatchBuilder: ~Copyable {
    /// The text of the cells; a reader appends to it and then sets cells over what it appended.
    var bytes = RawBuffer<UInt8>(capacity: 64 * 1024)
    /// The records, then the nested records of each layout.
    private let tables: UnsafeMutablePointer<Table>
    private let tableCount: Int
    private let limits: RecordLimits
    /// Where in `bytes` the open record must have ended.
    private var endOfRecord = 0
    /// What the cells of the nested records take, counted with the bytes of the batch.
    private var nestedBytes = 0
    /// Records closed since the beginning.
    private(set) var recordCount = 0

    /// A batch is handed over once it has so many records …
    private static let fullRows = 512
    /// … or takes so many bytes, whichever comes first.
    private static let fullBytes = 1 << 20

    init(fieldCount: Int, nestedFieldCounts: [Int], limits: RecordLimits) {
        self.limits = limits
        tableCount = 1 + nestedFieldCounts.count
        unsafe tables = .allocate(capacity: tableCount)
        unsafe tables.initialize(to: Table(fieldCount: fieldCount))
        for (index, count) in nestedFieldCounts.enumerated() {
            unsafe (tables + index + 1).initialize(to: Table(fieldCount: count))
        }
    }

    deinit {
        unsafe tables.deinitialize(count: tableCount)
        unsafe tables.deallocate()
    }

    var isFull: Bool {
        unsafe tables.pointee.lines.count >= Self.fullRows
            || bytes.count + nestedBytes >= Self.fullBytes
    }

    var isEmpty: Bool {
        unsafe tables.pointee.lines.count == 0
    }

    /// Opens a record; all its cells are absent.
    ///
    /// - Parameter start: where in `bytes` its text begins.
    mutating func beginRecord(line: Int, start: Int) {
        endOfRecord = start + limits.recordBytes
        unsafe tables.pointee.beginRow(line: line)
    }

    /// Opens a nested record of the layout `table - 1` below the open record.
    mutating func beginNested(table: Int, line: Int) {
        let parent = unsafe tables.pointee.lines.count - 1
        unsafe tables[table].parents.append(UInt32(parent))
        unsafe tables[table].beginRow(line: line)
        let taken = unsafe (tables[table].fieldCount + 1) * MemoryLayout<RecordBatch.Cell>.stride
        endOfRecord -= taken
        nestedBytes += taken
    }

    mutating func endRecord() {
        recordCount += 1
    }

    /// Takes the open record back.
    ///
    /// - Parameter start: where in `bytes` its text begins.
    mutating func dropRecord(start: Int) {
        unsafe tables.pointee.dropRow()
        bytes.count = start
    }

    /// A cell of the open record.
    func cell(_ column: Int) -> RecordBatch.Cell {
        unsafe tables.pointee.lastRow[column]
    }

    /// Makes a cell of the open record absent.
    mutating func forget(_ column: Int) {
        unsafe tables.pointee.lastRow[column] = .absent
    }

    /// Whether the open record would still be small enough with so many more bytes of text.
    @inline(__always)
    func hasRoom(_ more: Int) -> Bool {
        bytes.count + more <= endOfRecord
    }

    /// Sets a cell of the last row over `bytes[start..<end]`, without the blanks at its ends.
    ///
    /// A cell that already has text stays as it is: the first value that is not empty counts.
    @inline(__always)
    mutating func set(table: Int, column: Int, start: Int, end: Int) {
        let row = unsafe tables[table].lastRow
        let held = unsafe row[column].length
        if held > 0 { return }
        let (start, end) = trimmed(start, end)
        if end - start > Int(held) {
            unsafe row[column] = RecordBatch.Cell(
                offset: UInt32(start), length: Int32(end - start))
        }
    }

    /// The part of `bytes[start..<end]` without spaces, tabs and line breaks at its ends.
    @inline(__always)
    func trimmed(_ start: Int, _ end: Int) -> (start: Int, end: Int) {
        var (start, end) = (start, end)
        let base = unsafe bytes.base
        while start < end, unsafe Self.isBlank(base[start]) { start += 1 }
        while start < end, unsafe Self.isBlank(base[end - 1]) { end -= 1 }
        return (start, end)
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte <= 0x20 && (byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D)
    }

    /// Hands over what was gathered, and begins anew whether or not it is taken.
    mutating func handOver(to consume: (borrowing RecordBatch) throws -> Void) throws {
        defer { clear() }
        let records = unsafe tables
        var nested: [NestedBatch] = []
        for index in 1..<tableCount {
            let table = unsafe records + index
            nested.append(
                unsafe NestedBatch(
                    rowCount: table.pointee.lines.count, fieldCount: table.pointee.fieldCount,
                    parentRow: table.pointee.parents.values, lines: table.pointee.lines.values,
                    cells: table.pointee.cells.values))
        }
        let batch = unsafe RecordBatch(
            rowCount: records.pointee.lines.count, fieldCount: records.pointee.fieldCount,
            lines: records.pointee.lines.values, cells: records.pointee.cells.values,
            bytes: bytes.values, nested: nested)
        try consume(batch)
    }

    private mutating func clear() {
        bytes.count = 0
        nestedBytes = 0
        for index in 0..<tableCount {
            unsafe tables[index].clear()
        }
    }

    /// The rows of one kind of record.
    @safe private struct Table: ~Copyable {
        let fieldCount: Int
        var lines = RawBuffer<UInt32>(capacity: BatchBuilder.fullRows)
        var parents = RawBuffer<UInt32>(capacity: 1)
        var cells: RawBuffer<RecordBatch.Cell>
        /// The first cell of the last row.
        private(set) var lastRow: UnsafeMutablePointer<RecordBatch.Cell>

        init(fieldCount: Int) {
            self.fieldCount = fieldCount
            cells = RawBuffer(capacity: max(1, fieldCount * BatchBuilder.fullRows))
            unsafe lastRow = cells.base
        }

        mutating func beginRow(line: Int) {
            lines.append(UInt32(clamping: line))
            let start = cells.count
            cells.append(repeating: .absent, count: fieldCount)
            unsafe lastRow = cells.base + start
        }

        mutating func dropRow() {
            lines.count -= 1
            cells.count -= fieldCount
        }

        mutating func clear() {
            lines.count = 0
            parents.count = 0
            cells.count = 0
        }
    }
}
