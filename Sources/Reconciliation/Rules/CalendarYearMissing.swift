import Facts

/// CAL-01: a year that counting needs has no rows in the working calendar.
///
/// A silent Monday to Friday would be wrong by a week at Tết (domain §0.9, §6).
enum CalendarYearMissing {
    static let rule = Rule(
        id: "CAL-01", severity: .high, faultClass: .operations,
        title: Text(
            vi: "Lịch làm việc thiếu năm", en: "A year is missing from the working calendar"),
        message: Text(
            vi: "Lịch làm việc chưa có năm {year}: không tính được ngày làm việc trong năm đó.",
            en: "The working calendar has no rows for {year}: its working days cannot be counted."),
        remedy: Text(
            vi:
                "Bổ sung năm {year} vào calendar.yaml theo thông báo nghỉ lễ, hoán đổi ngày làm việc.",
            en: "Add {year} to calendar.yaml from the yearly notice of holidays and swapped days."),
        basis: Text(
            vi: "Bộ luật Lao động 2019, Điều 112; thông báo hằng năm về nghỉ lễ, hoán đổi ngày",
            en: "Labour Code 2019, Article 112; the yearly notices of holidays and swapped days"),
        needs: [], uses: [Need(.dossiers, .dueAt), Need(.documents, .releasedAt)],
        options: [
            RuleOption(
                name: "look_ahead_days", kind: .count(atLeast: 0), defaultValue: .count(14),
                meaning: Text(
                    vi: "báo trước bao nhiêu ngày khi năm sau chưa có lịch",
                    en: "how many days before a new year its rows are asked for"))
        ],
        evaluate: evaluate)

    /// Years further back than this are taken for typing errors of the exports, not for work.
    private static let yearsBack = 10

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let years = yearsNeeded(context)
        let calendar = context.facts.calendar
        let missing = years.filter { !calendar.covers(year: $0) }.sorted()
        let findings = missing.map { year in
            Finding(
                rule: rule.id, subject: Subject(.calendar, String(year)), unit: nil,
                severity: context.severity, facts: [("year", .count(year))], evidence: [])
        }
        return RuleOutcome(findings: findings, checked: years.count, unchecked: 0) { _ in .fine }
    }

    private static func yearsNeeded(_ context: RuleContext) -> Set<Int> {
        let today = context.today
        var years: Set = [
            today.year, today.adding(days: context.count("look_ahead_days")).year,
        ]
        let plausible = (today.year - yearsBack)...today.year
        let columns = [context.facts.dossiers.dueAt, context.facts.documents.releasedAt]
        for column in columns {
            var lastDay: Day?
            for row in column.raws.indices {
                guard let day = column[row]?.localDay, day != lastDay else { continue }
                lastDay = day
                if plausible.contains(day.year) { years.insert(day.year) }
            }
        }
        return years
    }
}
