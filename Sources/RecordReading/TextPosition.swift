/// Where a reader stands in a text that comes in pieces.
struct TextPosition {
    /// From 1.
    private(set) var line: Int
    /// Where in the piece the line begins; 0 if it began in an earlier one.
    private var lineStart: Int
    /// Characters of the line in earlier pieces.
    private var charactersBefore = 0
    private var lastByte: UInt8 = 0

    init(line: Int, start: Int) {
        self.line = line
        lineStart = start
    }

    /// A line break ends before an offset of the piece.
    ///
    /// - Parameter counts: false for the second half of a pair.
    @inline(__always)
    mutating func breakLine(before start: Int, counts: Bool = true) {
        line += counts ? 1 : 0
        lineStart = start
        charactersBefore = 0
    }

    /// Whether the byte before an offset of the piece is a carriage return.
    func isAfterReturn(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        unsafe (index > 0 ? text[index - 1] : lastByte) == UInt8(ascii: "\r")
    }

    /// Must be called when a piece was read, before the next one.
    mutating func endPiece(_ text: UnsafeBufferPointer<UInt8>) {
        unsafe charactersBefore += characters(text, to: text.count)
        lineStart = 0
        unsafe lastByte = text.last ?? lastByte
    }

    /// A fault at an offset of the piece.
    func error(
        _ kind: RecordReadingError.Kind, _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> RecordReadingError {
        let before = unsafe charactersBefore + characters(text, to: index)
        return RecordReadingError(kind, line: line, column: before + 1)
    }

    /// The characters of the line that stand in the piece before an offset.
    private func characters(_ text: UnsafeBufferPointer<UInt8>, to end: Int) -> Int {
        guard lineStart < end else { return 0 }
        return unsafe text[lineStart..<end].count { $0 & 0xC0 != 0x80 }
    }
}
