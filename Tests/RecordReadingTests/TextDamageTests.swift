import EncodedTexts
import Foundation
import Testing

@testable import RecordReading

/// How a text looks that was saved in one encoding and read as another.
private func misread(
    _ text: String, _ encoding: TextEncoding, as other: TextEncoding = .windows1252
) -> String? {
    guard let bytes = encoded(text, encoding) else { return nil }
    return bytes.map { byte in
        let read = decoding([byte], other)
        // A byte that has no character is passed on as a control character.
        return read.fault == nil ? read.text : String(Unicode.Scalar(byte))
    }.joined()
}

private func vocabulary(_ text: String) -> Int {
    let known: Set = [
        "chư", "pưh", "nhơn", "hòa", "hoà", "blứ", "tiếp", "nhận", "đúng", "hạn", "thị", "trấn",
        "huyện", "ubnd", "ia", "đã", "trả", "kết", "quả", "le", "rong",
    ]
    return text.lowercased().split(separator: " ").count { known.contains(String($0)) }
}

private func isSuspect(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { TextDamage.suspect($0) }
}

/// Texts that are as they should be, however much they look like damaged ones.
private let soundTexts = [
    "H'Ñel Siu", "R’čăm H'Bƀơ̆", "Kpă Kŏ", "Đinh Hĭm", "Ksor Tŭ", "Rơ Mah Blĕ", "Ê Nuôl", "ñ",
    "Phần mềm VNPT-iGate®", "Windows®", "Chư\u{AD}Pưh", "tạm\u{AD}trú", "ph\u{AD}p",
    "Société Générale", "Françoise Noël", "Hélène", "Ô tô", "XE Ô TÔ", "Hoà sô", "Công ty Vĩnh Hà",
    "10° – 25 m²", "«Ia Le»", "½ ngày", "“Một cửa”", "Ia Rong", "UBND xã Ia Le",
]

@Test(arguments: [
    ("ChÆ° PÆ°h", "Chư Pưh"),
    ("NhÆ¡n HÃ²a", "Nhơn Hòa"),
    ("Ia Blá»©", "Ia Blứ"),
    ("Tiáº¿p nháº\u{AD}n", "Tiếp nhận"),
    ("Ä‘Ãºng háº¡n", "đúng hạn"),
    ("Ä\u{90}Ã£ tráº£", "Đã trả"),
    ("VÃ\u{A0} Ã\u{81}", "Và Á"),
    // Read as Windows-1258, and written with marks of their own.
    ("NhÆ¡n HĂ²a", "Nhơn Hòa"),
    ("hoaÌ€n", "hoàn"),
])
func `UTF-8 read as a Windows encoding is repaired`(damaged: String, text: String) {
    #expect(TextDamage.mojibake.repaired(damaged)?.utf8.elementsEqual(text.utf8) == true)
    #expect(isSuspect(damaged))
}

@Test(
    arguments: [
        (TextDamage.tcvn3, "Ch\u{AD} P\u{AD}h", "Chư Pưh"),
        (.tcvn3, "UBND huyÖn", "UBND huyện"),
        (.tcvn3, "TiÕp nhËn", "Tiếp nhận"),
        (.tcvn3, "§· tr¶ kÕt qu¶", "Đã trả kết quả"),
        (.tcvn3, "H’B«ng", "H’Bông"),
        // Taken out of a PDF.
        (.tcvn3, "§\u{2219} tr¶ Ch\u{2212} Pr«ng", "Đã trả Chư Prông"),
        (.vni, "Chö Pöh", "Chư Pưh"),
        (.vni, "ñuùng haïn", "đúng hạn"),
        (.vni, "Thò traán Nhôn Hoaø", "Thị trấn Nhơn Hoà"),
        (.vni, "UBND HUYEÄN", "UBND HUYỆN"),
        (.decomposed, "Hòa".decomposedStringWithCanonicalMapping, "Hòa"),
    ] as [(TextDamage, String, String)])
func `a damaged text is repaired`(damage: TextDamage, damaged: String, text: String) {
    #expect(damage.repaired(damaged)?.utf8.elementsEqual(text.utf8) == true)
    #expect(isSuspect(damaged))
}

@Test(arguments: [
    (TextDamage.mojibake, TextEncoding.utf8), (.tcvn3, .tcvn3), (.vni, .vni),
])
func `every Vietnamese letter is repaired`(damage: TextDamage, encoding: TextEncoding) throws {
    for letter in vietnameseLetters {
        let text = "x \(letter)"
        guard let damaged = misread(text, encoding), damaged != text else { continue }
        #expect(damage.repaired(damaged)?.utf8.elementsEqual(text.utf8) == true, "\(damaged)")
    }
    for letter in vietnameseLetters where damage == .mojibake {
        let damaged = try #require(misread(letter, .utf8, as: .windows1258))
        let repaired = TextDamage.mojibake.repaired(damaged)
        #expect(repaired == (damaged == letter ? nil : letter), "\(damaged)")
    }
}

@Test(
    arguments: [
        // Nothing to repair, or lost.
        (TextDamage.mojibake, "Ia Rong"), (.mojibake, ""), (.mojibake, "Nhơn Hòa"),
        (.mojibake, "Ä\u{FFFD}Ã£"), (.mojibake, "Ä?Ã£"), (.mojibake, "nháºn"),
        (.mojibake, "vÃ nhÃ"),
        (.mojibake, "Ô tô"), (.mojibake, "Hélène"), (.mojibake, "Windows®"), (.mojibake, "đ¡¡"),
        (.tcvn3, "Ch Ph"), (.tcvn3, "Chư Pưh"), (.tcvn3, "À"), (.tcvn3, "Đăng\u{AD}ký"),
        (.tcvn3, "漢"),
        (.vni, "Ia Rong"), (.vni, "Chư Pưh"), (.vni, "Kŏ"), (.vni, "\u{FFFD}ñ"),
        (.decomposed, "Nhơn Hòa"), (.decomposed, "ơ̆"), (.decomposed, "Ia Le"),
    ] as [(TextDamage, String)])
func `what is not damaged so or has lost characters is not repaired`(
    damage: TextDamage, text: String
) {
    #expect(damage.repaired(text) == nil)
}

@Test(arguments: [
    (TextDamage.mojibake, TextEncoding.utf8), (.tcvn3, .tcvn3), (.vni, .vni),
])
func `the damage of a column is found`(damage: TextDamage, encoding: TextEncoding) {
    let texts = ["Tiếp nhận", "đúng hạn", "Nhơn Hòa", "Ia Le", ""]
    let damaged = texts.compactMap { misread($0, encoding) }
    #expect(damaged.count == texts.count)
    #expect(TextDamage.found(in: damaged, vocabulary: vocabulary) == damage)
    #expect(TextDamage.found(in: damaged + soundTexts, vocabulary: vocabulary) == damage)
    #expect(TextDamage.found(in: texts, vocabulary: vocabulary) == nil)
    #expect(damaged.contains { isSuspect($0) })
}

@Test func `a column in NFD is found without a known word`() {
    let texts = ["Nguyễn Văn Ánh", "Rơ Châm"]
    let decomposed = texts.map(\.decomposedStringWithCanonicalMapping)
    #expect(TextDamage.found(in: decomposed, vocabulary: { _ in 0 }) == .decomposed)
    #expect(TextDamage.found(in: [decomposed[1]], vocabulary: { _ in 0 }) == nil)
    #expect(TextDamage.found(in: texts, vocabulary: { _ in 0 }) == nil)
    #expect(decomposed.allSatisfy { isSuspect($0) })
}

@Test func `two words are too few to call a column damaged`() throws {
    for encoding in [TextEncoding.utf8, .tcvn3, .vni] {
        let damaged = try #require(misread("Tiếp nhận", encoding))
        #expect(TextDamage.found(in: [damaged, "Ia Le"], vocabulary: vocabulary) == nil)
    }
}

@Test func `words that a repair breaks count against it`() {
    // Three words come to light and one is lost.
    let texts = ["TiÕp nhËn", "h¹n", "Hòa"]
    #expect(TextDamage.tcvn3.repaired("Hòa") != nil)
    #expect(TextDamage.found(in: texts, vocabulary: vocabulary) == nil)
    #expect(TextDamage.found(in: texts.dropLast(), vocabulary: vocabulary) == .tcvn3)
}

@Test(arguments: soundTexts)
func `a sound text is no damage however often it stands there`(text: String) {
    let texts = Array(repeating: text, count: 10)
    #expect(TextDamage.found(in: texts, vocabulary: vocabulary) == nil)
    #expect(TextDamage.found(in: texts + sampleTexts, vocabulary: vocabulary) == nil)
}

@Test func `sound Vietnamese shows no sign of damage`() {
    let texts =
        sampleTexts + vietnameseLetters + [
            "Ô tô", "XE Ô TÔ", "Ủy ban nhân dân", "khoẻ khoắn, thuở xưa, ngoằn ngoèo", "hoá đơn",
            "QUÝ HOÀNG, LOÈ LOẸT", "Hélène", "Rơ Châm H'Bông", "H’Bông", "Kpă Kŏ", "nghỉ\u{A0}phép",
            "Ia Rong", "",
        ]
    for text in texts { #expect(!isSuspect(text), "\(text)") }
}
