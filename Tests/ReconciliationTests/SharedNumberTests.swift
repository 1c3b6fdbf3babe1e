import Facts
import Testing

@testable import Reconciliation

@Suite struct `Entries of one number that name different dossiers` {
    private static let entries = [
        Entry(code: "B-1", receivedOn: "2021-02-05", line: 2),
        Entry(code: "A-1", receivedOn: "2021-03-05", line: 3),
        Entry(code: "C-1", receivedOn: nil, line: 4),
    ]

    @Test(arguments: [[0, 1, 2], [1, 0, 2], [2, 1, 0]])
    func `are one alert that names those without a dossier by their codes`(_ order: [Int]) {
        let findings = evaluation(order.map { Self.entries[$0] }).findings
        #expect(findings.map(\.subject) == [Subject(.paperEntry, "BINH:01:30")])
        #expect(findings[0].facts.first { $0.name == "code" }?.value == .code("A-1; B-1"))
        #expect(findings[0].evidence.map(\.line) == [3, 2])
    }

    @Test(arguments: [[0, 1], [1, 0]])
    func `go on as the same alert when one of them is mended`(_ order: [Int]) {
        let entries = order.map { Self.entries[$0] }
        #expect(evaluation(entries, dossiers: ["A-1"]).findings.map(\.subject.id) == ["BINH:01:30"])
        let other = evaluation(entries.filter { $0.code == "B-1" }).findings
        #expect(other.map(\.subject.id) == ["BINH:01:30"])
    }

    @Test(arguments: [
        ([0, 1], RuleOutcome.Standing.fine), ([0, 2], .inputsMissing), ([2, 0], .inputsMissing),
    ])
    func `are fine when all of them have their dossiers`(
        _ order: [Int], _ expected: RuleOutcome.Standing
    ) {
        let evaluation = evaluation(
            order.map { Self.entries[$0] }, dossiers: ["A-1", "B-1"])
        #expect(evaluation.findings.isEmpty)
        let subject = Subject(.paperEntry, "BINH:01:30")
        #expect(evaluation.standing(rule: "PAP-01", subject: subject) == expected)
    }

    @Test(arguments: [[0, 1], [1, 0]])
    func `contradict each other`(_ order: [Int]) throws {
        let evaluation = District.evaluation(
            of: [ContradictoryRecords.rule], facts: facts(order.map { Self.entries[$0] }))
        let finding = try #require(evaluation.findings.first)
        #expect(evaluation.findings.count == 1)
        #expect(finding.subject == Subject(.paperEntry, "BINH:01:30"))
        #expect(finding.unit == District.unit("BINH"))
        #expect(finding.evidence.map(\.line) == [2, 3])
    }
}

private struct Entry {
    let code: String
    let receivedOn: String?
    let line: UInt32
}

private func evaluation(_ entries: [Entry], dossiers: [String] = []) -> Evaluation {
    District.evaluation(
        of: [PaperEntryWithoutDossier.rule], facts: facts(entries, dossiers: dossiers))
}

/// Entries of the number 30 in the book 01.
private func facts(_ entries: [Entry], dossiers: [String] = []) -> FactSet {
    var paper = FactTable(
        holds: .paperDossiers, fields: [.unit, .book, .number, .dossierCode, .receivedOn])
    for entry in entries {
        paper.unitColumns[.unit]?.append(District.unit("BINH"))
        let book = paper.symbols.symbol(for: "01")
        paper.symbolColumns[.book]?.append(book)
        paper.append("30", to: .number)
        paper.append(entry.code, to: .dossierCode)
        paper.keyColumns[.dossierCode]?.append(District.keys.key(ofSubject: entry.code))
        paper.days[.receivedOn]?.append(entry.receivedOn.flatMap { Day($0) })
        paper.keys.append(District.keys.key(ofSubject: "BINH:01:30"))
        paper.exports.append(0)
        paper.lines.append(entry.line)
    }
    var table = FactTable(holds: .dossiers, fields: [.code])
    for code in dossiers {
        table.append(code, to: .code)
        table.keys.append(District.keys.key(ofSubject: code))
        table.exports.append(1)
        table.lines.append(2)
    }
    let part = PartFacts(
        tellsThrough: Day("2021-07-27"), unitsSeen: [District.unit("BINH")])
    return District.facts(
        feeds: [
            FeedFacts(
                id: "p", holds: .paperDossiers,
                provides: [.unit, .book, .number, .dossierCode, .receivedOn]),
            FeedFacts(id: "d", holds: .dossiers, provides: [.code], parts: [part]),
        ],
        tables: [.paperDossiers: paper, .dossiers: table])
}

extension FactTable {
    fileprivate mutating func append(_ text: String, to field: Field) {
        texts[field]?.append(TextRef(offset: bytes.count, length: text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
