import Facts

/// What the first cells of a column tell about how they can be read; never what stands in them.
struct CellSample {
    private let cells: [String]
    private let mapping: FeedMapping
    /// The local year by which years of two digits are understood.
    private let year: Int

    init(_ cells: [String], _ mapping: FeedMapping, year: Int) {
        self.cells = cells
        self.mapping = mapping
        self.year = year
    }

    /// What a text looks like, without one of its letters or digits.
    static func shape(_ text: String) -> String {
        String(CellShape.of(text).map { $0.isNumber ? "#" : $0 })
    }

    /// Dates that neither the feed's patterns nor the usual ways of writing understand.
    func strangeDates() -> [String] {
        cells.filter { cell in
            var cell = cell
            return cell.utf8.count { $0 &- 0x30 <= 9 } >= 4
                && !cell.withUTF8 { isUnderstood($0) }
        }
    }

    /// The pattern that reads most of these; nil: none reads any.
    static func pattern(of dates: [String]) -> String? {
        let counts = patterns.map { pattern in
            dates.count { date in
                var date = date
                return date.withUTF8 { pattern.date.parse($0) } != nil
            }
        }
        guard let most = counts.max(), most > 0, let index = counts.firstIndex(of: most) else {
            return nil
        }
        return patterns[index].text
    }

    /// How many different labels a column of a closed vocabulary has, and how many of them have no
    /// meaning; nil: it is no such column, or all have one.
    func strangeLabels(of field: Field) -> (strange: Int, all: Int)? {
        guard let isWord = Self.isWord(mapping.holds.kind(of: field)) else { return nil }
        let labels = Set(cells.filter { !VietnameseText.saysNothing($0) }.map(VietnameseText.key))
        let values = mapping.values[field] ?? [:]
        let strange = labels.count { !isWord(values[$0] ?? $0) }
        return strange > 0 ? (strange, labels.count) : nil
    }

    private func isUnderstood(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        if mapping.dates.contains(where: { $0.parse(cell) != nil })
            || InstantParsing.iso(cell) != nil || NotYet.isSaid(by: cell)
        {
            return true
        }
        let order: LooseDate.Order =
            mapping.dates.contains(where: \.isMonthFirst) ? .monthFirst : .dayFirst
        switch LooseDate(cell, order: order, thisYear: year) {
        case .instant, .serial: return true
        case .monthFirst, nil: break
        }
        guard CellWrapping.mayWrap(cell) else { return false }
        var plain = CellWrapping.plain(cell)
        return plain.withUTF8 { $0.count < cell.count && isUnderstood($0) }
    }

    private static func isWord(_ kind: FieldKind?) -> ((String) -> Bool)? {
        switch kind {
        case .status: { DossierStatus(label: $0) != nil }
        case .channel: { Channel(label: $0) != nil }
        case .role: { FileRole(label: $0) != nil }
        case .direction: { Direction(label: $0) != nil }
        case .signingMode: { SigningMode(label: $0) != nil }
        case .flag: { Flag(label: $0) != nil }
        default: nil
        }
    }

    /// Ways in which systems write days that are not understood unless the feed says so.
    private static let patterns: [(text: String, date: DatePattern)] = [
        "MM/dd/yyyy", "M/d/yyyy", "MM/dd/yyyy HH:mm:ss", "M/d/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm",
        "M/d/yyyy HH:mm", "MM-dd-yyyy", "ddMMyyyy", "ddMMyyyyHHmmss", "ddMMyyyyHHmm", "yyyyMMdd",
        "yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMddTHHmmss", "yyyyMMddTHHmm", "yyyyMMdd HHmmss",
        "yyyyMMdd HH:mm:ss", "dd/MM/yyyyTHH:mm:ss", "dd/MM/yyyy", "d/M/yyyy",
        "dd/MM/yyyy HH:mm:ss", "d/M/yyyy HH:mm:ss",
    ].compactMap { text in DatePattern(text).map { (text, $0) } }
}
