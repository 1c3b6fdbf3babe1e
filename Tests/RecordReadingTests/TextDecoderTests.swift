import EncodedTexts
import Foundation
import Testing

@testable import RecordReading

private let decodable = TextEncoding.allCases.filter { $0 != .utf8 }
private let oneByte: [TextEncoding] = [.windows1258, .tcvn3, .vni, .windows1252]
/// Those that have every Vietnamese letter.
private let complete = decodable.filter { $0 != .windows1252 && $0 != .tcvn3 }

@Test(arguments: complete)
func `every Vietnamese letter is read`(encoding: TextEncoding) throws {
    #expect(Set(vietnameseLetters).count == 146)
    for letter in vietnameseLetters {
        for text in [letter, "x\(letter)", "\(letter)x", "\(letter)\(letter)"] {
            let result = decoding(try #require(encoded(text, encoding)), encoding)
            #expect(result.text.utf8.elementsEqual(text.utf8), "\(text) became \(result.text)")
            #expect(result.isWhole)
        }
    }
}

@Test func `TCVN3 has the small letters and the capitals without a tone`() {
    let capitals = ["A", "Ă", "Â", "E", "Ê", "I", "O", "Ô", "Ơ", "U", "Ư", "Y", "Đ"]
    for letter in vietnameseLetters {
        let bytes = encoded(letter, .tcvn3)
        #expect((bytes != nil) == (letter == letter.lowercased() || capitals.contains(letter)))
        if let bytes { #expect(decoding(bytes, .tcvn3).text.utf8.elementsEqual(letter.utf8)) }
    }
}

@Test func `a tone behind its letter is composed in Windows-1258`() throws {
    for letter in vietnameseLetters {
        let result = decoding(try #require(typedWindows1258(letter)), .windows1258)
        #expect(result.text.utf8.elementsEqual(letter.utf8), "\(letter) became \(result.text)")
    }
}

@Test(
    arguments: [
        ([0x43, 0x68, 0xAD, 0x20, 0x50, 0xAD, 0x68], TextEncoding.tcvn3, "Chư Pưh"),
        ([0x4E, 0x68, 0xAC, 0x6E, 0x20, 0x48, 0xDF, 0x61], .tcvn3, "Nhơn Hòa"),
        ([0x54, 0x69, 0xD5, 0x70, 0x20, 0x6E, 0x68, 0xCB, 0x6E], .tcvn3, "Tiếp nhận"),
        ([0x49, 0x61, 0x20, 0x42, 0x6C, 0xF6, 0xF9], .vni, "Ia Blứ"),
        ([0x54, 0x69, 0x65, 0xE1, 0x70, 0x20, 0x6E, 0x68, 0x61, 0xE4, 0x6E], .vni, "Tiếp nhận"),
        ([0xF1, 0x75, 0xF9, 0x6E, 0x67, 0x20, 0x68, 0x61, 0xEF, 0x6E], .vni, "đúng hạn"),
        ([0x48, 0x55, 0x59, 0x45, 0xC4, 0x4E], .vni, "HUYỆN"),
        ([0x48, 0x6F, 0xCC, 0x61], .windows1258, "Hòa"),
        ([0xF0, 0x75, 0xEC, 0x6E, 0x67, 0x20, 0x68, 0x61, 0xF2, 0x6E], .windows1258, "đúng hạn"),
        ([0x48, 0x55, 0x59, 0xCA, 0xF2, 0x4E], .windows1258, "HUYỆN"),
        // A word of which a spreadsheet made only the first letter a capital.
        ([0x41, 0xE1, 0x74, 0x20, 0xD6, 0xF9], .vni, "Ất Ứ"),
        // Two characters win over one, and a mark without a base is its own character.
        ([0xF4, 0xF9, 0xF4, 0x20, 0xF9, 0x20, 0x75, 0xEA], .vni, "ớơ ù uê"),
        ([0x61, 0xF9, 0xF9], .vni, "áù"),
        ([0x78, 0xEC, 0x61, 0xEC, 0xF2], .windows1258, "x\u{301}á\u{323}"),
        // Signs that no Vietnamese letter takes away.
        ([0x31, 0x30, 0xB0, 0x20, 0x6D, 0xB2, 0xA0, 0x96], .tcvn3, "10° m²\u{A0}–"),
        ([0x80, 0x92, 0xA7, 0xE7, 0xAE, 0xFD], .vni, "€’§ç®ý"),
    ] as [([UInt8], TextEncoding, String)])
func `bytes are read as people see them`(bytes: [UInt8], encoding: TextEncoding, text: String) {
    let result = decoding(bytes, encoding)
    #expect(result.text.utf8.elementsEqual(text.utf8), "became \(result.text)")
    #expect(result.isWhole)
}

@Test(arguments: decodable)
func `a text is the same however it is cut`(encoding: TextEncoding) {
    let all = sampleTexts + [vietnameseLetters.joined(), "1234567;12345678;123456789", "🏠🏠", ""]
    for text in all {
        guard let bytes = encoded(text, encoding) else { continue }
        for pieceBytes in [1, 2, 3, 5, 8, 17] {
            for firstPieceBytes in 1...8 {
                let result = decoding(
                    bytes, encoding, pieceBytes: pieceBytes, firstPieceBytes: firstPieceBytes)
                #expect(result.text.utf8.elementsEqual(text.utf8))
                #expect(result.isWhole)
            }
        }
    }
}

@Test(arguments: [
    (TextEncoding.windows1252, [0x81, 0x8D, 0x8F, 0x90, 0x9D]),
    (.vni, [0x81, 0x8D, 0x8F, 0x90, 0x9D]),
    (.windows1258, [0x81, 0x8A, 0x8D, 0x8E, 0x8F, 0x90, 0x9A, 0x9D, 0x9E]),
    (
        .tcvn3,
        [
            0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xCD, 0xD9, 0xDA,
            0xDB, 0xE0, 0xF0, 0xFF,
        ]
    ),
])
func `a byte without a character is a fault at its place`(encoding: TextEncoding, bytes: [UInt8]) {
    for byte in UInt8.min...UInt8.max {
        #expect((decoding([byte], encoding).fault == 0) == bytes.contains(byte))
    }
    for byte in bytes {
        for before in [[], [0x61], [0xF4], Array("123456789a".utf8)] as [[UInt8]] {
            for pieceBytes in [1, 3, 64] {
                let result = decoding(before + [byte, 0x61], encoding, pieceBytes: pieceBytes)
                #expect(result.fault == before.count)
                #expect(result.text == decoding(before, encoding).text)
            }
        }
    }
}

@Test(
    arguments: [
        ([0x61, 0xD800, 0x62], 2, "a"),
        ([0x61, 0xDC00], 2, "a"),
        ([0xD83C, 0xD83C, 0xDFE0], 0, ""),
        ([0x61, 0x62, 0x63, 0x64, 0x65, 0xD83C, 0xDFE0, 0xDFE0], 14, "abcde🏠"),
    ] as [([UInt16], Int, String)])
func `half a surrogate pair is a fault at its place`(units: [UInt16], fault: Int, text: String) {
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for (bytes, encoding) in [(little, TextEncoding.utf16LittleEndian), (big, .utf16BigEndian)] {
        #expect(decoding(bytes, encoding) == Decoding(text: text, fault: fault, isWhole: false))
        for pieceBytes in 1...5 {
            let result = decoding(bytes, encoding, pieceBytes: pieceBytes)
            #expect(result.fault != nil)
            #expect(result.text == text)
        }
    }
}

@Test func `a file that ends inside a character is not whole`() {
    for bytes in [[0x61], [0x61, 0x00, 0x62], [0x3C, 0xD8], [0x3C, 0xD8, 0xDF]] as [[UInt8]] {
        for pieceBytes in 1...4 {
            let result = decoding(bytes, .utf16LittleEndian, pieceBytes: pieceBytes)
            #expect(result.fault == nil)
            #expect(!result.isWhole)
        }
    }
}

@Test(arguments: decodable)
func `any bytes give the same however they are cut`(encoding: TextEncoding) {
    var generator = FixedGenerator(seed: 20_210_701)
    for _ in 0..<300 {
        let bytes = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
            // Seldom above ASCII, so that many of the texts have no fault.
            let high = Int.random(in: 0..<4, using: &generator) == 0
            return UInt8.random(in: high ? 0x80...0xFF : 0x00...0x7F, using: &generator)
        }
        let whole = decoding(bytes, encoding)
        for pieceBytes in [1, 2, 3, 7, 8, 9] {
            let cut = decoding(bytes, encoding, pieceBytes: pieceBytes)
            #expect(cut.text.utf8.elementsEqual(whole.text.utf8))
            #expect(cut.isWhole == whole.isWhole)
            #expect((cut.fault == nil) == (whole.fault == nil))
            if oneByte.contains(encoding) { #expect(cut.fault == whole.fault) }
        }
    }
}
