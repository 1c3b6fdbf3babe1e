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
    private let today: Day
    private var tables: [Holds: FactTable] = [:]
    private var places: [ExportPlace] = []
    private var notes: [ExportNotes] = []
    private var partNumbers: [PartName: Int] = [:]
    private var partOfExport: [Int] = []
    private var carried: [Set<Field>] = []
    private var contributions: [Int: Contribution] = [:]

    private struct PartName: Hashable {
        let feed: Int
        let part: String
    }

    private struct Contribution {
        var provides: Set<Field> = []
        var parts: [String: PartFacts] = [:]
        var records = 0
        var recordsWithoutKey = 0
    }

    package init(
        feeds: [FeedMapping], units: UnitRegistry, calendar: WorkingCalendar, keys: KeyMaker,
        today: Day
    ) {
        self.today = today
        self.feeds = feeds
        self.units = units
        self.calendar = calendar
        self.keys = keys
    }

    /// - Parameter exportedAt: the day the export was made, where its name says so.
    package mutating func add(
        _ facts: consuming ExportFacts, of place: ExportPlace, exportedAt: Day?
    ) {
        let export = UInt32(places.count)
        places.append(place)
        notes.append(facts.notes)
        let name = PartName(feed: place.feed, part: place.part)
        let part = partNumbers[name] ?? partNumbers.count
        partNumbers[name] = part
        partOfExport.append(part)
        carried.append(facts.provides)
        note(facts, of: place, exportedAt: exportedAt)
        let holds = facts.table.holds
        var table =
            tables.removeValue(forKey: holds)
            ?? FactTable(holds: holds, fields: facts.table.fields)
        var its = (consume facts).table
        // Of identity numbers only what was noted while they were read is looked at.
        its.release(.applicantId)
        table.append(consume its, export: export)
        tables[holds] = table
    }

    private mutating func note(
        _ facts: borrowing ExportFacts, of place: ExportPlace, exportedAt: Day?
    ) {
        var its = contributions[place.feed] ?? Contribution()
        its.provides.formUnion(facts.provides)
        its.records += facts.table.count
        its.recordsWithoutKey += facts.notes.recordsWithoutKey
        var part = its.parts[place.part] ?? PartFacts()
        part.unitsSeen.formUnion(facts.unitsSeen)
        part.incomingUnits.formUnion(facts.incomingUnits)
        part.exportedAt = exportedAt.map { max(part.exportedAt ?? $0, $0) } ?? part.exportedAt
        // Its last day may not be over in it: only the days before are told to the end. An export
        // without records tells nothing; it may be the wrong file.
        let last =
            facts.lastDay == nil && facts.table.count == 0 ? nil : exportedAt ?? facts.lastDay
        if let last = last?.adding(days: -1) {
            part.tellsThrough = max(part.tellsThrough ?? last, last)
        }
        its.parts[place.part] = part
        contributions[place.feed] = its
    }

    /// The facts of the run, merged by key.
    ///
    /// - Parameter gaps: feeds (of the settings) of which an export was refused that nothing in
    ///   force stands for.
    package consuming func finish(gaps: Set<Int> = []) -> FactSet {
        var conflicts: [KeyConflict] = []
        for holds in tables.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard var table = tables.removeValue(forKey: holds) else { continue }
            conflicts += table.mergeByKey(partOfExport: partOfExport, carried: carried)
            // Subjects of documents are compared when records of one key meet, and never again.
            table.release(.subject)
            tables[holds] = table
        }
        var facts = feeds.indices.map { feedFacts($0, hasGap: gaps.contains($0)) }
        FileCounts(units: units, keys: keys).join(&tables, &facts)
        return FactSet(
            feeds: facts, exports: places, notes: notes, units: units, calendar: calendar,
            keys: keys, tables: tables, conflicts: conflicts)
    }

    private func feedFacts(_ index: Int, hasGap: Bool) -> FeedFacts {
        let mapping = feeds[index]
        let its = contributions[index]
        let unitField: Field = mapping.holds == .dossiers ? .receivingUnit : .unit
        let isMapped = mapping.fields?[unitField] != nil
        let onlyUnit = isMapped ? nil : mapping.defaults[unitField]
        return FeedFacts(
            id: mapping.feed, holds: mapping.holds, provides: its?.provides ?? [],
            unit: onlyUnit.flatMap { units.resolve($0, on: today) },
            parts: its?.parts.sorted { $0.key < $1.key }.map(\.value) ?? [], hasGap: hasGap,
            isEmpty: its?.records == 0,
            recordsWithoutKey: its?.recordsWithoutKey ?? 0)
    }
}
