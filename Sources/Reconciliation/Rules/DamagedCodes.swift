import Facts

/// TXT-02: codes or identity numbers that a spreadsheet has taken for numbers.
///
/// It takes away leading zeros, which can be put back, and writes long ones with an exponent, which
/// loses their digits. One finding a column.
enum DamagedCodes {
    static let rule = Rule(
        id: "TXT-02", severity: .medium, faultClass: .data,
        title: Text(
            vi: "Mã, số định danh bị hỏng qua bảng tính", en: "Codes damaged by a spreadsheet"),
        message: Text(
            vi: "Cột {column}: {faults}.", en: "Column {column}: {faults}."),
        remedy: Text(
            vi:
                "Xuất thẳng từ phần mềm, hoặc định dạng cột là «Văn bản» trước khi dán rồi xuất lại.",
            en: "Export straight from the system, or format the column as text before pasting, and"
                + " export again."),
        basis: Text(
            vi:
                "Mã hồ sơ cũ của tỉnh 14 chữ số, căn cước 12, CMND 9; bảng tính bỏ số 0 ở đầu và ghi"
                + " số dài dạng 3,52E+11",
            en: "The province's earlier dossier codes have 14 digits, identity numbers 12 or 9;"
                + " spreadsheets drop leading zeros and write long numbers as 3.52E+11"),
        needs: [],
        uses: [
            Need(.dossiers, .code, .applicantId), Need(.paperDossiers, .dossierCode),
            Need(.apologyLetters, .dossierCode),
        ],
        evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let notes = context.facts.notes
        return context.judgeParts(rule.id) { part in
            Set(part.exports.flatMap { notes[$0].columns.keys })
                .sorted { $0.rawValue < $1.rawValue }
                .compactMap { field in
                    let columns = part.exports.compactMap { export in
                        notes[export].columns[field].map { (export: export, notes: $0) }
                    }
                    let faults = faults(columns.map(\.notes))
                    guard !faults.isEmpty else { return nil }
                    return PartFinding(
                        subject: Subject(.column, part.id(ofColumn: field)),
                        facts: [("column", .code(field.rawValue)), ("faults", .texts(faults))],
                        evidence: columns.flatMap { evidence($0.notes, export: $0.export) })
                }
        }
    }

    private static func faults(_ columns: [ColumnNotes]) -> [Text] {
        let destroyed = columns.reduce(0) { $0 + $1.destroyed.count }
        let restored = columns.reduce(0) { $0 + $1.restoredZeros.count }
        var faults: [Text] = []
        if destroyed > 0 {
            faults.append(
                Text(
                    vi: "\(destroyed) ô mất chữ số (dạng 3,52E+11), không đối chiếu được",
                    en: "\(destroyed) cells lost their digits (as in 3.52E+11) and could not be"
                        + " checked"))
        }
        if restored > 0 {
            faults.append(
                Text(
                    vi: "\(restored) ô mất số 0 ở đầu, khi đối chiếu đã bù lại",
                    en: "\(restored) cells lost their leading zeros, which were put back for"
                        + " checking"))
        }
        return faults
    }

    private static func evidence(_ notes: ColumnNotes, export: Int) -> [Evidence] {
        (notes.destroyed.firstLines + notes.restoredZeros.firstLines).map {
            Evidence(export: UInt32(export), line: UInt32($0))
        }
    }
}
