/// Decodes encodings of one byte a character.
struct ByteDecoder {
    private let table: ByteLetters
    /// A base at the end of the last piece, which a mark may follow.
    private var kept: UInt8?

    init(_ table: ByteLetters) {
        self.table = table
    }

    /// As `TextDecoder.decode`.
    mutating func decode(
        _ piece: UnsafeBufferPointer<UInt8>, into output: inout RawBuffer<UInt8>
    ) -> Int? {
        guard let source = piece.baseAddress, let last = unsafe piece.last else {
            return nil
        }
        // A byte becomes at most three; the rest is what stores of eight bytes may write beyond.
        output.reserve(3 * (piece.count + 1) + MemoryLayout<UInt64>.size)
        var index = 0
        if let kept {
            let mark = table.letters[Int(unsafe source[0])].mark
            let composed = table.composition(of: kept, withMark: mark)
            output.append(composed.length > 0 ? composed : table.letters[Int(kept)])
            if composed.length > 0 { index = 1 }
            self.kept = nil
        }
        var end = piece.count
        if index < end, table.rows[Int(last)] > 0 {
            kept = last
            end -= 1
        }
        unsafe decode(source, from: &index, to: end, into: &output)
        return index < end ? index : nil
    }

    /// Appends the base that no mark followed.
    mutating func finish(into output: inout RawBuffer<UInt8>) {
        if let kept { output.append(table.letters[Int(kept)]) }
        kept = nil
    }

    /// Leaves the index at the first byte that stands for nothing, or at the end.
    @inline(__always)
    private func decode(
        _ source: UnsafePointer<UInt8>, from start: inout Int, to end: Int,
        into output: inout RawBuffer<UInt8>
    ) {
        var index = start
        var target = unsafe UnsafeMutableRawPointer(output.base + output.count)
        unsafe table.letters.withUnsafeBufferPointer { letters in
            while index < end {
                if index &+ 8 <= end {
                    let word = unsafe UnsafeRawPointer(source + index)
                        .loadUnaligned(as: UInt64.self)
                    unsafe target.storeBytes(of: word, as: UInt64.self)
                    let high = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
                    let count = high.trailingZeroBitCount &>> 3
                    index &+= count
                    unsafe target += count
                    if count == 8 { continue }
                }
                let byte = unsafe source[index]
                let letter = unsafe letters[Int(byte)]
                if letter.length == 0 { break }
                if letter.mark > 0, index > 0 {
                    let base = unsafe source[index &- 1]
                    let composed = table.composition(of: base, withMark: letter.mark)
                    if composed.length > 0 {
                        // The base was the last character that was stored.
                        unsafe target -= letters[Int(base)].length
                        unsafe target.storeBytes(of: composed.utf8.littleEndian, as: UInt32.self)
                        unsafe target += composed.length
                        index &+= 1
                        continue
                    }
                }
                unsafe target.storeBytes(of: letter.utf8.littleEndian, as: UInt32.self)
                unsafe target += letter.length
                index &+= 1
            }
        }
        unsafe output.count = UnsafeRawPointer(target) - UnsafeRawPointer(output.base)
        start = index
    }
}

extension RawBuffer<UInt8> {
    fileprivate mutating func append(_ letter: ByteLetters.Letter) {
        for index in 0..<letter.length {
            append(UInt8(truncatingIfNeeded: letter.utf8 &>> (8 * UInt32(index))))
        }
    }
}
