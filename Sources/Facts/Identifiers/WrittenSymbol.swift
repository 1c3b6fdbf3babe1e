/// A document's number and notation as somebody wrote them: `26/2018/QĐ-UBND` (domain §2.4).
package struct WrittenSymbol: Hashable, Sendable {
    /// Nil in a draft, `Số: /BC-UBND`, and where only the notation stands.
    package let number: DocumentNumber?
    /// The year in the symbol of a legal document (văn bản quy phạm pháp luật).
    package let year: Int?
    /// In one spelling, `QĐ-UBND`; nil where only the number stands or what follows is no notation.
    package let notation: String?
    /// Whether a place for the number was left open: a draft, not issued.
    package let isUnnumbered: Bool

    /// The parts of a symbol or of one half of it.
    ///
    /// "Số:" before it, blanks round its parts, dashes, full-width and Cyrillic look-alikes and the
    /// wrappers of spreadsheets do not matter. Nil for a date, into which a spreadsheet turns
    /// `12/5`.
    package init?(_ text: some StringProtocol) {
        guard !Self.isDate(text) else { return nil }
        let plain = LookAlikes.latin(VietnameseText.composed(text))
        var rest = Substring(plain).drop { "=\"'".contains($0) }
        if rest.startIndex > plain.startIndex {
            while let last = rest.last, "\"'".contains(last) { rest.removeLast() }
        }
        var isAnnounced = false
        if rest.lowercased().hasPrefix("số") {
            rest = rest.dropFirst(2)
            isAnnounced = true
            if rest.first == ":" { rest = rest.dropFirst() }
        }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard parts[0].first.map({ ("0"..."9").contains($0) }) ?? true else {
            number = nil
            year = nil
            notation = Self.notation(rest, written: text)
            isUnnumbered = false
            return
        }
        number = Self.number(parts[0])
        var tail = parts.dropFirst()
        var year: Int?
        if tail.count > 1, let first = tail.first, first.utf8.count == 4 {
            year = Int(first)
            if year != nil { tail = tail.dropFirst() }
        }
        self.year = year
        notation = Self.notation(Substring(tail.joined(separator: "/")), written: text)
        isUnnumbered = parts[0].isEmpty && notation != nil && (isAnnounced || rest.first == "/")
    }

    private static func number(_ text: Substring) -> DocumentNumber? {
        // Whole numbers come out of some spreadsheets as 331.0.
        let head = text.hasSuffix(".0") ? text.dropLast(2) : text
        let digits = head.prefix { ("0"..."9").contains($0) }
        guard (1...6).contains(digits.count), let value = Int(digits) else { return nil }
        let rest = head.dropFirst(digits.count)
        if rest.isEmpty { return DocumentNumber(value: value) }
        guard rest.count == 1, let letter = rest.uppercased().unicodeScalars.first,
            ("A"..."Z").contains(letter)
        else { return nil }
        return DocumentNumber(value: value, letter: letter)
    }

    /// A name typed there is none: a notation has a hyphen or only capitals, and no blank between
    /// letters. Neither is an e-mail address, a name with its apostrophe or a telephone number.
    private static func notation(
        _ plain: Substring, written: some StringProtocol
    ) -> String? {
        let letters = plain.filter(\.isLetter)
        let longestNumber = plain.split { !$0.isNumber }.map(\.count).max() ?? 0
        guard !letters.isEmpty, !VietnameseText.hasWords(written), longestNumber < 9,
            !plain.contains(where: { "@'".contains($0) }),
            plain.contains("-") || letters.allSatisfy(\.isUppercase)
        else { return nil }
        return DocumentNotation.canonical(plain)
    }

    /// Whether a spreadsheet has made a date of it: `05/12/2021`, `2021-12-05`, `12-May`.
    private static func isDate(_ text: some StringProtocol) -> Bool {
        guard let word = text.split(whereSeparator: \.isWhitespace).first else { return false }
        let parts = word.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        guard (2...3).contains(parts.count) else { return false }
        let isNumber = parts.map { part in
            (1...4).contains(part.utf8.count) && part.utf8.allSatisfy { $0 &- 0x30 <= 9 }
        }
        if isNumber.allSatisfy({ $0 }) {
            let hasYear = parts.first?.utf8.count == 4 || parts.last?.utf8.count == 4
            return parts.count == 3 && hasYear
        }
        guard let name = isNumber.firstIndex(of: false), name < 2,
            isNumber.filter({ !$0 }).count == 1, !word.contains("/")
        else { return false }
        let month = parts[name].lowercased()
        return monthNames.contains(month)
            || month.hasPrefix("thg") && (1...12).contains(Int(month.dropFirst(3)) ?? 0)
    }

    private static let monthNames: Set = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
