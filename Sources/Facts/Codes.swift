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
            case 0xE2
            where index + 2 < bytes.count && bytes[index + 1] == 0x80
                && (0x90...0x94).contains(bytes[index + 2]):
                output.append(0x2D)
                index += 2
            default: output.append(byte)
            }
            index += 1
        }
        return output.count > start
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

    /// The notation of a document from `UBND-NC`, `/UBND-NC` or `331/UBND-NC`, without its year.
    package static func notation(_ text: some StringProtocol) -> String? {
        let notation = symbolParts(text).notation
        return notation.isEmpty ? nil : String(notation)
    }

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
        for prefix in ["Số:", "số:", "SỐ:"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
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
