import Facts

/// Finds the fields that a header may mean which no synonym knows: a guess, for a person to judge.
struct HeaderLikeness {
    /// What a header may mean, and the words that say so.
    struct Guess {
        let fields: [Field]
        let synonym: String
        /// How far it is fetched, from 0.
        let doubt: Int
    }

    private let holds: Holds
    private let synonyms: [(text: String, fields: [Field], skeleton: String)]

    /// A shorter one is found in, and near to, too many words.
    private static let fewestLetters = 6

    init(_ holds: Holds) {
        self.holds = holds
        synonyms = HeaderSynonyms.synonyms(in: holds).map {
            ($0.text, $0.fields, VietnameseText.skeleton($0.text))
        }
        .filter { $0.skeleton.count >= Self.fewestLetters && $0.text.contains(" ") }
    }

    func guess(_ header: String) -> Guess? {
        guard !HeaderSynonyms.isKnown(header), !HeaderSynonyms.isRunningNumber(header) else {
            return nil
        }
        let full = Self.withoutAbbreviations(header)
        let fields = HeaderSynonyms.fields(of: full, in: holds)
        if !fields.isEmpty { return Guess(fields: fields, synonym: full.lowercased(), doubt: 0) }
        let skeleton = VietnameseText.skeleton(full)
        let contained = synonyms.filter {
            skeleton.hasPrefix($0.skeleton) || skeleton.hasSuffix($0.skeleton)
        }
        if let longest = contained.max(by: { $0.skeleton.count < $1.skeleton.count }) {
            return Guess(fields: longest.fields, synonym: longest.text, doubt: 1)
        }
        guard skeleton.count >= Self.fewestLetters,
            let near = Suggestion.closest(to: full, among: synonyms.map(\.text))
        else { return nil }
        return Guess(fields: synonyms[near.index].fields, synonym: near.text, doubt: 2)
    }

    /// The header with the usual abbreviations of offices written out; `MaHS` is two words.
    private static func withoutAbbreviations(_ header: String) -> String {
        var words = ""
        var previous: Character?
        for character in header {
            if character.isUppercase, previous?.isLowercase ?? false { words.append(" ") }
            words.append(character)
            previous = character
        }
        return words.split(whereSeparator: \.isWhitespace).map { word in
            abbreviations[VietnameseText.key(word)] ?? String(word)
        }
        .joined(separator: " ")
    }

    private static let abbreviations = [
        "hs": "hồ sơ", "kq": "kết quả", "cq": "cơ quan", "đv": "đơn vị", "gq": "giải quyết",
        "tn": "tiếp nhận", "vb": "văn bản", "bh": "ban hành", "xl": "xử lý", "nd": "nội dung",
        "tg": "thời gian", "ht": "hình thức", "tp": "thành phần", "lv": "lĩnh vực",
    ]
}
