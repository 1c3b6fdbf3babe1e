import Facts

/// Which column of a CSV header holds which field.
struct HeaderMatch {
    let columns: [Field: Int]

    init(_ header: [String], mapping: FeedMapping) throws(ExportRefusal) {
        if let fields = mapping.fields {
            columns = try Self.named(fields, in: header)
        } else {
            columns = Self.automatic(header, holds: mapping.holds)
        }
        let missing = mapping.missingKey(mapped: columns.keys)
        guard missing.isEmpty else {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            throw ExportRefusal(
                line: 1, message: "no column could be recognised for \(names)",
                remedy: "name the columns in the feed's `fields`, or give a value in `defaults`")
        }
    }

    /// Columns by the names of the settings; case, spaces and composition do not matter.
    private static func named(
        _ fields: [Field: FeedMapping.Source], in header: [String]
    ) throws(ExportRefusal) -> [Field: Int] {
        let folded = header.map(fold)
        var columns: [Field: Int] = [:]
        for (field, source) in fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let index = folded.firstIndex(of: fold(source.name)) else {
                let similar = Suggestion.closest(to: source.name, among: header)
                let hint = similar.map { "; did you mean column \($0.index + 1)?" } ?? ""
                throw ExportRefusal(
                    line: 1,
                    message: "there is no column «\(source.name)» for \(field.rawValue)\(hint)",
                    remedy: "correct the feed's `fields`, or export with that column")
            }
            columns[field] = index
        }
        return columns
    }

    private static func automatic(_ header: [String], holds: Holds) -> [Field: Int] {
        var columns: [Field: Int] = [:]
        // A running number counts only where no other column names the entry.
        let ordered = header.enumerated().sorted { first, second in
            let isFirst = HeaderSynonyms.isRunningNumber(first.element)
            let isSecond = HeaderSynonyms.isRunningNumber(second.element)
            return isFirst == isSecond ? first.offset < second.offset : isSecond
        }
        for (index, name) in ordered {
            for field in HeaderSynonyms.fields(of: name, in: holds) where columns[field] == nil {
                columns[field] = index
            }
        }
        return columns
    }

    private static func fold(_ name: String) -> String {
        VietnameseText.composed(name).lowercased().filter { !$0.isWhitespace }
    }
}
