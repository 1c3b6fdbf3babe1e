import Facts
import Foundation
import Reconciliation

/// UTF-8 that grows at its end: JSON, fields of `alerts.log` and cells of `open.csv`.
///
/// Written by hand because every event passes here: an encoder costs ten times as much, and it
/// neither keeps the order of keys nor escapes what could harm a terminal.
struct LineBuffer {
    private(set) var bytes: [UInt8] = []

    /// - Parameter capacity: bytes for which there is room at once.
    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ text: ArraySlice<UInt8>) {
        bytes.append(contentsOf: text)
    }

    mutating func append(_ text: Data) {
        bytes.append(contentsOf: text)
    }

    mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    mutating func append(_ number: Int, minimumDigits: Int = 1) {
        if number < 0 { bytes.append(0x2D) }
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(0x30 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        while bytes.count - start < minimumDigits { bytes.append(0x30) }
        bytes[start...].reverse()
    }

    /// Appends a text, giving each troublesome sequence of bytes to `replacement`.
    ///
    /// - Parameters:
    ///   - special: the quote, the backslash or the bar: what the format also has to replace.
    ///   - replacement: writes what stands for a character.
    private mutating func append(
        _ text: String, replacing special: (UInt8, UInt8),
        by replacement: (inout LineBuffer, Unicode.Scalar) -> Void
    ) {
        var text = text
        let isPlain = TroublesomeCharacter.isPlainByte
        text.withUTF8 { source in
            var start = 0
            var index = 0
            while index < source.count {
                let byte = source[index]
                if isPlain[Int(byte)] {
                    index += 1
                    continue
                }
                let width =
                    byte == special.0 || byte == special.1
                    ? 1 : TroublesomeCharacter.width(in: source, at: index)
                guard width > 0 else {
                    index += 1
                    continue
                }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
                replacement(&self, TroublesomeCharacter.scalar(in: source, at: index, width: width))
                index += width
                start = index
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
        }
    }
}

/// Characters that no line shows as they are: controls, line breaks, and those that reorder or
/// hide the text around them (Unicode TR 36, "bidirectional text spoofing").
enum TroublesomeCharacter {
    /// Whether a byte begins no such character and no format gives it a meaning.
    static let isPlainByte: [Bool] = (0...255).map { byte in
        switch byte {
        case 0x00...0x1F, 0x22, 0x5C, 0x7C, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF: false
        default: true
        }
    }

    /// How many bytes such a character takes at this place of valid UTF-8; 0 when there is none.
    static func width(in source: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        switch source[index] {
        case 0x20...0x7E: return 0
        case 0x00...0x1F, 0x7F: return 1
        case 0xC2: return source[index + 1] < 0xA0 ? 2 : 0  // U+0080…9F
        case 0xD8: return source[index + 1] == 0x9C ? 2 : 0  // U+061C
        case 0xE2:
            switch (source[index + 1], source[index + 2]) {
            case (0x80, 0x8B...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA0...0xAF): return 3
            default: return 0  // U+200B…200F, U+2028…202E, U+2060…206F
            }
        case 0xEF:
            return source[index + 1] == 0xBB && source[index + 2] == 0xBF ? 3 : 0  // U+FEFF
        default: return 0
        }
    }

    static func scalar(
        in source: UnsafeBufferPointer<UInt8>, at index: Int, width: Int
    ) -> Unicode.Scalar {
        switch width {
        case 1: return Unicode.Scalar(source[index])
        case 2:
            let value = UInt32(source[index] & 0x1F) << 6 | UInt32(source[index + 1] & 0x3F)
            return Unicode.Scalar(value) ?? "\u{FFFD}"
        default:
            let value =
                UInt32(source[index] & 0x0F) << 12 | UInt32(source[index + 1] & 0x3F) << 6
                | UInt32(source[index + 2] & 0x3F)
            return Unicode.Scalar(value) ?? "\u{FFFD}"
        }
    }

    /// Whether it separates words, so that a blank can stand for it.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}

extension LineBuffer {
    /// Appends a JSON string with its quotes.
    mutating func appendJSON(_ text: String) {
        bytes.append(0x22)
        append(text, replacing: (0x22, 0x5C)) { buffer, scalar in
            buffer.appendEscape(scalar)
        }
        bytes.append(0x22)
    }

    /// Appends `{"vi":"…","en":"…"}`.
    mutating func appendJSON(_ text: Text) {
        append("{\"vi\":")
        appendJSON(text.vi)
        append(",\"en\":")
        appendJSON(text.en)
        append(byte: 0x7D)
    }

    /// Appends `"yyyy-MM-dd"`.
    mutating func appendJSON(_ day: Day) {
        let (year, month, dayOfMonth) = day.components
        append(byte: 0x22)
        append(year, minimumDigits: 4)
        append(byte: 0x2D)
        append(month, minimumDigits: 2)
        append(byte: 0x2D)
        append(dayOfMonth, minimumDigits: 2)
        append(byte: 0x22)
    }

    private mutating func appendEscape(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append("\\\"")
        case "\\": append("\\\\")
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\\t")
        default:
            let digits = String(scalar.value, radix: 16)
            append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
    }

    /// Appends a field of `alerts.log`: one line, nothing that a terminal obeys, no separator.
    mutating func appendField(_ text: String) {
        append(text, replacing: (0x7C, 0x7C)) { buffer, scalar in
            switch scalar {
            case "|": buffer.append("¦")
            case _ where TroublesomeCharacter.isSpace(scalar): buffer.append(byte: 0x20)
            default: buffer.append("\u{FFFD}")
            }
        }
    }

    /// Appends a cell of a table for Excel, which takes some first characters for a formula.
    ///
    /// An apostrophe makes such a cell a text (OWASP, "CSV Injection"). Quotes keep one with a comma
    /// whole in LibreOffice, which offers to split at commas and semicolons alike.
    mutating func appendCell(_ text: String) {
        let isFormula = text.unicodeScalars.first.map(Self.startsFormula) ?? false
        let isQuoted = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x3B }
        if isQuoted { bytes.append(0x22) }
        if isFormula { bytes.append(0x27) }
        append(text, replacing: (0x22, 0x22)) { buffer, scalar in
            switch scalar {
            case "\"": buffer.append("\"\"")
            case _ where TroublesomeCharacter.isSpace(scalar): buffer.append(byte: 0x20)
            default: buffer.append("\u{FFFD}")
            }
        }
        if isQuoted { bytes.append(0x22) }
    }

    /// Appends a line of a table, its cells between semicolons.
    mutating func appendRow(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { append(byte: 0x3B) }
            appendCell(cell)
        }
        append("\r\n")
    }

    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n": true
        case "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
