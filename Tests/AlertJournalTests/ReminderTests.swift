import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct `A reminder` {
    private let district: District
    private static let scene = Scene("H1").with { $0.remindEvery = [.critical: 3] }

    init() throws {
        district = try District()
        try district.reconcile(Self.scene)  // Wednesday, 28 July
    }

    private func run(_ scene: Scene) throws -> [String] { try district.reconcile(scene).told }

    @Test func `comes when nothing was said of an alert for so many working days`() throws {
        #expect(try run(Self.scene.on("2021-07-30")) == [])
        #expect(try run(Self.scene.on("2021-08-01")) == [])
        #expect(try run(Self.scene.on("2021-08-02")) == ["reminded H1"])
        #expect(try run(Self.scene.on("2021-08-02")) == [])
        #expect(try run(Self.scene.on("2021-08-04")) == [])
        #expect(try run(Self.scene.on("2021-08-05")) == ["reminded H1"])
    }

    @Test func `says what the alert says now`() throws {
        _ = try run(Self.scene.on("2021-08-02").with { $0.findings[0].late = 8 })
        #expect(district.lines("alerts.log").last?.contains("Trễ hạn 8 ngày") == true)
        #expect(district.lines("alerts.log").last?.contains("| NHẮC LẠI") == true)
    }

    @Test func `is put off by other news of the alert`() throws {
        let changed = Self.scene.with { $0.findings[0].due = "2021-08-01" }
        #expect(try run(changed.on("2021-07-30")) == ["changed H1"])
        #expect(try run(changed.on("2021-08-02")) == [])
        #expect(try run(changed.on("2021-08-04")) == ["reminded H1"])
    }

    @Test func `is for the severities that the settings name`() throws {
        #expect(try run(Self.scene.with { $0.remindEvery = [.high: 1] }.on("2021-08-20")) == [])
        #expect(try run(Self.scene.with { $0.remindEvery = [.critical: 0] }.on("2021-08-20")) == [])
    }

    @Test func `is not sent of an alert that cannot be checked now`() throws {
        let unclear = Scene().with {
            $0.standings = ["H1": .inputsMissing]
            $0.remindEvery = [.critical: 3]
        }
        #expect(try run(unclear) == ["stale H1"])
        #expect(try run(unclear.on("2021-08-20")) == [])
    }

    @Test func `needs a calendar of the year`() throws {
        let unknown = Self.scene.with { $0.calendarYears = [] }
        #expect(try run(unknown.on("2021-08-20")) == [])
    }
}
