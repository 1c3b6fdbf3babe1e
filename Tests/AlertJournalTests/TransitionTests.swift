import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct TransitionTests {
    private let district: District

    init() throws {
        district = try District()
    }

    private func record(_ scene: Scene) throws -> RunEvents {
        try district.journal.record(scene.run)
    }

    private func openAlert() throws -> Alert {
        let alerts = try district.journal.openAlerts()
        return try #require(alerts.first)
    }

    @Test func `a finding without an alert opens one`() throws {
        #expect(try record(Scene("H1", "H2")).told == ["opened H1", "opened H2"])
        let alert = try openAlert()
        #expect(alert.id.description == "A000001")
        #expect(alert.message.vi == "Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.")
        #expect(alert.message.en == "3 days late (due 2021-07-25), no letter of apology.")
        #expect(alert.evidence.map(\.line) == [1523, 7])
        #expect(alert.evidence.map(\.export.part) == ["2021", ""])
    }

    @Test func `the same finding in the next run is no event`() throws {
        _ = try record(Scene("H1"))
        let second = try record(Scene("H1"))
        #expect(second.told.isEmpty)
        #expect(second.runID == 2)
        #expect(second.openBySeverity == [.critical: 1])
    }

    @Test func `a subject that was checked and is fine is resolved`() throws {
        _ = try record(Scene("H1", "H2"))
        let events = try record(Scene("H2"))
        #expect(events.told == ["resolved H1"])
        #expect(events.openBySeverity == [.critical: 1])
        #expect(try district.journal.openAlerts().map(\.subject.id) == ["H2"])
    }

    @Test func `a subject whose inputs are missing becomes stale once and stays open`() throws {
        _ = try record(Scene("H1"))
        let unclear = Scene().with { $0.standings = ["H1": .inputsMissing] }
        let events = try record(unclear)
        #expect(events.told == ["stale H1"])
        #expect(events.staleCount == 1)
        #expect(try record(unclear).told.isEmpty)
        #expect(try openAlert().isStale)
    }

    @Test func `alerts of a rule that lacks its inputs become stale`() throws {
        _ = try record(Scene("H1"))
        #expect(try record(Scene().with { $0.lacksInputs = true }).told == ["stale H1"])
    }

    @Test func `a stale alert that is found again is fresh`() throws {
        _ = try record(Scene("H1"))
        _ = try record(Scene().with { $0.standings = ["H1": .inputsMissing] })
        #expect(try record(Scene("H1")).told == ["fresh H1"])
        #expect(try !openAlert().isStale)
        #expect(try record(Scene("H1")).told.isEmpty)
    }

    @Test func `a stale alert that is found changed is fresh and changed`() throws {
        _ = try record(Scene("H1"))
        _ = try record(Scene().with { $0.standings = ["H1": .inputsMissing] })
        let later = Scene([Scene.Sketch("H1").with { $0.due = "2021-08-01" }])
        #expect(try record(later).told == ["fresh H1", "changed H1"])
    }

    @Test func `a stale alert whose subject turns out fine is resolved`() throws {
        _ = try record(Scene("H1"))
        _ = try record(Scene().with { $0.standings = ["H1": .inputsMissing] })
        let events = try record(Scene())
        #expect(events.told == ["resolved H1"])
        #expect(events.staleCount == 0)
    }

    @Test func `a subject gone from the exports stays open without an event`() throws {
        _ = try record(Scene("H1"))
        let events = try record(Scene().with { $0.standings = ["H1": .gone] })
        #expect(events.told.isEmpty)
        #expect(events.goneCount == 1)
        #expect(events.openBySeverity == [.critical: 1])
    }

    @Test(arguments: ["motcua", "so-giay"])
    func `a subject gone with a feed that is not in force is stale`(_ feed: String) throws {
        _ = try record(Scene("H1"))
        let without = Scene().with {
            $0.standings = ["H1": .gone]
            $0.feedsNotInForce = [feed]
        }
        #expect(try record(without).told == ["stale H1"])
        #expect(try record(without).told.isEmpty)
    }

    @Test func `a subject gone with a part that is not in force is stale`() throws {
        _ = try record(Scene("H1"))
        let without = Scene().with {
            $0.standings = ["H1": .gone]
            $0.part = "2022"
        }
        #expect(try record(without).told == ["stale H1"])
    }

    @Test func `a subject gone with a feed that left the settings is stale`() throws {
        _ = try record(Scene("H1"))
        let without = Scene().with {
            $0.standings = ["H1": .gone]
            $0.feeds = ["motcua"]
        }
        #expect(try record(without).told == ["stale H1"])
    }

    static let news: [@Sendable (inout Scene.Sketch) -> Void] = [
        { $0.due = "2021-08-01" }, { $0.severity = .medium }, { $0.unit = "IABLU" },
        { $0.unit = nil },
    ]

    @Test(arguments: news.indices)
    func `a telling fact, the severity or the unit that changed is news`(_ index: Int) throws {
        _ = try record(Scene("H1"))
        let changed = Scene([Scene.Sketch("H1").with(Self.news[index])])
        #expect(try record(changed).told == ["changed H1"])
        #expect(try record(changed).told.isEmpty)
    }

    static let noNews: [@Sendable (inout Scene) -> Void] = [
        { $0.findings[0].line = 88 }, { $0.file = "motcua-2021-07-29.xml" }, { $0.sha = "c" },
        { $0.findings[0].late = 4 }, { $0.message = Text(vi: "Khác.", en: "Other.") },
        { $0.findings[0].hasEvidence = false },
    ]

    @Test(arguments: noNews.indices)
    func `a line, file, hash, wording or other fact is no news but is remembered`(
        _ index: Int
    ) throws {
        _ = try record(Scene("H1"))
        let before = try openAlert()
        let later = Scene("H1").with(Self.noNews[index])
        #expect(try record(later).told.isEmpty)
        let after = try openAlert()
        #expect(before.message != after.message || before.evidence != after.evidence)
    }

    @Test func `an alert found again after its end is reopened under its first name`() throws {
        _ = try record(Scene("H1"))
        _ = try record(Scene())
        let again = Scene("H1").with { $0.instant = Scene.instant("2021-08-02T06:30:00+07:00") }
        #expect(try record(again).told == ["reopened H1"])
        let alert = try openAlert()
        #expect(alert.id.number == 1)
        #expect(alert.reopenCount == 1)
        #expect(alert.openedAt == Scene().instant)
    }

    @Test func `a subject found twice in one run is one alert, of the worse finding`() throws {
        let twice = Scene([
            Scene.Sketch("H1").with { $0.severity = .low }, Scene.Sketch("H1"),
        ])
        #expect(try record(twice).told == ["opened H1"])
        #expect(try openAlert().severity == .critical)
        #expect(try record(twice).told.isEmpty)
    }

    @Test func `events come worst first, then by rule, unit, kind and subject`() throws {
        _ = try record(Scene("H1", "H5"))
        let mixed = Scene([
            Scene.Sketch("D1").with { $0.rule = "DOC-01" },
            Scene.Sketch("H3"), Scene.Sketch("H2"),
            Scene.Sketch("H4").with { $0.unit = "IABLU" },
            Scene.Sketch("H6").with { $0.unit = nil },
            Scene.Sketch("H5").with { $0.due = "2021-08-01" },
        ])
        #expect(
            try record(mixed).told == [
                "opened H6", "opened H4", "opened H2", "opened H3", "changed H5", "resolved H1",
                "opened D1",
            ])
    }

    @Test func `events are numbered one by one across runs and restarts`() throws {
        var seqs: [Int] = []
        for scene in [Scene("H1", "H2"), Scene("H2"), Scene(), Scene("H1", "H3")] {
            seqs += try record(scene).events.map(\.seq)
            try district.restart()
        }
        #expect(seqs == Array(1...6))
    }

    @Test func `no event is earlier than the one before it`() throws {
        _ = try record(Scene("H1"))
        let earlier = Scene("H1", "H2").with { $0.instant = Scene.instant("2021-07-01") }
        #expect(try record(earlier).events.map(\.at) == [Scene().instant])
    }

    @Test func `a preview says what would change and writes nothing`() throws {
        _ = try record(Scene("H1", "H2"))
        let next = Scene("H2", "H3").run
        let preview = try district.journal.preview(next)
        #expect(preview.told == ["opened H3", "resolved H1"])
        #expect(try district.journal.lastRun()?.id == 1)
        let events = try district.journal.record(next)
        #expect(events.told == preview.told)
        #expect(events.events.map(\.alert) == preview.events.map(\.alert))
        #expect(events.counts == [.opened: 1, .resolved: 1])
    }
}
