import Facts

/// What may be printed of a text that somebody typed: an office's own codes and numbers.
///
/// Stricter than what alerts may name: where there is a doubt that a text tells of a citizen, it
/// is not one of these.
enum OfficeText {
    /// Whether a text is a short code: plain letters, digits and signs, with a digit in it, without
    /// a word as long as a name and without a number as long as a citizen's or a telephone's.
    static func isCode(_ text: String) -> Bool {
        let bytes = ContiguousArray(text.utf8)
        guard bytes.count <= longest, bytes.withUnsafeBufferPointer(Codes.isPlain),
            !hasPersonalNumber(text)
        else { return false }
        return text.split { !$0.isLetter }.allSatisfy { $0.count <= longestWord }
    }

    /// Whether it is a dossier code: of a form that the law knows, or a short code.
    static func isDossierCode(_ text: String) -> Bool {
        DossierCode(text) != nil || isCode(text)
    }

    /// Whether it is a procedure's code: of the national form, or a short code.
    static func isProcedureCode(_ text: String) -> Bool {
        ProcedureCode(text)?.core == text || isCode(text)
    }

    /// Whether it is the notation of a document, as subjects have it: `QĐ-UBND`, `UBND-NC`.
    static func isNotation(_ text: String) -> Bool {
        text.count <= longest && WrittenSymbol(text)?.notation == text && !hasPersonalNumber(text)
    }

    /// Whether digits in it, with whatever stands between them, may be a citizen's.
    private static func hasPersonalNumber(_ text: String) -> Bool {
        let groups = text.split { !isDigit($0) && !"-. _".contains($0) }
        return groups.contains { group in
            let digits = group.split { !isDigit($0) }
            guard let first = digits.first, let last = digits.last else { return false }
            let number = String(group[first.startIndex..<last.endIndex])
            return digits.contains { $0.count >= personalDigits }
                || PersonalNumber.isOne(number.replacing("_", with: "-"))
        }
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }

    private static let longest = 32
    /// Abbreviations of offices and registers are shorter than most names.
    private static let longestWord = 5
    /// Of the earlier identity card; no shorter number is a citizen's.
    private static let personalDigits = 9
}
