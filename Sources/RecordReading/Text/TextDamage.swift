import Foundation

/// What happened to Vietnamese text that was saved as Unicode the wrong way: it is valid, but not
/// what people wrote (domain §7.1, 7.6).
package enum TextDamage: String, CaseIterable, Sendable {
    /// UTF-8 read as Windows-1252, or as Windows-1258 where a system is set to Vietnamese.
    case mojibake
    /// The bytes of TCVN3 read as Windows-1252.
    case tcvn3
    /// The bytes of VNI-Windows read as Windows-1252.
    case vni
    /// Letters and their marks as characters of their own (NFD): the same text, written otherwise.
    case decomposed

    /// Words that a repair must bring to light before a column is taken for damaged.
    private static let fewestWords = 3

    /// The damage of a column; nil if it has none.
    ///
    /// A column is damaged if its repair makes at least three more known words than stand there.
    /// No letter or sign tells it by itself: Jrai names have ñ and ŏ, French ones è, and `®`, soft
    /// hyphens and "Ô tô" are as they should be. Only `decomposed` needs no vocabulary, because
    /// its repair changes no text.
    ///
    /// - Parameters:
    ///   - texts: texts of one column, as many as are at hand.
    ///   - vocabulary: how many words of a closed vocabulary (names of units, header words,
    ///     statuses, sectors) a text has.
    package static func found(in texts: [String], vocabulary: (String) -> Int) -> TextDamage? {
        var found: TextDamage?
        var most = fewestWords - 1
        for damage in [mojibake, tcvn3, vni] {
            var gain = 0
            for text in texts {
                guard let repaired = damage.repaired(text) else { continue }
                gain += vocabulary(repaired) - vocabulary(text)
            }
            if gain > most { (found, most) = (damage, gain) }
        }
        if let found { return found }
        let words = texts.lazy.flatMap { $0.split(separator: " ") }
            .filter { decomposed.repaired(String($0)) != nil }
        return words.prefix(fewestWords).count == fewestWords ? .decomposed : nil
    }

    /// The text as people wrote it, in NFC.
    ///
    /// That a text can be repaired does not tell that it is damaged: TCVN3 and VNI give letters
    /// another meaning, so that many a sound word can. `found` tells it.
    ///
    /// - Returns: nil if the text cannot have this damage, has nothing of it, or has lost
    ///   characters to it.
    package func repaired(_ text: String) -> String? {
        let written: String? =
            switch self {
            case .mojibake: Self.bytes(of: text, Self.mojibakeBytes).flatMap(Self.utf8)
            case .tcvn3: Self.bytes(of: text, Self.tcvn3Bytes).flatMap { Self.decoded($0, .tcvn3) }
            case .vni:
                Self.bytes(of: text, Self.windows1252Bytes).flatMap { Self.decoded($0, .vni) }
            case .decomposed: text
            }
        guard let composed = written?.precomposedStringWithCanonicalMapping,
            !composed.utf8.elementsEqual(text.utf8)
        else { return nil }
        return composed
    }

    /// The bytes that were read as these characters; nil if one of them comes from no byte.
    ///
    /// Control characters of U+0080 to U+009F are the bytes that Windows-1252 leaves undefined and
    /// that tools pass on as they are.
    private static func bytes(
        of text: String, _ others: [Unicode.Scalar: UInt8]
    ) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard let byte = others[scalar] ?? UInt8(exactly: scalar.value) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func utf8(_ bytes: [UInt8]) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    private static func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) -> String? {
        var decoder = TextDecoder(encoding)
        var output = RawBuffer<UInt8>(capacity: 4 * bytes.count + 16)
        let fault = unsafe bytes.withUnsafeBufferPointer {
            unsafe decoder.decode($0, into: &output)
        }
        guard fault == nil, decoder.finish(into: &output) else { return nil }
        return unsafe String(decoding: output.values, as: UTF8.self)
    }

    private static let windows1252Bytes = byteTable(ByteLetters.windows1252Scalars)
    /// UTF-8 that was read as either of two encodings; where they differ, they share no character.
    private static let mojibakeBytes = windows1252Bytes.merging(
        byteTable(ByteLetters.windows1258Scalars)
    ) { first, _ in first }
    /// Texts taken out of PDF have mathematical signs for two of the bytes (domain §7.2).
    private static let tcvn3Bytes = windows1252Bytes.merging(["\u{2212}": 0xAD, "\u{2219}": 0xB7]) {
        first, _ in first
    }

    /// The bytes of characters that are not the byte's own value.
    private static func byteTable(_ scalars: [Unicode.Scalar?]) -> [Unicode.Scalar: UInt8] {
        var table: [Unicode.Scalar: UInt8] = [:]
        for case (let byte, let scalar?) in scalars.enumerated() where scalar.value > 0xFF {
            table[scalar] = UInt8(byte)
        }
        return table
    }
}
