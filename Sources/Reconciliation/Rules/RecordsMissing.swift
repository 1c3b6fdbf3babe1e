import Facts

/// ING-04: records of a part's full export are no longer in the one that replaced it.
///
/// One finding a part: what happened to the records has one cause, and their own alerts stay open.
enum RecordsMissing {
    static let rule = Rule(
        id: "ING-04", severity: .high, faultClass: .data,
        title: Text(vi: "Bản ghi biến mất", en: "Records are missing"),
        message: Text(
            vi: "{count} bản ghi có trong bản xuất trước nay không còn: {examples}.",
            en: "{count} records of the previous export are no longer there: {examples}."),
        remedy: Text(
            vi: "Xác minh ai đã xóa hoặc lọc bớt khi xuất; xuất lại đầy đủ, hoặc ghi nhận lý do.",
            en: "Find out who deleted them or filtered the export; export again in full, or"
                + " acknowledge with the reason."),
        basis: Text(
            vi: "Hồ sơ, văn bản đã ghi sổ không được mất dấu trong khoảng ngày mà bản xuất bao gồm",
            en: "What was registered must not vanish within the days that an export covers"),
        needs: [], telling: ["count"], evaluate: evaluate)

    private static let examplesShown = 5

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let parts = Dictionary(grouping: facts.deliveries.missing) {
            FactSet.partID(feed: $0.feed, part: $0.part)
        }
        let findings = parts.sorted { $0.key < $1.key }.compactMap { id, records -> Finding? in
            guard let feed = facts.feeds.first(where: { $0.id == records.first?.feed }) else {
                return nil
            }
            let ordered = records.sorted { $0.subject < $1.subject }
            let shown = ordered.prefix(examplesShown)
            var examples = shown.map { Text(vi: $0.subject, en: $0.subject) }
            if ordered.count > shown.count { examples.append(Text(vi: "…", en: "…")) }
            let evidence = shown.compactMap { record in
                facts.exportIndex(ofMissing: record).map {
                    Evidence(export: $0, line: UInt32(clamping: record.line))
                }
            }
            return Finding(
                rule: rule.id, subject: Subject(.export, id), unit: feed.unit,
                severity: context.severity,
                facts: [("count", .count(records.count)), ("examples", .texts(examples))],
                evidence: evidence)
        }
        let ids = Set(facts.partsInForce.map(\.id))
        return RuleOutcome(findings: findings, checked: ids.count, unchecked: 0) {
            ids.contains($0) ? .fine : .gone
        }
    }
}
