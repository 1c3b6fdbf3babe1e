import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct `What the journal forgets` {
    private let district: District
    private static let limit = Scene.instant("2021-08-10T00:00:00+07:00")

    /// H1 ended in July, H2 in August, H3 is open.
    init() throws {
        district = try District()
        try district.reconcile(Scene("H1", "H2", "H3"))
        try district.reconcile(Scene("H2", "H3").on("2021-07-30"))
        try district.reconcile(Scene("H3").on("2021-08-15"))
        try district.reconcile(Scene("H3").on("2021-08-16"))
    }

    @Test func `are alerts that ended before, with their events`() throws {
        let forgotten = try district.journal.forget(endedBefore: Self.limit)
        #expect(forgotten == Forgotten(alertCount: 1, eventCount: 2, runCount: 1))
        #expect(throws: AnswerFault.noSuchEvent(1)) { try district.journal.alert(ofEvent: 1) }
        #expect(try district.journal.alert(ofEvent: 2) == AlertID(number: 2))
    }

    @Test func `is not what is open`() throws {
        _ = try district.journal.forget(endedBefore: Scene.instant("2030-01-01T00:00:00+07:00"))
        #expect(try district.journal.openAlerts().map(\.subject.id) == ["H3"])
        #expect(try district.journal.alert(ofEvent: 3) == AlertID(number: 3))
    }

    @Test func `gives no number twice`() throws {
        try district.reconcile(Scene().on("2021-08-17"))
        _ = try district.journal.forget(endedBefore: Scene.instant("2030-01-01T00:00:00+07:00"))
        let events = try district.reconcile(Scene("H9").on("2030-01-02")).events
        #expect(events.map(\.seq) == [7])
        #expect(events.map(\.alert) == [AlertID(number: 4)])
    }

    @Test func `changes no alert file`() throws {
        let files = district.contents
        _ = try district.journal.forget(endedBefore: Self.limit)
        _ = try district.journal.publish(to: district.files())
        #expect(district.contents == files)
    }

    @Test func `is not what no alert file has yet`() throws {
        _ = try district.journal.record(Scene().on("2021-08-17").run)
        let forgotten = try district.journal.forget(
            endedBefore: Scene.instant("2030-01-01T00:00:00+07:00"))
        #expect(forgotten.alertCount == 2)
        _ = try district.journal.publish(to: district.files())
        #expect(district.lines("alerts.log").count == 6)
    }

    @Test func `opens as new what comes back after it was forgotten`() throws {
        _ = try district.journal.forget(endedBefore: Self.limit)
        #expect(
            try district.reconcile(Scene("H1", "H2", "H3").on("2021-08-17")).told
                == ["opened H1", "reopened H2"])
    }
}
