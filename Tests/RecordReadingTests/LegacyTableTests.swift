import EncodedTexts
import Foundation
import Testing

@testable import RecordReading

extension Converter {
    /// What the C library reads from bytes, in NFC; nil if they are no text for it.
    fileprivate func text(_ bytes: [UInt8]) -> String? {
        convert(bytes).map {
            String(decoding: $0, as: UTF8.self).precomposedStringWithCanonicalMapping
        }
    }
}

private func text(_ bytes: [UInt8], _ encoding: TextEncoding) -> String? {
    let result = decoding(bytes, encoding)
    return result.fault == nil ? result.text : nil
}

@Test(arguments: [(TextEncoding.windows1258, "CP1258"), (.windows1252, "CP1252")])
func `each byte is what the C library reads`(encoding: TextEncoding, name: String) {
    let library = Converter(from: name, to: "UTF-8")
    for byte in UInt8.min...UInt8.max {
        #expect(text([byte], encoding) == library.text([byte]), "byte \(byte)")
    }
}

@Test func `each pair in Windows-1258 is the same text for the C library`() {
    let library = Converter(from: "CP1258", to: "UTF-8")
    // The library takes a tilde behind these for the nearer mark, which Unicode does not.
    let unlike = Set("ÓÖÚóöú".unicodeScalars.map { UInt8($0.value) })
    for base in UInt8.min...UInt8.max where !unlike.contains(base) {
        for mark in [0xCC, 0xD2, 0xDE, 0xEC, 0xF2] as [UInt8] {
            let pair = [base, mark]
            #expect(text(pair, .windows1258) == library.text(pair), "bytes \(pair)")
        }
    }
}

@Test func `each letter in TCVN3 is what the C library reads`() {
    // The library knows the standard; the fonts, and so the files, differ from it in these.
    let controls: Set<UInt8> = [
        // The standard puts capitals with a tone where files have control characters.
        0x01, 0x02, 0x04, 0x05, 0x06, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17,
    ]
    // And here, where files have the punctuation of Windows-1252.
    let punctuation: ClosedRange<UInt8> = 0x80...0x9F
    let signs: Set<UInt8> = [
        // A capital with a tone or a combining mark there, signs of Windows-1252 in files.
        0xAF, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xBA, 0xBF,
    ]
    let capitals: Set<UInt8> = [
        // Capitals with a tone, which the fonts do not have.
        0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xCD, 0xD9, 0xDA, 0xDB, 0xE0, 0xF0, 0xFF,
    ]
    let standard = Converter(from: "TCVN5712-1", to: "UTF-8")
    let windows = Converter(from: "CP1252", to: "UTF-8")
    var letters = 0
    for byte in UInt8.min...UInt8.max {
        let text = text([byte], .tcvn3)
        if controls.contains(byte) {
            #expect(text == String(Unicode.Scalar(byte)))
        } else if punctuation.contains(byte) || signs.contains(byte) {
            #expect(text == windows.text([byte]))
        } else if capitals.contains(byte) {
            #expect(text == nil)
        } else {
            #expect(text == standard.text([byte]), "byte \(byte)")
            if byte > 0xA0 { letters += 1 }
        }
    }
    #expect(letters == 74)
}

@Test func `VNI keeps what Windows-1252 has beside the Vietnamese letters`() {
    let own = Set("ñÑôÔöÖæÆóÓòÒîÎ".unicodeScalars.map { UInt8($0.value) })
    let windows = Converter(from: "CP1252", to: "UTF-8")
    for byte in UInt8.min...UInt8.max where !own.contains(byte) {
        #expect(text([byte], .vni) == windows.text([byte]), "byte \(byte)")
    }
}
