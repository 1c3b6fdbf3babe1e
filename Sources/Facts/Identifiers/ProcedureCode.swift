/// The code of an administrative procedure: `1.012784.H21`, `2.000635.000.00.00.H21` (domain §2.3).
package struct ProcedureCode: Hashable, Sendable {
    /// What the whole country calls the procedure, `1.012784`.
    package let core: String
    /// The province or ministry that offers it, `H21`; nil when the code does not say.
    package let authority: String?

    /// The code in a text, blanks left out; nil when it is not of the national form.
    ///
    /// Vendors hang parts of their own behind the core (`1.004194.01`); they do not matter.
    package init?(_ text: some StringProtocol) {
        let parts = LookAlikes.latin(text).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, ["1", "2", "3"].contains(parts[0]), parts[1].utf8.count == 6,
            parts[1].utf8.allSatisfy({ $0 &- 0x30 <= 9 })
        else { return nil }
        core = "\(parts[0]).\(parts[1])"
        let suffix = parts.dropFirst(2)
        let isOldForm = suffix.count == 4 && suffix.prefix(3) == ["000", "00", "00"]
        let last = suffix.count == 1 || isOldForm ? suffix.last : nil
        authority = last.flatMap { AgencyCode($0.uppercased())?.authority.text }
    }

    /// The spelling by which procedures meet: the core, or a vendor's code without blanks.
    ///
    /// Nil when nothing is left of the text, and for a name or an address typed there: a code has
    /// no blank between its letters, no signs but `-` `.` `/` `_`, and only capitals if no digit.
    package static func canonical(_ text: some StringProtocol) -> String? {
        if let code = ProcedureCode(text) { return code.core }
        let plain = LookAlikes.latin(text)
        let hasDigit = plain.contains(where: \.isNumber)
        let isCode = plain.allSatisfy { character in
            character.isUppercase || character.isASCII && character.isNumber
                || "-./_".contains(character)
                || hasDigit && character.isASCII && character.isLetter
        }
        return plain.isEmpty || !isCode || VietnameseText.hasWords(text) ? nil : plain
    }
}
