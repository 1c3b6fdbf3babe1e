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
            vi: "Nộp ≤ tiếp nhận ≤ có kết quả ≤ trả; hẹn trả ≥ tiếp nhận; không ngày nào sau hôm nay",
            en: "Applied ≤ received ≤ finished ≤ returned; due ≥ received; none after today"),
        needs: [Need(.dossiers, .code, .receivedAt)],
        uses: [
            Need(
                .dossiers, .appliedAt, .dueAt, .transferredAt, .finishedAt, .returnedAt,
                .handlingUnit, .receivingUnit)
        ],
        telling: ["contradictions"], evaluate: evaluate)

    private struct Step {
        let name: Text
        let column: Column<Instant>
    }

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let dossiers = context.facts.dossiers
        let today = context.today
        let applied = Step(name: Text(vi: "nộp", en: "applied"), column: dossiers.appliedAt)
        let received = Step(name: Text(vi: "tiếp nhận", en: "received"), column: dossiers.receivedAt)
        let transferred = Step(
            name: Text(vi: "chuyển xử lý", en: "passed on"), column: dossiers.transferredAt)
        let finished = Step(
            name: Text(vi: "có kết quả", en: "finished"), column: dossiers.finishedAt)
        let returned = Step(name: Text(vi: "trả", en: "returned"), column: dossiers.returnedAt)
        let due = Step(name: Text(vi: "hẹn trả", en: "due"), column: dossiers.dueAt)
        let inOrder = [
            (applied, received), (received, transferred), (transferred, finished),
            (received, finished), (finished, returned), (received, returned), (received, due),
        ]
        let past = [applied, received, transferred, finished, returned]
        return context.judgeDossiers(rule.id) { row in
            if dossiers.receivedAt[row] == nil { return .unchecked }
            var contradictions: [Text] = []
            for (first, second) in inOrder {
                guard let early = first.column[row]?.localDay,
                    let late = second.column[row]?.localDay, early > late
                else { continue }
                contradictions.append(
                    Text(
                        vi: "\(first.name.vi) \(early.vietnamese) sau \(second.name.vi)"
                            + " \(late.vietnamese)",
                        en: "\(first.name.en) \(early.iso) after \(second.name.en) \(late.iso)"))
            }
            for step in past {
                guard let day = step.column[row]?.localDay, day > today else { continue }
                contradictions.append(
                    Text(
                        vi: "\(step.name.vi) \(day.vietnamese) ở tương lai",
                        en: "\(step.name.en) \(day.iso) lies in the future"))
            }
            guard !contradictions.isEmpty else { return .fine }
            return .found(
                [("contradictions", .texts(contradictions))], unit: dossiers.workingUnit(row),
                evidence: [dossiers.table.evidence(row)])
        }
    }
}
