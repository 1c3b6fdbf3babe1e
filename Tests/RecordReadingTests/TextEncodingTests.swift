import EncodedTexts
import Foundation
import Testing

@testable import RecordReading

private func candidates(
    _ bytes: [UInt8], isWhole: Bool = true
) -> (encodings: [TextEncoding], start: Int) {
    bytes.withUnsafeBufferPointer { TextEncoding.candidates(for: $0, isWhole: isWhole) }
}

private let header = "Mã hồ sơ;Ngày tiếp nhận;Đơn vị xử lý;Trạng thái;Mức độ\n"
private let record = "000.09.21.H21-210701-0003;01/07/2021;UBND huyện Chư Pưh;Đã trả kết quả;4\n"
private let notUnicode: Set<TextEncoding> = [.windows1258, .tcvn3, .vni, .windows1252]

@Test func `every encoding has a name of its own`() {
    #expect(Set(TextEncoding.allCases.map(\.name)).count == TextEncoding.allCases.count)
    #expect(Set(TextEncoding.allCases.filter { !$0.isUnicode }) == notUnicode)
}

@Test(
    arguments: [
        ([0xEF, 0xBB, 0xBF], TextEncoding.utf8),
        ([0xFF, 0xFE], .utf16LittleEndian),
        ([0xFE, 0xFF], .utf16BigEndian),
    ] as [([UInt8], TextEncoding)])
func `a byte order mark decides`(mark: [UInt8], encoding: TextEncoding) throws {
    for text in ["", header] {
        let result = candidates(mark + (try #require(encoded(text, encoding))))
        #expect(result.encodings == [encoding])
        #expect(result.start == mark.count)
    }
}

@Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
func `UTF-16 is known without a mark`(encoding: TextEncoding) throws {
    for text in [header, header + record, "ab", "UBND HUYỆN"] {
        let bytes = try #require(encoded(text, encoding))
        let result = candidates(bytes)
        #expect(result.encodings == [encoding])
        #expect(result.start == 0)
        #expect(candidates(bytes + [0x41], isWhole: false).encodings == [encoding])
    }
}

@Test(arguments: [
    "a;b\n1;2\n\u{0}", "a\u{0};b\n", "a;b\n\"1\"\u{0};2\n",
    header + String(repeating: "\u{0}", count: 400), "\u{0}\u{0}\u{0}\u{0}",
])
func `stray and filling NUL bytes are no UTF-16`(text: String) {
    #expect(candidates(Array(text.utf8)).encodings == [.utf8])
}

@Test(arguments: ["", "a", "a;b\n", header, header + record, "🏠"])
func `UTF-8 is known and may be cut unless it is whole`(text: String) {
    let bytes = Array(text.utf8)
    #expect(candidates(bytes).encodings == [.utf8])
    for end in bytes.indices {
        #expect(candidates(Array(bytes[..<end]), isWhole: false).encodings == [.utf8])
    }
    #expect(candidates(Array("Đ".utf8.dropLast())).encodings != [.utf8])
}

@Test func `UTF-8 with a few faults is still UTF-8`() {
    var bytes = Array((header + record).utf8)
    bytes.removeAll { $0 == 0xC6 }
    #expect(candidates(bytes).encodings == [.utf8])
    #expect(candidates(Array(record.utf8) + [0xE1, 0xBA]).encodings == [.utf8])
}

@Test(arguments: [TextEncoding.windows1258, .tcvn3, .vni, .windows1252])
func `other encodings come likeliest first and Windows-1252 last`(
    encoding: TextEncoding
) throws {
    let text = encoding == .windows1252 ? "Société;Élysée\n1;2\n" : header + record
    let bytes = try #require(encoded(text, encoding))
    for isWhole in [true, false] {
        let result = candidates(bytes, isWhole: isWhole)
        #expect(Set(result.encodings) == notUnicode)
        #expect(result.encodings.first == (encoding == .windows1252 ? .windows1258 : encoding))
        #expect(result.encodings.last == .windows1252)
        #expect(result.start == 0)
    }
}

@Test func `tones typed behind their letters are signs of Windows-1258`() throws {
    let bytes = try #require(typedWindows1258(header + record))
    #expect(candidates(bytes).encodings.first == .windows1258)
}
