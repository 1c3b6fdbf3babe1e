import Foundation
import Glibc
package import RecordReading

/// The bytes of a text in an encoding; nil if it has not all of its characters.
package func encoded(_ text: String, _ encoding: TextEncoding) -> [UInt8]? {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .utf16LittleEndian: utf16Bytes(text)
    case .utf16BigEndian: utf16Bytes(text, bigEndian: true)
    case .windows1258: bytes(text, windows1258)
    case .windows1252: bytes(text, windows1252)
    case .tcvn3: bytes(text, tcvn3)
    case .vni: vniBytes(text)
    }
}

package func utf16Bytes(_ text: String, bigEndian: Bool = false) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
        let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return bigEndian ? bytes.reversed() : bytes
    }
}

private func bytes(_ text: String, _ table: [Unicode.Scalar: [UInt8]]) -> [UInt8]? {
    let letters = text.unicodeScalars.map { table[$0] }
    return letters.contains(nil) ? nil : letters.flatMap { $0 ?? [] }
}

private let windows1252 = libraryTable("CP1252")
private let windows1258 = libraryTable("CP1258")
/// The standard has capitals with a tone; the fonts that are called TCVN3 do not.
private let tcvn3 = libraryTable("TCVN5712-1").filter { !tonedCapitals.contains($0.key) }

/// The bytes that the C library writes for Vietnamese letters and Latin-1.
private func libraryTable(_ encoding: String) -> [Unicode.Scalar: [UInt8]] {
    let converter = Converter(from: "UTF-8", to: encoding)
    let letters = vietnameseLetters.compactMap(\.unicodeScalars.first)
    let latin = (UInt8.min...UInt8.max).map { Unicode.Scalar($0) }
    var table: [Unicode.Scalar: [UInt8]] = [:]
    for scalar in letters + latin + "–“”’…".unicodeScalars {
        table[scalar] = converter.convert(Array(String(scalar).utf8))
    }
    return table
}

/// The same letters with each tone behind its letter, as Vietnamese keyboards of Windows type.
package func typedWindows1258(_ text: String) -> [UInt8]? {
    let tones: [Unicode.Scalar: UInt8] = [
        "\u{300}": 0xCC, "\u{309}": 0xD2, "\u{303}": 0xDE, "\u{301}": 0xEC, "\u{323}": 0xF2,
    ]
    var bytes: [UInt8] = []
    for character in text {
        let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
        let base = String(String.UnicodeScalarView(scalars.filter { tones[$0] == nil }))
        let letter = base.precomposedStringWithCanonicalMapping
        guard let first = encoded(letter, .windows1258) else { return nil }
        bytes += first + scalars.compactMap { tones[$0] }
    }
    return bytes
}

/// VNI from a letter's parts: the vowel, its shape and its tone.
private func vniBytes(_ text: String) -> [UInt8]? {
    let tones: [Unicode.Scalar: Int] = [
        "\u{301}": 1, "\u{300}": 2, "\u{309}": 3, "\u{303}": 4, "\u{323}": 5,
    ]
    let marks = (plain: Array(" ùøûõï"), circumflex: Array("âáàåãä"), breve: Array("êéèúüë"))
    let singles: [Character: String] = ["đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò"]
    var latin = ""
    for character in text {
        let lower = character.lowercased()
        let scalars = Array(lower.decomposedStringWithCanonicalMapping.unicodeScalars)
        let tone = scalars.compactMap { tones[$0] }.first ?? 0
        var letter = String(scalars[0])
        if let single = singles[Character(lower)] {
            letter = single
        } else if lower == "ỵ" {
            letter = "î"
        } else if scalars.contains("\u{302}") {
            letter.append(marks.circumflex[tone])
        } else if scalars.contains("\u{306}") {
            letter.append(marks.breve[tone])
        } else {
            if scalars.contains("\u{31B}") { letter = letter == "o" ? "ô" : "ö" }
            if tone > 0 { letter.append(marks.plain[tone]) }
        }
        latin += lower == String(character) ? letter : letter.uppercased()
    }
    return encoded(latin, .windows1252)
}

/// A converter of the C library from one encoding to another.
package struct Converter: ~Copyable {
    private let handle: iconv_t

    package init(from source: String, to target: String) {
        guard let handle = iconv_open(target, source), Int(bitPattern: handle) != -1 else {
            preconditionFailure("the C library does not know \(source) or \(target)")
        }
        self.handle = handle
    }

    deinit {
        iconv_close(handle)
    }

    /// What it makes of a whole text; nil if it cannot.
    package func convert(_ bytes: [UInt8]) -> [UInt8]? {
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 4 * bytes.count + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        iconv(handle, nil, nil, nil, nil)
        let result = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var source = input.baseAddress
                var target = output.baseAddress
                let result = iconv(handle, &source, &inputLeft, &target, &outputLeft)
                // What it holds back to compose comes out only when it is told the end.
                return result == -1 ? result : iconv(handle, nil, nil, &target, &outputLeft)
            }
        }
        guard result != -1 else { return nil }
        return output.dropLast(outputLeft).map { UInt8(bitPattern: $0) }
    }
}

/// The five marks of tones.
package let tones = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]

/// The twelve vowels with no tone and with each, and đ, small and capital.
package let vietnameseLetters: [String] = {
    let small = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"].flatMap { vowel in
        ([""] + tones).map { (vowel + $0).precomposedStringWithCanonicalMapping }
    }
    return (small + ["đ"]).flatMap { [$0, $0.uppercased()] }
}()

private let tonedCapitals: Set<Unicode.Scalar> = Set(
    vietnameseLetters.filter { letter in
        letter != letter.lowercased()
            && letter.decomposedStringWithCanonicalMapping.unicodeScalars.contains {
                tones.contains(String($0))
            }
    }.compactMap { $0.unicodeScalars.first })

/// Names and words of a district's exports.
package let sampleTexts = [
    "Chư Pưh", "Nhơn Hòa", "Ia Blứ", "Tiếp nhận", "đúng hạn", "Thị trấn Nhơn Hoà", "UBND HUYỆN",
]
