/// Makes UTF-8 of the pieces of a file; one that is UTF-8 is only checked.
struct PieceDecoder: ~Copyable {
    private var checker = UTF8Checker()
    private var decoder: TextDecoder?
    /// The text of the last piece, if it had to be decoded.
    private var output = RawBuffer<UInt8>(capacity: 1)

    init(_ encoding: TextEncoding) {
        decoder = encoding == .utf8 ? nil : TextDecoder(encoding)
    }

    /// The text of the next piece, up to a fault if there is one.
    ///
    /// - Parameter isLast: whether the file ends behind the piece, which may be empty.
    /// - Returns: the text, lent until the next call.
    mutating func decode(
        _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool
    ) -> (text: UnsafeBufferPointer<UInt8>, fault: RecordReadingError.Kind?) {
        if decoder == nil {
            let valid = unsafe checker.validCount(of: piece)
            let isFaulty = valid < piece.count || isLast && checker.isInsideCharacter
            let text = unsafe UnsafeBufferPointer(rebasing: piece[..<valid])
            return unsafe (text, isFaulty ? .invalidUTF8 : nil)
        }
        output.count = 0
        var isFaulty = unsafe decoder?.decode(piece, into: &output) != nil
        if isLast, !isFaulty { isFaulty = decoder?.finish(into: &output) == false }
        return unsafe (output.values, isFaulty ? .invalidCharacter : nil)
    }
}
