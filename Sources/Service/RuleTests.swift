import Facts
import Foundation
import Ingest
import Reconciliation
import Yams

/// Tables that test rules: facts and an instant in, the findings that must come out.
///
/// People write them to see what a rule does before they rely on it, and the project's own rules
/// are tested by them (`doisoat rules test FILE…`).
package struct RuleTests {
    /// A table's result: how many tests passed, and what failed as `file:line:column: …`.
    package struct Result: Sendable {
        package var passed = 0
        package var failures: [String] = []
    }

    private let units: UnitRegistry
    private let calendar: WorkingCalendar

    /// - Parameter settings: whose units and calendar the tests use.
    package init(settings: Settings) {
        units = settings.units
        calendar = settings.calendar
    }

    /// Runs the tests of a file.
    ///
    /// - Throws: `SettingsRefusal` when the file itself has faults; then no test was run.
    package func run(path: String) throws(SettingsRefusal) -> Result {
        let reader = YAMLReader(file: path)
        guard let data = FileManager.default.contents(atPath: path),
            let root = reader.root(String(decoding: data, as: UTF8.self))
        else {
            if reader.faults.isEmpty { reader.fault(nil, "the file cannot be read", "check it") }
            throw SettingsRefusal(faults: reader.faults)
        }
        let top = reader.mapping(root, known: ["tests"], in: "a table of tests")
        if top["tests"]?.sequence?.isEmpty ?? true {
            reader.fault(
                root, "there is no list of tests", "write `tests:` with `- name: …` entries")
        }
        let cases = (top["tests"]?.sequence.map(Array.init) ?? []).compactMap { node in
            RuleTestCase(node, reader, units: units).map { (node, $0) }
        }
        guard reader.faults.isEmpty else { throw SettingsRefusal(faults: reader.faults) }
        var result = Result()
        for (node, test) in cases {
            let found = outcome(of: test)
            guard found != test.expected else {
                result.passed += 1
                continue
            }
            let place = "\(path):\(node.mark?.line ?? 0):\(node.mark?.column ?? 0)"
            result.failures.append(
                "\(place): \(test.rule.id) «\(test.name)»: expected"
                    + " \(test.expected.description), found \(found.description)")
        }
        return result
    }

    private func outcome(of test: RuleTestCase) -> RuleTestCase.Expectation {
        let facts = RuleTestFacts(units: units, calendar: calendar).facts(of: test)
        let evaluation = Evaluation(
            facts: facts, instant: test.instant, rules: [test.rule],
            settings: [test.rule.id: test.settings])
        if case .withheld? = evaluation.rules.first?.state { return .withheld }
        let findings = evaluation.findings.map { finding in
            RuleTestCase.ExpectedFinding(
                subject: finding.subject.id, unit: finding.unit.map { units[$0].key },
                message: Wording.message(finding, test.rule, in: .vi, units: units))
        }
        return test.expected.comparable(to: findings)
    }
}

/// One test of a table.
struct RuleTestCase {
    struct ExpectedFinding: Hashable {
        let subject: String
        /// Key of the unit; nil where the test does not say it.
        let unit: String?
        /// The Vietnamese message; empty where the test does not say it.
        let message: String
    }

    enum Expectation: Equatable {
        case withheld
        case findings([ExpectedFinding])

        var description: String {
            switch self {
            case .withheld: return "withheld"
            case .findings(let findings):
                let list = findings.map { finding in
                    [finding.subject, finding.unit ?? "—", finding.message]
                        .filter { !$0.isEmpty }.joined(separator: " ")
                }
                return list.isEmpty ? "nothing" : list.joined(separator: " + ")
            }
        }

        /// What was found, without the units and messages that this expectation does not mention.
        func comparable(to found: [ExpectedFinding]) -> Expectation {
            guard case .findings(let expected) = self else { return .findings(found) }
            let bySubject = Dictionary(expected.map { ($0.subject, $0) }) { first, _ in first }
            return .findings(
                found.map { finding in
                    guard let wanted = bySubject[finding.subject] else { return finding }
                    return ExpectedFinding(
                        subject: finding.subject, unit: wanted.unit == nil ? nil : finding.unit,
                        message: wanted.message.isEmpty ? "" : finding.message)
                }
                .sorted { $0.subject < $1.subject })
        }
    }

    let name: String
    let rule: Rule
    let instant: Instant
    let settings: RuleSettings
    /// The day on which the exports were made; they tell everything before it.
    let exportedAt: Day
    /// Cells by field name, a table a kind of record.
    let records: [(holds: Holds, rows: [[String: String]])]
    let expected: Expectation

    init?(_ node: Node, _ reader: YAMLReader, units: UnitRegistry) {
        let values = reader.mapping(
            node,
            known: ["name", "rule", "as_of", "exported_at", "settings", "facts", "expect"],
            in: "a test")
        guard let name = reader.text(values["name"], "name"),
            let id = reader.text(values["rule"], "rule"),
            let asOf = reader.text(values["as_of"], "as_of"), let expect = values["expect"]
        else {
            reader.fault(node, "a test needs name, rule, as_of and expect", "add what is missing")
            return nil
        }
        guard let rule = RuleCatalogue.rule(id) else {
            reader.fault(values["rule"], "there is no rule `\(id)`", "`doisoat rules` lists them")
            return nil
        }
        guard let instant = Instant(iso: asOf) else {
            reader.fault(
                values["as_of"], "`\(asOf)` is no instant", "write 2021-07-28T06:30:00+07:00")
            return nil
        }
        self.name = name
        self.rule = rule
        self.instant = instant
        exportedAt =
            reader.day(values["exported_at"], "exported_at") ?? instant.localDay.adding(days: 1)
        settings =
            values["settings"].map {
                RulesReader(reader: reader, units: units).settings(of: rule, $0)
            }
            ?? RuleSettings()
        records = Self.records(values["facts"], reader)
        expected = Self.expectation(expect, reader)
    }

    private static func records(
        _ node: Node?, _ reader: YAMLReader
    ) -> [(holds: Holds, rows: [[String: String]])] {
        guard let node else { return [] }
        return reader.pairs(node, "facts").compactMap { key, name, value in
            guard let holds = Holds(rawValue: name) else {
                reader.fault(key, "`\(name)` is no kind of record", "see `holds` in README.md")
                return nil
            }
            let rows = (value.sequence.map(Array.init) ?? []).map { row in
                var cells: [String: String] = [:]
                for (cellKey, field, cell) in reader.pairs(row, name) {
                    if Field(rawValue: field).flatMap(holds.kind(of:)) == nil {
                        reader.fault(cellKey, "\(name) have no field `\(field)`", "correct it")
                    }
                    cells[field] = cell.scalar?.string ?? ""
                }
                return cells
            }
            return (holds, rows)
        }
    }

    private static func expectation(_ node: Node, _ reader: YAMLReader) -> Expectation {
        if node.scalar?.string == "withheld" { return .withheld }
        let findings = (node.sequence.map(Array.init) ?? []).map { entry in
            let values = reader.mapping(
                entry, known: ["subject", "unit", "message"], in: "an expected finding")
            return ExpectedFinding(
                subject: reader.text(values["subject"], "subject") ?? "",
                unit: reader.text(values["unit"], "unit"),
                message: reader.text(values["message"], "message") ?? "")
        }
        return .findings(findings.sorted { $0.subject < $1.subject })
    }
}
