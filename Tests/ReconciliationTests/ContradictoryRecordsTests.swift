import Facts
import Testing

@testable import Reconciliation

@Suite struct `Records of one key that contradict each other` {
    private let places = [RowPlace(export: 0, line: 3), RowPlace(export: 0, line: 9)]

    @Test func `are one finding with all their fields and places`() throws {
        let further = (0..<9).map { RowPlace(export: 1, line: UInt32(20 + $0)) }
        let evaluation = try evaluation([
            KeyConflict(holds: .dossiers, row: 1, fields: [.dueAt, .status], places: places),
            KeyConflict(holds: .dossiers, row: 0, fields: [.procedureCode], places: further),
        ])
        let first = try #require(evaluation.findings.first)
        #expect(evaluation.findings.map(\.subject.id) == ["A", "B"])
        #expect(first.evidence.map(\.line) == [20, 21, 22, 23])
        #expect(
            evaluation.findings.last?.evidence == [
                Evidence(export: 0, line: 3), Evidence(export: 0, line: 9),
            ])
        #expect(
            messages(evaluation, .vi) == [
                "Cùng một mã mà khác nhau ở: mã thủ tục (9 bản ghi).",
                "Cùng một mã mà khác nhau ở: ngày hẹn trả, trạng thái (2 bản ghi).",
            ])
    }

    @Test func `show a place of each export`() throws {
        let places =
            (1...9).map { RowPlace(export: 0, line: $0) } + [RowPlace(export: 1, line: 2)]
        let evaluation = try evaluation([
            KeyConflict(holds: .dossiers, row: 0, fields: [.receivedAt], places: places)
        ])
        #expect(
            evaluation.findings[0].evidence == [
                Evidence(export: 0, line: 1), Evidence(export: 0, line: 2),
                Evidence(export: 0, line: 3), Evidence(export: 1, line: 2),
            ])
    }

    @Test func `in two registers of documents are one finding`() throws {
        var table = FactTable(
            holds: .documents, fields: [.direction, .unit, .year, .number])
        table.words[.direction]?.append(WordByte(raw: Direction.outgoing.rawValue))
        table.unitColumns[.unit]?.append(District.unit("AN"))
        table.counts[.year]?.append(Count(raw: 2021))
        table.numbers[.number]?.append(DocumentNumber(value: 7))
        table.keys.append(District.keys.key(ofSubject: "AN:2021:07"))
        table.exports.append(0)
        table.lines.append(2)
        let conflicts = [Holds.documents, .paperDocuments].map {
            KeyConflict(holds: $0, row: 0, fields: [.type], places: places)
        }
        let evaluation = try evaluation(
            conflicts, tables: [.documents: table, .paperDocuments: table])
        #expect(evaluation.findings.map(\.subject) == [Subject(.document, "AN:2021:07")])
        #expect(evaluation.findings[0].unit == District.unit("AN"))
        #expect(standing(evaluation, "AN:2021:07") == .fine)
    }

    @Test func `are told of letters under their number and day`() throws {
        var table = FactTable(holds: .apologyLetters, fields: [.unit, .number, .issuedOn])
        table.unitColumns[.unit]?.append(District.unit("BINH"))
        table.bytes.append(contentsOf: "12".utf8)
        table.texts[.number]?.append(TextRef(offset: 0, length: 2))
        table.days[.issuedOn]?.append(Day("2021-07-15"))
        table.keys.append(District.keys.key(ofSubject: "BINH:12:2021-07-15"))
        table.exports.append(0)
        table.lines.append(2)
        let evaluation = try evaluation(
            [KeyConflict(holds: .apologyLetters, row: 0, fields: [.signer], places: places)],
            tables: [.apologyLetters: table])
        #expect(evaluation.findings.map(\.subject) == [Subject(.letter, "BINH:12:2021-07-15")])
        #expect(standing(evaluation, "BINH:12:2021-07-15") == .fine)
        #expect(standing(evaluation, "BINH:13:2021-07-15") == .gone)
    }

    @Test(arguments: [(false, RuleOutcome.Standing.fine), (true, .inputsMissing)])
    func `are mended when they agree in exports that are all there`(
        _ hasGap: Bool, _ expected: RuleOutcome.Standing
    ) throws {
        let evaluation = try evaluation([], hasGap: hasGap)
        #expect(standing(evaluation, "A") == expected)
        #expect(standing(evaluation, "C") == .gone)
    }

    @Test func `are asked of the unit whose records the feed holds where they do not say`() throws {
        let evaluation = try evaluation([
            KeyConflict(holds: .dossiers, row: 0, fields: [.receivingUnit], places: places)
        ])
        #expect(evaluation.findings[0].unit == District.unit("BINH"))
    }
}

@Suite struct `A total at the end of an export` {
    @Test(arguments: [(12, 1), (11, 0)])
    func `that is not the number of records is told of its part`(
        _ stated: Int, _ findings: Int
    ) throws {
        var notes = ExportNotes()
        notes.recordCount = 11
        notes.controlTotal = ControlTotal(stated: stated, line: 14)
        let evaluation = try evaluation([], notes: [ExportNotes(), notes])
        #expect(evaluation.findings.count == findings)
        for finding in evaluation.findings {
            #expect(finding.subject == Subject(.export, "a/2019"))
            #expect(finding.evidence == [Evidence(export: 1, line: 14)])
        }
        #expect(
            messages(evaluation, .en)
                == Array(
                    repeating: "The total is not the number of records (stated 12, counted 11).",
                    count: findings))
        #expect(standing(evaluation, "a/2019") == .fine)
        #expect(standing(evaluation, "a/2018") == .gone)
    }
}

private func evaluation(
    _ conflicts: [KeyConflict], hasGap: Bool = false, notes: [ExportNotes]? = nil,
    tables: [Holds: FactTable]? = nil
) throws -> Evaluation {
    var dossiers = FactTable(holds: .dossiers, fields: [.code])
    for code in ["A", "B"] {
        dossiers.texts[.code]?.append(TextRef(offset: dossiers.bytes.count, length: 1))
        dossiers.bytes.append(contentsOf: code.utf8)
        dossiers.keys.append(District.keys.key(ofSubject: code))
        dossiers.exports.append(0)
        dossiers.lines.append(2)
    }
    let feed = FeedFacts(
        id: "a", holds: .dossiers, provides: [.code], unit: District.unit("BINH"), hasGap: hasGap)
    let rule = try #require(RuleCatalogue.rule("ING-06"))
    return District.evaluation(
        of: [rule],
        facts: District.facts(
            feeds: [feed], notes: notes, tables: tables ?? [.dossiers: dossiers],
            conflicts: conflicts))
}

private func standing(_ evaluation: Evaluation, _ id: String) -> RuleOutcome.Standing {
    evaluation.standing(rule: "ING-06", subject: Subject(.dossier, id))
}

private func messages(_ evaluation: Evaluation, _ language: Language) -> [String] {
    evaluation.findings.compactMap { finding in
        RuleCatalogue.rule("ING-06").map {
            Wording.message(finding, $0, in: language, units: District.units)
        }
    }
}
