import Facts
import Testing

@testable import Reconciliation

@Suite struct `What reading the exports of a part brought to light` {
    private static let feed = FeedFacts(
        id: "a", holds: .dossiers, provides: [.code, .dueAt], unit: District.unit("AN"))

    @Test func `is told for its column with the unit of the feed and the first lines`() throws {
        let findings = evaluation(UnreadableCells.rule, [.unreadable(.dueAt, 7, 9)], ["2021"])
        let finding = try #require(findings.findings.first)
        #expect(findings.findings.count == 1)
        #expect(finding.subject == Subject(.column, "a/2021:due_at"))
        #expect(finding.unit == District.unit("AN"))
        #expect(finding.evidence.map(\.line) == [7, 9])
        #expect(finding.severity == .medium)
    }

    @Test func `is told once for all exports of a part`() throws {
        let notes = [ExportNotes.unreadable(.dueAt, 7), .unreadable(.dueAt, 3, 4)]
        let findings = evaluation(UnreadableCells.rule, notes, ["", ""]).findings
        #expect(findings.map(\.subject.id) == ["a:due_at"])
        #expect(findings[0].facts.first { $0.name == "unreadable" }?.value == .count(3))
        #expect(findings[0].evidence.map(\.export) == [0, 1, 1])
    }

    @Test func `says how to mend a column that is too narrow in Excel`() throws {
        var notes = ExportNotes.unreadable(.dueAt, 7, 9)
        notes.columns[.dueAt]?.tooNarrow.count(9)
        let finding = try #require(
            evaluation(UnreadableCells.rule, [notes], [""]).findings.first)
        #expect(
            Wording.message(finding, UnreadableCells.rule, in: .vi, units: District.units)
                .hasSuffix(
                    "1 ô chỉ có dấu #: cột quá hẹp trong Excel, kéo rộng cột rồi xuất lại."))
    }

    @Test func `is mended when the corrected export is in force`() {
        let evaluation = evaluation(UnreadableCells.rule, [ExportNotes()], [""])
        #expect(evaluation.findings.isEmpty)
        let subject = Subject(.column, "a:due_at")
        #expect(evaluation.standing(rule: "ING-05", subject: subject) == .fine)
        let gone = Subject(.column, "a/2020:due_at")
        #expect(evaluation.standing(rule: "ING-05", subject: gone) == .gone)
    }

    @Test func `is the same news whatever its lines and counts`() {
        #expect(UnreadableCells.rule.telling.isEmpty && UncertainUnits.rule.telling.isEmpty)
    }

    @Test func `has the rows whose cells may be shifted, with their lines`() throws {
        var notes = ExportNotes()
        notes.raggedRows = NotedCells(count: 7, firstLines: [3, 8, 9, 12, 20])
        let finding = try #require(
            evaluation(UnreadableCells.rule, [notes], [""]).findings.first)
        #expect(finding.subject == Subject(.export, "a"))
        #expect(finding.evidence.map(\.line) == [3, 8, 9, 12, 20])
        #expect(
            Wording.message(finding, UnreadableCells.rule, in: .en, units: District.units)
                .hasPrefix("The export: 7 rows have more cells than the header"))
    }

    @Test func `has the encoding of a file that is not Unicode`() throws {
        var notes = ExportNotes()
        notes.legacyEncoding = "TCVN3"
        let evaluation = evaluation(RepairedText.rule, [notes], ["2021"])
        let finding = try #require(evaluation.findings.first)
        #expect(finding.subject == Subject(.export, "a/2021"))
        #expect(
            Wording.message(finding, RepairedText.rule, in: .en, units: District.units)
                == "The export was read, but its text had to be converted: the file is in TCVN3.")
        #expect(self.evaluation(RepairedText.rule, [ExportNotes()], [""]).findings.isEmpty)
    }

    @Test(arguments: ["ING-05", "ORG-01", "TXT-01"])
    func `gives all that the texts of its rule tell`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        var notes = ExportNotes.unreadable(id == "ORG-01" ? .receivingUnit : .dueAt, 7)
        notes.recordsWithoutKey = 2
        notes.legacyEncoding = "VNI"
        let findings = evaluation(rule, [notes], [""]).findings
        #expect(!findings.isEmpty)
        for finding in findings {
            for language in [Language.vi, .en] {
                let words = [
                    Wording.message(finding, rule, in: language, units: District.units),
                    Wording.remedy(finding, rule, in: language, units: District.units),
                ]
                #expect(words.allSatisfy { !$0.contains("?") })
            }
        }
    }

    @Test func `is told by one rule: names of units by that of the units`() {
        let notes = [ExportNotes.unreadable(.receivingUnit, 7)]
        #expect(evaluation(UnreadableCells.rule, notes, [""]).findings.isEmpty)
        let told = evaluation(UncertainUnits.rule, notes, [""]).findings
        #expect(told.map(\.subject.id) == ["a:receiving_unit"])
    }

    @Test func `that were withheld is said by coverage of the rules that need it`() {
        var notes = ExportNotes.unreadable(.finishedAt, 7)
        notes.columns[.finishedAt]?.isWithheld = true
        let needs = [Need(.dossiers, .finishedAt)]
        let facts = District.facts(feeds: [Self.feed], parts: [""], notes: [notes])
        let coverage = District.evaluation(of: [.finding([], needs: needs)], facts: facts).coverage
        #expect(
            coverage.map(\.reason.en).contains(
                "finished_at cannot be used: the dates of a column have day and month swapped"))
    }

    private func evaluation(
        _ rule: Rule, _ notes: [ExportNotes], _ parts: [String]
    ) -> Evaluation {
        District.evaluation(
            of: [rule],
            facts: District.facts(feeds: [Self.feed], parts: parts, notes: notes))
    }
}

extension ExportNotes {
    /// Notes of cells of one column that could not be understood, on these lines.
    fileprivate static func unreadable(_ field: Field, _ lines: UInt32...) -> ExportNotes {
        var notes = ExportNotes()
        for line in lines { notes.columns[field, default: ColumnNotes()].unreadable.count(line) }
        return notes
    }
}
