import Facts
import RecordReading

/// Builds the facts of one export, batch by batch and column by column.
final class ExportBuilder {
    private(set) var table: FactTable
    private(set) var recordsWithoutKey = 0
    private let plans: [FieldPlan]
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

    var unreadable: [Field: UnreadableCells] {
        var unreadable: [Field: UnreadableCells] = [:]
        for plan in plans where plan.unreadable.count > 0 {
            unreadable[plan.field] = plan.unreadable
        }
        return unreadable
    }

    func take(_ batch: borrowing RecordBatch) {
        let first = table.count
        table.lines.append(contentsOf: batch.lines[0..<batch.rowCount])
        for plan in plans { fill(plan, batch) }
        files.count(batch, into: &table, firstRow: first)
        completeDocuments(&table, from: first)
        recordsWithoutKey += recordKeys.append(to: &table, from: first)
    }

    private func fill(_ plan: FieldPlan, _ batch: borrowing RecordBatch) {
        let lines = batch.lines
        switch plan.kind {
        case .instant:
            append(plan, batch, \.instants) { row, text in plan.instant(text, line: lines[row]) }
        case .day:
            append(plan, batch, \.days) { row, text in
                plan.instant(text, line: lines[row])?.localDay
            }
        case .unit:
            append(plan, batch, \.unitColumns) { row, text in
                // An author may well be outside the district.
                plan.field == .author ? plan.knownUnit(text) : plan.unit(text, line: lines[row])
            }
        case .units: fillUnits(plan, batch)
        case .status, .channel, .role, .direction, .signingMode, .flag:
            append(plan, batch, \.words) { row, text in plan.word(text, line: lines[row]) }
        case .presence: fillPresence(plan, batch)
        case .count:
            append(plan, batch, \.counts) { row, text in plan.count(text, line: lines[row]) }
        case .documentNumber:
            append(plan, batch, \.numbers) { row, text in plan.number(text, line: lines[row]) }
        case .symbol, .procedureCode: fillSymbols(plan, batch)
        case .text: fillTexts(plan, batch)
        case .dossierCode: fillCodes(plan, batch)
        case .personal:
            append(plan, batch, \.keyColumns) { [keys] _, text in
                keys.key(ofSubject: VietnameseText.key(String(decoding: text, as: UTF8.self)))
            }
        case .decimal, .display: break
        }
    }

    private func append<Value>(
        _ plan: FieldPlan, _ batch: borrowing RecordBatch,
        _ columns: WritableKeyPath<FactTable, [Field: Column<Value>]>,
        _ parse: (Int, UnsafeBufferPointer<UInt8>) -> Value?
    ) {
        guard var column = table[keyPath: columns].removeValue(forKey: plan.field) else { return }
        plan.eachText(batch) { row, text in
            column.append(text.flatMap { parse(row, $0) })
        }
        table[keyPath: columns][plan.field] = column
    }

    /// An empty cell says no; only a feed without the column says nothing.
    private func fillPresence(_ plan: FieldPlan, _ batch: borrowing RecordBatch) {
        guard var column = table.words.removeValue(forKey: plan.field) else { return }
        let isThere = plan.column != nil
        let lines = batch.lines
        plan.eachText(batch) { row, text in
            let no = isThere ? WordByte(raw: Flag.no.rawValue) : nil
            column.append(text.flatMap { plan.word($0, line: lines[row]) } ?? no)
        }
        table.words[plan.field] = column
    }

    private func fillUnits(_ plan: FieldPlan, _ batch: borrowing RecordBatch) {
        guard var column = table.unitLists.removeValue(forKey: plan.field) else { return }
        plan.eachText(batch) { _, text in
            guard let text else { return column.append(nil) }
            let offset = table.units.count
            for part in text.split(separator: UInt8(ascii: ";")) {
                // A recipient outside the district is no fault.
                let unit = plan.knownUnit(UnsafeBufferPointer(rebasing: part))
                if let unit, table.units.count - offset < 255 { table.units.append(unit) }
            }
            column.append(UnitsRef(raw: UInt64(offset) << 8 | UInt64(table.units.count - offset)))
        }
        table.unitLists[plan.field] = column
    }

    private func fillSymbols(_ plan: FieldPlan, _ batch: borrowing RecordBatch) {
        guard var column = table.symbolColumns.removeValue(forKey: plan.field) else { return }
        let lines = batch.lines
        let isProcedure = plan.kind == .procedureCode
        plan.eachText(batch) { row, text in
            guard let text else { return column.append(nil) }
            let raw = plan.meaning(text, line: lines[row]) { text in
                let canonical: String? =
                    if isProcedure { Codes.procedureCore(text) }
                    else if plan.field == .notation { Codes.notation(text) }
                    else { VietnameseText.composed(text) }
                return canonical.map { Int64(table.symbols.symbol(for: $0).raw) }
                    ?? FieldPlan.unknown
            }
            column.append(raw == FieldPlan.unknown ? nil : Symbol(raw: UInt32(raw)))
        }
        table.symbolColumns[plan.field] = column
    }

    private func fillTexts(_ plan: FieldPlan, _ batch: borrowing RecordBatch) {
        guard var column = table.texts.removeValue(forKey: plan.field) else { return }
        plan.eachText(batch) { _, text in
            guard let text, text.count <= Int(UInt16.max) else { return column.append(nil) }
            column.append(TextRef(offset: table.bytes.count, length: text.count))
            table.bytes.append(contentsOf: text)
        }
        table.texts[plan.field] = column
    }

    private func fillCodes(_ plan: FieldPlan, _ batch: borrowing RecordBatch) {
        guard var column = table.texts.removeValue(forKey: plan.field) else { return }
        var keyColumn = table.keyColumns.removeValue(forKey: plan.field)
        plan.eachText(batch) { _, text in
            let start = table.bytes.count
            guard let text, Codes.writeDossierCode(text, to: &table.bytes),
                table.bytes.count - start <= Int(UInt16.max)
            else {
                table.bytes.removeSubrange(start...)
                column.append(nil)
                keyColumn?.append(nil)
                return
            }
            column.append(TextRef(offset: start, length: table.bytes.count - start))
            if keyColumn != nil { keyColumn?.append(key(ofBytesFrom: start)) }
        }
        table.texts[plan.field] = column
        if let keyColumn { table.keyColumns[plan.field] = keyColumn }
    }

    private func key(ofBytesFrom start: Int) -> FactKey {
        table.bytes.withUnsafeBufferPointer { bytes in
            keys.key(of: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
    }
}
