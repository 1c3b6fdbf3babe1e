import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct `An alert whose subject has another id now` {
    private let district: District

    init() throws {
        district = try District()
        try district.reconcile(Scene("H1"))
    }

    private func corrected(_ scene: Scene, to: String = "H2") -> Scene {
        scene.with {
            $0.renamed = [RenamedRecord(holds: .dossiers, from: "H1", to: to)]
            $0.standings["H1"] = .gone
        }
    }

    @Test func `goes on under it, and says what it was called`() throws {
        #expect(try district.reconcile(corrected(Scene("H2"))).told == ["changed H2"])
        let line = try #require(try district.decodedLines().last)
        #expect(line["renamed_from"] as? String == "H1")
        #expect(line["alert"] as? String == "A000001")
        #expect(line["opened_at"] as? String == "2021-07-28T06:30:00+07:00")
        #expect(district.lines("alerts.log").last?.contains("(trước đây là H1)") == true)
        #expect(district.lines("open.jsonl").count == 1)
        #expect(try district.reconcile(Scene("H2")).told == [])
        #expect(try district.reconcile(Scene()).told == ["resolved H2"])
    }

    @Test func `is resolved when nothing is found under the new one`() throws {
        #expect(try district.reconcile(corrected(Scene())).told == ["resolved H1"])
        #expect(district.lines("alerts.log").last?.contains("(nay là H2)") == true)
    }

    @Test func `waits under it while the new one cannot be checked`() throws {
        let unclear = corrected(Scene()).with { $0.standings["H2"] = .inputsMissing }
        #expect(try district.reconcile(unclear).told == ["changed H2", "stale H2"])
        #expect(try district.decodedLines()[1]["renamed_from"] as? String == "H1")
        #expect(try district.journal.openAlerts().map(\.subject.id) == ["H2"])
        #expect(try district.reconcile(Scene("H2")).told == ["fresh H2"])
    }

    @Test func `gives way to an alert that is open of the new one`() throws {
        try district.reconcile(Scene("H1", "H2"))
        #expect(try district.reconcile(corrected(Scene("H2"))).told == ["withdrawn H1"])
        #expect(
            district.lines("alerts.log").last?.contains("(nay là H2, đã có cảnh báo A000002)")
                == true)
    }

    @Test func `takes the name of an alert that ended long ago`() throws {
        try district.reconcile(Scene("H1", "H2"))
        try district.reconcile(Scene("H1"))
        #expect(try district.reconcile(corrected(Scene("H2"))).told == ["changed H2"])
        #expect(try district.decodedLines().last?["alert"] as? String == "A000001")
        #expect(try district.reconcile(Scene("H2", "H1")).told == ["opened H1"])
    }

    @Test func `keeps its answer`() throws {
        let request = AnswerRequest(
            kind: .acknowledgement, by: "van-thu", note: "x", until: nil, at: Scene().instant)
        _ = try district.journal.answer(
            [AlertID(number: 1)], request, language: .vi, units: Scene().units)
        try district.reconcile(corrected(Scene("H2")))
        let later = Scene("H2").with { $0.remindEvery = [.critical: 1] }
        #expect(try district.reconcile(later.on("2021-09-01")).told == [])
    }

    @Test func `is not what is still there under its own`() throws {
        let both = corrected(Scene()).with { $0.standings["H1"] = .fine }
        #expect(try district.reconcile(both).told == ["resolved H1"])
        #expect(district.lines("alerts.log").last?.contains("nay là") == false)
    }

    @Test func `is not one with another that would be called the same`() throws {
        try district.reconcile(Scene("H1", "H3"))
        let both = Scene("H2").with {
            $0.renamed = [
                RenamedRecord(holds: .dossiers, from: "H1", to: "H2"),
                RenamedRecord(holds: .dossiers, from: "H3", to: "H2"),
            ]
            $0.standings = ["H1": .gone, "H3": .gone]
        }
        #expect(try district.reconcile(both).told == ["opened H2"])
    }

    @Test func `goes on under the unit that succeeds its own`() throws {
        let entry = Scene.Sketch("IALE:01:3").with { $0.kind = .paperEntry }
        try district.reconcile(Scene([entry]))
        let merged = Scene([
            Scene.Sketch("IABLU:01:3").with {
                $0.kind = .paperEntry
                $0.unit = "IABLU"
            }
        ]).with {
            $0.ialeEnds = Scene.day("2021-07-27")
            $0.ialeSuccessors = ["IABLU"]
            $0.standings = ["IALE:01:3": .gone]
        }
        #expect(try district.reconcile(merged).told == ["changed IABLU:01:3"])
        #expect(try district.decodedLines().last?["renamed_from"] as? String == "IALE:01:3")
    }

    @Test func `is restored with the names that all alerts have`() throws {
        try district.reconcile(Scene("H1", "H2"))
        try district.reconcile(Scene("H1"))
        try district.reconcile(corrected(Scene("H2")))
        try district.rebuild()
        #expect(try district.reconcile(Scene("H2")).told == [])
        let events = try district.reconcile(Scene("H2", "H1"))
        #expect(events.told == ["opened H1"])
        #expect(events.events.map(\.alert) == [AlertID(number: 3)])
    }
}
