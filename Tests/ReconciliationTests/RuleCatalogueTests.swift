import Facts
import Reconciliation
import Testing

@Suite struct `The catalogue of rules` {
    private static let ids = RuleCatalogue.rules.map(\.id)

    @Test func `stands in the order of its ids, each once`() {
        #expect(Self.ids == Set(Self.ids).sorted())
    }

    @Test(arguments: ids)
    func `every field that a rule looks at is one of the records`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        for need in rule.needs + rule.uses {
            for field in need.fields + need.anyOf {
                #expect(need.holds.kind(of: field) != nil, "\(need.holds.rawValue).\(field)")
            }
        }
    }

    @Test(arguments: ids)
    func `every field that a rule looks at gets a column`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        for need in rule.needs + rule.uses {
            for field in need.fields + need.anyOf {
                switch need.holds.kind(of: field) {
                case .display:
                    Issue.record("\(need.holds.rawValue).\(field) is never stored")
                default: break
                }
            }
        }
    }

    @Test(arguments: ids)
    func `a rule has all its texts in both languages`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        let meanings = rule.options.map(\.meaning)
        for text in [rule.title, rule.message, rule.remedy, rule.basis] + meanings {
            #expect(!text.vi.isEmpty && !text.en.isEmpty)
        }
    }

    @Test(arguments: ids)
    func `both languages tell the same facts`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        for text in [rule.message, rule.remedy] {
            #expect(Self.placeholders(text.vi) == Self.placeholders(text.en))
        }
    }

    @Test(arguments: ids)
    func `a title tells no facts`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        #expect(Self.placeholders(rule.title.vi + rule.title.en).isEmpty)
    }

    @Test(arguments: ids)
    func `a telling fact is one that the message tells`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        #expect(rule.telling.isSubset(of: Self.placeholders(rule.message.vi)))
    }

    @Test(arguments: ids)
    func `the default of an option is one of its kind`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        for option in rule.options {
            switch (option.kind, option.defaultValue) {
            case (.count(let least), .count(let count)): #expect(count >= least)
            case (.word(let words), .word(let word)): #expect(words.contains(word))
            case (.wordByUnit(let words), .wordByUnit(let byUnit)):
                #expect(byUnit.values.allSatisfy(words.contains))
            case (.day, .day): break
            default: Issue.record("\(option.name) has a default of another kind")
            }
        }
    }

    @Test func `a run builds the columns of the rules that are on and no others`() {
        let rule = RuleCatalogue.rule("DOS-08")!
        #expect(
            RuleCatalogue.fields(of: [rule]) == [
                .dossiers: [
                    .code, .status, .dueAt, .finishedAt, .returnedAt, .handlingUnit,
                    .receivingUnit,
                ]
            ])
    }

    @Test func `a rule is found by its id`() {
        #expect(RuleCatalogue.rule("PAP-01")?.id == "PAP-01")
        #expect(RuleCatalogue.rule("PAP-99") == nil)
    }

    private static func placeholders(_ text: String) -> Set<String> {
        let pieces = text.split(separator: "{", omittingEmptySubsequences: false)
        return Set(pieces.dropFirst().map { String($0.prefix { $0 != "}" }) })
    }
}
