import Foundation

/// Keys under which spellings of the same Vietnamese name meet (domain §7.7).
///
/// Keys are for comparing only; what people wrote is shown as they wrote it.
package enum VietnameseText {
    /// The same text in NFC, as every text is kept inside.
    package static func composed(_ text: some StringProtocol) -> String {
        String(text).precomposedStringWithCanonicalMapping
    }

    /// k1: NFC, lower case, tone marks placed the new way, letters and digits only.
    ///
    /// `Nhơn Hòa`, `NHƠN HOÀ` and `nhơn  hoà` have one key; `Đăk` and `Đắk` have two.
    package static func key(_ text: some StringProtocol) -> String {
        let composed = String(text).precomposedStringWithCanonicalMapping.lowercased()
            .precomposedStringWithCanonicalMapping
        var result = String.UnicodeScalarView()
        let scalars = Array(placingTonesAnew(Array(composed.unicodeScalars)))
        for scalar in scalars
        where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            result.append(scalar)
        }
        return String(result)
    }

    /// k2: k1 without any mark, đ as d; only a candidate within a closed list.
    package static func skeleton(_ text: some StringProtocol) -> String {
        let decomposed = key(text).decomposedStringWithCanonicalMapping
        var result = String.UnicodeScalarView()
        for scalar in decomposed.unicodeScalars
        where scalar.properties.canonicalCombiningClass == .notReordered {
            result.append(scalar == "đ" ? "d" : scalar)
        }
        return String(result)
    }

    /// Whether a key (k1) is another one with some or all of its marks left out.
    ///
    /// `Chư Puh` is Chư Pưh so typed; `Ia Lê` is not Ia Le, for it has a mark of its own.
    package static func hasMarksLeftOut(_ typed: String, of full: String) -> Bool {
        let letters = full.decomposedStringWithCanonicalMapping.unicodeScalars
        var rest = letters[...]
        for scalar in typed.decomposedStringWithCanonicalMapping.unicodeScalars {
            while let next = rest.first, next != scalar,
                next.properties.canonicalCombiningClass != .notReordered
            {
                rest.removeFirst()
            }
            guard let next = rest.first, next == scalar || (next == "đ" && scalar == "d") else {
                return false
            }
            rest.removeFirst()
        }
        return rest.allSatisfy { $0.properties.canonicalCombiningClass != .notReordered }
    }

    /// Whether a text has neither a letter nor a digit: `-`, `…` and `?` say nothing.
    ///
    /// `########` does: a spreadsheet writes it where a column is too narrow for what is there.
    package static func saysNothing(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let hasASCII = text.contains { byte in
            byte &- 0x30 <= 9 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x23
        }
        return !hasASCII && saysNothing(String(decoding: text, as: UTF8.self))
    }

    package static func saysNothing(_ text: some StringProtocol) -> Bool {
        !text.unicodeScalars.contains {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "#"
        }
    }

    /// Whether a blank stands between two letters, as in names and never in codes.
    static func hasWords(_ text: some StringProtocol) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        return zip(words, words.dropFirst()).contains { left, right in
            (left.last?.isLetter ?? false) && (right.first?.isLetter ?? false)
        }
    }

    /// Open syllables in `oa oe uy` carry the tone on the last letter (hoà, khoẻ, thuỷ).
    private static func placingTonesAnew(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result = scalars
        var index = 0
        while index + 1 < result.count {
            if let (first, second) = newTones[[result[index], result[index + 1]]],
                !(index + 2 < result.count && result[index + 2].properties.isAlphabetic),
                !(second.value == 0x79 && index > 0 && result[index - 1] == "q")
            {
                result[index] = first
                result[index + 1] = second
            }
            index += 1
        }
        return result
    }

    private static let newTones: [[Unicode.Scalar]: (Unicode.Scalar, Unicode.Scalar)] = {
        let old = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(separator: " ")
        let new = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(separator: " ")
        var table: [[Unicode.Scalar]: (Unicode.Scalar, Unicode.Scalar)] = [:]
        for (from, to) in zip(old, new) {
            let target = Array(to.unicodeScalars)
            table[Array(from.unicodeScalars)] = (target[0], target[1])
        }
        return table
    }()
}
