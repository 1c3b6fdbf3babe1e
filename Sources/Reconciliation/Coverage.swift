package import Facts

/// Something that could not be checked in a run, and why: silence must not read as compliance.
package struct CoverageGap: Hashable, Sendable {
    /// The rule that could not check it; nil when it concerns every rule.
    package let rule: String?
    /// The feed that lacks something; nil when no feed holds what is needed.
    package let feed: String?
    package let reason: Text

    /// What is missing of a rule's needs, feed by feed.
    static func gaps(of rule: Rule, in facts: FactSet) -> [(gap: CoverageGap, withholdsRule: Bool)]
    {
        var gaps: [(gap: CoverageGap, withholdsRule: Bool)] = []
        for need in rule.needs {
            let feeds = facts.feeds(holding: need.holds)
            let complaints = feeds.map {
                ($0, complaint(of: need, about: $0, withheld: facts.withheld(ofFeed: $0.id)))
            }
            let nothingToCheck = !complaints.contains { $0.1 == nil }
            if feeds.isEmpty {
                let reason = Text(
                    vi: "chưa khai báo nguồn nào chứa \(need.holds.rawValue)",
                    en: "no feed holds \(need.holds.rawValue)")
                let gap = CoverageGap(rule: rule.id, feed: nil, reason: reason)
                gaps.append((gap, need.isEssential))
            }
            for case (let feed, let reason?) in complaints {
                let gap = CoverageGap(rule: rule.id, feed: feed.id, reason: reason)
                gaps.append((gap, nothingToCheck && need.isEssential))
            }
            for feed in feeds where feed.isInForce && feed.hasGap {
                let reason = Text(
                    vi: "một bản xuất bị từ chối, chưa có bản nào thay",
                    en: "an export was refused, and nothing stands for it")
                gaps.append((CoverageGap(rule: rule.id, feed: feed.id, reason: reason), false))
            }
        }
        return gaps
    }

    private static func complaint(
        of need: Need, about feed: FeedFacts, withheld: [Field: Misreading]
    ) -> Text? {
        guard feed.isInForce else {
            return Text(
                vi: "nguồn chưa có bản xuất nào dùng được", en: "no export of the feed is in force")
        }
        var missing = need.fields.filter { !feed.provides.contains($0) }.map { [$0] }
        if !need.anyOf.isEmpty, !need.anyOf.contains(where: feed.provides.contains) {
            missing.append(need.anyOf)
        }
        guard !missing.isEmpty else { return nil }
        let list = Text(
            vi: missing.map { names($0, separator: " hoặc ").vi }.joined(separator: ", "),
            en: missing.map { names($0, separator: " | ").en }.joined(separator: ", "))
        let reasons = Set((need.fields + need.anyOf).compactMap { withheld[$0] })
        if reasons == [.calendarOf1904] {
            return Text(
                vi: "không dùng được \(list.vi): ngày đếm theo lịch 1904 của Excel",
                en: "\(list.en) cannot be used: days are counted by Excel's calendar of 1904")
        }
        if !reasons.isEmpty {
            return Text(
                vi: "không dùng được \(list.vi): cột ngày bị đảo ngày và tháng",
                en: "\(list.en) cannot be used: the dates of a column have day and month swapped")
        }
        return Text(vi: "bản xuất không có \(list.vi)", en: "the export does not carry \(list.en)")
    }

    /// Fields as people call them; in English as settings do, for whoever has to mend those.
    private static func names(_ fields: [Field], separator: String) -> Text {
        Text(
            vi: fields.map(\.name.vi).joined(separator: separator),
            en: fields.map { "`\($0.rawValue)`" }.joined(separator: separator))
    }

    /// What of the exports themselves could not be used, whatever the rule.
    ///
    /// - Parameter isTold: whether a rule's findings tell its part of it; then one line is enough.
    static func unusable(
        in facts: FactSet, isTold: (String) -> Bool
    ) -> [CoverageGap] {
        facts.feeds.enumerated().flatMap { index, feed in
            var reasons: [Text] = []
            if feed.isInForce, feed.isEmpty {
                reasons.append(
                    Text(
                        vi: "bản xuất không có bản ghi nào; xem lại tệp và `record`, `fields`",
                        en: "the export has no record; check the file, `record` and `fields`"))
            }
            var told = Told()
            if feed.recordsWithoutKey > 0 {
                let key = names(feed.holds.key, separator: ", ")
                let reason = Text(
                    vi: "\(feed.recordsWithoutKey) bản ghi thiếu khóa (\(key.vi))",
                    en: "\(feed.recordsWithoutKey) records lack their key (\(key.en))")
                reasons.append(reason)
            }
            for (export, notes) in zip(facts.exports, facts.notes) where export.feed == index {
                for (field, column) in notes.unreadableColumns {
                    let rule = feed.holds.namesUnits(field) ? "ORG-01" : "ING-05"
                    if isTold(rule) {
                        told.add(column.unreadable.count, rule)
                    } else {
                        reasons.append(unreadable(column, field, in: export))
                    }
                }
            }
            if let told = told.reason { reasons.append(told) }
            return reasons.map { CoverageGap(rule: nil, feed: feed.id, reason: $0) }
        }
    }

    /// Cells of a feed that findings tell of.
    private struct Told {
        private var count = 0
        private var rules: Set<String> = []

        mutating func add(_ count: Int, _ rule: String) {
            self.count += count
            rules.insert(rule)
        }

        var reason: Text? {
            guard count > 0 else { return nil }
            let rules = rules.sorted().joined(separator: ", ")
            return Text(
                vi: "\(count) ô không hiểu được (xem \(rules))",
                en: "\(count) cells could not be understood (see \(rules))")
        }
    }

    private static func unreadable(
        _ column: ColumnNotes, _ field: Field, in export: ExportPlace
    ) -> Text {
        let count = column.unreadable.count
        let place = "\(export.file):\(column.unreadable.firstLine)"
        return Text(
            vi: "\(count) ô \(field.name.vi) không hiểu được (đầu tiên: \(place))",
            en: "\(count) cells of `\(field.rawValue)` could not be understood (first: \(place))")
    }
}

extension ExportNotes {
    /// In the order of the fields' names.
    fileprivate var unreadableColumns: [(field: Field, notes: ColumnNotes)] {
        columns.filter { $0.value.unreadable.count > 0 }
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { ($0.key, $0.value) }
    }
}

extension FactSet {
    /// Fields of which a feed has a column that was withheld, and why.
    fileprivate func withheld(ofFeed id: String) -> [Field: Misreading] {
        var withheld: [Field: Misreading] = [:]
        for (export, notes) in zip(exports, notes) where feeds[export.feed].id == id {
            for (field, column) in notes.columns where column.isWithheld {
                withheld[field] = column.misreading ?? .swapped
            }
        }
        return withheld
    }
}
