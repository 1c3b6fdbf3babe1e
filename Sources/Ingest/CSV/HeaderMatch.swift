import Facts

/// Which column of a CSV holds which field.
struct HeaderMatch {
    let columns: [Field: Int]
    /// Fields that the settings map to a column that is not there; of `fields: auto`, fields of
    /// the key that no column, default or other field gives.
    let missing: [Field]
    /// Columns whose name is known, and columns that have a name.
    private(set) var knownCount = 0
    private(set) var namedCount = 0
    private let isAutomatic: Bool
    /// Columns that may just count rows.
    private let running: Set<Int>
    private let impliedKey: Set<Field>

    init(_ names: HeaderNames, mapping: FeedMapping) {
        let fields = mapping.fields
        running = Set(
            names.columns.indices.filter {
                names.columns[$0].contains(where: HeaderSynonyms.isRunningNumber)
            })
        impliedKey = mapping.holds.impliedKey
        let found =
            fields.map { Self.named($0, in: names) }
            ?? Self.automatic(names, running, holds: mapping.holds)
        let absent = fields?.keys.filter { found[$0] == nil } ?? []
        columns = found
        missing =
            absent.isEmpty
            ? mapping.missingKey(mapped: found.keys)
            : absent.sorted { $0.rawValue < $1.rawValue }
        isAutomatic = fields == nil
        for names in names.columns where !names.isEmpty {
            namedCount += 1
            if names.contains(where: HeaderSynonyms.isKnown) { knownCount += 1 }
        }
    }

    /// Whether this is the header: it has what the settings name, or, of `fields: auto`, the key
    /// and in most of its cells words that are known (domain §7.8). A running number alone, which
    /// any table has, proves nothing.
    var makesSense: Bool {
        guard missing.isEmpty, isAutomatic else { return missing.isEmpty }
        return knownCount * 10 >= namedCount * 6
            && columns.values.contains { !running.contains($0) }
    }

    /// Whether this may be the header although few of its words are known: the key and at least
    /// two columns of the feed are there, one of which any other table would hardly have.
    var mayBeHeader: Bool {
        if makesSense { return true }
        return missing.isEmpty && mappedCount >= 2
            && columns.contains { !running.contains($1) && !impliedKey.contains($0) }
    }

    /// Columns that give a field.
    var mappedCount: Int { Set(columns.values).count }

    /// How much is known of it; of two headers that make sense the one with more is meant.
    func isBetter(than other: HeaderMatch) -> Bool {
        (columns.count, knownCount) > (other.columns.count, other.knownCount)
    }

    /// Columns by the names of the settings; case, spaces and composition do not matter.
    private static func named(
        _ fields: [Field: FeedMapping.Source], in names: HeaderNames
    ) -> [Field: Int] {
        let folded = names.columns.map { $0.map(fold) }
        var columns: [Field: Int] = [:]
        for (field, source) in fields {
            let wanted = fold(source.name)
            columns[field] =
                folded.firstIndex { $0.contains(wanted) }
                ?? folded.firstIndex { $0.contains(field.rawValue) }
        }
        return columns
    }

    private static func automatic(
        _ names: HeaderNames, _ running: Set<Int>, holds: Holds
    ) -> [Field: Int] {
        var columns: [Field: Int] = [:]
        // A running number counts only where no other column names the entry.
        let indices = names.columns.indices
        for index in indices where !running.contains(index) { take(index, names.columns[index]) }
        for index in indices where running.contains(index) { take(index, names.columns[index]) }

        func take(_ index: Int, _ names: [String]) {
            let fields = names.lazy.map { HeaderSynonyms.fields(of: $0, in: holds) }
                .first { !$0.isEmpty }
            for field in fields ?? [] where columns[field] == nil { columns[field] = index }
        }
        return columns
    }

    static func fold(_ name: String) -> String {
        VietnameseText.composed(name).lowercased().filter { !$0.isWhitespace }
    }
}
