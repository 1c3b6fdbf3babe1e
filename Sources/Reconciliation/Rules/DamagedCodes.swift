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
            vi: "{place}: {faults}.", en: "{place}: {faults}."),
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
        let facts = context.facts
        return context.judgeParts(rule.id) { part in
            facts.columns(of: part).compactMap { finding($0, part) }
        }
    }

    private static func finding(_ column: PartColumn, _ part: PartInForce) -> PartFinding? {
        let destroyed = column.places(\.destroyed)
        let restored = column.places(\.restoredZeros)
        var faults: [Text] = []
        if !destroyed.isEmpty {
            let count = column.count(\.destroyed)
            let list = PartColumn.list(destroyed)
            faults.append(
                Text(
                    vi: "\(count) ô mất chữ số (dạng 3,52E+11), không đối chiếu được: \(list.vi)",
                    en: "\(count) cells lost their digits (as in 3.52E+11) and could not be"
                        + " checked: \(list.en)"))
        }
        if !restored.isEmpty {
            let count = column.count(\.restoredZeros)
            let list = PartColumn.list(restored)
            faults.append(
                Text(
                    vi: "\(count) ô mất số 0 ở đầu, khi đối chiếu đã bù lại: \(list.vi)",
                    en: "\(count) cells lost their leading zeros, which were put back for"
                        + " checking: \(list.en)"))
        }
        guard !faults.isEmpty else { return nil }
        return PartFinding(
            subject: Subject(.column, part.id(ofColumn: column.field)),
            facts: [("place", .texts([column.name])), ("faults", .texts(faults))],
            evidence: (destroyed + restored).map(\.evidence))
    }
}
