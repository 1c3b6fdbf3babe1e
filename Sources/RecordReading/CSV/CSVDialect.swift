/// How a CSV is cut into cells, and where in its text that begins.
struct CSVDialect {
    let delimiter: UInt8
    /// Where in the text, as UTF-8 without a byte order mark, the rows begin: behind a line `sep=`.
    let start: Int
    /// The line, from 1, that begins there.
    let line: Int

    /// In the order in which they are tried when they are equally frequent.
    private static let delimiters = [
        UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|"),
    ]

    /// The dialects in which a text can be written, the likeliest first.
    ///
    /// Only one if a first line `sep=` names its delimiter, as spreadsheets write it; else each
    /// delimiter, the one first that is most frequent outside quotes on the first line that is not
    /// blank. One that does not occur in the text is left out, but for the first.
    static func candidates(in text: UnsafeBufferPointer<UInt8>) -> [CSVDialect] {
        if let (delimiter, length) = unsafe namedDelimiter(text) {
            return [CSVDialect(delimiter: delimiter, start: length, line: 2)]
        }
        let counts = unsafe countsOnFirstLine(text)
        let ordered = delimiters.indices.sorted { left, right in
            (counts[left], right) > (counts[right], left)
        }
        return ordered.enumerated().compactMap { place, index in
            let delimiter = delimiters[index]
            guard unsafe place == 0 || text.contains(delimiter) else { return nil }
            return CSVDialect(delimiter: delimiter, start: 0, line: 1)
        }
    }

    /// How often each delimiter stands outside quotes on the first line that is not blank.
    private static func countsOnFirstLine(_ text: UnsafeBufferPointer<UInt8>) -> [Int] {
        var counts = [Int](repeating: 0, count: delimiters.count)
        var isBlank = true
        var isQuoted = false
        var previous = UInt8(ascii: "\n")
        for index in 0..<text.count {
            let byte = unsafe text[index]
            if byte == UInt8(ascii: "\"") {
                let mayOpen = isLineBreak(previous) || delimiters.contains(previous)
                // The second of two quotes opens again what the first one closed.
                isQuoted = !isQuoted && (mayOpen || previous == byte)
                isBlank = false
            } else if !isQuoted {
                if isLineBreak(byte) {
                    if !isBlank { return counts }
                    counts = counts.map { _ in 0 }
                } else if let delimiter = delimiters.firstIndex(of: byte) {
                    counts[delimiter] += 1
                }
                if byte > UInt8(ascii: " ") { isBlank = false }
            }
            previous = byte
        }
        return counts
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// The delimiter that a first line `sep=` names, and the length of the line with its end.
    private static func namedDelimiter(
        _ text: UnsafeBufferPointer<UInt8>
    ) -> (delimiter: UInt8, length: Int)? {
        let key = Array("sep=".utf8)
        guard text.count > key.count + 2 else { return nil }
        for (index, expected) in key.enumerated() {
            guard unsafe text[index] | 0x20 == expected | 0x20 else { return nil }
        }
        let delimiter = unsafe text[key.count]
        let first = unsafe text[key.count + 1]
        let second = unsafe text[key.count + 2]
        guard delimiters.contains(delimiter), isLineBreak(first) else { return nil }
        let isPair = first == UInt8(ascii: "\r") && second == UInt8(ascii: "\n")
        return (delimiter, key.count + (isPair ? 3 : 2))
    }
}
