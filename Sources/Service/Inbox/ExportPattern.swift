package import Facts

/// The `path` of a feed: a folder and a file name with `*` and `?`; case does not matter.
package struct ExportPattern: Sendable, Hashable {
    /// The folder, absolute.
    package let folder: String
    package let name: String

    package init(_ path: String) {
        let slash = path.lastIndex(of: "/")
        folder = slash.map { String(path[..<$0]) } ?? "."
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    }

    package var hasWildcardInFolder: Bool { folder.contains("*") || folder.contains("?") }

    package func matches(_ file: String) -> Bool { mask(file) != nil }

    /// A file's name as alerts may show it: letters that a wildcard matched are masked, since
    /// people put names of citizens into file names; nil when the file does not match.
    ///
    /// What a wildcard matched stays where its letters are a name that the settings say already:
    /// the feed's id, its folder or a unit (`ia-le-20210728.xml`).
    package func masked(_ file: String, feed: String, units: UnitRegistry) -> String? {
        guard let mask = mask(file) else { return nil }
        var shown = ""
        var rest = Array(zip(file, mask))[...]
        while let isWild = rest.first?.1 {
            let run = rest.prefix { $0.1 == isWild }
            rest = rest.dropFirst(run.count)
            let text = String(run.map(\.0))
            let isSaid = isKnown(text, feed: feed, units: units)
            shown += isWild ? Self.masked(text, keepingLetters: isSaid) : text
        }
        return Self.harmless(shown)
    }

    /// Without what could forge or break a line where the name is shown: line breaks, controls,
    /// signs of direction, and the `|` of the alert files.
    private static func harmless(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate,
                .privateUse, .unassigned:
                "?"
            default: scalar == "|" ? "?" : scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Asterisks for letters, and for as many digits as a telephone or identity number has, also
    /// in groups (`0987.650.321`).
    ///
    /// What begins with a day, an instant or `2021-07-28` stays.
    private static func masked(_ text: String, keepingLetters: Bool) -> String {
        var shown = ""
        var rest = Substring(text)
        while let first = rest.first {
            let run = first.isNumber ? number(rest) : rest.prefix { !$0.isNumber }
            rest = rest.dropFirst(run.count)
            let hidden: (Character) -> Bool =
                first.isNumber
                ? { [isLong = isLong(run)] in isLong && $0.isNumber }
                : { !keepingLetters && $0.isLetter }
            shown += String(run.map { hidden($0) ? "*" : $0 })
        }
        return shown
    }

    /// The date or instant that a text begins with, else its digits up to one, with single signs
    /// between their groups or a bracket and a blank.
    private static func number(_ text: Substring) -> Substring {
        if let date = text.prefixMatch(of: date)?.0 { return date }
        var end = text.startIndex
        while end < text.endIndex {
            let group = text[end...].prefix { $0.isNumber }
            let next = text[group.endIndex...].prefix { !$0.isNumber }
            end = group.endIndex
            guard next.endIndex < text.endIndex, (1...2).contains(next.count),
                next.allSatisfy({ " .-_+()".contains($0) }),
                text[next.endIndex...].prefixMatch(of: date) == nil
            else { break }
            end = next.endIndex
        }
        return text[..<end]
    }

    private static func isLong(_ number: Substring) -> Bool {
        number.count { $0.isNumber } >= 9 && number.wholeMatch(of: date) == nil
    }

    /// `20210728`, `202107280630`, `2021-07-28`, each with nothing but what is no digit behind it.
    private static var date: Regex<Substring> {
        /20(?:\d{2}[01]\d[0-3]\d(?:\d{2}){0,3}|\d{2}[-._][01]?\d[-._][0-3]?\d)(?!\d)/
    }

    private func isKnown(_ text: String, feed: String, units: UnitRegistry) -> Bool {
        func letters(_ text: some StringProtocol) -> String {
            VietnameseText.skeleton(text).filter(\.isLetter)
        }
        let name = letters(text)
        guard !name.isEmpty else { return false }
        let said = [feed, String(folder.split(separator: "/").last ?? "")].map(letters)
        return said.contains(name)
            || units.units.contains { $0.spellings.contains { letters($0) == name } }
    }

    /// For each character whether a wildcard matched it.
    private func mask(_ file: String) -> [Bool]? {
        Self.mask(Array(name)[...], Array(file)[...])
    }

    private static func mask(
        _ pattern: ArraySlice<Character>, _ file: ArraySlice<Character>
    ) -> [Bool]? {
        guard let first = pattern.first else { return file.isEmpty ? [] : nil }
        switch first {
        case "*":
            let rest = pattern.dropFirst()
            for count in 0...file.count {
                if let tail = mask(rest, file.dropFirst(count)) {
                    return Array(repeating: true, count: count) + tail
                }
            }
            return nil
        case "?":
            guard !file.isEmpty else { return nil }
            return mask(pattern.dropFirst(), file.dropFirst()).map { [true] + $0 }
        default:
            guard file.first?.lowercased() == first.lowercased() else { return nil }
            return mask(pattern.dropFirst(), file.dropFirst()).map { [false] + $0 }
        }
    }
}
