import Foundation

/// The tables of the encodings that were used for Vietnamese before Unicode.
extension ByteLetters {
    /// Nil for UTF-8 and UTF-16, which are no encodings of one byte a character.
    static func of(_ encoding: TextEncoding) -> ByteLetters? {
        switch encoding {
        case .windows1258: windows1258
        case .tcvn3: tcvn3
        case .vni: vni
        case .windows1252: windows1252
        case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
        }
    }

    private static let windows1252 = ByteLetters(windows1252Scalars)

    /// A letter with a tone is the letter and then the tone (domain §7.4); the few letters that
    /// have both in one byte are also used.
    private static let windows1258: ByteLetters = {
        let marks: [UInt8] = [0xCC, 0xD2, 0xDE, 0xEC, 0xF2]
        let vowels = "aăâeêioôơuưy".unicodeScalars
        let capitals = vowels.map { $0.properties.uppercaseMapping.unicodeScalars.first }
        var bases: [UInt8: [Unicode.Scalar?]] = [:]
        for case (let byte, let base?) in windows1258Scalars.enumerated()
        where vowels.contains(base) || capitals.contains(base) {
            bases[UInt8(byte)] = marks.map {
                windows1258Scalars[Int($0)].flatMap { base.composed($0) }
            }
        }
        return ByteLetters(windows1258Scalars, marks: marks.map { [$0] }, bases: bases)
    }()

    /// For each byte its character in Windows-1258; the tones are combining marks.
    static let windows1258Scalars: [Unicode.Scalar?] = {
        var scalars = windows1252Scalars
        let others: [UInt8: Unicode.Scalar] = [
            0xC3: "Ă", 0xE3: "ă", 0xD0: "Đ", 0xF0: "đ", 0xD5: "Ơ", 0xF5: "ơ", 0xDD: "Ư", 0xFD: "ư",
            0xFE: "₫", 0xCC: "\u{300}", 0xD2: "\u{309}", 0xDE: "\u{303}", 0xEC: "\u{301}",
            0xF2: "\u{323}",
        ]
        for (byte, scalar) in others { scalars[Int(byte)] = scalar }
        for byte in [0x8A, 0x8E, 0x9A, 0x9E] { scalars[byte] = nil }
        return scalars
    }()

    /// The letters of the fonts `.Vn…` (domain §7.2); their capitals have no tones.
    ///
    /// Where these fonts have no letter, files have the punctuation and signs of Windows-1252, from
    /// texts in other fonts. Its letters there are none: they tell that a file is not TCVN3.
    private static let tcvn3: ByteLetters = {
        var scalars = windows1252Scalars
        let rows = [
            "\u{A0}ĂÂÊÔƠƯĐăâêôơưđ¯", "°±²³´àảãáạºằẳẵắ¿", "······ặầẩẫấậè·ẻẽ", "éẹềểễếệìỉ···ĩíịò",
            "·ỏõóọồổỗốộờởỡớợù", "·ủũúụừửữứựỳỷỹýỵ·",
        ]
        for (index, scalar) in rows.joined().unicodeScalars.enumerated() {
            scalars[0xA0 + index] = scalar == "·" ? nil : scalar
        }
        return ByteLetters(scalars)
    }()

    /// Letters of ASCII followed by a mark, which is a letter of Windows-1252 (domain §7.3).
    private static let vni: ByteLetters = {
        var scalars = windows1252Scalars
        var marks = "ùøûõïâáàåãäêéèúüë".unicodeScalars.map { [byte($0)] }
        var bases: [UInt8: [Unicode.Scalar?]] = [:]
        for (letter, composed) in [
            ("a", "áàảãạâấầẩẫậăắằẳẵặ"), ("e", "éèẻẽẹêếềểễệ"), ("o", "óòỏõọôốồổỗộ"), ("u", "úùủũụ"),
            ("y", "ýỳỷỹỵ"), ("ô", "ớờởỡợ"), ("ö", "ứừửữự"),
        ] {
            for (letter, composed) in [
                (letter, composed), (letter.uppercased(), composed.uppercased()),
            ] {
                guard let base = letter.unicodeScalars.first else { continue }
                let row = composed.unicodeScalars.map { Optional($0) }
                bases[byte(base)] = row + Array(repeating: nil, count: marks.count - row.count)
            }
        }
        // The capitals stand 0x20 below. A mark has its letter's case, but programs that change
        // only the first character of a word part the two, so either mark goes with either letter.
        marks = marks.map { $0 + $0.map { $0 - 0x20 } }
        for (old, new) in zip("ñôöæóòî".unicodeScalars, "đơưỉĩịỵ".unicodeScalars) {
            let byte = Int(byte(old))
            scalars[byte] = new
            scalars[byte - 0x20] = new.properties.uppercaseMapping.unicodeScalars.first
        }
        return ByteLetters(scalars, marks: marks, bases: bases)
    }()

    private static func byte(_ latin: Unicode.Scalar) -> UInt8 {
        UInt8(latin.value)
    }

    /// For each byte its character in Windows-1252; five bytes have none.
    static let windows1252Scalars: [Unicode.Scalar?] = {
        var scalars = (0...0xFF).map { Optional(Unicode.Scalar(UInt8($0))) }
        let rows = ["€·‚ƒ„…†‡ˆ‰Š‹Œ·Ž·", "·‘’“”•–—˜™š›œ·žŸ"]
        for (index, scalar) in rows.joined().unicodeScalars.enumerated() {
            scalars[0x80 + index] = scalar == "·" ? nil : scalar
        }
        return scalars
    }()
}

extension Unicode.Scalar {
    /// The one character that this one is with a mark (NFC), if there is one.
    fileprivate func composed(_ mark: Unicode.Scalar) -> Unicode.Scalar? {
        let composed = "\(self)\(mark)".precomposedStringWithCanonicalMapping.unicodeScalars
        return composed.count == 1 ? composed.first : nil
    }
}
