import Foundation
import Testing

@Suite struct `What identifies a citizen, anywhere in a district's exports` {
    @Test func `is in nothing that is written or said`() async throws {
        let district = try PlantedDistrict()
        try await district.reconcileOnTwoDays()
        let told = try district.everythingTold()
        let leaks = PlantedPeople.found(in: told)
        #expect(leaks == [])
        // Nothing is proved where nothing was written.
        #expect(told["state/journal.sqlite"] != nil)
        #expect(told.keys.contains { $0.hasPrefix("state/quarantine/") })
        #expect(told.keys.contains { $0.hasPrefix("alerts/units/IALE/") })
        #expect(told.keys.contains { $0.hasPrefix("alerts/lists/") })
        let events = try district.installation.events().map { $0.split(separator: " ") }
        #expect(
            Set(events.map { $0[0] }).isSuperset(of: ["opened", "changed", "resolved", "stale"]))
        #expect(
            Set(events.map { $0[1] }).isSuperset(of: [
                "APO-01", "ATT-01", "DOC-01", "DOC-05", "DOS-04", "DOS-08", "ING-01", "ING-02",
                "ING-04", "ING-05", "ING-06", "ING-07", "ORG-01", "PAP-01", "PAP-02", "PAP-04",
                "SIG-01", "SIG-02", "TXT-01",
            ]))
    }

    @Test func `is in the exports, with every trace that is looked for`() throws {
        var planting = PersonalPlanting()
        let texts = PlantedPeople.writings.indices.map { _ in planting.writing() }
        let found = PlantedPeople.found(in: ["": Data(texts.joined(separator: "\n").utf8)])
        #expect(found.count == PlantedPeople.traces.count)
    }

    @Test func `leaves traces that nothing else does`() async throws {
        let district = try PlantedDistrict(isPlanted: false)
        try await district.reconcileOnTwoDays()
        let found = PlantedPeople.found(in: try district.everythingTold())
        #expect(found == [])
    }
}
