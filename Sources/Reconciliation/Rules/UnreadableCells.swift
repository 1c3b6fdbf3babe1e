import Facts

/// ING-05: cells that could not be understood, columns whose dates are not what was meant (day and
/// month swapped, the calendar of 1904), and records without their key.
///
/// One alert a column: names of units belong to ORG-01. What a cell says is never told, only its
/// line and shape.
enum UnreadableCells {
    static let rule = Rule(
        id: "ING-05", severity: .medium, faultClass: .data,
        title: Text(vi: "Ô dữ liệu không đọc được", en: "Cells that cannot be read"),
        message: Text(vi: "{place}: {faults}.", en: "{place}: {faults}."),
        remedy: Text(vi: "{remedy}.", en: "{remedy}."),
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
        guard unreadable > 0 || column.count(\.misread) > 0 else { return nil }
        return PartFinding(
            subject: Subject(.column, part.id(ofColumn: column.field)),
            facts: [
                ("place", .texts([column.name])), ("unreadable", .count(unreadable)),
                ("faults", .texts(faults(of: column, unreadable: unreadable))),
                (
                    "remedy",
                    .texts([UnreadableCellsRemedy.of(part.feed.holds.kind(of: column.field))])
                ),
            ],
            evidence: (column.places(\.misread) + column.places(\.unreadable)).prefix(5)
                .map(\.evidence))
    }

    private static func faults(of column: PartColumn, unreadable: Int) -> [Text] {
        var faults = misread(column)
        let swapped = column.count(\.swapped)
        if column.notes.contains(where: { $0.notes.isWithheld && $0.notes.misreading == nil }) {
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
        if unreadable > 0 {
            let places = PartColumn.list(column.places(\.unreadable))
            faults.append(
                Text(
                    vi: "\(unreadable) ô không đọc được: \(places.vi)",
                    en: "\(unreadable) cells cannot be read: \(places.en)"))
        }
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
        if serials > 0, !column.has(.calendarOf1904) {
            faults.append(
                Text(
                    vi: "\(serials) ô là số ngày của Excel, đã đổi thành ngày",
                    en: "\(serials) cells are day numbers of Excel and were turned into dates"))
        }
        return faults
    }

    /// What the codes of the records show to be wrong with dates that can be read.
    private static func misread(_ column: PartColumn) -> [Text] {
        let count = column.count(\.misread)
        let places = PartColumn.list(column.places(\.misread))
        var faults: [Text] = []
        if column.has(.swapped) {
            faults.append(
                Text(
                    vi: "đảo ngày và tháng: \(count) ô không hợp với ngày trong mã hồ sơ, đổi chỗ"
                        + " thì hợp (\(places.vi)), nên cả cột không dùng được",
                    en: "day and month are swapped: \(count) cells do not go with the day in the"
                        + " dossier code, but do once swapped (\(places.en)), so that the whole"
                        + " column was not used"))
        }
        if column.has(.calendarOf1904) {
            faults.append(
                Text(
                    vi: "ngày đếm theo lịch 1904 của Excel: \(count) ô sớm hơn đúng 1.462 ngày"
                        + " (\(places.vi)), nên cả cột không dùng được; bỏ chọn «Use 1904 date"
                        + " system» rồi nhập lại ngày",
                    en:
                        "days are counted by Excel's calendar of 1904: \(count) cells are 1,462 days"
                        + " early (\(places.en)), so that the whole column was not used; turn off"
                        + " \u{201C}Use 1904 date system\u{201D} and enter the dates again"))
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
                ("faults", .texts(faults)), ("remedy", .texts([UnreadableCellsRemedy.ofRecords])),
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
        let vi = key.map(\.name.vi).joined(separator: ", ")
        let en = key.map(\.name.en).joined(separator: ", ")
        return Text(
            vi: "\(count) bản ghi thiếu khóa (\(vi)) nên không kiểm tra được",
            en: "\(count) records lack their key (\(en)) and cannot be checked")
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
