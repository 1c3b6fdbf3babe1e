package import Facts

/// The exports in force of one part of a feed, with what reading them brought to light.
package struct PartInForce: Sendable {
    /// Canonical: `motcua-huyen`, with its part `motcua-huyen/2021`.
    package let id: String
    package let feed: FeedFacts
    /// Indices into `FactSet.exports`; a part in deltas has several, in the order of deliveries.
    package let exports: [Int]

    /// The subject id of one of its columns: `motcua-huyen/2021:due_at`.
    package func id(ofColumn field: Field) -> String { "\(id):\(field.rawValue)" }
}

extension FactSet {
    /// The parts that have an export in force, in the order of the exports.
    package var partsInForce: [PartInForce] {
        var ids: [String] = []
        var exportsOf: [String: [Int]] = [:]
        for (index, place) in exports.enumerated() {
            let id = Self.partID(feed: feeds[place.feed].id, part: place.part)
            if exportsOf[id] == nil { ids.append(id) }
            exportsOf[id, default: []].append(index)
        }
        return ids.compactMap { id in
            guard let its = exportsOf[id], let first = its.first else { return nil }
            return PartInForce(id: id, feed: feeds[exports[first].feed], exports: its)
        }
    }

    /// The canonical id of a feed's part; the whole feed is part "".
    package static func partID(feed: String, part: String) -> String {
        part.isEmpty ? feed : "\(feed)/\(part)"
    }
}

/// What a rule says of a part of a feed or of one of its columns.
struct PartFinding {
    let subject: Subject
    let facts: [(name: String, value: FindingValue)]
    let evidence: [Evidence]
}

extension RuleContext {
    /// The outcome of a rule about exports: it judges each part in force by its notes.
    ///
    /// The unit is the one whose records the feed holds, where only one does.
    func judgeParts(_ rule: String, verdict: (PartInForce) -> [PartFinding]) -> RuleOutcome {
        let parts = facts.partsInForce
        let findings = parts.flatMap { part in
            verdict(part).map {
                Finding(
                    rule: rule, subject: $0.subject, unit: part.feed.unit, severity: severity,
                    facts: $0.facts, evidence: $0.evidence)
            }
        }
        let ids = Set(parts.map(\.id))
        return RuleOutcome(findings: findings, checked: parts.count, unchecked: 0) { subject in
            let part = subject.split(separator: ":").first.map(String.init) ?? subject
            return ids.contains(part) ? .fine : .gone
        }
    }
}
