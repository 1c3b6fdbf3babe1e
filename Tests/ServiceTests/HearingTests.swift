import AlertJournal
import Facts
import Foundation
import Reconciliation
import Testing

@testable import Service

@Suite struct `A feed that is expected every two working days` {
    private static func district() throws -> Installation {
        let district = try Installation.small()
        try district.replace(
            "record: HoSo", "record: HoSo\n    expected_every_working_days: 2",
            in: "doisoat.yaml")
        return district
    }

    private func day(_ number: Int) -> Instant {
        Instant.firstMorning.adding(hours: Int64(number - 28) * 24)
    }

    @Test func `is not told of on the second day`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        #expect(try await district.run(day(30)).told.isEmpty)
    }

    @Test func `is told of when it was silent longer, days off left out`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        #expect(try await district.run(day(31)).told.isEmpty)
        #expect(try await district.run(day(33)).told == ["opened ING-03 motcua"])
        #expect(try await district.run(day(34)).told.isEmpty)
    }

    @Test func `is heard of when the same file is delivered again`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)],
            ofItemAtPath: "\(district.path)/inbox/motcua/motcua-20210728.xml")
        let again = try await district.run(day(30))
        #expect(again.taken == 0 && again.told.isEmpty)
        #expect(try await district.run(day(33)).told.isEmpty)
    }

    @Test func `was heard of before the first look when its file was written`() async throws {
        let district = try Self.district()
        try district.replace(
            #"    exported_at: "(?<yyyyMMdd>\\d{8})""# + "\n", "", in: "doisoat.yaml")
        // 23 July 2021, a Friday.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_627_027_200)],
            ofItemAtPath: "\(district.path)/inbox/motcua/motcua-20210728.xml")
        #expect(try await district.run().told.contains("opened ING-03 motcua"))
        try district.deliver(
            dossiers: SmallDistrict.dossiers + ["D1 processing 07-05 09-20 -"], on: "20210729")
        #expect(try await district.run(day(29)).told.contains("resolved ING-03 motcua"))
    }

    @Test func `is not heard of by an export that is refused`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        try district.write("<D>", "inbox/motcua/motcua-20210730.xml")
        _ = try await district.run(day(30))
        #expect(try await district.run(day(33)).told == ["opened ING-03 motcua"])
    }

    @Test func `is told of in due time when it never brought anything`() async throws {
        let district = try Self.district()
        try district.remove("inbox/motcua/motcua-20210728.xml")
        #expect(!(try await district.run().told.contains("opened ING-03 motcua")))
        #expect(try await district.run(day(33)).told == ["opened ING-03 motcua"])
    }

    @Test func `resolves with its next export`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        _ = try await district.run(day(33))
        try district.deliver(
            dossiers: SmallDistrict.dossiers + ["D1 processing 07-05 09-20 -"], on: "20210802")
        #expect(
            try await district.run(day(33).adding(hours: 1)).told.contains("resolved ING-03 motcua")
        )
    }

    @Test func `opens nothing on its own word while it is silent`() async throws {
        let district = try Self.district()
        try district.deliver(
            dossiers: SmallDistrict.dossiers + ["A2 processing 07-05 07-30 -"])
        _ = try await district.run()
        let silent = try await district.run(day(33))
        #expect(silent.told == ["opened ING-03 motcua"])
        #expect(silent.events.heldBackCount == 2)
        #expect(try district.openAlerts().isSuperset(of: SmallDistrict.alerts))
    }
}

@Suite struct `A file that was refused` {
    @Test func `is read again when the settings change`() async throws {
        let district = try Installation.small()
        try district.replace("code: Ma", "code: MaSo", in: "doisoat.yaml")
        #expect(try await district.run().told.contains("opened ING-02 motcua"))
        try district.replace("code: MaSo", "code: Ma", in: "doisoat.yaml")
        let report = try await district.run(.firstMorning.adding(hours: 1))
        #expect(report.told.contains("resolved ING-02 motcua"))
        #expect(report.troubles.isEmpty)
    }

    @Test func `is not read again while nothing has changed`() async throws {
        let district = try Installation.small()
        try district.write("<D>", "inbox/motcua/motcua-20210728.xml")
        _ = try await district.run()
        let before = try district.data("state/journal.sqlite").count
        _ = try await district.run(.firstMorning.adding(hours: 1))
        let journal = try AlertJournal(path: "\(district.path)/state/journal.sqlite")
        #expect(try journal.deliveries().filter { $0.feed == "motcua" }.count == 1)
        #expect(try district.data("state/journal.sqlite").count == before)
    }
}
