/// Takes away what spreadsheets and keyboards put around the text of a cell.
package enum CellWrapping {
    /// The text with plain digits and signs for full-width ones, and out of `="…"`, quotes and a
    /// leading `'`; blanks at its ends are gone, those within are one space each.
    package static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E:
                plain.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x2018, 0x2019: plain.append("'")
            case 0x201C, 0x201D: plain.append("\"")
            default: plain.append(scalar.properties.isWhitespace ? " " : scalar)
            }
        }
        let text = String(plain).drop { $0 == " " }
        var inner = text.drop { "=\"'".contains($0) }
        let isWrapped = inner.startIndex > text.startIndex
        while let last = inner.last, last == " " || isWrapped && "\"'".contains(last) {
            inner.removeLast()
        }
        return String(inner.drop { $0 == " " })
    }

    /// Whether a cell may be wrapped, which most are not.
    package static func mayWrap(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        return first == UInt8(ascii: "=") || first == UInt8(ascii: "'")
            || first == UInt8(ascii: "\"") || bytes.contains { $0 >= 0xE2 }
    }
}
