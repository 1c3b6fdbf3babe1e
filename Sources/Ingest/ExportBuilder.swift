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

    /// - Parameters:
    ///   - columns: for each mapped field its column among the batch's cells.
    ///   - wanted: the fields that get a column of facts.
    ///   - today: of units that share a name in turn, the one valid on this day is meant.
    init(
        mapping: FeedMapping, columns: [Field: Int], wanted: Set<Field>, units: UnitRegistry,
        keys: KeyMaker, today: Day
    ) {
        self.keys = keys
        recordKeys = RecordKeys(mapping.holds, units: units, keys: keys)
        table = FactTable(holds: mapping.holds, fields: wanted)
        files = NestedFiles(mapping.nested, wanted: wanted)
        plans = mapping.holds.fields.filter(wanted.contains).compactMap { field in
            guard let kind = mapping.holds.kind(of: field) else { return nil }
            return FieldPlan(
                field: field, kind: kind, column: columns[field], mapping: mapping, units: units,
                today: today)
        }
    }

    /// What the records so far brought to light.
    var notes: ExportNotes {
        var notes = ExportNotes()
        notes.recordCount = table.count
        notes.recordsWithoutKey = recordsWithoutKey
        for plan in plans where plan.notes != ColumnNotes() {
            notes.columns[plan.field] = plan.notes
        }
        return notes
    }

    /// Whether any record had a file inside it.
    var hasNestedRecords: Bool { files.areThere }

    /// Takes a column's values back: the export turned out not to say them.
    mutating func forget(_ field: Field) {
        let count = table.count
        guard table.counts[field] != nil else { return }
        table.counts[field]?.raws = ContiguousArray(repeating: Count.unknown, count: count)
    }

    mutating func take(_ batch: borrowing RecordBatch) {
        let first = table.count
        table.lines.append(contentsOf: batch.lines[0..<batch.rowCount])
        for index in plans.indices { plans[index].fill(&table, batch, keys) }
        files.count(batch, into: &table, firstRow: first)
        table.completeDocuments(from: first)
        recordsWithoutKey += recordKeys.append(to: &table, from: first)
    }
}
