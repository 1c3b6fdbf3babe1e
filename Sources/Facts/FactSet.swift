/// Everything that the exports in force say, as of one run.
package struct FactSet: Sendable {
    /// The feeds in the order of the settings.
    package let feeds: [FeedFacts]
    /// The exports in force; rows refer to them by index.
    package let exports: [ExportPlace]
    /// What reading each of them brought to light, in the same order.
    package let notes: [ExportNotes]
    /// What was delivered besides, and what was not.
    package var deliveries = DeliveryFacts()
    /// Where records of one key contradict each other, by kind and row.
    package let conflicts: [KeyConflict]
    package let units: UnitRegistry
    package let calendar: WorkingCalendar
    package let keys: KeyMaker
    package let dossiers: Dossiers
    package let paperDossiers: PaperDossiers
    package let documents: Documents
    package let paperDocuments: Documents
    package let apologyLetters: ApologyLetters
    package let proceduresOffered: ProceduresOffered

    /// - Parameter tables: the merged tables; a kind without one has no facts.
    package init(
        feeds: [FeedFacts], exports: [ExportPlace], notes: [ExportNotes], units: UnitRegistry,
        calendar: WorkingCalendar, keys: KeyMaker, tables: [Holds: FactTable],
        conflicts: [KeyConflict] = []
    ) {
        precondition(notes.count == exports.count, "each export has its notes")
        func table(_ holds: Holds) -> FactTable {
            tables[holds] ?? FactTable(holds: holds, fields: [])
        }
        self.feeds = feeds
        self.exports = exports
        self.notes = notes
        self.conflicts = conflicts
        self.units = units
        self.calendar = calendar
        self.keys = keys
        dossiers = Dossiers(table(.dossiers))
        paperDossiers = PaperDossiers(table(.paperDossiers))
        documents = Documents(table(.documents))
        paperDocuments = Documents(table(.paperDocuments))
        apologyLetters = ApologyLetters(table(.apologyLetters))
        proceduresOffered = ProceduresOffered(table(.proceduresOffered))
    }

    /// The key of a canonical subject id, as the tables hold it.
    package func key(ofSubject id: String) -> FactKey { keys.key(ofSubject: id) }

    /// The feeds of this kind.
    package func feeds(holding holds: Holds) -> [FeedFacts] {
        feeds.filter { $0.holds == holds }
    }

    /// The feed that a row's export belongs to.
    package func feed(ofExport export: UInt32) -> FeedFacts {
        feeds[exports[Int(export)].feed]
    }
}

/// What one feed contributed to a run.
package struct FeedFacts: Sendable {
    package let id: String
    package let holds: Holds
    /// The fields that its exports carry: mapped, by default, or counted from nested records.
    package var provides: Set<Field>
    /// The one unit whose records it holds, when only its defaults say whose they are.
    package let unit: UnitID?
    /// Its parts of which an export is in force; without any, nothing of it could be checked.
    package let parts: [PartFacts]
    /// Whether an export was refused that nothing in force stands for.
    package let hasGap: Bool
    /// Whether its exports in force have no record at all: perhaps the wrong file or mapping.
    package let isEmpty: Bool
    /// Records that lack a key field: they could not be checked.
    package let recordsWithoutKey: Int

    package init(
        id: String, holds: Holds, provides: Set<Field>, unit: UnitID? = nil,
        parts: [PartFacts] = [PartFacts()], hasGap: Bool = false, isEmpty: Bool = false,
        recordsWithoutKey: Int = 0
    ) {
        self.id = id
        self.holds = holds
        self.provides = provides
        self.unit = unit
        self.parts = parts
        self.hasGap = hasGap
        self.isEmpty = isEmpty
        self.recordsWithoutKey = recordsWithoutKey
    }

    package var isInForce: Bool { !parts.isEmpty }
}

/// What one part of a feed contributed to a run.
package struct PartFacts: Sendable {
    /// The last local day of which its exports can be expected to tell everything.
    package var tellsThrough: Day?
    /// The day on which its newest export was made, where the name says so.
    package var exportedAt: Day?
    /// The units whose records it has; of documents, whose outgoing ones.
    package var unitsSeen: Set<UnitID>
    /// The units whose incoming documents it has.
    package var incomingUnits: Set<UnitID>

    package init(
        tellsThrough: Day? = nil, exportedAt: Day? = nil, unitsSeen: Set<UnitID> = [],
        incomingUnits: Set<UnitID> = []
    ) {
        self.tellsThrough = tellsThrough
        self.exportedAt = exportedAt
        self.unitsSeen = unitsSeen
        self.incomingUnits = incomingUnits
    }
}

/// An export in force, as evidence names it.
package struct ExportPlace: Hashable, Sendable {
    /// Index into `FactSet.feeds`.
    package let feed: Int
    /// The feed's part that it belongs to.
    package let part: String
    /// Its name as alerts may show it: letters that a wildcard matched are masked.
    package let file: String
    package let sha256: String

    package init(feed: Int, part: String, file: String, sha256: String) {
        self.feed = feed
        self.part = part
        self.file = file
        self.sha256 = sha256
    }
}
