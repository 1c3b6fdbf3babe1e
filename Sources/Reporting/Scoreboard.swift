package import Facts
package import Reconciliation

/// What a run found, by rule and by unit: the first thing that people read.
package struct Scoreboard: Sendable {
    /// A rule and what it found.
    package struct RuleRow: Sendable {
        package let rule: Rule
        package let severity: Severity
        package let found: Int
        package let unchecked: Int
        package let isWithheld: Bool
    }

    /// A unit and how many findings of each severity are its to mend.
    package struct UnitRow: Sendable {
        /// Nil: findings that no unit of the registry can be named for.
        package let unit: UnitID?
        package let counts: [Severity: Int]
        package var total: Int { counts.values.reduce(0, +) }
    }

    /// Rules that are on, worst first.
    package let rules: [RuleRow]
    /// Units with findings, most first.
    package let units: [UnitRow]
    private let registry: UnitRegistry

    package init(_ evaluation: Evaluation) {
        registry = evaluation.facts.units
        var severities: [String: Severity] = [:]
        var byUnit: [UnitID?: [Severity: Int]] = [:]
        for finding in evaluation.findings {
            severities[finding.rule] = finding.severity
            byUnit[finding.unit, default: [:]][finding.severity, default: 0] += 1
        }
        rules = evaluation.rules.compactMap { run -> RuleRow? in
            let severity = severities[run.rule.id] ?? run.rule.severity
            switch run.state {
            case .off: return nil
            case .withheld:
                return RuleRow(
                    rule: run.rule, severity: severity, found: 0, unchecked: 0, isWithheld: true)
            case .evaluated(_, let unchecked, let found):
                return RuleRow(
                    rule: run.rule, severity: severity, found: found, unchecked: unchecked,
                    isWithheld: false)
            }
        }
        .sorted {
            $0.severity != $1.severity ? $0.severity > $1.severity : $0.rule.id < $1.rule.id
        }
        let rows = byUnit.map { UnitRow(unit: $0.key, counts: $0.value) }
        units = rows.sorted { [registry] left, right in
            if left.total != right.total { return left.total > right.total }
            return Self.key(left, registry) < Self.key(right, registry)
        }
    }

    /// A unit's name as people know it.
    package func name(of row: UnitRow) -> String { row.unit.map { registry[$0].short } ?? "—" }

    private static func key(_ row: UnitRow, _ registry: UnitRegistry) -> String {
        row.unit.map { registry[$0].key } ?? ""
    }
}
