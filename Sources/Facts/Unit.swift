/// An organisation that receives or handles work, as `units.yaml` lists it (domain §1).
package struct Unit: Sendable {
    /// What kind of organisation it is.
    package enum Level: String, CaseIterable, Sendable {
        case province, district, department, commune, hosted, desk
    }

    package var key: String
    package var level: Level
    package var name: String
    package var short: String
    package var aliases: [String]
    package var codes: [String: String]
    package var validFrom: Day?
    package var validTo: Day?
    package var successors: [String]
    /// File group of its alert folder; nil: the settings' `alert_group`.
    package var group: String?

    package init(
        key: String, level: Level, name: String, short: String? = nil, aliases: [String] = [],
        codes: [String: String] = [:], validFrom: Day? = nil, validTo: Day? = nil,
        successors: [String] = [], group: String? = nil
    ) {
        self.key = key
        self.level = level
        self.name = name
        self.short = short ?? name
        self.aliases = aliases
        self.codes = codes
        self.validFrom = validFrom
        self.validTo = validTo
        self.successors = successors
        self.group = group
    }

    /// Everything that may stand for the unit in an export.
    package var spellings: [String] {
        var spellings = [key, name, short] + aliases
        if level == .commune {
            for prefix in ["Xã ", "Thị trấn ", "Phường "] where name.hasPrefix(prefix) {
                spellings.append(String(name.dropFirst(prefix.count)))
            }
        }
        if level == .commune || level == .district {
            spellings += ["UBND \(name)", "Ủy ban nhân dân \(name)"]
        }
        return spellings
    }

    func isValid(on day: Day) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// A unit's place in the registry; facts store this instead of a name.
public struct UnitID: Hashable, Comparable, Sendable {
    public let index: UInt16

    @inlinable
    public init(index: UInt16) {
        self.index = index
    }

    @inlinable
    public static func < (left: UnitID, right: UnitID) -> Bool { left.index < right.index }
}

/// The closed list of units: a name is one of them or it is unknown, never "nearly" one.
package struct UnitRegistry: Sendable {
    package let units: [Unit]
    private let byKey: [String: UnitID]
    private let bySpelling: [String: [UnitID]]
    private let byCode: [String: UnitID]

    /// A registry in which the same spelling may recur only in periods that do not overlap.
    package init(_ units: [Unit]) {
        self.units = units
        var byKey: [String: UnitID] = [:]
        var bySpelling: [String: [UnitID]] = [:]
        var byCode: [String: UnitID] = [:]
        for (index, unit) in units.enumerated() {
            let id = UnitID(index: UInt16(index))
            byKey[unit.key] = id
            for spelling in Set(unit.spellings.map { VietnameseText.key($0) }) {
                bySpelling[spelling, default: []].append(id)
            }
            for (scheme, code) in unit.codes where scheme != "gso" {
                byCode[code] = id
            }
        }
        self.byKey = byKey
        self.bySpelling = bySpelling
        self.byCode = byCode
    }

    package subscript(id: UnitID) -> Unit { units[Int(id.index)] }

    package func id(key: String) -> UnitID? { byKey[key] }

    /// The unit that a name, alias, key or agency code stands for.
    ///
    /// Case, spaces, punctuation and tone placement do not matter. Of units that share a name in
    /// turn, the one valid on `day` counts.
    package func resolve(_ text: some StringProtocol, on day: Day) -> UnitID? {
        if let candidates = bySpelling[VietnameseText.key(text)] {
            return candidates.first { self[$0].isValid(on: day) } ?? candidates.first
        }
        return byCode[String(text)]
    }

    /// Who answers for a unit's work on a day: itself, or its only successor once it has ended.
    ///
    /// With several successors it stays itself until people say who; nil when it has none.
    package func responsible(for id: UnitID, on day: Day) -> UnitID? {
        var current = id
        for _ in units.indices {
            let unit = self[current]
            guard let end = unit.validTo, end < day else { return current }
            guard let next = unit.successors.first.flatMap({ byKey[$0] }) else { return nil }
            if unit.successors.count > 1 { return current }
            current = next
        }
        return current
    }

    /// Pairs of units that claim one spelling at one time; each makes the registry unusable.
    package var ambiguousSpellings: [(spelling: String, keys: [String])] {
        bySpelling.compactMap { spelling, ids in
            let overlapping = ids.contains { first in
                ids.contains { $0 != first && overlap(self[first], self[$0]) }
            }
            return overlapping ? (spelling, ids.map { self[$0].key }) : nil
        }
        .sorted { $0.spelling < $1.spelling }
    }

    /// Units whose successors lead back to themselves.
    package var successorCycles: [String] {
        units.filter { unit in
            var seen: Set<String> = [unit.key]
            var next = unit.successors
            while let key = next.popLast() {
                if key == unit.key { return true }
                guard seen.insert(key).inserted, let id = byKey[key] else { continue }
                next += self[id].successors
            }
            return false
        }.map(\.key)
    }

    private func overlap(_ left: Unit, _ right: Unit) -> Bool {
        let startsBeforeEnd = left.validFrom.flatMap { from in right.validTo.map { from <= $0 } }
        let endsAfterStart = left.validTo.flatMap { to in right.validFrom.map { $0 <= to } }
        return (startsBeforeEnd ?? true) && (endsAfterStart ?? true)
    }
}
