extension TextDamage {
    /// Whether a text shows any sign of damage, sound or not: a quick look at its bytes.
    ///
    /// Most damaged texts show one and nearly every damaged column does, while sound Vietnamese
    /// does not; so only columns with a sign need be asked what they have. Signs are: symbols of
    /// Latin-1, accented letters that Vietnamese does not use, accented letters where no
    /// Vietnamese syllable has them, and combining marks.
    ///
    /// - Parameter text: UTF-8.
    package static func suspect(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress else { return false }
        let count = text.count
        var index = 0
        while index &+ 1 < count {
            if index &+ 8 <= count {
                let word = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
                let high = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
                index &+= high.trailingZeroBitCount &>> 3
                if high == 0 { continue }
                if index &+ 1 == count { return false }
            }
            let lead = unsafe base[index]
            let next = unsafe base[index &+ 1]
            switch lead {
            case 0xC2:
                // A space that does not break is common in sound text.
                if next != 0xA0 { return true }
            case 0xC3:
                let previous = unsafe index > 0 ? base[index &- 1] : 0
                if isStrange(next, after: previous) { return true }
                // Mojibake of à to ý: the letter Ã, and what became of the second byte.
                if next == 0x83, index &+ 2 < count, unsafe base[index &+ 2] >= 0x80 { return true }
            case 0xCC, 0xCD:
                return true
            default: break
            }
            index &+= 1
        }
        return false
    }

    /// Whether a letter of U+00C0 to U+00FF, by its second byte, is not Vietnamese after another.
    private static func isStrange(_ second: UInt8, after previous: UInt8) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(second & 0x3F)
        if vietnamese & bit == 0 { return true }
        switch previous | 0x20 {
        case UInt8(ascii: "a"), UInt8(ascii: "e"): return true
        case UInt8(ascii: "o"): return notAfterO & bit != 0
        case UInt8(ascii: "u"), UInt8(ascii: "y"): return notAfterU & bit != 0
        default:
            // A capital inside a word.
            return previous >= UInt8(ascii: "a") && previous <= UInt8(ascii: "z") && second < 0x9F
        }
    }

    /// A bit for each letter of U+00C0 to U+00FF that Vietnamese has.
    private static let vietnamese = bits("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
    /// VNI writes its tones behind the vowel; these are no letters of Vietnamese there.
    private static let notAfterO = bits("ÂÕÙâõù")
    private static let notAfterU = bits("ÕÙõù")

    private static func bits(_ letters: String) -> UInt64 {
        letters.unicodeScalars.reduce(0) { $0 | 1 << UInt64($1.value - 0xC0) }
    }
}
