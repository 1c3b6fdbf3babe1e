import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct WithdrawalTests {
    private let district: District

    init() throws {
        district = try District()
    }

    static let reasons: [(reason: String, change: @Sendable (inout Scene) -> Void)] = [
        ("The part was closed", { $0.closedParts = ["2021"] }),
        (
            "The rule was switched off",
            { scene in
                var off = RuleSettings()
                off.isOn = false
                scene.settings["APO-01"] = off
            }
        ),
        ("The rule no longer exists", { $0.rules = ["DOC-01"] }),
        ("The unit has ended without a successor", { $0.ialeEnds = Scene.day("2021-07-27") }),
    ]

    @Test(arguments: reasons.indices)
    func `an alert that is no longer kept is withdrawn with the reason`(_ index: Int) throws {
        try district.reconcile(Scene("H1"))
        let events = try district.reconcile(Scene("H1").with(Self.reasons[index].change))
        #expect(events.told == ["withdrawn H1"])
        #expect(events.openBySeverity.isEmpty)
        let line = try #require(try district.decodedLines().last)
        let reason = try #require(line["reason"] as? [String: String])
        #expect(reason["en"] == Self.reasons[index].reason)
        let log = try #require(district.lines("alerts.log").last)
        #expect(log.contains("(\(reason["vi"] ?? "?"))"))
        #expect(try district.journal.openAlerts().isEmpty)
    }

    @Test func `a withdrawn alert that is found again is reopened`() throws {
        try district.reconcile(Scene("H1"))
        try district.reconcile(Scene("H1").with { $0.closedParts = ["2021"] })
        #expect(try district.reconcile(Scene("H1")).told == ["reopened H1"])
    }

    @Test func `an alert of a unit with a successor goes over to it`() throws {
        try district.reconcile(Scene("H1"))
        let merged = Scene("H1").with {
            $0.ialeEnds = Scene.day("2021-07-27")
            $0.ialeSuccessors = ["IABLU"]
        }
        #expect(try district.reconcile(merged).told == ["changed H1"])
        #expect(try district.journal.openAlerts().map(\.unit) == ["IABLU"])
        #expect(district.lines("units/IABLU/alerts.log").count == 1)
    }
}
