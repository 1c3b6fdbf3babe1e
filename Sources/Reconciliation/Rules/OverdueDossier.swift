import Facts

/// DOS-08: a dossier still open after the day on which its result was promised.
enum OverdueDossier {
    static let rule = Rule(
        id: "DOS-08", severity: .critical, faultClass: .service,
        title: Text(vi: "Hồ sơ quá hạn chưa giải quyết", en: "Overdue dossier"),
        message: Text(
            vi: "Hẹn trả ngày {due_on}, đến {as_of} chưa có kết quả: trễ {late}.",
            en: "Due {due_on}, without a result on {as_of}: {late} late."),
        remedy: Text(
            vi: "Giải quyết ngay; gửi phiếu xin lỗi và hẹn lại ngày trả (Mẫu 04).",
            en: "Finish it now; send the letter of apology with a new date (form 04)."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 3.2: «vẫn còn tình trạng xử lý hồ sơ trễ hạn»;"
                + " NĐ 61/2018/NĐ-CP",
            en: "Reform report 2021, 3.2: dossiers are still handled late; Decree 61/2018"),
        needs: [Need(.dossiers, .code, .status, .dueAt, .finishedAt)],
        uses: [Need(.dossiers, .returnedAt, .handlingUnit, .receivingUnit)],
        telling: ["due_on"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let dossiers = context.facts.dossiers
        return context.judgeDossiers(rule.id) { row in
            guard let lateness = dossiers.lateness(row, today: context.today) else {
                return .unchecked
            }
            guard case .overdue(let due) = lateness else { return .fine }
            let isUnclear = context.facts.isUnreadable(
                .finishedAt, .returnedAt, in: dossiers.table, row)
            if isUnclear { return .unchecked }
            return .found(
                [
                    ("due_on", .day(due)), ("as_of", .day(context.today)),
                    ("late", context.lateness(from: due, to: context.today)),
                ],
                unit: dossiers.workingUnit(row), evidence: [dossiers.table.evidence(row)])
        }
    }
}

extension RuleContext {
    /// How late, in working days; in days of the calendar where its years have no rows.
    func lateness(from due: Day, to end: Day) -> FindingValue {
        if let days = facts.calendar.workingDays(after: due, through: end) {
            return .texts([
                Text(
                    vi: "\(days) ngày làm việc",
                    en: days == 1 ? "1 working day" : "\(days) working days")
            ])
        }
        let days = Int(end.daysSince1970 - due.daysSince1970)
        return .texts([
            Text(vi: "\(days) ngày (theo lịch)", en: days == 1 ? "1 day" : "\(days) days")
        ])
    }
}
