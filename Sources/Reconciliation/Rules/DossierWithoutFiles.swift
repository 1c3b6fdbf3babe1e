import Facts

/// ATT-01: a dossier that was passed on or finished without a single component file.
enum DossierWithoutFiles {
    static let rule = Rule(
        id: "ATT-01", severity: .high, faultClass: .data,
        title: Text(
            vi: "Hồ sơ chuyển đi không có tệp đính kèm",
            en: "Dossier passed on without attachments"),
        message: Text(
            vi: "Hồ sơ đã chuyển xử lý ngày {passed_on} nhưng không có tệp thành phần nào.",
            en: "The dossier was passed on {passed_on} without a single component file."),
        remedy: Text(
            vi: "Quét và đính kèm thành phần hồ sơ; nếu không có hồ sơ thật thì báo cáo để hủy.",
            en: "Scan and attach the components; if there is no real dossier, report it to be"
                + " cancelled."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 3.2: «nhiều hồ sơ đã kích chuyển đi nhưng không có file"
                + " đính kèm»",
            en: "Reform report 2021, 3.2: many dossiers were passed on without an attached file"),
        needs: [Need(.dossiers, .code, .fileCount, anyOf: [.transferredAt, .finishedAt])],
        uses: [Need(.dossiers, .transferredAt, .finishedAt, .handlingUnit, .receivingUnit)],
        evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let dossiers = context.facts.dossiers
        return context.judgeDossiers(rule.id) { row in
            guard let passed = dossiers.transferredAt[row] ?? dossiers.finishedAt[row] else {
                return .fine
            }
            guard let files = dossiers.fileCount[row] else { return .unchecked }
            guard files.raw == 0 else { return .fine }
            return .found(
                [("passed_on", .day(passed.localDay))], unit: dossiers.workingUnit(row),
                evidence: [dossiers.table.evidence(row)])
        }
    }
}
