@testable import RecordReading

/// What a decoder makes of bytes.
struct Decoding: Equatable {
    var text = ""
    /// The offset from the first byte on.
    var fault: Int?
    var isWhole = false
}

/// Decodes bytes in pieces of one size, the first of which may be shorter.
func decoding(
    _ bytes: [UInt8], _ encoding: TextEncoding, pieceBytes: Int = .max, firstPieceBytes: Int? = nil
) -> Decoding {
    var result = Decoding()
    var decoder = TextDecoder(encoding)
    var output = RawBuffer<UInt8>(capacity: 1)
    var start = 0
    while start < bytes.count, result.fault == nil {
        let count = start == 0 ? firstPieceBytes ?? pieceBytes : pieceBytes
        let end = start + min(count, bytes.count - start)
        let fault = bytes[start..<end].withUnsafeBufferPointer {
            decoder.decode($0, into: &output)
        }
        if let fault { result.fault = start + fault }
        start = end
    }
    if result.fault == nil { result.isWhole = decoder.finish(into: &output) }
    result.text = String(decoding: output.values, as: UTF8.self)
    return result
}
