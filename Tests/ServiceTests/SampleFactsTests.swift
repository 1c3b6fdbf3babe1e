import AlertJournal
import Facts
import Foundation
import Ingest
import Reconciliation
import Testing

@testable import Service

@Suite struct `The rules over the sample district` {
    /// The facts with the columns of all rules, with and without the days in the files' names.
    private static let whole = Result {
        let sample = try SampleFacts()
        return (
            dated: try sample.facts(columnsOf: RuleCatalogue.rules, namesTellTheDay: true),
            undated: try sample.facts(columnsOf: RuleCatalogue.rules, namesTellTheDay: false)
        )
    }
    private static let ids = RuleCatalogue.rules.map(\.id)
    /// Rules of which the sample shows no fault; tables and other tests prove them.
    private static let unplanted: Set = [
        "DOC-03", "DOS-01", "DOS-02", "ING-01", "ING-02", "ING-03", "ING-04", "ING-05", "ING-06",
        "ING-07", "ORG-01", "ORG-02", "TXT-01", "TXT-02",
    ]
    private let sample: SampleFacts

    init() throws {
        sample = try SampleFacts()
    }

    @Test(arguments: ids, [true, false])
    func `a rule finds the same with its own columns as with all`(
        _ id: String, _ namesTellTheDay: Bool
    ) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        let own = try sample.facts(columnsOf: [rule], namesTellTheDay: namesTellTheDay)
        let whole = try Self.whole.get()
        let all = namesTellTheDay ? whole.dated : whole.undated
        let mine = sample.evaluation(of: rule, own)
        let theirs = sample.evaluation(of: rule, all)
        #expect(mine.rules.map(\.state) == theirs.rules.map(\.state))
        #expect(sample.told(mine, rule) == sample.told(theirs, rule))
    }

    /// Rules that name no fields judge the exports themselves, and those of the sample are sound.
    private static let idsOfRecords = RuleCatalogue.rules
        .filter { !$0.needs.isEmpty || !$0.uses.isEmpty }.map(\.id)

    @Test(arguments: idsOfRecords)
    func `what a rule's texts tell its findings give`(_ id: String) throws {
        let rule = try #require(RuleCatalogue.rule(id))
        let findings = try sample.evaluation(of: rule, Self.whole.get().dated).findings
        #expect(findings.isEmpty == Self.unplanted.contains(id))
        let texts = [rule.message.vi, rule.message.en, rule.remedy.vi, rule.remedy.en]
        for finding in findings {
            let given = Set(finding.facts.map(\.name))
            #expect(given.isSuperset(of: texts.flatMap(Self.placeholders)))
            #expect(given.isSuperset(of: rule.telling))
        }
    }

    private static func placeholders(_ text: String) -> [String] {
        let pieces = text.split(separator: "{", omittingEmptySubsequences: false)
        return pieces.dropFirst().map { String($0.prefix { $0 != "}" }) }
    }

    @Test func `one reader or many give the same facts`() async throws {
        let one = try await sample.findings(processors: 1)
        let many = try await sample.findings(processors: 8)
        #expect(one == many)
        #expect(!one.isEmpty)
    }
}

/// The facts of the sample's exports, read without a journal.
private struct SampleFacts {
    private let installation: Installation
    private let settings: Settings
    /// The same for all, so that facts can be compared.
    private let keys = KeyMaker(secret: (5, 6))
    private let instant = Instant.firstMorning

    init() throws {
        installation = try Installation.sample()
        settings = try installation.settings()
    }

    func facts(columnsOf rules: [Rule], namesTellTheDay: Bool) throws -> FactSet {
        let wanted = RuleCatalogue.fields(of: rules)
        var assembly = FactAssembly(
            feeds: settings.feeds.map(\.mapping), units: settings.units,
            calendar: settings.calendar, keys: keys, today: Instant.firstMorning.localDay)
        for (index, feed) in settings.feeds.enumerated() {
            for export in try Inbox.exports(of: feed.path) {
                let reader = ExportReader(
                    mapping: feed.mapping, wanted: wanted[feed.mapping.holds] ?? [],
                    units: settings.units, keys: keys, today: Instant.firstMorning.localDay)
                assembly.add(
                    try reader.read(path: export.path),
                    of: ExportPlace(
                        feed: index, part: feed.part(ofName: export.name), file: export.name,
                        sha256: "0"),
                    exportedAt: namesTellTheDay ? feed.exportedAt(ofName: export.name) : nil)
            }
        }
        return assembly.finish()
    }

    /// Also of the rule that finds a year missing from the calendar.
    func evaluation(of rule: Rule, _ facts: FactSet) -> Evaluation {
        let isAboutCalendar = rule.id == "CAL-01"
        return Evaluation(
            facts: facts,
            instant: isAboutCalendar ? Instant(iso: "2099-12-31T06:30:00+07:00")! : instant,
            rules: [rule])
    }

    func told(_ evaluation: Evaluation, _ rule: Rule) -> [String] {
        evaluation.findings.map { finding in
            let unit = finding.unit.map { settings.units[$0].key } ?? "-"
            let places = finding.evidence.map { place in
                "\(evaluation.facts.exports[Int(place.export)].file):\(place.line)"
            }
            let words = Wording.message(finding, rule, in: .vi, units: settings.units)
            return "\(finding.subject.id) \(unit) \(words) \(places.joined(separator: " "))"
        }
    }

    func findings(processors: Int) async throws -> [String] {
        let deliveries = try settings.feeds.flatMap { feed in
            try Inbox.exports(of: feed.path).map { export in
                Delivery(
                    feed: feed.id, part: feed.part(ofName: export.name), path: export.path,
                    file: export.name, sha256: "0", size: Int(export.stamp.size), inode: 0,
                    modifiedNanoseconds: 0, exportedAt: feed.exportedAt(ofName: export.name),
                    firstSeen: instant)
            }
        }
        let reading = ExportReading(settings: settings, keys: keys, today: instant.localDay)
        let outcomes = await reading.read(deliveries, processors: processors) { $0.path }
        var assembly = FactAssembly(
            feeds: settings.feeds.map(\.mapping), units: settings.units,
            calendar: settings.calendar, keys: keys, today: instant.localDay)
        for (delivery, outcome) in zip(deliveries, outcomes) {
            let feed = try #require(settings.feeds.firstIndex { $0.id == delivery.feed })
            assembly.add(
                try outcome.get(),
                of: ExportPlace(
                    feed: feed, part: delivery.part, file: delivery.file, sha256: delivery.sha256),
                exportedAt: delivery.exportedAt)
        }
        let facts = assembly.finish()
        return RuleCatalogue.rules.flatMap { told(evaluation(of: $0, facts), $0) }
    }
}
