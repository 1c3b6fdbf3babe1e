/// The number of a citizen's card: 12 digits, or 9 on the earlier one (domain §2.6).
///
/// Only its shape is looked at; contents never leave memory.
package enum IdentityNumber {
    /// Whether it is digits as they should be, which needs no mending.
    package static func isWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        (bytes.count == 12 || bytes.count == 9) && bytes.allSatisfy { $0 &- 0x30 <= 9 }
    }

    /// Whether digits may be a citizen's identity or telephone number typed where a code belongs.
    static func mayBe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        (9...12).contains(bytes.count) && bytes.allSatisfy { $0 &- 0x30 <= 9 }
    }

    /// What can be made of another text, by which numbers meet; nil when its digits are lost.
    ///
    /// Of 11 or 8 digits a spreadsheet has taken the leading zero. Passports and the numbers of
    /// organisations stay as they are.
    package static func mended(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (digits: String?, spelling: Codes.Spelling) {
        let plain = LookAlikes.latin(String(decoding: bytes, as: UTF8.self))
        var text = plain.drop { "=\"'".contains($0) }
        while let last = text.last, "\"'".contains(last) { text.removeLast() }
        let isDestroyed = ContiguousArray(text.utf8).withUnsafeBufferPointer(Codes.isDestroyed)
        if isDestroyed { return (nil, .destroyed) }
        let isNumber = text.utf8.allSatisfy { $0 &- 0x30 <= 9 || $0 == UInt8(ascii: ".") }
        if isNumber, text.hasSuffix(".0") { text = text.dropLast(2) }
        if isNumber, !text.contains("."), text.utf8.count == 11 || text.utf8.count == 8 {
            return ("0" + text, .zerosRestored)
        }
        return (VietnameseText.key(text), .canonical)
    }
}
