package import Facts

/// Joins the facts of all exports in force into the facts of a run.
///
/// Exports are added in the order feeds (of the settings), parts, deliveries: the same order gives
/// the same facts, however the exports were read.
package struct FactAssembly {
    private let feeds: [FeedMapping]
    private let units: UnitRegistry
    private let calendar: WorkingCalendar
    private let keys: KeyMaker
    private var tables: [Holds: FactTable] = [:]
    private var places: [ExportPlace] = []
    private var partNumbers: [String: Int] = [:]
    private var partOfExport: [Int] = []
    private var contributions: [Int: Contribution] = [:]

    private struct Contribution {
        var provides: Set<Field> = []
        var tellsThrough: Day?
        var unitsSeen: Set<UnitID> = []
        var recordsWithoutKey = 0
        var unreadable: [UnreadableField] = []
    }

    package init(
        feeds: [FeedMapping], units: UnitRegistry, calendar: WorkingCalendar, keys: KeyMaker
    ) {
        self.feeds = feeds
        self.units = units
        self.calendar = calendar
        self.keys = keys
    }

    /// - Parameter exportedAt: the day the export was made, where its name says so.
    package mutating func add(
        _ facts: consuming ExportFacts, of place: ExportPlace, exportedAt: Day?
    ) {
        let export = UInt16(places.count)
        places.append(place)
        let partName = "\(place.feed)\u{0}\(place.part)"
        let part = partNumbers[partName] ?? partNumbers.count
        partNumbers[partName] = part
        partOfExport.append(part)
        note(facts, of: place, export: export, exportedAt: exportedAt)
        let holds = facts.table.holds
        var table =
            tables.removeValue(forKey: holds)
            ?? FactTable(holds: holds, fields: facts.table.fields)
        table.append((consume facts).table, export: export)
        tables[holds] = table
    }

    private mutating func note(
        _ facts: borrowing ExportFacts, of place: ExportPlace, export: UInt16, exportedAt: Day?
    ) {
        var its = contributions[place.feed] ?? Contribution(provides: facts.provides)
        its.provides.formIntersection(facts.provides)
        its.unitsSeen.formUnion(facts.unitsSeen)
        its.recordsWithoutKey += facts.recordsWithoutKey
        // Its last day may not be over in it: only the days before are told to the end.
        if let last = (exportedAt ?? facts.lastDay)?.adding(days: -1) {
            its.tellsThrough = max(its.tellsThrough ?? last, last)
        }
        for (field, cells) in facts.unreadable.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            its.unreadable.append(UnreadableField(export: export, field: field, cells: cells))
        }
        contributions[place.feed] = its
    }

    /// The facts of the run, merged by key.
    package consuming func finish() -> FactSet {
        for holds in tables.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard var table = tables.removeValue(forKey: holds) else { continue }
            table.mergeByKey(partOfExport: partOfExport)
            tables[holds] = table
        }
        var facts = feeds.indices.map(feedFacts)
        FileCounts(units: units, keys: keys).join(&tables, &facts)
        return FactSet(
            feeds: facts, exports: places, units: units, calendar: calendar, keys: keys,
            tables: tables)
    }

    private func feedFacts(_ index: Int) -> FeedFacts {
        let mapping = feeds[index]
        let its = contributions[index]
        let unitField: Field = mapping.holds == .dossiers ? .receivingUnit : .unit
        return FeedFacts(
            id: mapping.feed, holds: mapping.holds, provides: its?.provides ?? [],
            unit: mapping.defaults[unitField].flatMap { units.id(key: $0) },
            isInForce: its != nil, tellsThrough: its?.tellsThrough,
            unitsSeen: its?.unitsSeen ?? [], recordsWithoutKey: its?.recordsWithoutKey ?? 0,
            unreadable: its?.unreadable ?? [])
    }
}
