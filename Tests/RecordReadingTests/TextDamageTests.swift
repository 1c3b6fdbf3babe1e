import Foundation
import Testing

@testable import RecordReading

/// How a text looks that was saved in an encoding and read as Windows-1252.
func misread(_ text: String, _ encoding: TextEncoding, as other: TextEncoding = .windows1252)
    -> String?
{
    guard let bytes = encoded(text, encoding) else { return nil }
    let scalars = bytes.map { byte in
        let text = decoding([byte], other)
        // What has no character is passed on as a control character.
        return text.fault == nil ? text.text : String(Unicode.Scalar(byte))
    }
    return scalars.joined()
}

private func vocabulary(_ text: String) -> Int {
    let known: Set = [
        "chư", "pưh", "nhơn", "hòa", "hoà", "blứ", "tiếp", "nhận", "đúng", "hạn", "thị", "trấn",
        "huyện", "ubnd", "ia", "đã", "trả", "kết", "quả",
    ]
    return text.lowercased().split(separator: " ").count { known.contains(String($0)) }
}

private func suspects(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { TextDamage.suspect($0) }
}

@Test(arguments: [
    ("ChÆ° PÆ°h", "Chư Pưh"),
    ("NhÆ¡n HÃ²a", "Nhơn Hòa"),
    ("Ia Blá»©", "Ia Blứ"),
    ("Tiáº¿p nháº\u{AD}n", "Tiếp nhận"),
    ("Ä‘Ãºng háº¡n", "đúng hạn"),
    ("Ä\u{90}Ã£ tráº£", "Đã trả"),
    ("Ã\u{81}", "Á"),
    ("NhÆ¡n HĂ²a", "Nhơn Hòa"),
    ("hoaÌ€n", "hoàn"),
])
func `UTF-8 read as Windows-1252 is repaired`(damaged: String, text: String) {
    #expect(TextDamage.mojibake.repaired(damaged) == text)
    #expect(suspects(damaged))
}
