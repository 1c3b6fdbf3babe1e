/// The closed list of units: a name is one of them or it is unknown, never "nearly" one.
package struct UnitRegistry: Sendable {
    package let units: [Unit]
    /// By reference: plans of columns carry the registry along with every cell.
    private let names: Names

    /// A registry in which the same spelling may recur only in periods that do not overlap.
    package init(_ units: [Unit]) {
        self.units = units
        names = Names(units)
    }

    private struct Misspelled {
        var units: [UnitID]
        let misspelling: String
    }

    private final class Names: Sendable {
        let byKey: [String: UnitID]
        let bySpelling: [String: [UnitID]]
        let misspelled: [String: Misspelled]
        /// Spellings by what remains of them without marks.
        let bySkeleton: [String: [String]]
        let byCode: [String: [UnitID]]

        init(_ units: [Unit]) {
            var byKey: [String: UnitID] = [:]
            var bySpelling: [String: [UnitID]] = [:]
            var byCode: [String: [UnitID]] = [:]
            for (index, unit) in units.enumerated() {
                let id = UnitID(index: UInt16(index))
                byKey[unit.key] = id
                for spelling in Set(unit.spellings.map { VietnameseText.key($0) }) {
                    bySpelling[spelling, default: []].append(id)
                }
                for (scheme, code) in unit.codes where scheme != "gso" {
                    byCode[code, default: []].append(id)
                }
            }
            var misspelled: [String: Misspelled] = [:]
            for (index, unit) in units.enumerated() {
                let id = UnitID(index: UInt16(index))
                for (form, misspelling) in unit.misspelledForms {
                    let key = VietnameseText.key(form)
                    var its = misspelled[key] ?? Misspelled(units: [], misspelling: misspelling)
                    guard bySpelling[key] == nil, !its.units.contains(id) else { continue }
                    its.units.append(id)
                    misspelled[key] = its
                }
            }
            self.byKey = byKey
            self.bySpelling = bySpelling
            self.misspelled = misspelled
            bySkeleton = Dictionary(grouping: bySpelling.keys) { VietnameseText.skeleton($0) }
            self.byCode = byCode
        }
    }

    package subscript(id: UnitID) -> Unit { units[Int(id.index)] }

    package func id(key: String) -> UnitID? { names.byKey[key] }

    /// A unit's short name; its key once the registry has it no longer.
    package func shortName(ofKey key: String) -> String {
        id(key: key).map { self[$0].short } ?? key
    }

    /// The unit that a name, alias, key or agency code stands for.
    ///
    /// Case, spaces, punctuation and tone placement do not matter. Of units that share a name in
    /// turn, the one valid on `day` counts; see `known(_:on:)`.
    package func resolve(_ text: some StringProtocol, on day: Day) -> UnitID? {
        match(text, on: day)?.unit
    }

    /// The unit that a text stands for, and how surely.
    ///
    /// After the spellings of the list and the agency codes come its misspellings, then names
    /// typed with marks left out where only one unit can be meant (`Xa Ia Hru`; never with other
    /// marks: Ia Drăng is a commune elsewhere), then `la`, `1a` and `|a` for `Ia`, which readers
    /// of scanned paper confuse (domain §1.1). Names of units above may follow, as in
    /// `Xã Ia Le, huyện Chư Pưh`.
    package func match(_ text: some StringProtocol, on day: Day) -> UnitMatch? {
        matchAlone(text, on: day) ?? matchBeforeSuperior(text, on: day)
    }

    /// The unit whose name stands before the last comma or dash, if a unit above it stands behind.
    private func matchBeforeSuperior(
        _ text: some StringProtocol, on day: Day
    ) -> UnitMatch? {
        guard let cut = text.lastIndex(where: { ",;-–—".contains($0) }),
            let superior = matchAlone(text[text.index(after: cut)...], on: day),
            let match = match(text[..<cut], on: day),
            self[superior.unit].level.isAbove(self[match.unit].level)
        else { return nil }
        return match
    }

    private func matchAlone(_ text: some StringProtocol, on day: Day) -> UnitMatch? {
        let key = VietnameseText.key(text)
        if let unit = known(names.bySpelling[key], on: day) {
            return UnitMatch(unit: unit, doubt: nil)
        }
        if let unit = known(names.byCode[String(text)], on: day) {
            return UnitMatch(unit: unit, doubt: nil)
        }
        if let match = loosely(key, on: day) { return match }
        guard let read = Self.readingIa(text) else { return nil }
        let folded = VietnameseText.key(read)
        let unit = known(names.bySpelling[folded], on: day) ?? loosely(folded, on: day)?.unit
        return unit.map { UnitMatch(unit: $0, doubt: .letters) }
    }

    private func loosely(_ key: String, on day: Day) -> UnitMatch? {
        if let found = names.misspelled[key], let unit = known(found.units, on: day) {
            return UnitMatch(unit: unit, doubt: .misspelling(found.misspelling))
        }
        let spellings = names.bySkeleton[VietnameseText.skeleton(key)] ?? []
        let units = Set(
            spellings.filter { VietnameseText.hasMarksLeftOut(key, of: $0) }
                .compactMap { known(names.bySpelling[$0], on: day) })
        guard units.count == 1, let unit = units.first else { return nil }
        return UnitMatch(unit: unit, doubt: nil)
    }

    /// Which of these units a record may name on a day: the valid one, else the last that ended.
    ///
    /// Records go on naming what has ended, and its successor answers for it. What is yet to come
    /// no record can mean: before July 2025 there was no commune of the district's name, and who
    /// writes one has mistaken the unit.
    private func known(_ candidates: [UnitID]?, on day: Day) -> UnitID? {
        let begun = (candidates ?? []).filter { self[$0].validFrom.map { $0 <= day } ?? true }
        if let valid = begun.first(where: { self[$0].isValid(on: day) }) { return valid }
        return begun.max { left, right in
            guard let mine = self[left].validTo, let other = self[right].validTo else {
                return false
            }
            return mine < other
        }
    }

    /// The text with each word `la`, `1a` or `|a` read as `Ia`; nil when there is none.
    private static func readingIa(_ text: some StringProtocol) -> String? {
        let words = VietnameseText.composed(text).split { $0.isWhitespace }
        let read = words.map { word in
            word.count == 2 && "l1|".contains(word.first ?? " ") && word.last?.lowercased() == "a"
                ? "Ia" : word
        }
        return read == words ? nil : read.joined(separator: " ")
    }

    /// Who answers for a unit's work on a day: itself, or its only successor once it has ended.
    ///
    /// With several successors it stays itself until people say who; nil when it has none.
    package func responsible(for id: UnitID, on day: Day) -> UnitID? {
        var current = id
        for _ in units.indices {
            let unit = self[current]
            guard let end = unit.validTo, end < day else { return current }
            guard let next = unit.successors.first.flatMap({ names.byKey[$0] }) else { return nil }
            if unit.successors.count > 1 { return current }
            current = next
        }
        return current
    }

    /// Pairs of units that claim one spelling at one time; each makes the registry unusable.
    package var ambiguousSpellings: [(spelling: String, keys: [String])] {
        names.bySpelling.merging(names.misspelled.mapValues(\.units)) { $0 + $1 }.compactMap {
            spelling, ids in
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
                guard seen.insert(key).inserted, let id = names.byKey[key] else { continue }
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

/// A unit that a text was read as.
package struct UnitMatch: Sendable, Hashable {
    package let unit: UnitID
    /// Why it may be another; nil when the text is one of the registry's own spellings.
    package let doubt: UnitDoubt?
}

/// Why a text may stand for another unit than the one it was read as.
package enum UnitDoubt: Sendable, Hashable {
    /// One of the registry's misspellings, as the registry writes it.
    case misspelling(String)
    /// `la`, `1a` or `|a` stands for `Ia`.
    case letters
}

/// A unit that cells of a column were read as in spite of a doubt.
package struct LooseUnit: Sendable, Hashable {
    package let unit: UnitID
    package let doubt: UnitDoubt

    package init(unit: UnitID, doubt: UnitDoubt) {
        self.unit = unit
        self.doubt = doubt
    }
}
