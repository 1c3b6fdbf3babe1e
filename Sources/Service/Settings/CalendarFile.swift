import Facts
import Yams

/// Reads `calendar.yaml`: the days off and the swapped working days of each year (domain §6.2).
enum CalendarFile {
    static func read(_ text: String, _ reader: YAMLReader) -> WorkingCalendar {
        var covered: Set<Int> = []
        var off: Set<Day> = []
        var working: Set<Day> = []
        if let root = reader.root(text) {
            let top = reader.mapping(root, known: ["version", "years"], in: "the calendar")
            reader.version(top["version"], of: root)
            let years = top["years"].map { reader.pairs($0, "years") } ?? []
            for (key, name, node) in years {
                guard let year = Int(name), (1900...2200).contains(year) else {
                    reader.fault(key, "`\(name)` is no year", "write a year of four digits")
                    continue
                }
                covered.insert(year)
                let values = reader.mapping(
                    node, known: ["source", "off", "working"], in: "a year")
                off.formUnion(days(values["off"], of: year, reader))
                working.formUnion(days(values["working"], of: year, reader))
            }
        }
        return WorkingCalendar(years: covered, daysOff: off, workingDays: working)
    }

    private static func days(_ node: Node?, of year: Int, _ reader: YAMLReader) -> [Day] {
        guard let node else { return [] }
        guard let rows = node.sequence else {
            reader.fault(node, "this should be a list", "write `- {day: …, name: …}` lines")
            return []
        }
        return rows.flatMap { row -> [Day] in
            let values = reader.mapping(row, known: ["day", "from", "to", "name"], in: "a day")
            let first = reader.day(values["day"] ?? values["from"], "day")
            let last = values["to"] == nil ? first : reader.day(values["to"], "to")
            guard let first, let last else {
                if values["day"] == nil, values["from"] == nil {
                    reader.fault(row, "a row needs `day`, or `from` and `to`", "add it")
                }
                return []
            }
            guard first <= last, first.year == year, last.year == year else {
                reader.fault(
                    row, "these are no days of \(year)", "write `day`, or `from` and a later `to`")
                return []
            }
            return (0...Int(last.daysSince1970 - first.daysSince1970)).map(first.adding)
        }
    }
}
