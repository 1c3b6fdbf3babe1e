/// The names of the columns of a CSV, whose header may stand in several rows.
///
/// Spreadsheets merge the cells of a group, such as `Trong đó` above `Trực tuyến` and `Trực tiếp`;
/// in a CSV all but the first of them are empty. A column then is called by its own name, or by
/// all of them: `Trong đó › Trực tuyến`.
struct HeaderNames {
    /// For each column the names that it goes by, the most telling first; none if nothing stands
    /// above it.
    let columns: [[String]]

    private static let separator = " › "

    /// A header has at most so many rows.
    static let mostRows = 4

    /// - Parameter rows: from the top; a row may be shorter than the others.
    init(_ rows: some Collection<[String]>) {
        let rows = Array(rows)
        let width = rows.map(\.count).max() ?? 0
        var groups = [String](repeating: "", count: rows.count)
        columns = (0..<width).map { column in
            var path: [String] = []
            for (level, row) in rows.enumerated() {
                let own = column < row.count ? row[column] : ""
                if !own.isEmpty {
                    // Another group begins here, and with it the groups below it.
                    for index in level..<groups.count { groups[index] = "" }
                    groups[level] = own
                }
            }
            guard let lowest = rows.lastIndex(where: { column < $0.count && !$0[column].isEmpty })
            else { return [] }
            path = groups[...lowest].filter { !$0.isEmpty }
            return Self.names(path)
        }
    }

    /// The names of a column, from those that stand above one another.
    private static func names(_ path: [String]) -> [String] {
        guard path.count > 1, let own = path.last else { return path }
        let parent = path[path.count - 2]
        let joined = path.joined(separator: separator)
        // `Trả kết quả › Ngày, tháng, năm`: the group says which day it is.
        if HeaderSynonyms.isBareDate(own) { return [parent, joined, own] }
        return path.count == 2
            ? [own, joined] : [own, joined, path.suffix(2).joined(separator: separator)]
    }

    /// Whether a row can stand below another in one header: it names columns of a group, and
    /// nothing of it looks like a record.
    static func canStand(_ lower: [String], below upper: [String]) -> Bool {
        var hasGroup = false
        for (column, own) in lower.enumerated() where !own.isEmpty {
            if looksLikeData(own) { return false }
            let above = column < upper.count ? upper[column] : ""
            let isHead = column + 1 >= upper.count || upper[column + 1].isEmpty
            if above.isEmpty {
                hasGroup = hasGroup || upper.prefix(column).contains { !$0.isEmpty }
            } else if !isHead, above != own, !HeaderSynonyms.isKnown(own) {
                return false
            }
        }
        return hasGroup
    }

    /// Codes, days and numbers of columns do; `Mức độ 3` does not.
    static func looksLikeData(_ cell: String) -> Bool {
        guard cell.contains(where: \.isNumber) else { return false }
        return !(cell.first?.isLetter == true && cell.contains(" "))
    }
}
