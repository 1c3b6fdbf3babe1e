import Facts

/// PAP-04: "returned" in the one-stop system, while the paper register shows no return.
enum ReturnedOnlyInSystem {
    static let rule = Rule(
        id: "PAP-04", severity: .critical, faultClass: .service,
        title: Text(
            vi: "Đã trả trên hệ thống, thực tế chưa trả",
            en: "Returned in the system, not in reality"),
        message: Text(
            vi: "Hệ thống ghi đã trả kết quả ngày {returned_on} nhưng sổ giấy (số {entry}) không có"
                + " ngày trả và ký nhận.",
            en: "The system says returned on {returned_on}, but the paper register (entry {entry})"
                + " has neither a date of return nor a signature."),
        remedy: Text(
            vi: "Trả kết quả cho công dân và lấy ký nhận; nếu đã trả thì ghi ngày trả vào sổ.",
            en: "Give the result to the citizen and have it signed for; if that was done, enter the"
                + " date in the register."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 3.2: «đã trả kết quả trên Hệ thống Một cửa điện tử nhưng"
                + " thực tế chưa trả»",
            en: "Reform report 2021, 3.2: returned in the one-stop system but in reality not"
                + " returned"),
        needs: [
            Need(.dossiers, .code, .status),
            Need(
                .paperDossiers, .unit, .number, .dossierCode, anyOf: [.returnedOn, .signedFor]),
        ],
        uses: [
            Need(.dossiers, .returnedAt, .finishedAt, .receivingUnit),
            Need(.paperDossiers, .returnedOn, .signedFor),
        ],
        telling: ["returned_on"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let dossiers = facts.dossiers
        let entries = facts.paperDossiers
        let telling = facts.telling(.paperDossiers)
        return context.judgeDossiers(rule.id) { row in
            let returned = dossiers.returnedAt[row]
            guard dossiers.status(row) == .returned || returned != nil else {
                return dossiers.status(row) == nil ? .unchecked : .fine
            }
            guard let key = dossiers.table.keys[row], let entry = entries.row(ofDossier: key),
                let unit = entries.unit[entry],
                let day = (returned ?? dossiers.finishedAt[row])?.localDay
            else { return .unchecked }
            let isReturned = entries.rows(ofDossierAt: entry).contains {
                entries.returnedOn[$0] != nil || entries.isSignedFor($0) == true
            }
            if isReturned { return .fine }
            let isUnclear = entries.rows(ofDossierAt: entry).contains {
                facts.isUnreadable(.returnedOn, .signedFor, in: entries.table, $0)
            }
            if isUnclear { return .unchecked }
            let exports = entries.rows(ofDossierAt: entry).map { entries.table.exports[$0] }
            if exports.contains(where: { facts.withholds(.returnedOn, export: $0) }) {
                return .unchecked
            }
            guard telling.tellsAll(about: unit, on: day) else { return .unchecked }
            return .found(
                [("returned_on", .day(day)), ("entry", .code(entries.number(entry) ?? ""))],
                unit: dossiers.receivingUnit[row] ?? unit,
                evidence: [dossiers.table.evidence(row), entries.table.evidence(entry)])
        }
    }
}
