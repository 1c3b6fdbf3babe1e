/// The `path` of a feed: a folder and a file name with `*` and `?`.
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
    /// Words of the feed's id or folder stay: the settings say them already.
    package func masked(_ file: String, feed: String) -> String? {
        guard let mask = mask(file) else { return nil }
        let lastFolder = folder.split(separator: "/").last ?? ""
        let said = Set((Self.words(feed) + Self.words(lastFolder)).map { $0.lowercased() })
        var shown = ""
        var rest = Array(zip(file, mask))[...]
        while let (first, _) = rest.first {
            let word = rest.prefix { $0.0.isLetter == first.isLetter }
            rest = rest.dropFirst(word.count)
            let text = String(word.map(\.0))
            let isSaid = said.contains(text.lowercased())
            shown += isSaid || !first.isLetter
                ? text : String(word.map { $0.1 ? "*" : $0.0 })
        }
        return shown
    }

    private static func words(_ text: some StringProtocol) -> [Substring] {
        text.split { !$0.isLetter }.map { Substring($0) }
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
            guard file.first == first else { return nil }
            return mask(pattern.dropFirst(), file.dropFirst()).map { [false] + $0 }
        }
    }
}
