/// Reads the whole lines of a file one after the other, a piece of the file at a time.
struct LineReader {
    private let length: Int
    private var bytes: [UInt8] = []
    /// Where `bytes` begin in the file, and what of them was handed out.
    private var start = 0
    private var position = 0

    /// - Parameter length: of the file, of which later growth is not seen.
    init(length: Int) {
        self.length = length
    }

    /// The next line without its line break, and where it begins; nil at the end, or where the last
    /// line has no line break yet.
    mutating func next(
        _ descriptor: borrowing Descriptor, path: String
    ) throws(JournalError) -> (bytes: ArraySlice<UInt8>, offset: Int)? {
        var searched = position
        while true {
            if let end = Self.lineBreak(in: bytes, from: searched) {
                defer { position = end + 1 }
                return (bytes[position..<end], start + position)
            }
            searched = bytes.count - position
            guard try read(descriptor, path) else { return nil }
        }
    }

    /// Whether bytes without a line break stand behind the last line.
    var isTorn: Bool { position < bytes.count }

    /// Lets go what was handed out and reads on.
    private mutating func read(
        _ descriptor: borrowing Descriptor, _ path: String
    ) throws(JournalError) -> Bool {
        let from = start + bytes.count
        guard from < length else { return false }
        bytes.removeFirst(position)
        start += position
        position = 0
        bytes += try descriptor.read(from..<min(length, from + Self.pieceBytes), path: path)
        return true
    }

    private static let pieceBytes = 1 << 20

    private static func lineBreak(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count {
                if bytes[index] == 0x0A { return index }
                index += 1
            }
            return nil
        }
    }
}
