import Facts
import Testing

@testable import Reconciliation

@Suite struct `An alert that no finding continues` {
    @Test(arguments: [
        RuleOutcome.Standing.fine, .inputsMissing, .gone,
    ])
    func `stands as its rule says`(_ standing: RuleOutcome.Standing) {
        let evaluation = District.evaluation(of: [.finding([], standing: standing)])
        #expect(evaluation.standing(rule: "T-01", subject: Subject(.dossier, "1")) == standing)
    }

    @Test func `lacks its inputs while its rule is withheld`() {
        let rule = Rule.finding([], needs: [Need(.dossiers, .code)], standing: .fine)
        let evaluation = District.evaluation(of: [rule])
        #expect(
            evaluation.standing(rule: "T-01", subject: Subject(.dossier, "1")) == .inputsMissing)
    }

    @Test func `is not withdrawn while rule, part and unit remain`() {
        let evaluation = District.evaluation(of: [.finding([])])
        #expect(evaluation.withdrawal(rule: "T-01", unit: "AN", part: "2021") == nil)
    }

    @Test func `is withdrawn when its rule is gone`() {
        let evaluation = District.evaluation(of: [])
        #expect(evaluation.withdrawal(rule: "T-01", unit: nil, part: nil) == .ruleGone)
    }

    @Test func `is withdrawn when its rule is off`() {
        var settings = RuleSettings()
        settings.isOn = false
        let evaluation = District.evaluation(of: [.finding([])], settings: ["T-01": settings])
        #expect(evaluation.withdrawal(rule: "T-01", unit: nil, part: nil) == .ruleOff)
    }

    @Test func `is withdrawn when its part is closed`() {
        let evaluation = District.evaluation(of: [.finding([])], closed: ["2019"])
        #expect(evaluation.withdrawal(rule: "T-01", unit: "AN", part: "2019") == .partClosed)
    }

    @Test(arguments: [("GIAI", Withdrawal.unitEnded), ("CHIA", nil), ("CU", nil)])
    func `is withdrawn when nobody answers for its unit`(_ unit: String, _ end: Withdrawal?) {
        let evaluation = District.evaluation(of: [.finding([])])
        #expect(evaluation.withdrawal(rule: "T-01", unit: unit, part: nil) == end)
    }

    @Test func `keeps the reason of its withdrawal in both languages`() {
        for end in [Withdrawal.ruleGone, .ruleOff, .partClosed, .unitEnded] {
            #expect(!end.reason.vi.isEmpty && !end.reason.en.isEmpty)
        }
    }
}

@Suite struct `An overdue dossier that is found no more` {
    @Test(arguments: [
        ("DONE", RuleOutcome.Standing.fine), ("TODAY", .fine), ("NOSTATUS", .inputsMissing),
        ("NODUE", .inputsMissing), ("GONE", .gone),
    ])
    func `is fine, lacks its inputs or is gone`(
        _ code: String, _ standing: RuleOutcome.Standing
    ) throws {
        let subject = Subject(.dossier, code)
        #expect(try evaluation.standing(rule: "DOS-08", subject: subject) == standing)
    }

    @Test func `is one finding among them while it is open`() throws {
        #expect(try evaluation.findings.map(\.subject.id) == ["LATE"])
    }

    private var evaluation: Evaluation {
        get throws {
            let rule = try #require(RuleCatalogue.rule("DOS-08"))
            var table = FactTable(
                holds: .dossiers, fields: [.code, .status, .dueAt, .finishedAt])
            table.add("LATE", .processing, due: "2021-07-27")
            table.add("DONE", .finished, due: "2021-07-20", finished: "2021-07-20")
            table.add("TODAY", .processing, due: "2021-07-28")
            table.add("NOSTATUS", nil, due: "2021-07-20")
            table.add("NODUE", .processing, due: nil)
            let feed = FeedFacts(
                id: "a", holds: .dossiers, provides: [.code, .status, .dueAt, .finishedAt])
            return District.evaluation(
                of: [rule], facts: District.facts(feeds: [feed], tables: [.dossiers: table]))
        }
    }
}

extension FactTable {
    fileprivate mutating func add(
        _ code: String, _ status: DossierStatus?, due: String?, finished: String? = nil
    ) {
        texts[.code]?.append(TextRef(offset: bytes.count, length: code.utf8.count))
        bytes.append(contentsOf: code.utf8)
        words[.status]?.append(status.map { WordByte(raw: $0.rawValue) })
        instants[.dueAt]?.append(due.flatMap { Instant(iso: $0) })
        instants[.finishedAt]?.append(finished.flatMap { Instant(iso: $0) })
        keys.append(District.keys.key(ofSubject: code))
        exports.append(0)
        lines.append(UInt32(lines.count + 2))
    }
}
