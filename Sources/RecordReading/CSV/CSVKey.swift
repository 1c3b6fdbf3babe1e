/// Tells by a cell whether its row is an ordinary record, for each record of an export.
enum CSVKey {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Whether a cell can be a code or number: it has a digit and no space, and is ASCII unless
    /// it begins with a digit, as in `896/QĐ-UBND`.
    @inline(__always)
    static func isKey(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress, text.count > 0 else { return false }
        guard text.count >= 8, unsafe isDigit(base[text.count - 1]) else {
            return unsafe isShortKey(text)
        }
        var highs: UInt64 = 0
        var spaces: UInt64 = 0
        var index = 0
        while index < text.count {
            // The last eight bytes may overlap those before.
            let place = unsafe base + min(index, text.count &- 8)
            let word = unsafe UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
            let other = word ^ ones &* 0x20
            spaces |= (other &- ones) & ~other
            highs |= word
            index &+= 8
        }
        guard spaces & highBits == 0 else { return false }
        return unsafe highs & highBits == 0 || isDigit(base[0])
    }

    private static func isShortKey(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasDigit = false
        var isASCII = true
        for index in 0..<text.count {
            let byte = unsafe text[index]
            if byte == UInt8(ascii: " ") { return false }
            if isDigit(byte) { hasDigit = true }
            if byte >= 0x80 { isASCII = false }
        }
        return unsafe hasDigit && (isASCII || isDigit(text[0]))
    }

    /// Whether the first text of a row begins like `Tổng` or `Cộng`, so that the number in the
    /// column of the key can be a total.
    @inline(__always)
    static func mayBeTotal(_ row: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = 0
        while start < row.count, unsafe row[start] <= 0x20 { start &+= 1 }
        guard start &+ 3 <= row.count else { return false }
        let first = unsafe row[start] | 0x20
        guard first == UInt8(ascii: "t") || first == UInt8(ascii: "c") else { return false }
        let second = unsafe row[start &+ 1]
        let third = unsafe row[start &+ 2]
        // `ổ` and `ộ` composed, and their `ô` or `o` with a mark of its own.
        return second == 0xE1 && third == 0xBB || second == 0xC3 && third | 0x20 == 0xB4
            || second | 0x20 == UInt8(ascii: "o") && third == 0xCC
    }

    /// Whether a text behind a short number begins like `Lĩnh vực`, the heading of a group, or is
    /// the number of the second column.
    static func mayBeginHeading(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let two = UInt8(ascii: "2")
        if text.count <= 3 {
            return unsafe text.first == two || text.dropFirst().first == two
        }
        guard unsafe text[0] | 0x20 == UInt8(ascii: "l") else { return false }
        let second = unsafe text[1]
        let third = unsafe text[2]
        // `ĩ` composed, or its `i` with the mark behind or none.
        return second == 0xC4 && third & 0xFE == 0xA8 || second | 0x20 == UInt8(ascii: "i")
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }
}
