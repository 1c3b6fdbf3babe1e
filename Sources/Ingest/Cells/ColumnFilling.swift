import Facts
import RecordReading

/// Fills the column of one field from a batch.
extension FieldPlan {
    mutating func fill(_ table: inout FactTable, _ batch: borrowing RecordBatch, _ keys: KeyMaker) {
        let lines = batch.lines
        switch kind {
        case .instant:
            append(to: &table.instants, batch) { $0.instant($2, line: lines[$1]) }
        case .day:
            append(to: &table.days, batch) { $0.instant($2, line: lines[$1])?.localDay }
        case .unit:
            // An author may well be outside the district.
            let mayBeUnknown = field == .author
            append(to: &table.unitColumns, batch) { plan, row, text in
                mayBeUnknown
                    ? plan.knownUnit(text, line: lines[row]) : plan.unit(text, line: lines[row])
            }
        case .units: fillUnits(&table, batch)
        case .status, .channel, .role, .direction, .signingMode, .flag:
            append(to: &table.words, batch) { $0.word($2, line: lines[$1]) }
        case .presence: fillPresence(&table, batch)
        case .count:
            append(to: &table.counts, batch) { $0.count($2, line: lines[$1]) }
        case .documentNumber:
            append(to: &table.numbers, batch) { $0.number($2, line: lines[$1]) }
        case .symbol, .procedureCode: fillSymbols(&table, batch)
        case .text: fillTexts(&table, batch)
        case .dossierCode: fillCodes(&table, batch, keys)
        case .compared:
            append(to: &table.keyColumns, batch) { _, _, text in keys.key(of: text) }
        case .personal: fillPersonal(&table, batch, keys)
        case .decimal:
            append(to: &table.decimals, batch) { $0.decimal($2, line: lines[$1]) }
        case .display:
            append(to: &table.words, batch) { _, _, text in
                VietnameseText.saysNothing(text) ? nil : WordByte(raw: Flag.yes.rawValue)
            }
        }
    }

    @inline(__always)
    private mutating func append<Value>(
        to columns: inout [Field: Column<Value>], _ batch: borrowing RecordBatch,
        _ parse: (inout FieldPlan, Int, UnsafeBufferPointer<UInt8>) -> Value?
    ) {
        guard var column = columns.removeValue(forKey: field) else { return }
        eachText(batch) { plan, row, text in
            column.append(text.flatMap { parse(&plan, row, $0) })
        }
        columns[field] = column
    }

    /// An empty cell says no; only a feed without the column says nothing.
    private mutating func fillPresence(_ table: inout FactTable, _ batch: borrowing RecordBatch) {
        guard var column = table.words.removeValue(forKey: field) else { return }
        let no = self.column == nil ? nil : WordByte(raw: Flag.no.rawValue)
        let lines = batch.lines
        eachText(batch) { plan, row, text in
            column.append(text.flatMap { plan.word($0, line: lines[row]) } ?? no)
        }
        table.words[field] = column
    }

    private mutating func fillUnits(_ table: inout FactTable, _ batch: borrowing RecordBatch) {
        guard var column = table.unitLists.removeValue(forKey: field) else { return }
        let lines = batch.lines
        eachText(batch) { plan, row, text in
            guard let text else { return column.append(nil) }
            let offset = table.units.count
            for part in text.split(separator: UInt8(ascii: ";")) {
                // A recipient outside the district is no fault.
                let unit = plan.knownUnit(
                    UnsafeBufferPointer(rebasing: part), line: lines[row])
                if let unit, table.units.count - offset < 255 { table.units.append(unit) }
            }
            column.append(UnitsRef(raw: UInt64(offset) << 8 | UInt64(table.units.count - offset)))
        }
        table.unitLists[field] = column
    }

    private mutating func fillSymbols(_ table: inout FactTable, _ batch: borrowing RecordBatch) {
        guard var column = table.symbolColumns.removeValue(forKey: field) else { return }
        let lines = batch.lines
        let canonical: (String) -> (text: String, year: Int?)? =
            switch (kind, field) {
            case (.procedureCode, _):
                { text in
                    if ProcedureCode(text) == nil, PersonalNumber.isOne(text) { return nil }
                    return ProcedureCode.canonical(text).map { ($0, nil) }
                }
            case (_, .notation):
                { text in
                    let symbol = WrittenSymbol(text)
                    return symbol?.notation.map { ($0, symbol?.year) }
                }
            default:
                { text in
                    if VietnameseText.saysNothing(text) || PersonalNumber.isOne(text) { return nil }
                    return (VietnameseText.composed(text), nil)
                }
            }
        eachText(batch) { plan, row, text in
            guard let text else { return column.append(nil) }
            let raw = plan.meaning(text, line: lines[row]) { text in
                canonical(text).map { Int64(table.symbols.symbol(for: $0, year: $1).raw) }
                    ?? FieldPlan.unknown
            }
            column.append(raw.map { Symbol(raw: UInt32($0)) })
        }
        table.symbolColumns[field] = column
    }

    private mutating func fillTexts(_ table: inout FactTable, _ batch: borrowing RecordBatch) {
        guard var column = table.texts.removeValue(forKey: field) else { return }
        let lines = batch.lines
        eachText(batch) { plan, row, text in
            let start = table.bytes.count
            guard let text, plan.writeText(text, line: lines[row], to: &table.bytes) else {
                return column.append(nil)
            }
            column.append(TextRef(offset: start, length: table.bytes.count - start))
        }
        table.texts[field] = column
    }

    private mutating func fillCodes(
        _ table: inout FactTable, _ batch: borrowing RecordBatch, _ keys: KeyMaker
    ) {
        guard var column = table.texts.removeValue(forKey: field) else { return }
        var keyColumn = table.keyColumns.removeValue(forKey: field)
        let lines = batch.lines
        eachText(batch) { plan, row, text in
            let start = table.bytes.count
            let spelling = text.map { Codes.writeDossierCode($0, to: &table.bytes) } ?? .empty
            plan.note(spelling, of: text, line: lines[row])
            guard table.bytes.count > start else {
                column.append(nil)
                keyColumn?.append(nil)
                return
            }
            column.append(TextRef(offset: start, length: table.bytes.count - start))
            if keyColumn != nil {
                let key = table.bytes.withUnsafeBufferPointer {
                    keys.key(of: UnsafeBufferPointer(rebasing: $0[start...]))
                }
                keyColumn?.append(key)
            }
        }
        table.texts[field] = column
        if let keyColumn { table.keyColumns[field] = keyColumn }
    }

    private mutating func note(
        _ spelling: Codes.Spelling, of text: UnsafeBufferPointer<UInt8>?, line: UInt32
    ) {
        switch spelling {
        case .canonical, .empty: break
        case .zerosRestored: notes.restoredZeros.count(line, text)
        case .destroyed: notes.destroyed.count(line, text)
        case .foreign:
            if let text { noteUnreadable(text, line: line) }
        }
    }

    /// Names and numbers of citizens: nothing but a hash of them is kept.
    private mutating func fillPersonal(
        _ table: inout FactTable, _ batch: borrowing RecordBatch, _ keys: KeyMaker
    ) {
        guard var column = table.keyColumns.removeValue(forKey: field) else { return }
        let isNumber = field == .applicantId
        let lines = batch.lines
        eachText(batch) { plan, row, text in
            guard let text else { return column.append(nil) }
            if isNumber {
                if IdentityNumber.isWhole(text) { return column.append(keys.key(of: text)) }
                let number = IdentityNumber.mended(text)
                plan.note(number.spelling, of: text, line: lines[row])
                return column.append(number.digits.map { keys.key(ofSubject: $0) })
            }
            column.append(plan.personal(text).map { keys.key(ofSubject: $0) })
        }
        table.keyColumns[field] = column
    }
}
