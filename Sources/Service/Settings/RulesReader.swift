import Facts
import Reconciliation
import Yams

/// Reads `rules:`: which are off, their severity and options.
struct RulesReader {
    let reader: YAMLReader
    let units: UnitRegistry

    func rules(_ node: Node?) -> [String: RuleSettings] {
        guard let node else { return [:] }
        var rules: [String: RuleSettings] = [:]
        for (key, id, value) in reader.pairs(node, "rules") {
            guard let rule = RuleCatalogue.rule(id) else {
                let known = RuleCatalogue.rules.map(\.id)
                let hint = Suggestion.closest(to: id, among: known)?.text
                reader.fault(
                    key, "there is no rule `\(id)`",
                    hint.map { "did you mean `\($0)`? `doisoat rules` lists them" }
                        ?? "`doisoat rules` lists them")
                continue
            }
            rules[id] = settings(of: rule, value)
        }
        return rules
    }

    func settings(of rule: Rule, _ node: Node) -> RuleSettings {
        var settings = RuleSettings()
        if let word = node.scalar?.string {
            guard ["on", "off"].contains(word) else {
                reader.fault(
                    node, "`\(word)` says nothing about a rule",
                    "write `off`, `on` or {severity: …}")
                return settings
            }
            settings.isOn = word == "on"
            return settings
        }
        let known =
            ["severity", "open_after_runs", "resolve_after_runs"] + rule.options.map(\.name)
        let values = reader.mapping(node, known: known, in: "rule \(rule.id)")
        settings.severity =
            reader.word(values["severity"], "severity", of: Severity.allCases.map(\.rawValue))
            .flatMap(Severity.init(rawValue:))
        settings.openAfterRuns = reader.count(
            values["open_after_runs"], "open_after_runs", atLeast: 1, atMost: 100)
        settings.resolveAfterRuns = reader.count(
            values["resolve_after_runs"], "resolve_after_runs", atLeast: 1, atMost: 100)
        for option in rule.options {
            guard let node = values[option.name] else { continue }
            settings.options[option.name] = value(of: option, node)
        }
        return settings
    }

    private func value(of option: RuleOption, _ node: Node) -> RuleOptionValue? {
        switch option.kind {
        case .count(let least):
            return reader.count(node, option.name, atLeast: least).map { .count($0) }
        case .word(let words):
            return reader.word(node, option.name, of: words).map { .word($0) }
        case .day: return reader.day(node, option.name).map { .day($0) }
        case .wordByUnit(let words):
            var byUnit: [String: String] = [:]
            for (key, unit, value) in reader.pairs(node, option.name) {
                guard units.id(key: unit) != nil else {
                    let hint = Suggestion.closest(to: unit, among: units.units.map(\.key))?.text
                    reader.fault(
                        key, "`\(unit)` is no unit",
                        hint.map { "did you mean `\($0)`?" } ?? "write a key of the units file")
                    continue
                }
                byUnit[unit] = reader.word(value, option.name, of: words)
            }
            return .wordByUnit(byUnit)
        }
    }
}
