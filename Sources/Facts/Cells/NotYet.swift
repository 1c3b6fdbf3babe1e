/// What people write into the place of a date that is not known yet.
package enum NotYet {
    /// Whether a cell leaves the place open: `…/…/2021`, `ngày … tháng … năm 2021`, `chưa trả`.
    ///
    /// A day or month that is there (`28/…/2021`) makes it a date that cannot be read.
    package static func isSaid(by bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard mayBe(bytes) else { return false }
        let text = VietnameseText.composed(String(decoding: bytes, as: UTF8.self))
        return words.contains(VietnameseText.key(text)) || isOpen(text)
    }

    /// A cheap look, for in a bad export every cell is asked about: no more digits than a year,
    /// and dots, a line or a word to fill in.
    private static func mayBe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, bytes.count <= longest else { return false }
        var digits = 0
        var hasBlank = [0x2F, 0x43, 0x63].contains(first)
        for byte in bytes {
            if byte &- 0x30 <= 9 { digits += 1 }
            if byte == 0x2E || byte == 0x5F || byte == 0xE2 { hasBlank = true }
        }
        return hasBlank && digits <= 4
    }

    /// With all dots and words, none is longer.
    private static let longest = 96

    private static func isOpen(_ text: String) -> Bool {
        let head = text.dropLast(4)
        guard text.utf8.suffix(4).allSatisfy({ $0 &- 0x30 <= 9 }) else { return false }
        let signs = head.filter { "./-_…".contains($0) }
        let letters = VietnameseText.key(head)
        return signs.count >= (letters.isEmpty ? 2 : 1) && openings.contains(letters)
            && head.filter { !"./-_… ".contains($0) && !$0.isLetter }.isEmpty
    }

    private static let openings: Set = Set(
        ["", "ngày tháng năm", "tháng năm"].map { VietnameseText.key($0) })

    private static let words: Set = Set(
        [
            "chưa", "chưa có", "chưa có kết quả", "chưa có ngày", "chưa trả", "chưa trả kết quả",
            "chưa giao", "chưa nhận", "chưa chuyển", "chưa xong", "chưa hoàn thành", "chưa xử lý",
            "chưa giải quyết", "chưa đến hạn",
        ].map { VietnameseText.key($0) })
}
