/// Finds one byte or a control character, eight bytes at a time.
struct ByteFinder {
    private let pattern: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    init(_ byte: UInt8) {
        pattern = UInt64(byte) &* Self.ones
    }

    /// The offset, 0 to 7 from the lowest byte, of the first byte that is found; 8 if none is.
    ///
    /// The tests are the known ones for a zero byte and for a byte below a bound: a borrow can
    /// spoil only what stands above the first byte found.
    @inline(__always)
    func firstOffset(in word: UInt64) -> Int {
        let other = word ^ pattern
        let equal = (other &- Self.ones) & ~other
        let control = (word &- Self.ones &* 0x20) & ~word
        return ((equal | control) & Self.highBits).trailingZeroBitCount &>> 3
    }
}

extension RawBuffer<UInt8> {
    /// Appends the bytes from `start` up to the first that the finder finds; returns its index, or
    /// the length of the text.
    ///
    /// The caller has reserved room for the rest of the text and eight bytes more.
    @inline(__always)
    mutating func append(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo finder: ByteFinder
    ) -> Int {
        guard let source = text.baseAddress else { return start }
        let target = unsafe UnsafeMutableRawPointer(base + count)
        var index = start
        while index &+ 8 <= text.count {
            let word = unsafe UnsafeRawPointer(source + index).loadUnaligned(as: UInt64.self)
            unsafe (target + (index &- start)).storeBytes(of: word, as: UInt64.self)
            let offset = finder.firstOffset(in: UInt64(littleEndian: word))
            index &+= offset
            if offset < 8 {
                count &+= index &- start
                return index
            }
        }
        while index < text.count {
            let byte = unsafe source[index]
            if finder.firstOffset(in: UInt64(byte) | 0x2020_2020_2020_2000) == 0 { break }
            unsafe (target + (index &- start)).storeBytes(of: byte, as: UInt8.self)
            index &+= 1
        }
        count &+= index &- start
        return index
    }
}
