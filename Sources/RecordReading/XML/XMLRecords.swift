/// Reads the records of an XML export.
package enum XMLRecords {
    /// Reads a file from its first to its last byte and hands its records over in batches.
    ///
    /// An export is whole only if its root element was closed and nothing follows but blanks,
    /// comments and processing instructions. That is known at the end: whoever takes batches drops
    /// what it took when this throws. Prefixes are left aside, also those that nothing declares.
    ///
    /// - Parameters:
    ///   - pieceBytes: how much is read at a time; the records do not depend on it.
    ///   - consume: takes a batch; what it throws stops the reading and comes out as it is.
    /// - Throws: `RecordReadingError`, or what `consume` threw.
    package static func read(
        path: String, layout: RecordLayout, limits: RecordLimits = RecordLimits(),
        pieceBytes: Int = 64 * 1024, into consume: (borrowing RecordBatch) throws -> Void
    ) throws -> ReadingSummary {
        let file = try ExportFile.open(path: path)
        var piece = RawBuffer<UInt8>(capacity: pieceBytes)
        return try withoutActuallyEscaping(consume) { consume in
            let parser = try PushParser(layout: layout, limits: limits, consume: consume)
            var isEmpty = true
            while try file.append(pieceBytes, to: &piece) > 0 {
                unsafe try parser.parse(piece.values)
                piece.count = 0
                isEmpty = false
            }
            if isEmpty { throw RecordReadingError(.empty) }
            return try parser.finish()
        }
    }
}
