package import Facts

/// The rules of the settings, evaluated over all facts as of one instant.
package struct Evaluation: Sendable {
    package let facts: FactSet
    package let instant: Instant
    /// Sorted by severity (critical first), rule, unit and subject.
    package let findings: [Finding]
    /// How each rule of the catalogue went, in the catalogue's order.
    package let rules: [RuleRun]
    /// What could not be checked, and why.
    package let coverage: [CoverageGap]
    /// Feeds (of the settings) that ING-03 has found.
    package let silentFeeds: Set<Int>
    private let closedParts: Set<String>
    private let patience: [String: RulePatience]
    private let standings: [String: @Sendable (String) -> RuleOutcome.Standing]

    /// - Parameters:
    ///   - settings: by rule id; a rule without an entry is on with its own severity.
    ///   - closedParts: parts whose findings are no longer raised (settings' `closed`).
    package init(
        facts: FactSet, instant: Instant, rules: [Rule] = RuleCatalogue.rules,
        settings: [String: RuleSettings] = [:], closedParts: Set<String> = []
    ) {
        self.facts = facts
        self.instant = instant
        self.closedParts = closedParts
        patience = Dictionary(
            rules.map { rule in
                let wanted = settings[rule.id]
                return (
                    rule.id,
                    RulePatience(
                        openAfterRuns: wanted?.openAfterRuns ?? rule.patience.openAfterRuns,
                        resolveAfterRuns: wanted?.resolveAfterRuns
                            ?? rule.patience.resolveAfterRuns)
                )
            }, uniquingKeysWith: { first, _ in first })
        var findings: [Finding] = []
        var runs: [RuleRun] = []
        let isOn = { (id: String) in
            rules.contains { $0.id == id } && settings[id]?.isOn ?? true
        }
        var coverage = CoverageGap.unusable(in: facts, isTold: isOn)
        var standings: [String: @Sendable (String) -> RuleOutcome.Standing] = [:]
        for rule in rules {
            let itsSettings = settings[rule.id] ?? RuleSettings()
            guard itsSettings.isOn else {
                runs.append(RuleRun(rule: rule, state: .off))
                continue
            }
            let gaps = CoverageGap.gaps(of: rule, in: facts)
            coverage += gaps.map(\.gap)
            guard !gaps.contains(where: \.withholdsRule) else {
                runs.append(RuleRun(rule: rule, state: .withheld))
                continue
            }
            let context = RuleContext(
                facts: facts, instant: instant, rule: rule, settings: itsSettings)
            let outcome = rule.evaluate(context)
            standings[rule.id] = outcome.standing
            let raised = outcome.findings.compactMap {
                Self.raised($0, facts: facts, today: context.today, closedParts: closedParts)
            }
            findings += raised
            runs.append(
                RuleRun(
                    rule: rule,
                    state: .evaluated(
                        checked: outcome.checked, unchecked: outcome.unchecked,
                        found: raised.count)))
        }
        self.rules = runs
        self.coverage = coverage
        self.standings = standings
        silentFeeds = Set(
            findings.filter { $0.rule == SilentFeed.rule.id }.compactMap { finding in
                facts.feeds.firstIndex { $0.id == finding.subject.id }
            })
        self.findings = Self.sorted(findings, units: facts.units)
    }

    /// Whether a finding may open an alert; one that is open already goes on in any case.
    ///
    /// One cause, one alert: what a feed said that has been silent for too long (ING-03) opens none.
    package func mayOpen(_ finding: Finding) -> Bool {
        guard !silentFeeds.isEmpty, let first = finding.evidence.first,
            silentFeeds.contains(facts.place(ofExport: first.export).feed)
        else { return true }
        return rules.first { $0.rule.id == finding.rule }?.rule.faultClass == .operations
    }

    /// How sure a rule wants to be before its alerts open or end.
    package func patience(ofRule id: String) -> RulePatience { patience[id] ?? RulePatience() }

    /// What this run says of the subject of an alert that no finding continues.
    package func standing(rule: String, subject: Subject) -> RuleOutcome.Standing {
        standings[rule]?(subject.id) ?? .inputsMissing
    }

    /// Why alerts of a rule, unit and part are no longer kept, or nil when they are.
    package func withdrawal(rule: String, unit: String?, part: String?) -> Withdrawal? {
        guard let run = rules.first(where: { $0.rule.id == rule }) else { return .ruleGone }
        if case .off = run.state { return .ruleOff }
        if let part, closedParts.contains(part) { return .partClosed }
        if let unit, let id = facts.units.id(key: unit),
            facts.units.responsible(for: id, on: instant.localDay) == nil
        {
            return .unitEnded
        }
        return nil
    }

    /// A finding under the unit that answers for it today; nil where nobody is asked any more.
    private static func raised(
        _ finding: Finding, facts: FactSet, today: Day, closedParts: Set<String>
    ) -> Finding? {
        if let first = finding.evidence.first,
            closedParts.contains(facts.place(ofExport: first.export).part)
        {
            return nil
        }
        guard let unit = finding.unit else { return finding }
        guard let responsible = facts.units.responsible(for: unit, on: today) else { return nil }
        var finding = finding
        finding.unit = responsible
        return finding
    }

    /// In one fixed order; numbers stand for what is compared, as findings are costly to move.
    private static func sorted(_ findings: [Finding], units: UnitRegistry) -> [Finding] {
        let rules = Set(findings.map(\.rule)).sorted()
        let ruleRanks = Dictionary(uniqueKeysWithValues: zip(rules, UInt64(0)...))
        let unitOrder = units.units.indices.sorted { units.units[$0].key < units.units[$1].key }
        var unitRanks = [UInt64](repeating: 0, count: unitOrder.count)
        for (rank, unit) in unitOrder.enumerated() { unitRanks[unit] = UInt64(rank) + 1 }
        let ranks = findings.map { finding in
            UInt64(Severity.critical.rank - finding.severity.rank) << 56
                | (ruleRanks[finding.rule] ?? 0) << 32
                | (finding.unit.map { unitRanks[Int($0.index)] } ?? 0)
        }
        return findings.indices.sorted { left, right in
            ranks[left] != ranks[right]
                ? ranks[left] < ranks[right]
                : findings[left].subject.id < findings[right].subject.id
        }
        .map { findings[$0] }
    }
}

/// Why an alert ends without having been checked and found fine.
package enum Withdrawal: String, Sendable {
    case ruleGone = "rule_gone"
    case ruleOff = "rule_off"
    case partClosed = "part_closed"
    case unitEnded = "unit_ended"

    package var reason: Text {
        switch self {
        case .ruleGone:
            Text(vi: "Quy tắc không còn trong chương trình", en: "The rule no longer exists")
        case .ruleOff:
            Text(vi: "Quy tắc đã được tắt trong thiết lập", en: "The rule was switched off")
        case .partClosed: Text(vi: "Kỳ dữ liệu đã khóa sổ", en: "The part was closed")
        case .unitEnded:
            Text(
                vi: "Đơn vị đã kết thúc hoạt động, chưa có đơn vị kế thừa",
                en: "The unit has ended without a successor")
        }
    }
}

/// A rule and how it went in a run.
package struct RuleRun: Sendable {
    package enum State: Hashable, Sendable {
        case off
        /// Its inputs are absent; `coverage` says which.
        case withheld
        case evaluated(checked: Int, unchecked: Int, found: Int)
    }

    package let rule: Rule
    package let state: State
}
