/// "Did you mean": the nearest of a closed list.
package enum Suggestion {
    /// The candidate within a third of its length in edits, or nil.
    package static func closest(
        to text: String, among candidates: [String]
    ) -> (index: Int, text: String)? {
        let wanted = Array(VietnameseText.skeleton(text))
        var best: (index: Int, distance: Int)?
        for (index, candidate) in candidates.enumerated() {
            let other = Array(VietnameseText.skeleton(candidate))
            let distance = distance(wanted, other)
            guard distance <= max(1, max(wanted.count, other.count) / 3) else { continue }
            if distance < best?.distance ?? .max { best = (index, distance) }
        }
        return best.map { ($0.index, candidates[$0.index]) }
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let substitution = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
