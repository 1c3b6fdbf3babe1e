/// Turns an export that is not UTF-8 into UTF-8, piece by piece.
///
/// A letter that is written as two bytes, base and mark, comes out composed (NFC), also where a
/// piece ends between the two.
struct TextDecoder: ~Copyable {
    private var decoder: Decoder

    private enum Decoder {
        case units(UTF16Decoder)
        case bytes(ByteDecoder)
    }

    /// - Parameter encoding: any but UTF-8, which needs no decoder.
    init(_ encoding: TextEncoding) {
        if let letters = ByteLetters.of(encoding) {
            decoder = .bytes(ByteDecoder(letters))
        } else {
            precondition(encoding != .utf8, "UTF-8 is not decoded")
            decoder = .units(UTF16Decoder(isBigEndian: encoding == .utf16BigEndian))
        }
    }

    /// Appends what the next piece of the file says.
    ///
    /// - Parameter output: gets everything before the fault, if there is one.
    /// - Returns: the offset of the first bytes that stand for no character (0 if they begin in an
    ///   earlier piece), after which the decoder is of no more use; nil if there are none.
    mutating func decode(
        _ piece: UnsafeBufferPointer<UInt8>, into output: inout RawBuffer<UInt8>
    ) -> Int? {
        switch decoder {
        case .units(var units):
            let fault = unsafe units.decode(piece, into: &output)
            decoder = .units(units)
            return fault
        case .bytes(var bytes):
            let fault = unsafe bytes.decode(piece, into: &output)
            decoder = .bytes(bytes)
            return fault
        }
    }

    /// Appends what was kept for a next piece; returns false if the file ends inside a character.
    mutating func finish(into output: inout RawBuffer<UInt8>) -> Bool {
        switch decoder {
        case .units(let units): return units.isBetweenCharacters
        case .bytes(var bytes):
            bytes.finish(into: &output)
            decoder = .bytes(bytes)
            return true
        }
    }
}
