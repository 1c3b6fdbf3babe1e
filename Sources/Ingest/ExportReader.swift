package import Facts
import RecordReading

/// The facts of one export, read from its first to its last byte.
package struct ExportFacts: Sendable {
    package let table: FactTable
    package let provides: Set<Field>
    package let notes: ExportNotes
    /// False only of a CSV whose last line may have been cut.
    package let endsInLineBreak: Bool
    /// The last day on which one of its records was received, issued or arrived.
    package let lastDay: Day?
    /// The units whose records it has.
    package let unitsSeen: Set<UnitID>
    /// The units whose incoming documents it has.
    package let incomingUnits: Set<UnitID>

    /// Whether a row of totals states as many records as were read: nothing of it is missing.
    package var isControlTotalConfirmed: Bool {
        notes.controlTotal?.stated == notes.recordCount
    }
}

/// Reads one export by its feed's mapping.
package struct ExportReader: Sendable {
    private let mapping: FeedMapping
    private let wanted: Set<Field>
    private let units: UnitRegistry
    private let keys: KeyMaker
    private let today: Day
    /// Columns whose text was found to be damaged when the export was read before.
    private var damage: [Field: TextDamage] = [:]

    /// - Parameters:
    ///   - wanted: the fields that the rules look at.
    ///   - today: local day of the run: no export tells of later days, whatever is typed in it.
    package init(
        mapping: FeedMapping, wanted: Set<Field>, units: UnitRegistry, keys: KeyMaker, today: Day
    ) {
        self.mapping = mapping
        self.units = units
        self.keys = keys
        self.today = today
        // Also the days by which an export tells how far it reaches.
        var all = wanted.union(mapping.holds.key)
            .union([.receivedAt, .receivedOn, .issuedOn, .arrivedOn])
        switch mapping.holds {
        case .documents, .paperDocuments: all.formUnion([.author, .notation])
        case .dossierFiles: all.insert(.role)
        default: break
        }
        self.wanted = all.intersection(mapping.holds.fields)
    }

    /// The facts of the export at this path.
    ///
    /// - Throws: `ExportRefusal`; nothing of a refused export is kept.
    package func read(path: String) throws(ExportRefusal) -> ExportFacts {
        var reader = self
        while true {
            do {
                return try reader.readOnce(path)
            } catch let found as DamageFound {
                // Each round adds a column at least, so there are no more rounds than columns.
                reader.damage.merge(found.columns) { $1 }
            } catch let refusal as ExportRefusal {
                throw refusal
            } catch {
                preconditionFailure("an unknown kind of error: \(error)")
            }
        }
    }

    private func readOnce(_ path: String) throws -> ExportFacts {
        do {
            return try mapping.format == .xml ? readXML(path) : readCSV(path)
        } catch let error as RecordReadingError {
            throw ExportRefusal(error, format: mapping.format)
        }
    }

    private func readXML(_ path: String) throws -> ExportFacts {
        let sources = (mapping.fields ?? [:]).filter { wanted.contains($0.key) }
            .sorted { $0.key.rawValue < $1.key.rawValue }
        let layout = RecordLayout(
            record: mapping.record, fields: sources.map(\.value.path),
            nested: mapping.nested.map { nested in
                NestedLayout(record: nested.record, fields: nested.role.map { [$0.path] } ?? [])
            })
        var columns: [Field: Int] = [:]
        for (index, source) in sources.enumerated() { columns[source.key] = index }
        var builder = builder(columns: columns)
        _ = try XMLRecords.read(path: path, layout: layout) { try builder.take($0) }
        var provides = mapping.provided(by: (mapping.fields ?? [:]).keys)
        if !builder.hasNestedRecords {
            // Not one file in the whole export: more likely its lists have another name.
            for field in [Field.fileCount, .resultFileCount] where mapping.fields?[field] == nil {
                provides.remove(field)
                builder.forget(field)
            }
        }
        return try finish(builder, provides: provides)
    }

    private func readCSV(_ path: String) throws -> ExportFacts {
        let reading = CSVReading(
            mapping: mapping, wanted: wanted, units: units, today: today, makeBuilder: builder)
        let result = try reading.read(path: path)
        return try finish(
            result.builder, provides: result.provides, form: result.notes,
            endsInLineBreak: result.endsInLineBreak)
    }

    private func builder(
        columns: [Field: Int], positions: [Field: Int] = [:], headerDamage: TextDamage? = nil
    ) -> ExportBuilder {
        ExportBuilder(
            mapping: mapping, columns: columns, positions: positions, damage: damage,
            headerDamage: headerDamage, wanted: wanted, units: units, keys: keys, today: today)
    }

    private func finish(
        _ builder: consuming ExportBuilder, provides: Set<Field>,
        form: CSVReading.FormNotes? = nil, endsInLineBreak: Bool = true
    ) throws -> ExportFacts {
        try builder.survey()
        let withheld = builder.withholdMisread(today: today)
        let table = builder.table
        var notes = builder.notes
        if let form {
            notes.legacyEncoding = form.legacyEncoding
            notes.headerDamage = form.headerDamage
            notes.controlTotal = form.controlTotal
            notes.raggedRows = form.raggedRows
        }
        if table.count > 0, notes.recordsWithoutKey == table.count {
            throw MissingKey(mapping, builder).refusal
        }
        return ExportFacts(
            table: table, provides: provides.subtracting(withheld), notes: notes,
            endsInLineBreak: endsInLineBreak,
            lastDay: lastDay(of: table),
            unitsSeen: unitsSeen(in: table, .outgoing),
            incomingUnits: table.holds == .documents ? unitsSeen(in: table, .incoming) : [])
    }

    private func lastDay(of table: FactTable) -> Day? {
        var last: Day?
        for field in [Field.receivedOn, .issuedOn, .arrivedOn] {
            for raw in table.days[field]?.raws ?? [] where raw != Day.unknown {
                let day = Day(raw: raw)
                if day <= today, day > last ?? Day(raw: raw - 1) { last = day }
            }
        }
        let end = Instant(day: today.adding(days: 1)).raw
        let latest = table.instants[.receivedAt]?.raws.lazy.filter { $0 < end }.max()
        guard let latest else { return last }
        let day = Instant(raw: latest).localDay
        return last.map { max($0, day) } ?? day
    }

    /// The units of the records, of documents those of one direction.
    private func unitsSeen(in table: FactTable, _ direction: Direction) -> Set<UnitID> {
        let field: Field = table.holds == .dossiers ? .receivingUnit : .unit
        guard let column = table.unitColumns[field] else { return [] }
        let directions = table.words[.direction]
        var seen = [Bool](repeating: false, count: units.units.count)
        for row in column.raws.indices where column.raws[row] != UnitID.unknown {
            if let word = directions?[row], word.raw != direction.rawValue { continue }
            seen[Int(column.raws[row])] = true
        }
        return Set(seen.indices.filter { seen[$0] }.map { UnitID(index: UInt16($0)) })
    }
}
