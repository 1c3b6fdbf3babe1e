package import Facts

/// The days of an export's records: when they were received, issued or arrived.
extension ExportFacts {
    /// The day of a record; nil where it has none.
    package func day(ofRow row: Int) -> Day? {
        if let instant = table.instants[.receivedAt]?[row] { return instant.localDay }
        for field in [Field.receivedOn, .issuedOn, .arrivedOn] {
            if let day = table.days[field]?[row] { return day }
        }
        return nil
    }

    /// The first year of its records, typing errors left out: the earliest that two records have,
    /// and one in twenty; else the one that most have. Nil when none has a day.
    package var firstYear: Int? {
        var counts: [Int: Int] = [:]
        var total = 0
        for row in 0..<table.count {
            guard let year = day(ofRow: row)?.year else { continue }
            counts[year, default: 0] += 1
            total += 1
        }
        let believable = counts.filter { $0.value >= 2 && $0.value * 20 >= total }.keys.min()
        let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        return believable ?? usual
    }

    /// The first day of its records; nil when none has one.
    package var firstDay: Day? {
        var first: Day?
        for field in [Field.receivedOn, .issuedOn, .arrivedOn] {
            for raw in table.days[field]?.raws ?? [] where raw != Day.unknown {
                first = min(first ?? Day(raw: raw), Day(raw: raw))
            }
        }
        let earliest = table.instants[.receivedAt]?.raws.lazy.filter { $0 != Instant.unknown }.min()
        guard let earliest else { return first }
        let day = Instant(raw: earliest).localDay
        return first.map { min($0, day) } ?? day
    }
}
