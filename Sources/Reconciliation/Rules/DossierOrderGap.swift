import Facts

/// DOS-02: order numbers missing among the dossier codes of an agency's day, or given twice.
///
/// One finding an agency code and day; its subject is what the codes of that day begin with
/// (`000.09.21.H21-210701`), which stays the same whichever numbers are missing.
enum DossierOrderGap {
    static let rule = Rule(
        id: "DOS-02", severity: .medium, faultClass: .control,
        title: Text(
            vi: "Số thứ tự mã hồ sơ thiếu hoặc trùng",
            en: "Order in dossier codes missing or double"),
        message: Text(
            vi: "Mã hồ sơ ngày {day} của {agency}: {faults}.",
            en: "Dossier codes of {agency} on {day}: {faults}."),
        remedy: Text(
            vi: "Tìm hồ sơ còn thiếu: đã xóa, chưa xuất hay không cập nhật; ghi rõ lý do.",
            en: "Find the missing dossiers: deleted, not exported or never entered; note why."),
        basis: Text(
            vi: "TT 01/2018/TT-VPCP, Điều 19: số thứ tự tiếp nhận trong ngày",
            en: "Circular 01/2018, Article 19: order of reception within the day"),
        needs: [Need(.dossiers, .code, .receivingUnit)],
        uses: [Need(.paperDossiers, .dossierCode)],
        telling: ["faults"],
        options: [
            RuleOption(
                name: "continuity", kind: .word(Continuity.allCases.map(\.rawValue)),
                defaultValue: .word(Continuity.auto.rawValue),
                meaning: Text(
                    vi: "auto — bỏ qua mã đơn vị mà đa số ngày đều thiếu số (phần mềm không đánh số"
                        + " liên tục), strict — luôn báo",
                    en: "auto passes over agency codes with numbers missing on most days, whose"
                        + " system does not number without gaps; strict never does")),
            RuleOption(
                name: "longest_gap", kind: .count(atLeast: 1), defaultValue: .count(50),
                meaning: Text(
                    vi: "thiếu liền nhau nhiều hơn số này là dải số khác, không phải thiếu",
                    en: "more numbers in a row than this are another range, not missing ones")),
        ],
        evaluate: evaluate)

    private enum Continuity: String, CaseIterable {
        case auto, strict
    }

    /// Fewer days than this do not show how a system numbers.
    private static let daysThatShow = 5

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let all = DossierOrders.collect(facts.dossiers)
        let telling = facts.telling(.dossiers)
        let codes = UnitCodes(facts.units)
        let longest = context.count("longest_gap")
        let complete = all.filter { orders in
            !orders.lacksUnit
                && orders.units.union(codes.units(of: orders.agency)).allSatisfy {
                    telling.tellsAll(about: $0, on: orders.day)
                }
        }
        let gaps = complete.map { $0.gaps(longest: longest).filter { !isOnPaper($0, facts) } }
        let isStrict = Continuity(rawValue: context.word("continuity")) == .strict
        let passed = isStrict ? [] : withoutContinuity(complete, gaps)
        let judged = zip(complete, gaps).filter { !passed.contains($0.0.agency) }
        let checked = Set(judged.map(\.0.head))
        let present = Set(all.map(\.head))
        return RuleOutcome(
            findings: judged.compactMap { judge($0.0, $0.1, context) }, checked: checked.count,
            unchecked: all.count - checked.count
        ) { id in
            checked.contains(id) ? .fine : present.contains(id) ? .inputsMissing : .gone
        }
    }

    /// The agencies whose codes have gaps on most of their days.
    private static func withoutContinuity(
        _ complete: [DossierOrders], _ gaps: [[DossierOrders.Gap]]
    ) -> Set<AgencyCode> {
        var days: [AgencyCode: (all: Int, withGaps: Int)] = [:]
        for (orders, gaps) in zip(complete, gaps) where orders.members.count > 1 {
            days[orders.agency, default: (0, 0)].all += 1
            if !gaps.isEmpty { days[orders.agency, default: (0, 0)].withGaps += 1 }
        }
        return Set(
            days.filter { $0.value.all >= daysThatShow && $0.value.withGaps * 2 > $0.value.all }
                .keys)
    }

    /// Whether a paper register has all of these codes: then PAP-01 tells that they are missing.
    private static func isOnPaper(_ gap: DossierOrders.Gap, _ facts: FactSet) -> Bool {
        gap.codes.allSatisfy { facts.paperDossiers.row(ofDossier: facts.key(ofSubject: $0)) != nil }
    }

    private static func judge(
        _ orders: DossierOrders, _ gaps: [DossierOrders.Gap], _ context: RuleContext
    ) -> Finding? {
        let dossiers = context.facts.dossiers
        var faults: [Text] = []
        var rows: [Int] = []
        if !gaps.isEmpty {
            let list = gaps.prefix(rangesShown).map(\.text).joined(separator: ", ")
            let more = gaps.count > rangesShown ? ", …" : ""
            faults.append(
                Text(
                    vi: "thiếu số thứ tự \(list)\(more)",
                    en: "order \(list)\(more) is missing"))
            rows += gaps.prefix(1).flatMap { [$0.before.row, $0.after.row] }
        }
        for (first, second) in orders.doubles.prefix(rangesShown) {
            let order = DossierOrders.padded(first.order)
            faults.append(
                Text(
                    vi: "số thứ tự \(order) cấp cho hai mã",
                    en: "order \(order) was given under two codes"))
            rows += [first.row, second.row]
        }
        guard !faults.isEmpty else { return nil }
        return Finding(
            rule: rule.id, subject: Subject(.dossier, orders.head),
            unit: orders.units.count == 1 ? orders.units.first : nil, severity: context.severity,
            facts: [
                ("agency", .code(orders.agency.text)), ("day", .day(orders.day)),
                ("faults", .texts(faults)),
            ],
            evidence: rows.map { dossiers.table.evidence($0) })
    }

    /// More ranges than these are not listed.
    private static let rangesShown = 10
}

/// The orders in the codes of one agency on one day.
struct DossierOrders: Sendable {
    struct Member: Sendable {
        let order: Int
        let row: Int
    }

    /// Orders that are missing between two others.
    struct Gap: Sendable {
        let before: Member
        let after: Member
        fileprivate let head: String

        private var range: ClosedRange<Int> { (before.order + 1)...(after.order - 1) }

        /// `0004` or `0004–0006`.
        var text: String {
            let (first, last) = (range.lowerBound, range.upperBound)
            return first == last
                ? DossierOrders.padded(first)
                : DossierOrders.padded(first) + "–" + DossierOrders.padded(last)
        }

        /// The missing dossiers' codes.
        var codes: some Sequence<String> {
            range.lazy.map { [head] in head + "-" + DossierOrders.padded($0) }
        }
    }

    let agency: AgencyCode
    let day: Day
    /// By order.
    private(set) var members: [Member] = []
    /// The units that received them.
    private(set) var units: Set<UnitID> = []
    /// Whether it is unknown who received one of them.
    private(set) var lacksUnit = false

    /// What the codes begin with.
    var head: String { DossierCode.head(agency, day) }

    /// - Parameter longest: longer runs of missing orders part two ranges that were given out apart.
    func gaps(longest: Int) -> [Gap] {
        let head = head
        return zip(members, members.dropFirst()).compactMap { before, after in
            (2...(longest + 1)).contains(after.order - before.order)
                ? Gap(before: before, after: after, head: head) : nil
        }
    }

    /// Neighbours of one order under codes that differ.
    var doubles: [(Member, Member)] {
        Array(zip(members, members.dropFirst()).filter { $0.order == $1.order })
    }

    static func padded(_ order: Int) -> String {
        let digits = String(order)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The orders of every agency and day, in the order of their first dossiers.
    ///
    /// Orders with a ministry's digits in front (`090123`) do not follow each other within a day.
    static func collect(_ dossiers: Dossiers) -> [DossierOrders] {
        struct Name: Hashable {
            let agency: AgencyCode
            let day: Day
        }
        var all: [DossierOrders] = []
        var byName: [Name: Int] = [:]
        var last: (name: Name, index: Int)?
        for row in 0..<dossiers.count {
            guard let code = dossiers.parsedCode(row), let agency = code.agency, let day = code.day,
                !agency.authority.isMinistry, code.order <= 9999
            else { continue }
            let name = Name(agency: agency, day: day)
            let index: Int
            if let last, last.name == name {
                index = last.index
            } else {
                index = byName[name] ?? all.count
                byName[name] = index
                if index == all.count { all.append(DossierOrders(agency: agency, day: day)) }
                last = (name, index)
            }
            all[index].members.append(Member(order: code.order, row: row))
            if let unit = dossiers.receivingUnit[row] {
                all[index].units.insert(unit)
            } else {
                all[index].lacksUnit = true
            }
        }
        for index in all.indices {
            all[index].members.sort { ($0.order, $0.row) < ($1.order, $1.row) }
        }
        return all
    }
}
