/// What a cell looked like, without what it said: `28/07/3021` becomes `2#/##/###1`.
///
/// Digits are `#`, except a digit that is the first or the last character of the cell; letters are
/// `x`; blanks and punctuation are kept, for they are what is usually wrong. Twenty characters at
/// most, then `…`. Safe in alerts: of a name or a citizen's number nothing can be read from it.
package enum CellShape {
    private static let charactersKept = 20

    package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        // A text as long as a book need not be decoded to its end for its beginning.
        let start = UnsafeBufferPointer(rebasing: bytes.prefix(256))
        let isWhole = start.count == bytes.count
        return of(String(decoding: start, as: UTF8.self), isWhole: isWhole)
    }

    package static func of(_ text: some StringProtocol, isWhole: Bool = true) -> String {
        let characters = Array(VietnameseText.composed(text))
        var shape = ""
        for (index, character) in characters.prefix(charactersKept).enumerated() {
            let isEdge = index == 0 || (isWhole && index == characters.count - 1)
            shape.append(masked(character, isEdge: isEdge))
        }
        if characters.count > charactersKept { shape += "…" }
        return shape
    }

    private static func masked(_ character: Character, isEdge: Bool) -> Character {
        guard let ascii = character.asciiValue else {
            return character.isLetter || character.isNumber ? "x" : "·"
        }
        switch ascii {
        case 0x30...0x39: return isEdge ? character : "#"
        case 0x41...0x5A, 0x61...0x7A: return "x"
        case 0x20...0x7E: return character
        default: return " "
        }
    }
}
