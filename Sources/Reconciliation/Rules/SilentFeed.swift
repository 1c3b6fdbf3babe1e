import Facts

/// ING-03: a feed brought nothing usable for too long.
///
/// No file is not the same as no fault. The same file delivered again counts as heard of.
enum SilentFeed {
    static let rule = Rule(
        id: "ING-03", severity: .high, faultClass: .operations,
        title: Text(vi: "Nguồn số liệu im lặng quá lâu", en: "Feed has been silent too long"),
        message: Text(
            vi: "Nguồn {feed} không có bản xuất dùng được từ {since}"
                + " (quy định: {expected} ngày làm việc một lần).",
            en: "Feed {feed} has brought no usable export since {since}"
                + " (expected every {expected} working days)."),
        remedy: Text(
            vi:
                "Kiểm tra việc xuất tệp và thư mục nhận của nguồn {feed}; cảnh báo mới dựa trên nguồn"
                + " này tạm thời không mở.",
            en: "Check the exporting system and the inbox of feed {feed}; until then no new alerts"
                + " are opened on its word."),
        basis: Text(
            vi: "Báo cáo 2021: «chưa cập nhật hồ sơ vào hệ thống»; `expected_every_working_days`",
            en: "Report of 2021: dossiers not entered; `expected_every_working_days`"),
        needs: [], telling: ["since"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        var findings: [Finding] = []
        var unchecked: Set<String> = []
        for (index, feed) in facts.feeds.enumerated() {
            guard let hearing = facts.deliveries.hearing[index],
                let expected = hearing.expectedEveryWorkingDays
            else { continue }
            guard
                let silent = facts.calendar.workingDays(
                    after: hearing.lastHeard, through: context.today)
            else {
                unchecked.insert(feed.id)
                continue
            }
            guard silent > expected else { continue }
            findings.append(
                Finding(
                    rule: rule.id, subject: Subject(.feed, feed.id), unit: feed.unit,
                    severity: context.severity,
                    facts: [
                        ("feed", .code(feed.id)), ("since", .day(hearing.lastHeard)),
                        ("expected", .count(expected)),
                    ], evidence: []))
        }
        let known = Set(facts.feeds.map(\.id))
        return RuleOutcome(
            findings: findings, checked: known.count - unchecked.count, unchecked: unchecked.count
        ) { [unchecked] feed in
            guard known.contains(feed) else { return .gone }
            return unchecked.contains(feed) ? .inputsMissing : .fine
        }
    }
}
