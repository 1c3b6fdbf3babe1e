import Facts

/// DOS-04: dates of one dossier that cannot all be true.
///
/// Days are compared, not times: many exports carry a time for one date and none for another.
enum ImpossibleChronology {
    static let rule = Rule(
        id: "DOS-04", severity: .high, faultClass: .data,
        title: Text(vi: "Trình tự ngày vô lý", en: "Impossible order of dates"),
        message: Text(
            vi: "Các ngày của hồ sơ mâu thuẫn: {contradictions}.",
            en: "The dates of the dossier contradict each other: {contradictions}."),
        remedy: Text(
            vi: "Đối chiếu giấy tiếp nhận, phiếu kiểm soát và sửa ngày trên hệ thống.",
            en: "Compare the receipt and the control slip, and correct the dates in the system."),
        basis: Text(
            vi:
                "Nộp ≤ tiếp nhận ≤ có kết quả ≤ trả; hẹn trả ≥ tiếp nhận; không ngày nào sau hôm nay",
            en: "Applied ≤ received ≤ finished ≤ returned; due ≥ received; none after today"),
        needs: [Need(.dossiers, .code, .receivedAt)],
        uses: [
            Need(
                .dossiers, .appliedAt, .dueAt, .transferredAt, .finishedAt, .returnedAt,
                .handlingUnit, .receivingUnit)
        ],
        telling: ["contradictions"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let dossiers = context.facts.dossiers
        let today = context.today
        return context.judgeDossiers(rule.id) { row in
            guard let received = dossiers.receivedAt[row]?.localDay else { return .unchecked }
            let dates = Dates(
                applied: dossiers.appliedAt[row]?.localDay, received: received,
                due: dossiers.dueAt[row]?.localDay,
                transferred: dossiers.transferredAt[row]?.localDay,
                finished: dossiers.finishedAt[row]?.localDay,
                returned: dossiers.returnedAt[row]?.localDay)
            if dates.areInOrder(today: today) { return .fine }
            return .found(
                [("contradictions", .texts(dates.contradictions(today: today)))],
                unit: dossiers.workingUnit(row), evidence: [dossiers.table.evidence(row)])
        }
    }

    private struct Dates {
        let applied: Day?
        let received: Day
        let due: Day?
        let transferred: Day?
        let finished: Day?
        let returned: Day?

        /// A cheap question for the millions of rows that are in order.
        func areInOrder(today: Day) -> Bool {
            let last = max(transferred ?? received, finished ?? received, returned ?? received)
            return (applied ?? received) <= received && received <= (due ?? received)
                && received <= min(transferred ?? received, finished ?? received)
                && (transferred ?? received) <= (finished ?? transferred ?? received)
                && received <= (returned ?? received)
                && (finished ?? received) <= (returned ?? finished ?? received) && last <= today
        }

        func contradictions(today: Day) -> [Text] {
            let applied = (Text(vi: "nộp", en: "applied"), applied)
            let received: (Text, Day?) = (Text(vi: "tiếp nhận", en: "received"), received)
            let transferred = (Text(vi: "chuyển xử lý", en: "passed on"), transferred)
            let finished = (Text(vi: "có kết quả", en: "finished"), finished)
            let returned = (Text(vi: "trả", en: "returned"), returned)
            let due = (Text(vi: "hẹn trả", en: "due"), due)
            let inOrder = [
                (applied, received), (received, transferred), (transferred, finished),
                (received, finished), (finished, returned), (received, returned), (received, due),
            ]
            let reversed = inOrder.compactMap { first, second -> Text? in
                guard let early = first.1, let late = second.1, early > late else { return nil }
                return Text(
                    vi: "\(first.0.vi) \(early.vietnamese) sau \(second.0.vi) \(late.vietnamese)",
                    en: "\(first.0.en) \(early.iso) after \(second.0.en) \(late.iso)")
            }
            let past = [applied, received, transferred, finished, returned]
            let future = past.compactMap { name, day -> Text? in
                guard let day, day > today else { return nil }
                return Text(
                    vi: "\(name.vi) \(day.vietnamese) ở tương lai",
                    en: "\(name.en) \(day.iso) lies in the future")
            }
            return reversed + future
        }
    }
}
