import Facts

/// ING-01, ING-02, ING-07: the newest export of a part is not in force, and why.
///
/// What it replaces stays in force, so nothing else is raised or resolved by its absence; `standing`
/// says whether there is any such thing.
enum ExportsNotTaken {
    static let unreadable = rule(
        "ING-01", of: [.unreadable, .incomplete],
        title: Text(vi: "Bản xuất không đọc được", en: "Export cannot be read"),
        message: Text(
            vi: "Bản xuất mới không dùng được: {reason}. {standing}",
            en: "The new export cannot be used: {reason}. {standing}"),
        remedy: Text(vi: "Cách xử lý: {remedy}.", en: "What would do: {remedy}."),
        basis: Text(
            vi: "Tệp phải nguyên vẹn và giải mã được theo đúng một bảng mã",
            en: "A file has to be whole, and to make sense in exactly one encoding"))

    static let otherColumns = rule(
        "ING-02", of: [.header],
        title: Text(vi: "Cột của bản xuất khác khai báo", en: "Columns differ from the settings"),
        message: Text(
            vi: "Tiêu đề của bản xuất mới không khớp: {reason}. {standing}",
            en: "The header of the new export does not fit: {reason}. {standing}"),
        remedy: Text(vi: "Cách xử lý: {remedy}.", en: "What would do: {remedy}."),
        basis: Text(
            vi: "Đổi tên, thiếu cột thì không được đoán nghĩa của số liệu",
            en: "With columns renamed or missing nobody may guess what the data mean"))

    static let held = rule(
        "ING-07", of: [.loss],
        title: Text(vi: "Bản xuất bị giữ lại", en: "Export is held"),
        message: Text(
            vi: "Bản xuất mới bị giữ lại, chưa dùng: {reason}.",
            en: "The new export is held and not used: {reason}."),
        remedy: Text(vi: "{remedy}.", en: "{remedy}."),
        basis: Text(
            vi: "Tệp bị cắt hoặc rỗng không được làm mất cảnh báo",
            en: "A file that was cut or is empty must not make alerts disappear"))

    private static func rule(
        _ id: String, of kinds: Set<Refusal.Kind>, title: Text, message: Text, remedy: Text,
        basis: Text
    ) -> Rule {
        Rule(
            id: id, severity: .high, faultClass: .operations, title: title, message: message,
            remedy: remedy, basis: basis, needs: []
        ) { evaluate($0, id, kinds) }
    }

    private static func evaluate(
        _ context: RuleContext, _ rule: String, _ kinds: Set<Refusal.Kind>
    ) -> RuleOutcome {
        let facts = context.facts
        let parts = facts.partsInForce
        let partsInForce = Set(parts.map(\.id))
        let feedsInForce = Set(parts.map(\.feed.id))
        var seen: Set<String> = []
        var findings: [Finding] = []
        for (index, export) in facts.deliveries.untaken.enumerated()
        where kinds.contains(export.refusal.kind) {
            let feed = facts.feeds[export.place.feed]
            let id = FactSet.partID(feed: feed.id, part: export.place.part)
            guard seen.insert(id).inserted else { continue }
            let standing = standing(
                isPartInForce: partsInForce.contains(id),
                isFeedInForce: feedsInForce.contains(feed.id))
            let evidence = Evidence(
                export: facts.exportIndex(ofUntaken: index),
                line: UInt32(clamping: export.refusal.line))
            findings.append(
                Finding(
                    rule: rule, subject: Subject(.export, id), unit: feed.unit,
                    severity: context.severity,
                    facts: [
                        ("reason", .texts([export.refusal.message])),
                        ("remedy", .texts([export.refusal.remedy])),
                        ("standing", .texts([standing])),
                    ], evidence: [evidence]))
        }
        let feeds = Set(facts.feeds.map(\.id))
        return RuleOutcome(findings: findings, checked: facts.feeds.count, unchecked: 0) {
            subject in
            let feed = subject.split(separator: "/").first.map(String.init) ?? subject
            return feeds.contains(feed) ? .fine : .gone
        }
    }

    /// What the rules go by in place of the export that was not taken.
    private static func standing(isPartInForce: Bool, isFeedInForce: Bool) -> Text {
        if isPartInForce {
            return Text(
                vi: "Số liệu của bản trước vẫn đang dùng.",
                en: "The one before it stays in force.")
        }
        return isFeedInForce
            ? Text(
                vi: "Phần này của nguồn chưa có bản nào dùng được.",
                en: "This part of the feed has no usable export yet.")
            : Text(
                vi: "Nguồn này chưa có bản nào dùng được.",
                en: "The feed has no usable export yet.")
    }
}
