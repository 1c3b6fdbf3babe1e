import Facts

/// Reads a line of `alerts.jsonl` from its beginning, in the one order in which lines are written.
struct LineScanner {
    let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>, from position: Int? = nil) {
        self.bytes = bytes
        self.position = position ?? bytes.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    /// Passes over a text if it stands here.
    mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard bytes.endIndex - position >= length else { return false }
        let isHere = text.withUTF8Buffer { text in
            for index in 0..<length where bytes[position + index] != text[index] { return false }
            return true
        }
        if isHere { position += length }
        return isHere
    }

    mutating func expect(_ text: StaticString) throws(LineFault) {
        guard take(text) else { throw LineFault() }
    }

    /// A whole number that is not negative.
    mutating func number() throws(LineFault) -> Int {
        var value = 0
        let start = position
        while position < bytes.endIndex, (0x30...0x39).contains(bytes[position]) {
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = tens.addingReportingOverflow(Int(bytes[position] - 0x30))
            guard !isTooLarge, !overflow else { throw LineFault() }
            value = sum
            position += 1
        }
        guard position > start else { throw LineFault() }
        return value
    }

    /// A JSON string.
    mutating func string() throws(LineFault) -> String {
        try expect("\"")
        let start = position
        while position < bytes.endIndex, bytes[position] != 0x22 {
            if bytes[position] == 0x5C { return try escapedString(from: start) }
            position += 1
        }
        guard position < bytes.endIndex else { throw LineFault() }
        defer { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// One of a closed list of words.
    mutating func word<Word: RawRepresentable<String>>() throws(LineFault) -> Word {
        guard let word = Word(rawValue: try string()) else { throw LineFault() }
        return word
    }

    mutating func instant() throws(LineFault) -> Instant {
        guard let instant = Instant(iso: try string()) else { throw LineFault() }
        return instant
    }

    mutating func day() throws(LineFault) -> Day {
        guard let day = Day(try string()) else { throw LineFault() }
        return day
    }

    /// `{"vi":"…","en":"…"}`.
    mutating func text() throws(LineFault) -> Text {
        try expect("{\"vi\":")
        let vi = try string()
        try expect(",\"en\":")
        let en = try string()
        try expect("}")
        return Text(vi: vi, en: en)
    }

    /// Any JSON value as it stands.
    mutating func value() throws(LineFault) -> ArraySlice<UInt8> {
        let start = position
        var depth = 0
        repeat {
            guard position < bytes.endIndex else { throw LineFault() }
            switch bytes[position] {
            case 0x22:
                try skipString()
                continue
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D: depth -= 1
            default: break
            }
            position += 1
        } while depth > 0 || !isEndOfValue
        guard depth == 0 else { throw LineFault() }
        return bytes[start..<position]
    }

    private var isEndOfValue: Bool {
        guard position < bytes.endIndex else { return true }
        return [0x2C, 0x7D, 0x5D].contains(bytes[position])
    }

    private mutating func skipString() throws(LineFault) {
        position += 1
        while position < bytes.endIndex, bytes[position] != 0x22 {
            position += bytes[position] == 0x5C ? 2 : 1
        }
        guard position < bytes.endIndex else { throw LineFault() }
        position += 1
    }

    /// Goes on from the first backslash.
    private mutating func escapedString(from start: Int) throws(LineFault) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.endIndex, bytes[position] != 0x22 {
            if take("\\") {
                text.append(contentsOf: String(try escapedScalar()).utf8)
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        try expect("\"")
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escapedScalar() throws(LineFault) -> Character {
        if take("n") { return "\n" }
        if take("r") { return "\r" }
        if take("t") { return "\t" }
        if take("\"") { return "\"" }
        if take("\\") { return "\\" }
        try expect("u")
        guard bytes.endIndex - position >= 4,
            let value = UInt32(
                String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw LineFault() }
        position += 4
        return Character(scalar)
    }
}

/// A line is not one that this program writes.
struct LineFault: Error {}
