import Facts

/// ATT-03: a finished dossier whose result is a paper, without a file of that result.
enum ResultNotDigitised {
    static let rule = Rule(
        id: "ATT-03", severity: .medium, faultClass: .service,
        title: Text(vi: "Kết quả chưa số hóa", en: "Result not digitised"),
        message: Text(
            vi: "Hồ sơ xong ngày {finished_on}, kết quả là bản giấy nhưng chưa có tệp kết quả.",
            en: "Finished {finished_on} with a result on paper, but no file of the result."),
        remedy: Text(
            vi: "Số hóa kết quả, ký số và đính kèm vào hồ sơ.",
            en: "Digitise the result, sign it digitally and attach it to the dossier."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 7.2: «Tỷ lệ số hóa kết quả giải quyết TTHC còn thấp»;"
                + " NĐ 45/2020/NĐ-CP",
            en: "Reform report 2021, 7.2: the share of digitised results is low; Decree 45/2020"),
        needs: [
            Need(.dossiers, .code, .procedureCode, .finishedAt, .resultFileCount),
            Need(.proceduresOffered, .procedureCode, .resultIsPaper),
        ],
        uses: [Need(.dossiers, .status, .handlingUnit, .receivingUnit)], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let dossiers = facts.dossiers
        let resultIsPaper = dossiers.table.symbols.texts.map {
            facts.proceduresOffered.resultIsPaper(core: $0)
        }
        return context.judgeDossiers(rule.id) { row in
            guard let finished = dossiers.finishedAt[row] else { return .fine }
            if dossiers.status(row)?.isEndedOrWaiting == true { return .fine }
            guard let procedure = dossiers.procedureCode[row],
                let isPaper = resultIsPaper[Int(procedure.raw)]
            else { return .unchecked }
            guard isPaper else { return .fine }
            guard let files = dossiers.resultFileCount[row] else { return .unchecked }
            guard files.raw == 0 else { return .fine }
            return .found(
                [("finished_on", .day(finished.localDay))], unit: dossiers.workingUnit(row),
                evidence: [dossiers.table.evidence(row)])
        }
    }
}
