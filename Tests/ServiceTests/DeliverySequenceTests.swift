import AlertJournal
import Facts
import Foundation
import Reconciliation
import Testing

@testable import Service

/// What comes of several deliveries, one after the other.
@Suite struct `A sequence of deliveries` {
    private static let rows = (1...20).map { "\($0) C\($0) 07-0\(1 + $0 % 9) -" }
    private static let dossiers = (1...20).map { "C\($0) processing 07-0\(1 + $0 % 9) 09-20 -" }
    private static let header = "STT,Mã hồ sơ,Nhận hồ sơ,Trả kết quả,Ký nhận\n"

    private static func day(_ number: Int) -> Instant {
        Instant.firstMorning.adding(hours: Int64(number - 28) * 24)
    }

    private static func district(_ entries: [String] = rows) throws -> Installation {
        try Installation.small(dossiers: dossiers, entries: entries)
    }

    private func told(_ report: RunReport) -> [String] {
        report.told.filter { $0.contains("ING-") }
    }

    @Test func `an emptied part is held though another part has the same bytes`() async throws {
        let district = try Self.district()
        try district.write(Self.header, "inbox/so-giay/so-giay-2020-20210728.csv")
        _ = try await district.run()
        try district.write(Self.header, "inbox/so-giay/so-giay-2021-20210729.csv")
        #expect(told(try await district.run(Self.day(29))) == ["opened ING-07 so-giay/2021"])
        #expect(told(try await district.run(Self.day(30))).isEmpty)
    }

    @Test func `a refused file that is what is in force again is mended`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        let name = "inbox/motcua/motcua-20210728.xml"
        let good = try district.text(name)
        try district.write(String(good.dropLast(20)), name)
        #expect(told(try await district.run(Self.day(29))) == ["opened ING-01 motcua"])
        try district.write(good, name)
        let report = try await district.run(Self.day(30))
        #expect(told(report) == ["resolved ING-01 motcua"])
        #expect(report.troubles.isEmpty)
    }

    @Test func `a copy of what is in force is heard of once`() async throws {
        let district = try Self.district()
        try district.replace(
            "record: HoSo", "record: HoSo\n    expected_every_working_days: 1", in: "doisoat.yaml")
        _ = try await district.run()
        try district.deliver(dossiers: Self.dossiers, on: "20210729")
        _ = try await district.run(Self.day(29))
        #expect(told(try await district.run(Self.day(30))).isEmpty)
        #expect(told(try await district.run(Self.day(33))) == ["opened ING-03 motcua"])
    }

    @Test func `the same bytes under a later day tell that nothing changed until then`()
        async throws
    {
        let district = try Self.district()
        _ = try await district.run()
        try district.deliver(dossiers: Self.dossiers, on: "20210730")
        try district.deliver(entries: Self.rows + ["21 C9Z1 07-29 -"], on: "20210730")
        let report = try await district.run(Self.day(31))
        #expect(report.told.contains("opened PAP-01 IALE:01:21"))
    }

    @Test func `a feed whose parts are told by another pattern keeps nothing of the old`()
        async throws
    {
        let district = try Self.district()
        _ = try await district.run()
        try district.replace(
            #"part: "-(?<year>\\d{4})-""#, #"part: "(?<kind>so-giay)""#, in: "doisoat.yaml")
        try district.deliver(entries: Array(Self.rows.prefix(2)), on: "20210729")
        #expect(told(try await district.run(Self.day(29))) == ["opened ING-07 so-giay/so-giay"])
    }

    @Test func `an export that its new settings read is compared with the old one's count`()
        async throws
    {
        let district = try Self.district()
        _ = try await district.run()
        let xml = SmallDistrict.xml(Array(Self.dossiers.prefix(3)))
        try district.write(
            xml.replacing("Ma>", with: "MaSo>"), "inbox/motcua/motcua-20210729.xml")
        #expect(told(try await district.run(Self.day(29))) == ["opened ING-02 motcua"])
        try district.replace("code: Ma", "code: MaSo", in: "doisoat.yaml")
        let report = try await district.run(Self.day(30))
        #expect(told(report).contains("opened ING-07 motcua"))
    }

    @Test(arguments: ["content", "year", "all"])
    func `an export without records is held whatever it covers, also in January`(
        _ covers: String
    ) async throws {
        let district = try Self.district()
        try district.replace(
            "record: HoSo", "record: HoSo\n    covers: \(covers)", in: "doisoat.yaml")
        _ = try await district.run()
        try district.deliver(dossiers: [], on: "20220104")
        let january = Instant(iso: "2022-01-04T06:30:00+07:00")!
        #expect(told(try await district.run(january)) == ["opened ING-07 motcua"])
    }

    @Test func `a window that was cut at its end is held`() async throws {
        let district = try Self.district()
        try district.replace(
            "record: HoSo", "record: HoSo\n    covers: content", in: "doisoat.yaml")
        let ordered = Self.dossiers.sorted { $0.dropFirst(3) < $1.dropFirst(3) }
        try district.deliver(dossiers: ordered)
        _ = try await district.run()
        try district.deliver(dossiers: Array(ordered.prefix(6)), on: "20210729")
        #expect(told(try await district.run(Self.day(29))) == ["opened ING-07 motcua"])
    }

    @Test func `one mistyped year makes no loss of a new year's export`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        let text = SmallDistrict.xml(["N1", "N2", "N3"].map { "\($0) returned 01-03 01-20 01-19" })
            .replacing("2021-01", with: "2022-01")
            .replacing(
                "</DanhSach>",
                with: SmallDistrict.xml(["N4 returned 01-03 01-20 01-19"])
                    .replacing("2021-01", with: "2012-01")
                    .replacing("<DanhSach>\n", with: ""))
        try district.write(text, "inbox/motcua/motcua-20220104.xml")
        let january = Instant(iso: "2022-01-04T06:30:00+07:00")!
        #expect(told(try await district.run(january)).isEmpty)
    }

    @Test func `what a person accepted once is held when it comes again`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        func empty(_ day: String) throws { try district.deliver(dossiers: [], on: day) }
        try empty("20210729")
        _ = try await district.run(Self.day(29))
        let sha256 = Digest.sha256(of: try district.text("inbox/motcua/motcua-20210729.xml"))
        _ = try await HeldExports(settings: try district.settings())
            .accept(sha256, at: Self.day(29)) { _ in }
        #expect(told(try await district.run(Self.day(30))).contains("resolved ING-07 motcua"))
        try district.deliver(dossiers: Self.dossiers, on: "20210731")
        _ = try await district.run(Self.day(31))
        try empty("20210801")
        #expect(told(try await district.run(Self.day(33))) == ["reopened ING-07 motcua"])
    }

    @Test func `a good export that came with a cut newer one counts at once`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        try district.deliver(
            dossiers: Self.dossiers + ["D9 processing 07-01 07-20 -"], on: "20210729")
        try district.deliver(dossiers: Array(Self.dossiers.prefix(2)), on: "20210730")
        let report = try await district.run(Self.day(30))
        #expect(told(report) == ["opened ING-07 motcua"])
        #expect(report.told.contains("opened DOS-08 D9"))
        #expect(try await district.run(Self.day(31)).told.isEmpty)
    }

    @Test func `a mark beside a refused file confirms it, one of an earlier delivery does not`()
        async throws
    {
        let district = try Self.district()
        let name = "inbox/so-giay/so-giay-2021-20210728.csv"
        let cut = String(SmallDistrict.csv(entries: Self.rows).dropLast())
        try district.write("", name + ".ok")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)],
            ofItemAtPath: "\(district.path)/\(name).ok")
        try district.write(cut, name)
        #expect(told(try await district.run()) == ["opened ING-01 so-giay/2021"])
        try district.write("", name + ".ok")
        #expect(told(try await district.run(Self.day(29))) == ["resolved ING-01 so-giay/2021"])
    }

    @Test func `a cut file that is renamed is not delivered a second time`() async throws {
        let district = try Self.district()
        let folder = "\(district.path)/inbox/so-giay/"
        let cut = String(SmallDistrict.csv(entries: Self.rows).dropLast())
        try district.write(cut, "inbox/so-giay/so-giay-2021-20210728.csv")
        _ = try await district.run()
        try FileManager.default.moveItem(
            atPath: folder + "so-giay-2021-20210728.csv",
            toPath: folder + "so-giay-2021-20210729.csv")
        let report = try await district.run(Self.day(29))
        #expect(report.taken == 0 && report.troubles.count == 1)
    }

    @Test func `a record that stood there twice is missing once`() async throws {
        let district = try Self.district()
        try district.deliver(dossiers: Self.dossiers + [Self.dossiers[0], Self.dossiers[0]])
        _ = try await district.run()
        try district.deliver(dossiers: Array(Self.dossiers.dropFirst()), on: "20210729")
        _ = try await district.run(Self.day(29))
        let line = try #require(
            try district.text("alerts/alerts.jsonl").split(separator: "\n")
                .first { $0.contains("ING-04") })
        #expect(line.contains(#""count":1"#))
        #expect(try await district.run(Self.day(30)).told.isEmpty)
    }

    @Test func `what was lost from the archive is taken once more from the inbox`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        try district.remove("state/archive")
        let report = try await district.run(Self.day(29))
        #expect(report.troubles.isEmpty && report.told.isEmpty)
    }

    @Test func `what was lost from archive and inbox brings nothing older back`() async throws {
        let district = try Self.district()
        try district.deliver(dossiers: Self.dossiers + ["D9 processing 07-01 07-20 -"])
        _ = try await district.run()
        try district.deliver(
            dossiers: Self.dossiers + ["D9 returned 07-01 07-20 07-19"], on: "20210729")
        #expect(try await district.run(Self.day(29)).told.contains("resolved DOS-08 D9"))
        let name = "inbox/motcua/motcua-20210729.xml"
        let sha256 = Digest.sha256(of: try district.text(name))
        try district.remove(name)
        try district.remove("state/archive/\(sha256.prefix(2))/\(sha256)")
        let report = try await district.run(Self.day(30))
        #expect(!report.told.contains("reopened DOS-08 D9"))
    }

    @Test func `a name of controls and signs forges no line`() async throws {
        let district = try Self.district()
        try district.write(
            "<D>", "inbox/motcua/m\n2021 | #000999 | \u{202E}\u{1B}[31m\u{2028}-20210729.xml")
        let report = try await district.run(Self.day(29))
        let trouble = try #require(report.troubles.first)
        #expect(!trouble.contains { $0.isNewline || $0 == "|" || $0 == "\u{1B}" })
        #expect(!trouble.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{2028}" })
        let notes = try district.files(below: "state/quarantine").values
        #expect(notes.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("|") })
    }
}
