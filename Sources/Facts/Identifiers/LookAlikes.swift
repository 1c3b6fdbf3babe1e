/// Letters and digits of other scripts that look like Latin ones and are typed for them.
///
/// Only for codes and notations, where no other script is meant (domain §2.4).
enum LookAlikes {
    /// The text with Latin letters and plain digits, hyphens and quotes, and without blanks.
    static func latin(_ text: some StringProtocol) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let latin = latin(scalar) { plain.append(latin) }
        }
        return String(plain)
    }

    /// What a sign stands for; nil for blanks and signs that nobody sees.
    static func latin(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if scalar.isASCII { return scalar.properties.isWhitespace ? nil : scalar }
        if let latin = table[scalar] { return latin }
        switch scalar.value {
        case 0x2010...0x2015, 0x2212: return "-"
        case 0x2018, 0x2019, 0x2BC: return "'"
        case 0x201C, 0x201D: return "\""
        // Full-width forms stand in the order of ASCII.
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0)
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: return nil
        default: return scalar.properties.isWhitespace ? nil : scalar
        }
    }

    private static let table: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = ["\u{D0}": "Đ", "\u{189}": "Đ", "ð": "đ"]
        let cyrillic = "СОАНВТКЕМРХсоанвткемрх".unicodeScalars
        for (letter, latin) in zip(cyrillic, "COAHBTKEMPXcoahbtkempx".unicodeScalars) {
            table[letter] = latin
        }
        return table
    }()
}
