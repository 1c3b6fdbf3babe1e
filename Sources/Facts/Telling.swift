/// How far the feeds of a kind can be trusted to tell everything about a unit.
///
/// Absence proves something only where presence would have been told: a paper entry without a
/// dossier is a fault only if every feed that could hold the dossier is in force and reaches that
/// day. Without this a late or refused export would raise a false alert for each of its records.
package struct Telling: Sendable {
    private let isComplete: [Bool]
    private let through: [Day?]

    /// - Parameter feeds: all feeds of one kind.
    package init(_ feeds: [FeedFacts], units: UnitRegistry) {
        let ids = units.units.indices.map { UnitID(index: UInt16($0)) }
        isComplete = ids.map { unit in
            !feeds.isEmpty
                && feeds.allSatisfy { $0.isInForce || ($0.unit != nil && $0.unit != unit) }
        }
        let inForce = feeds.filter(\.isInForce)
        through = ids.map { unit in
            let its = inForce.filter { $0.unit == unit || $0.unitsSeen.contains(unit) }
            return (its.isEmpty ? inForce : its).compactMap(\.tellsThrough).max()
        }
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
    package func telling(_ holds: Holds) -> Telling {
        Telling(feeds(holding: holds), units: units)
    }

    /// Whether all feeds of this kind are in force (and there is one).
    package func isComplete(_ holds: Holds) -> Bool {
        let feeds = feeds(holding: holds)
        return !feeds.isEmpty && feeds.allSatisfy(\.isInForce)
    }
}
