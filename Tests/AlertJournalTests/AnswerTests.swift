import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct `An answer to an alert` {
    private let district: District
    private static let scene = Scene("H1", "H2").with {
        $0.remindEvery = [.critical: 1, .high: 1]
    }
    private static let first = AlertID(number: 1)

    init() throws {
        district = try District()
        try district.reconcile(Self.scene)
    }

    private func answer(
        _ kind: Answer.Kind = .acknowledgement, of alerts: AlertID..., until: String? = nil,
        at instant: String = "2021-07-28T08:00:00+07:00"
    ) throws {
        let request = AnswerRequest(
            kind: kind, by: "van-thu", note: "đã gọi điện cho dân", until: until.map(Scene.day),
            at: Scene.instant(instant))
        _ = try district.journal.answer(
            alerts.isEmpty ? [Self.first] : alerts, request, language: .vi,
            units: Self.scene.units)
        _ = try district.journal.publish(to: district.files())
    }

    private func run(_ scene: Scene) throws -> [String] {
        try district.reconcile(scene).told.filter { $0.hasSuffix("H1") }
    }

    @Test func `is told once, with who gave it and until when`() throws {
        try answer(until: "2021-08-15")
        let line = try #require(try district.decodedLines().last)
        #expect(line["event"] as? String == "acknowledged")
        #expect(line["seq"] as? Int == 3)
        #expect(line["by"] as? String == "van-thu")
        #expect(line["until"] as? String == "2021-08-15")
        #expect(line["run"] as? Int == 1)
        let shown = try #require(district.lines("alerts.log").last)
        #expect(shown.contains("| #000003 | TIẾP NHẬN"))
        #expect(shown.contains("chưa có thư xin lỗi. (van-thu, đến 15/08/2021) |"))
        #expect(district.lines("units/IALE/alerts.log").last == shown)
    }

    @Test func `leaves its note in the journal alone`() throws {
        try answer()
        for (name, data) in district.contents {
            #expect(!String(decoding: data, as: UTF8.self).contains("gọi điện"), "\(name)")
        }
    }

    @Test func `keeps nobody reminded while it is in force`() throws {
        try answer()
        #expect(try run(Self.scene.on("2021-08-20")) == [])
    }

    @Test func `does not keep a change from being told`() throws {
        try answer()
        let later = Self.scene.with { $0.findings[0].due = "2021-08-01" }
        #expect(try run(later) == ["changed H1"])
    }

    @Test(arguments: [
        (Answer.Kind.acknowledgement, "acknowledgement_ended H1"), (.snooze, "snooze_ended H1"),
    ])
    func `ends on the day after its last`(_ kind: Answer.Kind, _ event: String) throws {
        try answer(kind, until: "2021-07-30")
        #expect(try run(Self.scene.on("2021-07-30")) == [])
        #expect(try run(Self.scene.on("2021-07-31")) == [event])
        #expect(try run(Self.scene.on("2021-07-31")) == [])
        let line = try #require(
            try district.decodedLines().last { "\($0["event"] ?? "")".hasSuffix("ended") })
        #expect((line["reason"] as? [String: String])?["vi"] == "hết thời hạn đã đặt")
        #expect(line["by"] as? String == "van-thu")
    }

    @Test func `ends also while its alert is stale`() throws {
        try answer(.snooze, until: "2021-07-30")
        let stale = Scene("H2").with { $0.standings = ["H1": .inputsMissing] }
        #expect(try run(stale) == ["stale H1"])
        #expect(try run(stale.on("2021-08-02")) == ["snooze_ended H1"])
    }

    @Test func `survives a dip`() throws {
        try answer(until: "2021-08-15")
        #expect(try run(Scene("H2")) == ["resolved H1"])
        #expect(try run(Self.scene.on("2021-08-10")) == ["reopened H1"])
        #expect(try run(Self.scene.on("2021-08-13")) == [])
        #expect(try run(Self.scene.on("2021-08-16")) == ["acknowledgement_ended H1"])
    }

    @Test(arguments: [
        ("2021-08-27", ["reopened H1"], []),
        ("2021-08-30", ["reopened H1", "acknowledgement_ended H1"], ["reminded H1"]),
    ])
    func `without a last day survives a dip of thirty days`(
        _ day: String, _ told: [String], _ later: [String]
    ) throws {
        try answer()
        #expect(try run(Scene("H2")) == ["resolved H1"])
        #expect(try run(Self.scene.on(day)) == told)
        #expect(try run(Self.scene.on("2021-10-01")) == later)
    }

    @Test func `with a last day does not outlive it in a dip`() throws {
        try answer(until: "2021-08-01")
        #expect(try run(Scene("H2")) == ["resolved H1"])
        let told = try run(Self.scene.on("2021-08-03"))
        #expect(told == ["reopened H1", "acknowledgement_ended H1"])
        #expect(try run(Self.scene.on("2021-08-04")) == ["reminded H1"])
    }

    @Test func `is lifted when the alert becomes worse`() throws {
        let mild = Scene([Scene.Sketch("H9").with { $0.severity = .medium }])
        try district.reconcile(mild)
        let id = try #require(try district.journal.openAlerts().first { $0.subject.id == "H9" }).id
        try answer(of: id, until: "2021-12-31")
        let worse = Scene([Scene.Sketch("H9").with { $0.severity = .high }])
        #expect(try district.reconcile(worse).told == ["changed H9", "acknowledgement_ended H9"])
        #expect(try district.reconcile(worse).told == [])
    }

    @Test func `is not lifted when the alert becomes milder`() throws {
        try answer()
        let milder = Self.scene.with { $0.findings[0].severity = .high }
        #expect(try run(milder) == ["changed H1"])
        #expect(try run(milder.on("2021-08-20")) == [])
    }

    @Test func `is lifted when the alert comes back worse`() throws {
        let milder = Self.scene.with { $0.findings[0].severity = .high }
        _ = try run(milder)
        try answer(until: "2021-12-31")
        _ = try run(Scene("H2"))
        #expect(try run(Self.scene) == ["reopened H1", "acknowledgement_ended H1"])
    }

    @Test func `takes the place of an earlier one`() throws {
        try answer(until: "2021-07-29")
        try answer(until: "2021-08-15", at: "2021-07-28T09:00:00+07:00")
        #expect(try run(Self.scene.on("2021-08-02")) == [])
        #expect(try run(Self.scene.on("2021-08-16")) == ["acknowledgement_ended H1"])
    }

    @Test func `of all or of none of the alerts that were named`() throws {
        _ = try run(Scene("H2"))
        let files = district.contents
        #expect(throws: AnswerFault.notOpen(Self.first)) {
            try answer(of: AlertID(number: 2), Self.first)
        }
        #expect(throws: AnswerFault.noSuchAlert(AlertID(number: 9))) {
            try answer(of: AlertID(number: 9))
        }
        #expect(district.contents == files)
    }

    @Test func `finds its alert by the number of an event`() throws {
        #expect(try district.journal.alert(ofEvent: 2) == AlertID(number: 2))
        #expect(throws: AnswerFault.noSuchEvent(77)) { try district.journal.alert(ofEvent: 77) }
    }

    @Test func `is never told at a time before the last event`() throws {
        try answer(at: "2020-01-01T00:00:00+07:00")
        #expect(try district.decodedLines().last?["at"] as? String == "2021-07-28T06:30:00+07:00")
    }

    @Test func `given twice in the same words is restored once`() throws {
        try answer()
        try answer()
        try district.rebuild()
        #expect(try run(Self.scene.on("2021-08-20")) == [])
        let open = try district.decodedLines("open.jsonl")
        #expect(open[0]["acknowledged"] != nil)
    }
}
