/// How a CSV is written, found from its first lines.
struct CSVDialect {
    let delimiter: UInt8
    /// Where the text begins, after a byte order mark and a line `sep=`.
    let start: Int
    /// The line, from 1, that begins there.
    let line: Int

    /// In the order in which they win when they are equally frequent.
    private static let delimiters = [
        UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|"),
    ]
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Finds the delimiter: the one that a first line `sep=` names, as spreadsheets write it, else
    /// the most frequent one outside quotes on the first line that is not blank.
    ///
    /// - Parameter isWhole: whether `bytes` are the file to its end, not only its beginning.
    /// - Returns: `nil` if more of the file is needed to tell.
    /// - Throws: `.empty` if there is no text at all.
    static func find(
        in bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool
    ) throws(RecordReadingError) -> CSVDialect? {
        if !isWhole, bytes.count < byteOrderMark.count { return nil }
        let start = unsafe bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        let named = unsafe namedDelimiter(UnsafeBufferPointer(rebasing: bytes[start...]), isWhole)
        switch named {
        case .unknown: return nil
        case .named(let delimiter, let length):
            return CSVDialect(delimiter: delimiter, start: start + length, line: 2)
        case .none: break
        }
        var counts = [Int](repeating: 0, count: delimiters.count)
        var isBlank = true
        var isQuoted = false
        var previous = UInt8(ascii: "\n")
        for index in start..<bytes.count {
            let byte = unsafe bytes[index]
            if byte == UInt8(ascii: "\"") {
                let mayOpen = isLineBreak(previous) || delimiters.contains(previous)
                // The second of two quotes opens again what the first one closed.
                isQuoted = !isQuoted && (mayOpen || previous == byte)
                isBlank = false
            } else if !isQuoted {
                if isLineBreak(byte) {
                    if !isBlank { return dialect(start, counts) }
                    counts = counts.map { _ in 0 }
                } else if let delimiter = delimiters.firstIndex(of: byte) {
                    counts[delimiter] += 1
                }
                if byte > UInt8(ascii: " ") { isBlank = false }
            }
            previous = byte
        }
        guard isWhole else { return nil }
        if isBlank { throw RecordReadingError(.empty) }
        return dialect(start, counts)
    }

    private static func dialect(_ start: Int, _ counts: [Int]) -> CSVDialect {
        let most = counts.max() ?? 0
        let winner = counts.firstIndex(of: most) ?? 0
        return CSVDialect(delimiter: delimiters[winner], start: start, line: 1)
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private enum NamedDelimiter {
        case none
        case unknown
        /// The delimiter, and the length of the line with its line break.
        case named(UInt8, length: Int)
    }

    private static func namedDelimiter(
        _ text: UnsafeBufferPointer<UInt8>, _ isWhole: Bool
    ) -> NamedDelimiter {
        let key = Array("sep=".utf8)
        for (index, expected) in key.enumerated() {
            guard index < text.count else { return isWhole ? .none : .unknown }
            guard unsafe text[index] | 0x20 == expected | 0x20 else { return .none }
        }
        guard text.count > key.count + 2 else { return isWhole ? .none : .unknown }
        let delimiter = unsafe text[key.count]
        let first = unsafe text[key.count + 1]
        let second = unsafe text[key.count + 2]
        guard delimiters.contains(delimiter), isLineBreak(first) else { return .none }
        let isPair = first == UInt8(ascii: "\r") && second == UInt8(ascii: "\n")
        return .named(delimiter, length: key.count + (isPair ? 3 : 2))
    }
}
