/// Which records of a table become one fact, from their keys and places alone.
///
/// Values follow a column at a time, which is much cheaper than a record at a time.
struct MergePlan {
    /// Why a record becomes part of another.
    enum Reason {
        /// Both stand in one export.
        case sameExport
        /// The other is of a later delivery of the same part.
        case laterDelivery
        /// The other is of a part or feed that comes first.
        case otherPart
    }

    struct Step {
        let into: UInt32
        let from: UInt32
        let reason: Reason
    }

    /// Those of one export first, then deliveries from new to old, then parts and feeds.
    private(set) var steps: [Step] = []
    /// For each row whether it becomes part of another; empty when none does.
    private(set) var isMerged: [Bool] = []

    private let exports: ContiguousArray<UInt32>

    /// - Parameters:
    ///   - identities: what rows have in common that become one fact; nil: each stays its own.
    ///   - partOfExport: for each export a number that its part's exports share.
    init(_ table: FactTable, identities: Column<FactKey>?, partOfExport: [Int]) {
        exports = table.exports
        let groups = identities.map(Self.groups) ?? []
        Self.forEachGroup(groups) { mergeWithinExports($0) }
        mergeDeliveries(table.keys, partOfExport)
        Self.forEachGroup(groups) { mergeParts($0) }
    }

    /// For each row the next one that was merged with it within its export; 0: none.
    var nextOfExport: [UInt32] {
        var next = [UInt32](repeating: 0, count: exports.count)
        var last: Step?
        for step in steps where step.reason == .sameExport {
            // The records of one export follow each other among the steps.
            let before = last.flatMap { $0.into == step.into ? $0.from : nil } ?? step.into
            next[Int(before)] = step.from
            last = step
        }
        return next
    }

    private mutating func merge(_ from: UInt32, into: UInt32, _ reason: Reason) {
        if isMerged.isEmpty { isMerged = [Bool](repeating: false, count: exports.count) }
        isMerged[Int(from)] = true
        steps.append(Step(into: into, from: from, reason: reason))
    }

    /// Every row that has the identity of an earlier one, behind the first such row: sorted, the
    /// rows of one identity follow each other in their order.
    private static func groups(_ identities: Column<FactKey>) -> [UInt64] {
        var index = KeyIndex(capacity: identities.raws.count)
        var repeated: [UInt64] = []
        for row in identities.raws.indices {
            guard let first = index.insert(row, in: identities) else { continue }
            repeated.append(UInt64(first) << 32 | UInt64(row))
        }
        repeated.sort()
        return repeated
    }

    /// Calls `body` with the rows of each identity that several have, in their order.
    private static func forEachGroup(_ groups: [UInt64], _ body: ([UInt32]) -> Void) {
        var rows: [UInt32] = []
        for pair in groups {
            let first = UInt32(pair >> 32)
            if rows.first != first {
                if !rows.isEmpty { body(rows) }
                rows.removeAll(keepingCapacity: true)
                rows.append(first)
            }
            rows.append(UInt32(truncatingIfNeeded: pair))
        }
        if !rows.isEmpty { body(rows) }
    }

    private mutating func mergeWithinExports(_ rows: [UInt32]) {
        var first = rows[0]
        for row in rows.dropFirst() {
            if exports[Int(row)] == exports[Int(first)] {
                merge(row, into: first, .sameExport)
            } else {
                first = row
            }
        }
    }

    private mutating func mergeDeliveries(_ keys: Column<FactKey>, _ partOfExport: [Int]) {
        let exportsOfPart = Dictionary(grouping: partOfExport) { $0 }.mapValues(\.count)
        let hasDeltas = partOfExport.map { (exportsOfPart[$0] ?? 0) > 1 }
        guard exports.contains(where: { hasDeltas[Int($0)] }) else { return }
        var keysInPart = keys
        for row in exports.indices where keys[row] != nil {
            let part = UInt128(partOfExport[Int(exports[row])] + 1)
            keysInPart.raws[row] ^= part &* 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835
        }
        var newer = KeyIndex(capacity: exports.count)
        for row in exports.indices.reversed() where hasDeltas[Int(exports[row])] {
            if !isMerged.isEmpty, isMerged[row] { continue }
            guard let other = newer.insert(row, in: keysInPart), exports[other] != exports[row]
            else { continue }
            merge(UInt32(row), into: UInt32(other), .laterDelivery)
        }
    }

    private mutating func mergeParts(_ rows: [UInt32]) {
        var first: UInt32?
        for row in rows where isMerged.isEmpty || !isMerged[Int(row)] {
            if let first {
                merge(row, into: first, .otherPart)
            } else {
                first = row
            }
        }
    }
}
