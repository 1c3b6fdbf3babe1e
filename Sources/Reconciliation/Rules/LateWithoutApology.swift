import Facts

/// APO-01: a late dossier, finished or still open, for which no letter of apology was written.
enum LateWithoutApology {
    static let rule = Rule(
        id: "APO-01", severity: .critical, faultClass: .service,
        title: Text(vi: "Trễ hạn chưa có thư xin lỗi", en: "Late without a letter of apology"),
        message: Text(
            vi: "Trễ hạn {late} (hẹn {due_on}, {outcome}), chưa có thư xin lỗi.",
            en: "{late} late (due {due_on}, {outcome}), no letter of apology."),
        remedy: Text(
            vi: "Lập phiếu xin lỗi (Mẫu 04), hẹn lại ngày trả.",
            en: "Write the letter of apology (form 04) with a new date."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 3.1.g: «trễ hạn 21 hồ sơ nhưng chỉ có 14 thư xin lỗi»;"
                + " NĐ 61/2018/NĐ-CP, Điều 19",
            en: "Reform report 2021, 3.1.g: 21 dossiers late but only 14 letters of apology; Decree"
                + " 61/2018, Article 19"),
        needs: [
            Need(.dossiers, .code, .status, .dueAt, .finishedAt),
            Need(.apologyLetters, .dossierCode),
        ],
        uses: [Need(.dossiers, .returnedAt, .handlingUnit, .receivingUnit)],
        telling: ["due_on"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let dossiers = facts.dossiers
        return context.judgeDossiers(rule.id) { row in
            guard let lateness = dossiers.lateness(row, today: context.today) else {
                return .unchecked
            }
            let due: Day
            let end: Day
            let outcome: Text
            switch lateness {
            case .notLate: return .fine
            case .finishedLate(let promised, let finished):
                (due, end) = (promised, finished)
                outcome = Text(vi: "xong \(end.vietnamese)", en: "finished \(end.iso)")
            case .overdue(let promised):
                let isUnclear = facts.isUnreadable(
                    .finishedAt, .returnedAt, in: dossiers.table, row)
                if isUnclear { return .unchecked }
                (due, end) = (promised, context.today)
                outcome = Text(vi: "chưa xong", en: "still open")
            }
            guard let key = dossiers.table.keys[row] else { return .unchecked }
            if facts.apologyLetters.row(ofDossier: key) != nil { return .fine }
            // A letter names its register's unit, so every register has to be there and to tell
            // the due day, by which the letter had to be written.
            let isTold = facts.isComplete(.apologyLetters, through: due)
            guard isTold else { return .unchecked }
            return .found(
                [
                    ("late", context.lateness(from: due, to: end)), ("due_on", .day(due)),
                    ("outcome", .texts([outcome])),
                ],
                unit: dossiers.workingUnit(row), evidence: [dossiers.table.evidence(row)])
        }
    }
}
