/// Carries out a merge plan column by column, and remembers what contradicted each other.
struct ColumnMerging {
    private(set) var contradictions: Contradictions
    private let plan: MergePlan
    private let holds: Holds
    private let exports: ContiguousArray<UInt32>
    private let carried: [Set<Field>]

    /// What no later export may tell differently, as a dossier is received once.
    private static let unchanging: Set<Field> = [
        .receivedAt, .appliedAt, .receivedOn, .procedureCode,
    ]

    init(_ plan: MergePlan, of table: borrowing FactTable, carried: [Set<Field>]) {
        self.plan = plan
        self.carried = carried
        holds = table.holds
        exports = table.exports
        contradictions = Contradictions(rows: table.count)
    }

    /// - Parameter areSame: whether two known values that differ as integers are the same all the
    ///   same.
    mutating func merge<Value: ColumnValue>(
        _ column: inout Column<Value>, of field: Field,
        areSame: (Value.Raw, Value.Raw, MergePlan.Reason) -> Bool
    ) {
        let isCarried = carried.map { $0.contains(field) }
        let mayChange = !Self.unchanging.contains(field)
        // Records of one key agree in it, however it is spelt.
        let isKey = holds.key.contains(field)
        var contested = Contested(rows: exports.count)
        for step in plan.steps {
            let into = Int(step.into)
            if step.reason == .laterDelivery, isCarried[Int(exports[into])] { continue }
            let mine = column.raws[into]
            let other = column.raws[Int(step.from)]
            if !contested.isEmpty {
                pass(&contested, step, isKnown: mine != Value.unknown, field)
                // What one export tells in two ways stays unknown, whatever others say.
                if mine == Value.unknown, contested.contains(step.into) { continue }
            }
            guard other != Value.unknown else { continue }
            guard mine != Value.unknown else {
                column.raws[into] = other
                continue
            }
            guard mine != other, !isKey, !areSame(mine, other, step.reason) else { continue }
            switch step.reason {
            case .sameExport:
                column.raws[into] = Value.unknown
                contested.insert(step.into)
            case .otherPart where !mayChange:
                contradictions.add(field, of: holds, fact: step.into, record: step.into)
                contradictions.add(field, of: holds, fact: step.into, record: step.from)
            case .otherPart, .laterDelivery: break
            }
        }
        for (row, record) in contested.all where !plan.isMerged[Int(row)] {
            contradictions.add(field, of: holds, fact: row, record: record)
        }
    }

    /// What a record is contested in is passed on to the fact that it becomes part of.
    private mutating func pass(
        _ contested: inout Contested, _ step: MergePlan.Step, isKnown: Bool, _ field: Field
    ) {
        guard contested.contains(step.from), !isKnown || step.reason == .otherPart else { return }
        // A record of another part becomes part of the fact itself, which is never passed on.
        if step.reason == .otherPart {
            for record in contested.records(of: step.from) {
                contradictions.add(field, of: holds, fact: step.into, record: record)
            }
            contested.mark(step.into)
        } else {
            contested.inherit(step.from, by: step.into)
        }
    }
}

/// The rows whose value one column's records contradict each other in.
private struct Contested {
    private let rows: Int
    private var marks: [Bool] = []
    /// Rows whose own export contradicts itself.
    private var own: [UInt32] = []
    /// Rows of a later delivery that left a contradiction of earlier ones alone, and whose.
    private var inherited: [UInt32: [UInt32]] = [:]

    init(rows: Int) {
        self.rows = rows
    }

    var isEmpty: Bool { marks.isEmpty }

    func contains(_ row: UInt32) -> Bool { !marks.isEmpty && marks[Int(row)] }

    mutating func mark(_ row: UInt32) {
        if marks.isEmpty { marks = [Bool](repeating: false, count: rows) }
        marks[Int(row)] = true
    }

    mutating func insert(_ row: UInt32) {
        mark(row)
        own.append(row)
    }

    mutating func inherit(_ row: UInt32, by heir: UInt32) {
        inherited[heir, default: []] += records(of: row)
        mark(heir)
    }

    /// The first record of each export that contradicts itself.
    func records(of row: UInt32) -> [UInt32] { inherited[row] ?? [row] }

    /// Each row with each such record.
    var all: [(row: UInt32, record: UInt32)] {
        own.map { ($0, $0) } + inherited.flatMap { row, records in records.map { (row, $0) } }
    }
}
