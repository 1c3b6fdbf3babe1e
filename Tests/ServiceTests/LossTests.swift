import AlertJournal
import Facts
import Foundation
import Reconciliation
import Testing

@testable import Service

/// Twenty dossiers in order: enough for a loss to be one.
private let twenty = (1...20).map { number in
    "A\(number) returned 07-01 07-20 07-\(number < 10 ? "0" : "")\(min(19, number))"
}

@Suite struct `An export that lacks what the one before it has` {
    private static let next = Instant.firstMorning.adding(hours: 24)
    private let held = "opened ING-07 motcua"

    private static func district() async throws -> Installation {
        let district = try Installation.small(dossiers: twenty, entries: [])
        _ = try await district.run()
        return district
    }

    @Test(arguments: [0, 1, 10, 17])
    func `is held, and changes nothing`(_ kept: Int) async throws {
        let district = try await Self.district()
        let before = try district.openAlerts()
        try district.deliver(dossiers: Array(twenty.prefix(kept)), on: "20210729")
        let report = try await district.run(Self.next)
        #expect(report.told == [held])
        #expect(report.troubles.count == 1)
        #expect(try district.openAlerts() == before.union(["ING-07 motcua"]))
    }

    @Test func `is held also when it is cut from its beginning`() async throws {
        let district = try await Self.district()
        try district.deliver(dossiers: Array(twenty.suffix(10)), on: "20210729")
        #expect(try await district.run(Self.next).told == [held])
    }

    @Test func `says how much is missing and how to accept it`() async throws {
        let district = try await Self.district()
        try district.deliver(dossiers: Array(twenty.prefix(10)), on: "20210729")
        let trouble = try #require(try await district.run(Self.next).troubles.first)
        #expect(trouble.contains("it lacks 10 of the 20 records"))
        #expect(trouble.contains("doisoat check --accept "))
    }

    @Test func `is taken once a person accepts it, and what is missing is told`() async throws {
        let district = try await Self.district()
        try district.deliver(dossiers: Array(twenty.prefix(10)), on: "20210729")
        _ = try await district.run(Self.next)
        let sha256 = Digest.sha256(of: try district.text("inbox/motcua/motcua-20210729.xml"))
        _ = try await HeldExports(settings: try district.settings())
            .accept(String(sha256.prefix(10)), at: Self.next) { _ in }
        let report = try await district.run(Self.next.adding(hours: 1))
        #expect(report.taken == 1)
        #expect(
            report.told.filter { $0.contains("ING") }
                == ["opened ING-04 motcua", "resolved ING-07 motcua"])
        #expect(try await district.run(Self.next.adding(hours: 2)).told.isEmpty)
    }

    @Test(arguments: ["0000000000", "", "a"])
    func `cannot be accepted by another name or by too little of its own`(
        _ sha256: String
    ) async throws {
        let district = try await Self.district()
        try district.deliver(dossiers: [], on: "20210729")
        _ = try await district.run(Self.next)
        let held = HeldExports(settings: try district.settings())
        await #expect(throws: HeldFault.self) {
            _ = try await held.accept(sha256, at: Self.next) { _ in }
        }
    }

    @Test func `is no longer waited for when it is taken away`() async throws {
        let district = try await Self.district()
        try district.deliver(dossiers: [], on: "20210729")
        _ = try await district.run(Self.next)
        try district.remove("inbox/motcua/motcua-20210729.xml")
        #expect(
            try await district.run(Self.next.adding(hours: 1)).told == ["resolved ING-07 motcua"])
    }

    @Test func `is taken when the settings allow so much`() async throws {
        let district = try await Self.district()
        try district.replace(
            "record: HoSo", "record: HoSo\n    max_loss_percent: 60", in: "doisoat.yaml")
        try district.deliver(dossiers: Array(twenty.prefix(10)), on: "20210729")
        #expect(
            try await district.run(Self.next).told.filter { $0.contains("ING") }
                == ["opened ING-04 motcua"])
    }

    @Test func `is taken when a small register loses a number or two`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(
            entries: [SmallDistrict.entries[0], SmallDistrict.entries[2]], on: "20210729")
        #expect(
            try await district.run(Self.next).told
                == ["opened ING-04 so-giay/2021", "opened PAP-02 B1"])
    }
}

@Suite struct `Records that are missing` {
    private static let next = Instant.firstMorning.adding(hours: 24)

    private static func district() async throws -> Installation {
        let district = try Installation.small(dossiers: twenty, entries: [])
        _ = try await district.run()
        try district.deliver(dossiers: Array(twenty.dropLast()), on: "20210729")
        _ = try await district.run(next)
        return district
    }

    @Test func `are one alert with their codes and where they stood last`() async throws {
        let district = try await Self.district()
        let line = try #require(
            try district.text("alerts/alerts.jsonl").split(separator: "\n")
                .first { $0.contains("ING-04") })
        #expect(line.contains(#""count":1"#) && line.contains("A20"))
        #expect(line.contains(#""file":"motcua-20210728.xml""#))
    }

    @Test func `stay told while they are missing`() async throws {
        let district = try await Self.district()
        try district.deliver(dossiers: Array(twenty.dropLast()), on: "20210730")
        #expect(try await district.run(Self.next.adding(hours: 24)).told.isEmpty)
        #expect(try district.openAlerts().contains("ING-04 motcua"))
    }

    @Test func `are mended when they are there again`() async throws {
        let district = try await Self.district()
        try district.deliver(dossiers: twenty, on: "20210730")
        let told = try await district.run(Self.next.adding(hours: 24)).told
        #expect(told.contains("resolved ING-04 motcua"))
    }
}

@Suite struct `The days that an export covers` {
    private let january = Instant(iso: "2022-01-04T06:30:00+07:00")!

    private func district(covers: String) async throws -> Installation {
        let district = try Installation.small(dossiers: twenty, entries: [])
        try district.replace(
            "record: HoSo", "record: HoSo\n    covers: \(covers)", in: "doisoat.yaml")
        _ = try await district.run()
        return district
    }

    /// Dossiers of another year, as XML.
    private func deliver(_ days: ClosedRange<Int>, of month: String, to district: Installation)
        throws
    {
        let text = SmallDistrict.xml(
            days.map { "N\($0) returned \(month)-0\($0) \(month)-20 \(month)-19" }
        ).replacing("2021-\(month)", with: "2022-\(month)")
        try district.write(text, "inbox/motcua/motcua-20220104.xml")
    }

    @Test func `are by themselves those of its year: a new year's is no loss`() async throws {
        let district = try await district(covers: "year")
        try deliver(1...3, of: "01", to: district)
        #expect(
            try await district.run(january).told.filter { $0.contains("ING") }.isEmpty)
    }

    @Test func `are all days where the settings say so`() async throws {
        let district = try await district(covers: "all")
        try deliver(1...3, of: "01", to: district)
        #expect(
            try await district.run(january).told.filter { $0.contains("ING") }
                == ["opened ING-07 motcua"])
    }

    @Test func `are those from its first to its last record where it is a window`() async throws {
        let district = try await district(covers: "content")
        try deliver(1...3, of: "01", to: district)
        #expect(try await district.run(january).told.filter { $0.contains("ING") }.isEmpty)
    }

    @Test func `are those that its name says`() async throws {
        let district = try await district(covers: #""(?<to_yyyyMMdd>\\d{8})""#)
        try district.deliver(dossiers: Array(twenty.dropLast(15)), on: "20210729")
        #expect(
            try await district.run(.firstMorning.adding(hours: 24)).told
                == ["opened ING-07 motcua"])
    }

    @Test(arguments: ["month", "(?<day>.*)", "(?<from_day>.*)"])
    func `are told by nothing else`(_ covers: String) async throws {
        let district = try Installation.small()
        try district.replace(
            "record: HoSo", "record: HoSo\n    covers: \"\(covers)\"", in: "doisoat.yaml")
        #expect(throws: SettingsRefusal.self) { _ = try district.settings() }
    }
}
