/// Checks that pieces of a file are UTF-8, also where a character is cut between two pieces.
struct UTF8Checker {
    /// Bytes that the character that has begun still needs.
    private var missing = 0
    /// What the next of them may be; only a character's second byte is ever bounded more closely.
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Whether the last piece ended in the middle of a character.
    var isInsideCharacter: Bool { missing > 0 }

    /// The number of bytes from the start of the piece that are UTF-8; all, unless there is a fault.
    mutating func validCount(of piece: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base = piece.baseAddress else { return 0 }
        let count = piece.count
        var index = 0
        while index < count {
            let byte = unsafe base[index]
            if missing > 0 {
                guard byte >= lowest, byte <= highest else { return index }
                (lowest, highest) = (0x80, 0xBF)
                missing &-= 1
                index &+= 1
            } else if byte < 0x80 {
                index = unsafe endOfASCII(base, index, count)
            } else {
                guard begin(with: byte) else { return index }
                index &+= 1
            }
        }
        return index
    }

    /// Skips ASCII by eight bytes at a time.
    @inline(__always)
    private func endOfASCII(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
        var index = start
        while index &+ 8 <= count {
            let word = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            let high = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
            if high != 0 { return index &+ high.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        while index < count, unsafe base[index] < 0x80 { index &+= 1 }
        return index
    }

    /// Takes the first byte of a character of several (RFC 3629, section 4).
    @inline(__always)
    private mutating func begin(with lead: UInt8) -> Bool {
        switch lead {
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, lowest) = (2, 0xA0)
        case 0xED: (missing, highest) = (2, 0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, lowest) = (3, 0x90)
        case 0xF1...0xF3: missing = 3
        case 0xF4: (missing, highest) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
