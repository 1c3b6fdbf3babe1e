import Facts

/// PAP-01: a paper entry whose dossier is not in the one-stop system.
enum PaperEntryWithoutDossier {
    static let rule = Rule(
        id: "PAP-01", severity: .high, faultClass: .data,
        title: Text(
            vi: "Hồ sơ giấy không có trên hệ thống một cửa",
            en: "Paper entry without an electronic dossier"),
        message: Text(
            vi:
                "Hồ sơ {code} có trong sổ giấy (nhận ngày {received_on}) nhưng chưa có trên hệ thống"
                + " một cửa.",
            en: "Dossier {code} is in the paper register (received {received_on}) but not in the"
                + " one-stop system."),
        remedy: Text(
            vi: "Nhập hồ sơ vào hệ thống một cửa kèm tệp thành phần, hoặc sửa mã hồ sơ trong sổ.",
            en: "Enter the dossier in the one-stop system with its files, or correct the code in"
                + " the register."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 3.2: «hồ sơ các ngành khác không cập nhật vào hệ thống một"
                + " cửa điện tử»; NĐ 61/2018/NĐ-CP",
            en: "Reform report 2021, 3.2: dossiers of other sectors are not entered in the one-stop"
                + " system; Decree 61/2018"),
        needs: [
            Need(.paperDossiers, .unit, .number, .dossierCode, .receivedOn), Need(.dossiers, .code),
        ],
        uses: [Need(.paperDossiers, .book), Need(.dossiers, .receivingUnit, .receivedAt)],
        telling: ["code"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let entries = facts.paperDossiers
        let telling = facts.telling(.dossiers)
        let dossiers = facts.dossiers
        let unkeyed = UnkeyedRecords(dossiers.table, units: dossiers.receivingUnit) {
            dossiers.receivedAt[$0]?.localDay
        }
        return context.judgeRows(
            rule.id, .paperEntry, rows: entries.count,
            subject: { entries.id($0, in: facts.units) },
            row: { entries.row(of: facts.key(ofSubject: $0)) },
            verdict: { row in
                guard let key = entries.dossierKey[row], let unit = entries.unit[row],
                    let received = entries.receivedOn[row]
                else { return .unchecked }
                if facts.dossiers.row(of: key) != nil { return .fine }
                guard telling.tellsAll(about: unit, on: received),
                    !unkeyed.mayInclude(unit, received)
                else { return .unchecked }
                return .found(
                    [
                        ("code", .code(entries.dossierCode(row) ?? "")),
                        ("received_on", .day(received)),
                    ],
                    unit: unit, evidence: [entries.table.evidence(row)])
            })
    }
}
