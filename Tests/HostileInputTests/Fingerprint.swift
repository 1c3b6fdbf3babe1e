import Facts
import Ingest
import RecordReading

/// What came out of an input, as a few numbers: two readings gave the same if these are the same.
struct Fingerprint: Equatable {
    private(set) var rows = 0
    /// Bytes of the values that were handed over.
    private(set) var bytes = 0
    /// One for each kind of thing handed over, as batches may end anywhere.
    private var hashes: [UInt64] = []

    mutating func add(_ number: Int, to stream: Int = 0) {
        while hashes.count <= stream { hashes.append(0xCBF2_9CE4_8422_2325) }
        let mixed = (hashes[stream] ^ UInt64(truncatingIfNeeded: number)) &* 0x0000_0100_0000_01B3
        hashes[stream] = mixed ^ mixed >> 29
    }

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(Int(byte)) }
        add(-1)
    }

    mutating func add(_ batch: borrowing RecordBatch) {
        let first = rows
        rows += batch.rowCount
        for row in 0..<batch.rowCount { add(Int(batch.lines[row]), to: 1) }
        add(batch.cells, of: batch, to: 2)
        for (index, table) in batch.nested.enumerated() {
            for row in 0..<table.rowCount {
                add(first + Int(table.parentRow[row]), to: 3 + index)
                add(Int(table.lines[row]), to: 3 + index)
            }
            add(table.cells, of: batch, to: 3 + index + batch.nested.count)
        }
    }

    private mutating func add(
        _ cells: UnsafeBufferPointer<RecordBatch.Cell>, of batch: borrowing RecordBatch,
        to stream: Int
    ) {
        for cell in cells {
            add(Int(cell.length), to: stream)
            let text = batch.text(cell)
            bytes += text.count
            for byte in text { add(Int(byte), to: stream) }
        }
    }

    mutating func add(_ facts: ExportFacts) {
        let table = facts.table
        rows += table.count
        bytes += table.bytes.count
        for line in table.lines { add(Int(line)) }
        for key in table.keys.raws { add(Int(truncatingIfNeeded: key)) }
        add(table.instants)
        add(table.days)
        add(table.unitColumns)
        add(table.unitLists)
        add(table.words)
        add(table.counts)
        add(table.numbers)
        add(table.decimals)
        add(table.symbolColumns)
        add(table.texts)
        add(table.keyColumns)
        for text in table.symbols.texts { add(text) }
        for byte in table.bytes { add(Int(byte)) }
        add(facts.notes.hashValue)
        add(Int(facts.lastDay?.daysSince1970 ?? .min))
    }

    private mutating func add<Value: ColumnValue>(_ columns: [Field: Column<Value>]) {
        for (field, column) in columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            add(field.hashValue)
            for raw in column.raws { add(Int(truncatingIfNeeded: raw)) }
        }
    }
}
