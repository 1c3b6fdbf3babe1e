/// Decodes UTF-16, of which each half of a surrogate pair needs the other.
struct UTF16Decoder {
    private let isBigEndian: Bool
    /// The first byte of a unit that the last piece cut.
    private var keptByte: UInt8?
    /// The first half of a pair whose second half is still to come.
    private var keptHigh: UInt16?

    init(isBigEndian: Bool) {
        self.isBigEndian = isBigEndian
    }

    var isBetweenCharacters: Bool { keptByte == nil && keptHigh == nil }

    /// As `TextDecoder.decode`.
    mutating func decode(
        _ piece: UnsafeBufferPointer<UInt8>, into output: inout RawBuffer<UInt8>
    ) -> Int? {
        guard let source = piece.baseAddress, let last = unsafe piece.last else {
            return nil
        }
        // A unit becomes at most three bytes; the rest is what wide stores write beyond.
        output.reserve(3 * (piece.count / 2 + 1) + MemoryLayout<UInt64>.size)
        var target = unsafe UnsafeMutableRawPointer(output.base + output.count)
        defer { unsafe output.count = UnsafeRawPointer(target) - UnsafeRawPointer(output.base) }
        var index = 0
        if let first = keptByte {
            guard unsafe take(unit(first, source[0]), &target) else { return 0 }
            keptByte = nil
            index = 1
        }
        let end = piece.count - (piece.count - index) % 2
        while index < end {
            if keptHigh == nil {
                unsafe copyASCII(source, &index, end, &target)
                if index == end { break }
            }
            guard unsafe take(unit(source[index], source[index + 1]), &target) else {
                return max(0, keptHigh == nil ? index : index - 2)
            }
            index += 2
        }
        if end < piece.count { keptByte = last }
        return nil
    }

    @inline(__always)
    private func unit(_ first: UInt8, _ second: UInt8) -> UInt16 {
        isBigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
    }

    /// Stores units that are ASCII, eight or four at a time.
    @inline(__always)
    private func copyASCII(
        _ source: UnsafePointer<UInt8>, _ index: inout Int, _ end: Int,
        _ target: inout UnsafeMutableRawPointer
    ) {
        while index &+ 16 <= end {
            let first = unsafe units(source, index)
            let second = unsafe units(source, index &+ 8)
            guard (first | second) & notASCII == 0 else { break }
            let packed = UInt64(packed(second)) &<< 32 | UInt64(packed(first))
            unsafe target.storeBytes(of: packed.littleEndian, as: UInt64.self)
            unsafe target += 8
            index &+= 16
        }
        while index &+ 8 <= end {
            let units = unsafe units(source, index)
            let count = (units & notASCII).trailingZeroBitCount &>> 4
            unsafe target.storeBytes(of: packed(units).littleEndian, as: UInt32.self)
            unsafe target += count
            index &+= 2 &* count
            if count < 4 { return }
        }
    }

    /// Four units, the first lowest, each as it is stored.
    @inline(__always)
    private func units(_ source: UnsafePointer<UInt8>, _ index: Int) -> UInt64 {
        unsafe UInt64(
            littleEndian: UnsafeRawPointer(source + index).loadUnaligned(as: UInt64.self))
    }

    /// The bits of four units that ASCII leaves unset.
    private var notASCII: UInt64 {
        isBigEndian ? 0x80FF_80FF_80FF_80FF : 0xFF80_FF80_FF80_FF80
    }

    /// The low bytes of four units, which are the characters of those that are ASCII.
    @inline(__always)
    private func packed(_ units: UInt64) -> UInt32 {
        let low = (isBigEndian ? units &>> 8 : units) & 0x00FF_00FF_00FF_00FF
        // Each step brings the characters of neighbours together.
        let pairs = (low | low &>> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: pairs | pairs &>> 16)
    }

    /// Stores what the unit stands for; returns false if it is half a pair without the other half.
    @inline(__always)
    private mutating func take(_ unit: UInt16, _ target: inout UnsafeMutableRawPointer) -> Bool {
        let value = UInt32(unit)
        if let high = keptHigh {
            guard unit & 0xFC00 == 0xDC00 else { return false }
            let scalar = 0x1_0000 + UInt32(high & 0x3FF) << 10 + UInt32(unit & 0x3FF)
            unsafe store(
                0xF0 | scalar &>> 18, scalar &>> 12, scalar &>> 6, scalar, count: 4, &target)
            keptHigh = nil
        } else if value < 0x80 {
            unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
            unsafe target += 1
        } else if value < 0x800 {
            unsafe store(0xC0 | value &>> 6, value, 0, 0, count: 2, &target)
        } else if unit & 0xF800 == 0xD800 {
            guard unit < 0xDC00 else { return false }
            keptHigh = unit
        } else {
            unsafe store(0xE0 | value &>> 12, value &>> 6, value, 0, count: 3, &target)
        }
        return true
    }

    /// Stores a lead and the low six bits of each byte that continues it.
    @inline(__always)
    private func store(
        _ lead: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32, count: Int,
        _ target: inout UnsafeMutableRawPointer
    ) {
        let continuing = (second & 0x3F) &<< 8 | (third & 0x3F) &<< 16 | (fourth & 0x3F) &<< 24
        let bytes = lead | 0x8080_8000 | continuing
        unsafe target.storeBytes(of: bytes.littleEndian, as: UInt32.self)
        unsafe target += count
    }
}
