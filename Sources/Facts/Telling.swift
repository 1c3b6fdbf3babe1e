/// How far the feeds of a kind can be trusted to tell everything about a unit.
///
/// Absence proves something only where presence would have been told: a paper entry without a
/// dossier is a fault only if every feed that could hold the dossier is in force and reaches that
/// day. Without this a late or refused export would raise a false alert for each of its records.
package struct Telling: Sendable {
    private let isComplete: [Bool]
    private let through: [Day?]

    /// - Parameters:
    ///   - feeds: all feeds of one kind.
    ///   - direction: of documents, which ones are asked about; nil for other kinds.
    package init(_ feeds: [FeedFacts], units: UnitRegistry, direction: Direction? = nil) {
        var isComplete: [Bool] = []
        var through: [Day?] = []
        for index in units.units.indices {
            let unit = UnitID(index: UInt16(index))
            let its = feeds.filter { $0.unit == nil || $0.unit == unit }
            isComplete.append(!its.isEmpty && its.allSatisfy { $0.isInForce && !$0.hasGap })
            through.append(Self.through(its.filter(\.isInForce), unit, direction))
        }
        self.isComplete = isComplete
        self.through = through
    }

    /// Within a feed the newest part that has the unit's records counts (a year), of several feeds
    /// that have them the one that tells least; if none has them, of all.
    private static func through(
        _ feeds: [FeedFacts], _ unit: UnitID, _ direction: Direction?
    ) -> Day? {
        func seen(_ part: PartFacts) -> Bool {
            (direction == .incoming ? part.incomingUnits : part.unitsSeen).contains(unit)
        }
        let holding = feeds.filter { $0.unit == unit || $0.parts.contains(where: seen) }
        let days = (holding.isEmpty ? feeds : holding).map { feed -> Day? in
            let parts = feed.parts.filter(seen)
            return (parts.isEmpty ? feed.parts : parts).compactMap(\.tellsThrough).max()
        }
        return days.contains(nil) ? nil : days.compactMap { $0 }.min()
    }

    /// Whether every record of this unit on this day would be there if it existed.
    package func tellsAll(about unit: UnitID, on day: Day) -> Bool {
        guard isComplete[Int(unit.index)], let last = through[Int(unit.index)] else { return false }
        return day <= last
    }

    /// Whether every feed that could hold records of this unit is in force.
    package func isComplete(about unit: UnitID) -> Bool { isComplete[Int(unit.index)] }
}

extension FactSet {
    /// How far the feeds of this kind tell everything.
    package func telling(_ holds: Holds, _ direction: Direction? = nil) -> Telling {
        Telling(feeds(holding: holds), units: units, direction: direction)
    }

    /// Whether all feeds of this kind are in force and, where their names say when they were made,
    /// were made after this day.
    package func isComplete(_ holds: Holds, through day: Day) -> Bool {
        let feeds = feeds(holding: holds)
        return !feeds.isEmpty
            && feeds.allSatisfy { feed in
                let made = feed.parts.map(\.exportedAt)
                let isUnknown = made.contains(nil)
                let reaches = made.compactMap { $0 }.max().map { day < $0 } ?? true
                return feed.isInForce && !feed.hasGap && (isUnknown || reaches)
            }
    }
}
