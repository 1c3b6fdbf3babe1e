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
            let complaints = feeds.map { ($0, complaint(of: need, about: $0)) }
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

    private static func complaint(of need: Need, about feed: FeedFacts) -> Text? {
        guard feed.isInForce else {
            return Text(
                vi: "nguồn chưa có bản xuất nào dùng được", en: "no export of the feed is in force")
        }
        var missing = need.fields.filter { !feed.provides.contains($0) }.map(\.rawValue)
        if !need.anyOf.isEmpty, !need.anyOf.contains(where: feed.provides.contains) {
            missing.append(need.anyOf.map(\.rawValue).joined(separator: " | "))
        }
        guard !missing.isEmpty else { return nil }
        let list = missing.joined(separator: ", ")
        return Text(vi: "bản xuất không có \(list)", en: "the export does not carry \(list)")
    }

    /// What of the exports themselves could not be used, whatever the rule.
    static func unusable(in facts: FactSet) -> [CoverageGap] {
        facts.feeds.enumerated().flatMap { index, feed in
            var reasons: [Text] = []
            if feed.isInForce, feed.isEmpty {
                reasons.append(
                    Text(
                        vi: "bản xuất không có bản ghi nào; xem lại tệp và `record`, `fields`",
                        en: "the export has no record; check the file, `record` and `fields`"))
            }
            if feed.recordsWithoutKey > 0 {
                let key = feed.holds.key.map(\.rawValue).joined(separator: ", ")
                reasons.append(
                    Text(
                        vi: "\(feed.recordsWithoutKey) bản ghi thiếu khóa (\(key))",
                        en: "\(feed.recordsWithoutKey) records lack their key (\(key))"))
            }
            reasons += unreadable(in: facts, ofFeed: index)
            return reasons.map { CoverageGap(rule: nil, feed: feed.id, reason: $0) }
        }
    }

    private static func unreadable(in facts: FactSet, ofFeed feed: Int) -> [Text] {
        zip(facts.exports, facts.notes).filter { $0.0.feed == feed }.flatMap { export, notes in
            notes.columns.filter { $0.value.unreadable.count > 0 }
                .sorted { $0.key.rawValue < $1.key.rawValue }
                .map { field, column in
                    let count = column.unreadable.count
                    let place = "\(export.file):\(column.unreadable.firstLine)"
                    return Text(
                        vi: "\(count) ô \(field.rawValue) không hiểu được (đầu tiên: \(place))",
                        en: "\(count) cells of \(field.rawValue) could not be understood"
                            + " (first: \(place))")
                }
        }
    }
}
