import Facts
import Testing

@testable import Reconciliation

@Suite struct `The findings of a run` {
    @Test func `stand by severity, rule, unit and subject`() {
        let rules = [
            Rule.finding(
                [Finding("2"), Finding("1", unit: "BINH"), Finding("1"), Finding("3", unit: nil)]),
            .finding([Finding("9", rule: "S-01")], id: "S-01"),
            .finding([Finding("0", rule: "Z-01")], id: "Z-01", severity: .critical),
            .finding([Finding("0", rule: "A-01")], id: "A-01", severity: .low),
        ]
        let told = District.evaluation(of: rules).findings.map { finding in
            "\(finding.rule) \(finding.unit.map { District.units[$0].key } ?? "-")"
                + " \(finding.subject.id)"
        }
        #expect(
            told == [
                "Z-01 AN 0", "S-01 AN 9", "T-01 - 3", "T-01 AN 1", "T-01 AN 2", "T-01 BINH 1",
                "A-01 AN 0",
            ])
    }

    @Test func `have the severity of the settings`() {
        var settings = RuleSettings()
        settings.severity = .low
        let evaluation = District.evaluation(
            of: [.finding([Finding("1")])], settings: ["T-01": settings])
        #expect(evaluation.findings.map(\.severity) == [.low])
    }

    @Test func `lack those of a rule that is off`() {
        var settings = RuleSettings()
        settings.isOn = false
        let evaluation = District.evaluation(
            of: [.finding([Finding("1")])], settings: ["T-01": settings])
        #expect(evaluation.findings.isEmpty)
        #expect(evaluation.rules.map(\.state) == [.off])
    }

    @Test func `lack those whose first place is in a closed part`() {
        let rule = Rule.finding([Finding("1", export: 1), Finding("2", export: 0)])
        let evaluation = District.evaluation(of: [rule], closed: ["2019"])
        #expect(evaluation.findings.map(\.subject.id) == ["2"])
        #expect(
            evaluation.rules.map(\.state) == [.evaluated(checked: 9, unchecked: 1, found: 1)])
    }

    @Test(arguments: [("CU", "MOI"), ("AN", "AN"), ("CHIA", "CHIA")])
    func `are the only successor's once a unit has ended`(_ unit: String, _ responsible: String) {
        let evaluation = District.evaluation(of: [.finding([Finding("1", unit: unit)])])
        #expect(evaluation.findings.map { $0.unit } == [District.unit(responsible)])
    }

    @Test func `are nobody's and not raised when a unit ended without a successor`() {
        let evaluation = District.evaluation(of: [.finding([Finding("1", unit: "GIAI")])])
        #expect(evaluation.findings.isEmpty)
    }

    @Test func `of a unit that ends today are still its own`() {
        let evaluation = Evaluation(
            facts: District.facts(), instant: Instant(iso: "2021-06-30T23:59:59+07:00")!,
            rules: [.finding([Finding("1", unit: "CU")])])
        #expect(evaluation.findings.map { $0.unit } == [District.unit("CU")])
    }
}

@Suite struct `A rule whose inputs are missing` {
    private let needs = [Need(.dossiers, .code, .status, anyOf: [.dueAt, .finishedAt])]

    @Test func `is withheld when no feed holds its records`() {
        let evaluation = District.evaluation(of: [.finding([Finding("1")], needs: needs)])
        #expect(evaluation.rules.map(\.state) == [.withheld])
        #expect(evaluation.coverage.map(\.reason.en) == ["no feed holds dossiers"])
    }

    @Test func `is withheld when no export of the feed is in force`() {
        let feed = FeedFacts(id: "a", holds: .dossiers, provides: [], parts: [])
        #expect(outcome([feed]) == (.withheld, ["a: no export of the feed is in force"]))
    }

    @Test func `is withheld when the only feed lacks a field`() {
        let feed = FeedFacts(id: "a", holds: .dossiers, provides: [.code, .dueAt])
        #expect(outcome([feed]) == (.withheld, ["a: the export does not carry `status`"]))
    }

    @Test func `names all of which one would do`() {
        let feed = FeedFacts(id: "a", holds: .dossiers, provides: [.code, .status])
        #expect(
            outcome([feed]) == (
                .withheld, ["a: the export does not carry `due_at` | `finished_at`"]
            ))
    }

    @Test func `is evaluated when one of several feeds has what it needs`() {
        let feeds = [
            FeedFacts(id: "a", holds: .dossiers, provides: [], parts: []),
            FeedFacts(id: "b", holds: .dossiers, provides: [.code, .status, .finishedAt]),
        ]
        #expect(
            outcome(feeds)
                == (
                    .evaluated(checked: 9, unchecked: 1, found: 1),
                    ["a: no export of the feed is in force"]
                ))
    }

    @Test func `is evaluated without what is not essential, and coverage says so`() {
        let needs = [Need(.paperDocuments, .number, isEssential: false)]
        let evaluation = District.evaluation(of: [.finding([Finding("1")], needs: needs)])
        #expect(evaluation.findings.count == 1)
        #expect(evaluation.coverage.map(\.reason.en) == ["no feed holds paper_documents"])
    }

    private func outcome(_ feeds: [FeedFacts]) -> (RuleRun.State, [String]) {
        let evaluation = District.evaluation(
            of: [.finding([Finding("1")], needs: needs)], facts: District.facts(feeds: feeds))
        return (
            evaluation.rules[0].state,
            evaluation.coverage.map { "\($0.feed ?? "-"): \($0.reason.en)" }
        )
    }
}

@Suite struct `What of the exports could not be used` {
    @Test func `records without a key are told for their feed`() {
        let feed = FeedFacts(
            id: "a", holds: .paperDossiers, provides: [], recordsWithoutKey: 3)
        let coverage = District.evaluation(of: [], facts: District.facts(feeds: [feed])).coverage
        #expect(
            coverage.map(\.reason.en) == ["3 records lack their key (`unit`, `book`, `number`)"])
        #expect(coverage.map(\.feed) == ["a"] && coverage.map(\.rule) == [nil])
    }

    @Test func `cells that could not be understood are told with the place of the first`() {
        var notes = ExportNotes()
        for line in [7, 9] as [UInt32] {
            notes.columns[.status, default: ColumnNotes()].unreadable.count(line)
        }
        let feed = FeedFacts(id: "a", holds: .dossiers, provides: [])
        let facts = District.facts(feeds: [feed], parts: [""], notes: [notes])
        let coverage = District.evaluation(of: [], facts: facts).coverage
        #expect(
            coverage.map(\.reason.en)
                == ["2 cells of `status` could not be understood (first: a.csv:7)"])
    }

    @Test func `cells that findings tell of are one line of coverage`() {
        var notes = ExportNotes()
        for field in [Field.status, .dueAt, .receivingUnit] {
            notes.columns[field, default: ColumnNotes()].unreadable.count(7)
        }
        let feed = FeedFacts(id: "a", holds: .dossiers, provides: [])
        let facts = District.facts(feeds: [feed], parts: [""], notes: [notes])
        func coverage(off: String?) -> [String] {
            var settings = RuleSettings()
            settings.isOn = false
            return District.evaluation(
                of: [UnreadableCells.rule, UncertainUnits.rule], facts: facts,
                settings: off.map { [$0: settings] } ?? [:]
            ).coverage.map(\.reason.en)
        }
        #expect(coverage(off: nil) == ["3 cells could not be understood (see ING-05, ORG-01)"])
        #expect(
            coverage(off: "ORG-01") == [
                "1 cells of `receiving_unit` could not be understood (first: a.csv:7)",
                "2 cells could not be understood (see ING-05)",
            ])
    }
}
