import Foundation
import Testing

@testable import RecordReading

private let decodable = TextEncoding.allCases.filter { $0 != .utf8 }
/// Those that have every Vietnamese letter.
private let complete = decodable.filter { $0 != .windows1252 && $0 != .tcvn3 }

@Test(arguments: complete)
func `every Vietnamese letter is read`(encoding: TextEncoding) throws {
    for letter in vietnameseLetters {
        for text in [letter, "x\(letter)", "\(letter)x", "\(letter)\(letter)"] {
            let bytes = try #require(encoded(text, encoding))
            let result = decoding(bytes, encoding)
            #expect(result.text.utf8.elementsEqual(text.utf8), "\(text) became \(result.text)")
            #expect(result.isWhole)
        }
    }
}

@Test func `TCVN3 has the small letters and the capitals without a tone`() throws {
    #expect(vietnameseLetters.count == 146)
    let capitals = ["A", "Ă", "Â", "E", "Ê", "I", "O", "Ô", "Ơ", "U", "Ư", "Y", "Đ"]
    for letter in vietnameseLetters {
        let bytes = encoded(letter, .tcvn3)
        #expect((bytes != nil) == (letter == letter.lowercased() || capitals.contains(letter)))
        if let bytes { #expect(decoding(bytes, .tcvn3).text == letter) }
    }
}

@Test func `a tone behind its letter is composed in Windows-1258`() throws {
    for letter in vietnameseLetters {
        let bytes = try #require(typedWindows1258(letter))
        let result = decoding(bytes, .windows1258)
        #expect(result.text.utf8.elementsEqual(letter.utf8), "\(letter) became \(result.text)")
    }
}

@Test(arguments: decodable)
func `a text is the same however it is cut`(encoding: TextEncoding) throws {
    let all = sampleTexts + [vietnameseLetters.joined(), "1234567;12345678;123456789", ""]
    for text in all {
        guard let bytes = encoded(text, encoding) else { continue }
        for pieceBytes in 1...17 {
            for firstPieceBytes in 1...8 {
                let result = decoding(
                    bytes, encoding, pieceBytes: pieceBytes, firstPieceBytes: firstPieceBytes)
                #expect(result.text.utf8.elementsEqual(text.utf8))
                #expect(result.isWhole)
            }
        }
    }
}
