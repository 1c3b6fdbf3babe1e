import AlertJournal
import Facts
import Reconciliation
import Service
import Testing

@Suite struct `The life of an alert over runs` {
    private let noon = Instant.firstMorning.adding(hours: 6)
    private let evening = Instant.firstMorning.adding(hours: 12)

    @Test func `begins when the fault is found first`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        #expect(
            try district.events() == [
                "opened APO-01 B1 IALE", "opened DOS-08 B1 IALE", "opened PAP-01 IALE:01:3 IALE",
            ])
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }

    @Test func `ends when a mended export is delivered`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(dossiers: [
            "A1 returned 07-01 07-20 07-19", "B1 processing 07-02 07-30 -",
            "C1 processing 07-05 07-30 -",
        ])
        let report = try await district.run(noon)
        #expect(
            report.told == [
                "resolved APO-01 B1", "resolved DOS-08 B1", "resolved PAP-01 IALE:01:3",
            ])
        #expect(try district.openAlerts().isEmpty)
    }

    @Test func `begins again when the fault is back`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(entries: Array(SmallDistrict.entries.dropLast()) + ["3 A1 07-05 -"])
        #expect(try await district.run(noon).told == ["resolved PAP-01 IALE:01:3"])
        try district.deliver(entries: SmallDistrict.entries)
        #expect(try await district.run(evening).told == ["reopened PAP-01 IALE:01:3"])
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }

    @Test func `ends by a letter that a delta adds`() async throws {
        let district = try Installation.small(letters: ["1 X1"])
        _ = try await district.run()
        try district.deliver(letters: ["2 B1"], as: "thu-2")
        #expect(try await district.run(noon).told == ["resolved APO-01 B1"])
    }

    @Test func `goes on when its subject is gone from the export`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(dossiers: ["A1 returned 07-01 07-20 07-19"])
        let report = try await district.run(noon)
        #expect(report.told == ["opened ING-04 motcua", "opened PAP-01 IALE:01:2"])
        #expect(report.events.goneCount == 2)
        #expect(try district.openAlerts().isSuperset(of: SmallDistrict.alerts))
    }

    @Test func `waits while two records of its subject contradict each other`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(dossiers: SmallDistrict.dossiers + ["B1 processing 07-02 07-30 -"])
        let report = try await district.run(noon)
        #expect(report.told == ["stale APO-01 B1", "stale DOS-08 B1", "opened ING-06 B1"])
        try district.deliver(dossiers: SmallDistrict.dossiers)
        #expect(
            try await district.run(evening).told == [
                "fresh APO-01 B1", "fresh DOS-08 B1", "resolved ING-06 B1",
            ])
    }

    @Test func `waits while what its rule needs is missing`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(dossiers: [
            "A1 returned 07-01 07-20 07-19", "B1 processing 07-02 - -",
        ])
        #expect(try await district.run(noon).told == ["stale APO-01 B1", "stale DOS-08 B1"])
        try district.deliver(dossiers: SmallDistrict.dossiers)
        #expect(try await district.run(evening).told == ["fresh APO-01 B1", "fresh DOS-08 B1"])
    }

    @Test func `changes when a fact that matters does`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(dossiers: [
            "A1 returned 07-01 07-20 07-19", "B1 processing 07-02 07-21 -",
        ])
        #expect(try await district.run(noon).told == ["changed APO-01 B1", "changed DOS-08 B1"])
    }

    @Test func `does not change with a line, a file or the days that pass`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(
            dossiers: ["X1 accepted 07-28 08-20 -"] + SmallDistrict.dossiers, on: "20210729")
        #expect(try await district.run(.firstMorning.adding(hours: 24)).told.isEmpty)
    }

    @Test func `is withdrawn when its rule is switched off`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.write(SmallDistrict.settings + "rules: {DOS-08: off}\n", "doisoat.yaml")
        #expect(try await district.run(noon).told == ["withdrawn DOS-08 B1"])
    }

    @Test func `is withdrawn when its part is closed`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.write(SmallDistrict.settings + "closed: [2021]\n", "doisoat.yaml")
        #expect(try await district.run(noon).told == ["withdrawn PAP-01 IALE:01:3"])
    }
}
