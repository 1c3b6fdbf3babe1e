import Facts
import RecordReading

/// Builds the facts of one export, batch by batch and column by column.
struct ExportBuilder {
    private(set) var table: FactTable
    private var recordsWithoutKey = 0
    private var plans: [FieldPlan]
    private let keys: KeyMaker
    private var files: NestedFiles
    private var recordKeys: RecordKeys
    private let units: UnitRegistry
    private let headerDamage: TextDamage?
    private var isSurveyed = false

    /// - Parameters:
    ///   - columns: for each mapped field its column among the batch's cells.
    ///   - positions: of these columns in the header of a CSV, from 1.
    ///   - wanted: the fields that get a column of facts.
    ///   - damage: columns whose text is known to be damaged.
    ///   - headerDamage: by which the header was; other columns are likely to be so, too.
    ///   - today: of units that share a name in turn, the one valid on this day is meant.
    init(
        mapping: FeedMapping, columns: [Field: Int], positions: [Field: Int] = [:],
        damage: [Field: TextDamage] = [:], headerDamage: TextDamage? = nil, wanted: Set<Field>,
        units: UnitRegistry, keys: KeyMaker, today: Day
    ) {
        self.headerDamage = headerDamage
        self.keys = keys
        self.units = units
        recordKeys = RecordKeys(mapping.holds, units: units, keys: keys)
        table = FactTable(holds: mapping.holds, fields: wanted)
        files = NestedFiles(mapping.nested, wanted: wanted)
        plans = mapping.holds.fields.filter(wanted.contains).compactMap { field in
            guard let kind = mapping.holds.kind(of: field) else { return nil }
            return FieldPlan(
                field: field, kind: kind, column: columns[field],
                position: positions[field] ?? 0, mapping: mapping, units: units, today: today,
                damage: damage[field])
        }
    }

    /// What the records so far brought to light.
    var notes: ExportNotes {
        var notes = ExportNotes()
        notes.recordCount = table.count
        notes.recordsWithoutKey = recordsWithoutKey
        let hasOwnLines = zip(table.lines, table.lines.dropFirst()).allSatisfy { $0 < $1 }
        for plan in plans where plan.notes.isNotable {
            notes.columns[plan.field] = plan.notes
            if !hasOwnLines { notes.columns[plan.field]?.unreadable.forgetLines() }
        }
        return notes
    }

    /// What the records so far brought to light in one field, and where its column is.
    func notes(of field: Field) -> ColumnNotes {
        plans.first { $0.field == field }?.notes ?? ColumnNotes()
    }

    /// Whether a column or element gives a field.
    func maps(_ field: Field) -> Bool {
        plans.contains { $0.field == field && $0.column != nil }
    }

    /// Whether any record had a file inside it.
    var hasNestedRecords: Bool { files.areThere }

    /// Takes a column's values back: the export turned out not to say them.
    mutating func forget(_ field: Field) {
        let count = table.count
        guard table.counts[field] != nil else { return }
        table.counts[field]?.raws = ContiguousArray(repeating: Count.unknown, count: count)
    }

    /// Takes the values of those columns of dates back that tell other days than were meant;
    /// returns their fields.
    ///
    /// They are those in which more than one cell in twenty, and at least three, is a date only
    /// with its month first: such a column was written on a machine that puts the month first, and
    /// its other dates can be read and are wrong, as 07/08/2021 is the 8th of July (domain §7.8).
    /// And they are those of which the codes of the records show that they are misread.
    mutating func withholdMisread(today: Day) -> Set<Field> {
        var withheld: Set<Field> = []
        // First, as it needs the days of receipt.
        let misread = misreadByCodes(today)
        for index in plans.indices {
            let notes = plans[index].notes
            guard notes.swapped.count >= Self.fewestSwapped else { continue }
            let field = plans[index].field
            let known =
                table.instants[field]?.knownCount ?? table.days[field]?.knownCount ?? 0
            guard notes.swapped.count * 20 > known + notes.unreadable.count else { continue }
            withhold(index)
            withheld.insert(field)
        }
        for column in misread {
            guard let index = plans.firstIndex(where: { $0.field == column.field }),
                !plans[index].notes.isWithheld
            else { continue }
            plans[index].notes.misreading = column.reading
            plans[index].notes.misread = column.cells
            withhold(index)
            withheld.insert(column.field)
        }
        if !withheld.isDisjoint(with: table.holds.key) {
            table.keys = Column()
            recordsWithoutKey = recordKeys.append(to: &table, from: 0)
        }
        return withheld
    }

    private mutating func withhold(_ index: Int) {
        let field = plans[index].field
        table.instants[field]?.forgetAll()
        table.days[field]?.forgetAll()
        plans[index].notes.isWithheld = true
    }

    private func misreadByCodes(_ today: Day) -> [CodeDays.Misread] {
        func serials(_ field: Field) -> NotedCells {
            plans.first { $0.field == field }?.notes.serials ?? NotedCells()
        }
        return CodeDays(table) { serials($0).count }
            .misread(in: table, serials: serials, today: today)
    }

    private static let fewestSwapped = 3

    /// Looks whether columns whose text was taken for sound are damaged.
    ///
    /// Once one column is, others of the export need less to be taken for damaged the same way.
    ///
    /// - Throws: `DamageFound`; then the export has to be read anew with these repairs.
    mutating func survey() throws(DamageFound) {
        guard plans.contains(where: { $0.repair.hasSuspects }) else { return }
        let words = KnownWords(units)
        var found: [Field: TextDamage] = [:]
        for index in plans.indices where plans[index].repair.damage == nil {
            switch plans[index].damageShown(by: words) {
            case .decomposed: plans[index].notes.damage = .decomposed
            case let damage?: found[plans[index].field] = damage
            case nil: break
            }
        }
        let damages = Set(found.values).union(plans.compactMap(\.repair.damage))
        for plan in plans where plan.repair.damage == nil && found[plan.field] == nil {
            found[plan.field] = TextDamage.allCases.first {
                $0 == headerDamage && plan.repair.repairs(by: $0)
                    || damages.contains($0) && plan.repair.gains(by: $0, words)
            }
        }
        if !found.isEmpty { throw DamageFound(columns: found) }
    }

    mutating func take(_ batch: borrowing RecordBatch) throws {
        let first = table.count
        table.lines.append(contentsOf: batch.lines[0..<batch.rowCount])
        for index in plans.indices { plans[index].fill(&table, batch, keys) }
        files.count(batch, into: &table, firstRow: first)
        table.completeDocuments(from: first)
        recordsWithoutKey += recordKeys.append(to: &table, from: first)
        if !isSurveyed {
            // A damaged export shows it at once; it need not be read to its end for that.
            isSurveyed = true
            try survey()
        }
    }
}

extension Column {
    /// How many records have a value.
    var knownCount: Int { raws.count { $0 != Value.unknown } }

    fileprivate mutating func forgetAll() {
        raws = ContiguousArray(repeating: Value.unknown, count: raws.count)
    }
}
