extension TextEncoding {
    /// Whether a file is UTF-8, at most with few faults.
    ///
    /// Tools that cut a text after so many bytes cut letters, too. In other encodings nearly each
    /// byte above ASCII is a fault.
    ///
    /// - Parameter isWhole: whether the sample is the file to its end.
    static func isUTF8(_ sample: UnsafeBufferPointer<UInt8>, _ isWhole: Bool) -> Bool {
        var faultCount = 0
        var start = 0
        while true {
            var checker = UTF8Checker()
            let rest = unsafe UnsafeBufferPointer(rebasing: sample[start...])
            let valid = unsafe checker.validCount(of: rest)
            if valid == rest.count {
                if isWhole, checker.isInsideCharacter { faultCount += 1 }
                break
            }
            faultCount += 1
            // The byte that breaks off a character may begin the next one.
            start += checker.isInsideCharacter ? valid : valid + 1
        }
        if faultCount == 0 { return true }
        return unsafe faultCount * 3 <= sample.count { $0 >= 0x80 }
    }

    /// The encodings that are not Unicode, first the one that the sample has most signs of.
    ///
    /// A header row in plain ASCII is the same in all of them, and then the first is taken.
    static func legacy(for sample: UnsafeBufferPointer<UInt8>) -> [TextEncoding] {
        let signs = unsafe [
            (windows1258, pairCount(sample, .windows1258)), (tcvn3, symbolCount(sample)),
            (vni, pairCount(sample, .vni)),
        ]
        let sorted = signs.enumerated().sorted { left, right in
            (right.element.1, left.offset) < (left.element.1, right.offset)
        }
        return sorted.map { $0.element.0 } + [windows1252]
    }

    /// How often a vowel and a mark stand together as the encoding writes them.
    private static func pairCount(
        _ sample: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding
    ) -> Int {
        guard let letters = ByteLetters.of(encoding) else { return 0 }
        var count = 0
        for index in sample.indices.dropFirst() {
            let mark = unsafe letters.letters[Int(sample[index])].mark
            let base = unsafe sample[index - 1]
            if mark > 0, letters.composition(of: base, withMark: mark).length > 0 { count += 1 }
        }
        return count
    }

    /// How often a letter of ASCII touches what is a letter in TCVN3 and a symbol elsewhere.
    private static func symbolCount(_ sample: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for index in sample.indices.dropFirst() {
            let (left, right) = unsafe (sample[index - 1], sample[index])
            if isSymbol(left), isLetter(right) { count += 1 }
            if isSymbol(right), isLetter(left) { count += 1 }
        }
        return count
    }

    private static func isSymbol(_ byte: UInt8) -> Bool {
        (0xA1...0xAE).contains(byte) || (0xB5...0xB9).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
