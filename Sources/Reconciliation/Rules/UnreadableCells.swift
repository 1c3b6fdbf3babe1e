import Facts

/// ING-05: cells that could not be understood, columns with day and month swapped, and records
/// without their key.
///
/// One alert a column: names of units belong to ORG-01. What a cell says is never told, only its
/// line and shape.
enum UnreadableCells {
    static let rule = Rule(
        id: "ING-05", severity: .medium, faultClass: .data,
        title: Text(vi: "Ô dữ liệu không đọc được", en: "Cells that cannot be read"),
        message: Text(vi: "{place}: {faults}.", en: "{place}: {faults}."),
        remedy: Text(
            vi: "Sửa trong hệ thống hoặc sổ rồi xuất lại; ngày ghi kiểu dd/MM/yyyy. Nguồn luôn ghi"
                + " tháng trước ngày thì khai báo `dates` cho nguồn đó.",
            en: "Correct them in the system or register and export again; write dates as"
                + " dd/MM/yyyy. If the source always writes the month first, say so in its `dates`."
        ),
        basis: Text(
            vi: "Ô không đọc được coi như không có thông tin: các quy tắc khác không kiểm tra được",
            en: "A cell that cannot be read says nothing: other rules cannot check by it"),
        needs: [], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        return context.judgeParts(rule.id) { part in
            let columns = facts.columns(of: part).filter { !part.feed.holds.namesUnits($0.field) }
            return columns.compactMap { finding($0, part) }
                + [ofRecords(part, facts)].compactMap { $0 }
        }
    }

    private static func finding(_ column: PartColumn, _ part: PartInForce) -> PartFinding? {
        let unreadable = column.count(\.unreadable)
        guard unreadable > 0 else { return nil }
        return PartFinding(
            subject: Subject(.column, part.id(ofColumn: column.field)),
            facts: [
                ("place", .texts([column.name])), ("unreadable", .count(unreadable)),
                ("faults", .texts(faults(of: column, unreadable: unreadable))),
            ],
            evidence: column.places(\.unreadable).map(\.evidence))
    }

    private static func faults(of column: PartColumn, unreadable: Int) -> [Text] {
        let swapped = column.count(\.swapped)
        var faults: [Text] = []
        if column.notes.contains(where: \.notes.isWithheld) {
            faults.append(
                Text(
                    vi: "đảo ngày và tháng: \(swapped) ô chỉ là ngày khi đọc tháng trước, nên cả"
                        + " cột không dùng được",
                    en: "day and month are swapped: \(swapped) cells are dates only with the month"
                        + " first, so that the whole column was not used"))
        } else if swapped > 0 {
            faults.append(
                Text(
                    vi: "\(swapped) ô có lẽ ghi tháng trước ngày",
                    en: "\(swapped) cells perhaps have the month first"))
        }
        let places = PartColumn.list(column.places(\.unreadable))
        faults.append(
            Text(
                vi: "\(unreadable) ô không đọc được: \(places.vi)",
                en: "\(unreadable) cells cannot be read: \(places.en)"))
        let tooNarrow = column.count(\.tooNarrow)
        if tooNarrow > 0 {
            faults.append(
                Text(
                    vi: "\(tooNarrow) ô chỉ có dấu #: cột quá hẹp trong Excel, kéo rộng cột rồi"
                        + " xuất lại",
                    en: "\(tooNarrow) cells have nothing but #: the column is too narrow in Excel,"
                        + " widen it and export again"))
        }
        let serials = column.count(\.serials)
        if serials > 0 {
            faults.append(
                Text(
                    vi: "\(serials) ô là số ngày của Excel, đã đổi thành ngày",
                    en: "\(serials) cells are day numbers of Excel and were turned into dates"))
        }
        return faults
    }

    /// What concerns records as a whole: one finding a part.
    private static func ofRecords(_ part: PartInForce, _ facts: FactSet) -> PartFinding? {
        let ragged = part.exports.flatMap { export in
            facts.notes[export].raggedRows.firstLines.map { (export, $0) }
        }
        let faults = [withoutKey(part, facts), raggedRows(ragged, part, facts)].compactMap { $0 }
        guard !faults.isEmpty, let export = part.exports.last else { return nil }
        let evidence = ragged.map { Evidence(export: UInt32($0), line: UInt32(clamping: $1)) }
        return PartFinding(
            subject: Subject(.export, part.id),
            facts: [
                ("place", .texts([Text(vi: "Bản xuất", en: "The export")])),
                ("faults", .texts(faults)),
            ],
            evidence: evidence.isEmpty
                ? [Evidence(export: UInt32(export), line: 1)] : evidence)
    }

    /// Records whose key is missing for another reason than a cell that is told of anyway.
    private static func withoutKey(_ part: PartInForce, _ facts: FactSet) -> Text? {
        let holds = part.feed.holds
        let key = holds.key.filter { !holds.impliedKey.contains($0) }
        let count = part.exports.reduce(0) { count, export in
            let notes = facts.notes[export]
            let told = key.reduce(0) { $0 + (notes.columns[$1]?.unreadable.count ?? 0) }
            return count + max(0, notes.recordsWithoutKey - told)
        }
        guard count > 0 else { return nil }
        let names = key.map(\.rawValue).joined(separator: ", ")
        return Text(
            vi: "\(count) bản ghi thiếu khóa (\(names)) nên không kiểm tra được",
            en: "\(count) records lack their key (\(names)) and cannot be checked")
    }

    private static func raggedRows(
        _ places: [(export: Int, line: Int)], _ part: PartInForce, _ facts: FactSet
    ) -> Text? {
        let count = part.exports.reduce(0) { $0 + facts.notes[$1].raggedRows.count }
        guard count > 0 else { return nil }
        let lines = places.map { String($0.line) }.joined(separator: ", ")
        return Text(
            vi:
                "\(count) dòng thừa ô so với tiêu đề, các ô phía sau không dùng được (dòng \(lines));"
                + " ô có dấu phân cách phải đặt trong ngoặc kép",
            en: "\(count) rows have more cells than the header, so that those behind were not used"
                + " (lines \(lines)); put cells with the delimiter into quotes")
    }
}
