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

    @Test(arguments: [
        (
            Misreading.swapped,
            "Field day of reception, `received_at`: day and month are swapped: 2 cells do not go with the day in the"
                + " dossier code, but do once swapped (line 3, line 9), so that the whole column"
                + " was not used."
        ),
        (
            .calendarOf1904,
            "Field day of reception, `received_at`: days are counted by Excel's calendar of 1904: 2 cells are 1,462 days"
                + " early (line 3, line 9), so that the whole column was not used; turn off"
                + " “Use 1904 date system” and enter the dates again."
        ),
    ])
    func `has the columns whose dates mean others, though all can be read`(
        _ misreading: Misreading, _ message: String
    ) throws {
        var column = ColumnNotes()
        column.isWithheld = true
        column.misreading = misreading
        column.misread = NotedCells(count: 2, firstLines: [3, 9])
        if misreading == .calendarOf1904 {
            column.serials = NotedCells(count: 7, firstLines: [2])
        }
        var notes = ExportNotes()
        notes.columns[.receivedAt] = column
        let findings = evaluation(UnreadableCells.rule, [notes], [""]).findings
        let finding = try #require(findings.first)
        #expect(finding.subject == Subject(.column, "a:received_at"))
        #expect(finding.evidence.map(\.line) == [3, 9])
        #expect(
            Wording.message(finding, UnreadableCells.rule, in: .en, units: District.units)
                == message)
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
                "`finished_at` cannot be used: the dates of a column have day and month swapped"))
    }

    @Test func `that were withheld is said without a name of the settings`() {
        var notes = ExportNotes.unreadable(.finishedAt, 7)
        notes.columns[.finishedAt]?.isWithheld = true
        let needs = [Need(.dossiers, .finishedAt)]
        let facts = District.facts(feeds: [Self.feed], parts: [""], notes: [notes])
        let coverage = District.evaluation(of: [.finding([], needs: needs)], facts: facts).coverage
        #expect(coverage.allSatisfy { !$0.reason.vi.contains("_") })
    }

    @Test(arguments: [
        (Field.dueAt, "dd/MM/yyyy", "Text"), (.number, "Text", "dd/MM/yyyy"),
        (.notation, "Text", "dd/MM/yyyy"), (.fileCount, "Text", "dd/MM/yyyy"),
        (.status, "`values`", "Text"),
    ])
    func `has a remedy that fits its column`(
        _ field: Field, _ fitting: String, _ other: String
    ) throws {
        let rule = UnreadableCells.rule
        let finding = try #require(
            evaluation(rule, [.unreadable(field, 7)], [""]).findings.first)
        for language in Language.allCases {
            let remedy = Wording.remedy(finding, rule, in: language, units: District.units)
            #expect(remedy.contains(fitting) && !remedy.contains(other) && remedy.hasSuffix("."))
        }
    }

    @Test func `has a remedy of its own for records`() throws {
        var notes = ExportNotes()
        notes.recordsWithoutKey = 2
        let finding = try #require(evaluation(UnreadableCells.rule, [notes], [""]).findings.first)
        let remedy = Wording.remedy(finding, UnreadableCells.rule, in: .vi, units: District.units)
        #expect(!remedy.contains("dd/MM/yyyy") && !remedy.contains("Text"))
    }

    @Test(arguments: [
        (["2021"], "2021", "Số liệu của bản trước vẫn đang dùng."),
        (["2020"], "2021", "Phần này của nguồn chưa có bản nào dùng được."),
        ([], "", "Nguồn này chưa có bản nào dùng được."),
    ])
    func `of an export that was refused says what stands in its place`(
        _ inForce: [String], _ refused: String, _ standing: String
    ) throws {
        let words = Text(vi: "hỏng", en: "broken")
        for rule in [ExportsNotTaken.unreadable, ExportsNotTaken.otherColumns] {
            var facts = District.facts(feeds: [Self.feed], parts: inForce)
            let kind: Refusal.Kind = rule.id == "ING-01" ? .unreadable : .header
            facts.deliveries.untaken = [
                UntakenExport(
                    place: ExportPlace(feed: 0, part: refused, file: "b.csv", sha256: "1"),
                    refusal: Refusal(kind: kind, message: words, remedy: words))
            ]
            let findings = District.evaluation(of: [rule], facts: facts).findings
            let finding = try #require(findings.first)
            #expect(
                Wording.message(finding, rule, in: .vi, units: District.units)
                    .hasSuffix(": hỏng. " + standing))
        }
    }

    @Test func `that counts by another calendar is said by coverage, too`() {
        var notes = ExportNotes()
        notes.columns[.finishedAt, default: ColumnNotes()].isWithheld = true
        notes.columns[.finishedAt]?.misreading = .calendarOf1904
        let needs = [Need(.dossiers, .finishedAt)]
        let facts = District.facts(feeds: [Self.feed], parts: [""], notes: [notes])
        let coverage = District.evaluation(of: [.finding([], needs: needs)], facts: facts).coverage
        #expect(
            coverage.map(\.reason.en).contains(
                "`finished_at` cannot be used: days are counted by Excel's calendar of 1904"))
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
