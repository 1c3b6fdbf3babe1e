/// A few hundred records as flat cells over one run of bytes, lent for the length of one call.
///
/// The buffers belong to the reader, which fills them anew for the next batch: a batch cannot be
/// copied, and what is wanted of it later must be taken out of its buffers during the call.
@safe package struct RecordBatch: ~Copyable {
    package let rowCount: Int
    package let fieldCount: Int
    /// For each row the line, from 1, on which its record begins.
    package let lines: UnsafeBufferPointer<UInt32>
    /// `rowCount` × `fieldCount` cells, row by row.
    package let cells: UnsafeBufferPointer<Cell>
    /// The text that the cells of the records and of the nested records point into, UTF-8.
    package let bytes: UnsafeBufferPointer<UInt8>
    /// One for each nested layout, in its order; none for a CSV.
    package let nested: [NestedBatch]

    /// Where a value stands in the bytes of its batch, without blanks at either end.
    @frozen package struct Cell: BitwiseCopyable, Sendable, Hashable {
        package var offset: UInt32
        /// In bytes; 0 = there but empty, -1 = absent: the record has no such element or column.
        package var length: Int32

        @inlinable package init(offset: UInt32, length: Int32) {
            self.offset = offset
            self.length = length
        }

        package static let absent = Cell(offset: 0, length: -1)

        @inlinable package var isAbsent: Bool { length < 0 }
        @inlinable package var isEmpty: Bool { length <= 0 }
    }

    /// The UTF-8 of a cell of this batch or of one of its nested batches; empty if it is absent.
    @inlinable package func text(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
        let start = Int(cell.offset)
        return unsafe UnsafeBufferPointer(rebasing: bytes[start..<start + Int(max(cell.length, 0))])
    }

    /// A cell as a `String`, which costs more than all else: only for what is printed.
    package func string(_ cell: Cell) -> String? {
        cell.isAbsent ? nil : unsafe String(decoding: text(cell), as: UTF8.self)
    }
}

/// The nested records of one layout in a batch, in the order of the file.
@safe package struct NestedBatch {
    package let rowCount: Int
    package let fieldCount: Int
    /// For each row the row of the batch that it stands below; never falls.
    package let parentRow: UnsafeBufferPointer<UInt32>
    /// For each row the line, from 1, on which it begins.
    package let lines: UnsafeBufferPointer<UInt32>
    /// `rowCount` × `fieldCount` cells, row by row, over the bytes of the batch.
    package let cells: UnsafeBufferPointer<RecordBatch.Cell>
}
