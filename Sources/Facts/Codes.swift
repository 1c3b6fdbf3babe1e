/// The canonical spelling of identifiers, so that one thing has one key (domain §2).
package enum Codes {
    /// A dossier code without blanks, in capitals, with plain hyphens; nil when nothing is left.
    ///
    /// Whether it obeys a grammar is a rule's question; matching only needs one spelling.
    package static func writeDossierCode(
        _ bytes: UnsafeBufferPointer<UInt8>, to output: inout ContiguousArray<UInt8>
    ) -> Bool {
        let start = output.count
        // Nearly every code is canonical already and is copied as it is.
        var index = 0
        while index < bytes.count, isCanonical(bytes[index]) { index += 1 }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[..<index]))
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x09, 0x0A, 0x0D, 0x20: break
            case 0x61...0x7A: output.append(byte - 0x20)
            case 0xE2 where isSign(bytes, index, 0x80, 0x90...0x94):
                output.append(0x2D)
                index += 2
            case 0xE2 where isSign(bytes, index, 0x80, 0x8B...0x8D): index += 2
            case 0xEF where isSign(bytes, index, 0xBB, 0xBF...0xBF): index += 2
            case 0xC2 where index + 1 < bytes.count && [0xA0, 0xAD].contains(bytes[index + 1]):
                index += 1
            default: output.append(byte)
            }
            index += 1
        }
        return output.count > start
    }

    /// Whether a sign of three bytes stands there: a hyphen, or one that nobody sees.
    private static func isSign(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ second: UInt8,
        _ third: ClosedRange<UInt8>
    ) -> Bool {
        index + 2 < bytes.count && bytes[index + 1] == second && third.contains(bytes[index + 2])
    }

    /// Whether a text is a code and no name: plain letters, digits and signs, with a digit in it.
    ///
    /// People type names, telephone and identity numbers into columns of codes; such a cell counts
    /// as unreadable, so that it never becomes the subject of an alert.
    package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasDigit = false
        for byte in bytes {
            switch byte {
            case 0x30...0x39: hasDigit = true
            case 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: break
            default: return false
            }
        }
        return hasDigit
    }

    /// A plain capital, digit or sign, which stays as it is.
    @inline(__always)
    private static func isCanonical(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x80 && !(0x61...0x7A).contains(byte)
    }

    /// The national core of a procedure code, `1.004194` of `1.004194.000.00.00.H21`.
    ///
    /// A code that is not of this form stays whole, without blanks.
    package static func procedureCore(_ text: some StringProtocol) -> String? {
        let code = String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { !$0.properties.isWhitespace }))
        guard !code.isEmpty else { return nil }
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        let isNational =
            parts.count >= 2 && ["1", "2", "3"].contains(parts[0]) && parts[1].count == 6
            && parts[1].allSatisfy { ("0"..."9").contains($0) }
        return isNational ? "\(parts[0]).\(parts[1])" : code
    }

    /// The number of a document from `331`, `05`, `12a`, `Số: 331/UBND-NC`.
    package static func documentNumber(_ text: some StringProtocol) -> DocumentNumber? {
        let head = symbolParts(text).number
        let digits = head.prefix { ("0"..."9").contains($0) }
        guard (1...6).contains(digits.count), let value = Int(digits) else { return nil }
        let rest = head.dropFirst(digits.count)
        if rest.isEmpty { return DocumentNumber(value: value) }
        guard rest.count == 1, let letter = rest.uppercased().unicodeScalars.first,
            ("A"..."Z").contains(letter)
        else { return nil }
        return DocumentNumber(value: value, letter: letter)
    }

    /// The notation of a document from `UBND-NC`, `/UBND-NC` or `331/UBND-NC`, in one spelling
    /// and without its year.
    ///
    /// A name typed there is none: a notation has a hyphen or only capitals, and no blank between
    /// letters.
    package static func notation(_ text: some StringProtocol) -> String? {
        let isSpaced = text.split { $0.isWhitespace }.adjacent { left, right in
            (left.last?.isLetter ?? false) && (right.first?.isLetter ?? false)
        }
        let letters = symbolParts(text).notation.filter(\.isLetter)
        let isPlausible =
            symbolParts(text).notation.contains("-") || letters.allSatisfy(\.isUppercase)
        guard isPlausible, !isSpaced else { return nil }
        // Ð (eth) looks like Đ and is typed for it.
        let capitals = symbolParts(text).notation.uppercased()
            .replacing("\u{D0}", with: "\u{110}")
        let type = capitals.prefix { $0 != "-" }
        let notation = (mixedTypes[String(type)] ?? String(type)) + capitals.dropFirst(type.count)
        return notation.isEmpty ? nil : notation
    }

    /// Abbreviations of types that are not all capitals (Nghị định 30/2020/NĐ-CP, Phụ lục III).
    private static let mixedTypes = ["TTR": "TTr", "CTR": "CTr", "QYĐ": "QyĐ", "TRS": "TrS"]

    private static func symbolParts(
        _ text: some StringProtocol
    ) -> (number: Substring, notation: Substring) {
        var plain = VietnameseText.composed(text)
        plain = String(
            String.UnicodeScalarView(
                plain.unicodeScalars.compactMap { scalar in
                    if scalar.properties.isWhitespace { return nil }
                    return ("\u{2010}"..."\u{2015}").contains(scalar) ? "-" : scalar
                }))
        var rest = Substring(plain)
        if rest.lowercased().hasPrefix("số") {
            rest = rest.dropFirst(2)
            if rest.first == ":" { rest = rest.dropFirst() }
        }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        let isNumber = parts[0].first.map { ("0"..."9").contains($0) } ?? true
        guard parts.count > 1 else { return isNumber ? (parts[0], "") : ("", parts[0]) }
        guard isNumber else { return ("", rest) }
        var notation = parts.dropFirst()
        if notation.count > 1, let year = notation.first, year.count == 4, Int(year) != nil {
            notation = notation.dropFirst()
        }
        return (parts[0], Substring(notation.joined(separator: "/")))
    }
}

extension Array {
    /// Whether any two neighbours are so.
    fileprivate func adjacent(_ areSo: (Element, Element) -> Bool) -> Bool {
        zip(self, dropFirst()).contains { areSo($0, $1) }
    }
}
