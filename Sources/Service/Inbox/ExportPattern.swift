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
    package func masked(_ file: String) -> String? {
        guard let mask = mask(file) else { return nil }
        return String(
            zip(file, mask).map { character, isWild in
                isWild && character.isLetter ? "*" : character
            })
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
