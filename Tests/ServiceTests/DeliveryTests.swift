import AlertJournal
import Facts
import Foundation
import Testing

@testable import Service

@Suite struct `Which exports are in force` {
    private let noon = Instant.firstMorning.adding(hours: 6)
    private let evening = Instant.firstMorning.adding(hours: 12)
    private let mended = ["A1 returned 07-01 07-20 07-19", "B1 processing 07-02 07-30 -"]

    @Test func `a file removed from the inbox stays in force`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        for file in ["motcua/motcua-20210728.xml", "so-giay/so-giay-2021-20210728.csv"] {
            try district.remove("inbox/\(file)")
        }
        let report = try await district.run(noon)
        #expect(report.told.isEmpty && report.troubles.isEmpty)
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }

    @Test func `old bytes delivered again come into force again`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(dossiers: mended)
        _ = try await district.run(noon)
        try district.deliver(dossiers: SmallDistrict.dossiers)
        #expect(
            try await district.run(evening).told == ["reopened APO-01 B1", "reopened DOS-08 B1"])
    }

    @Test func `the same bytes under another name of the day change nothing`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.write(
            SmallDistrict.xml(SmallDistrict.dossiers), "inbox/motcua/lai-20210728.xml")
        #expect(try await district.run(noon).told.isEmpty)
    }

    @Test func `an older export that turns up late does not replace a newer one`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(dossiers: mended, on: "20210727")
        let report = try await district.run(noon)
        #expect(report.told.isEmpty)
        #expect(report.taken == 0)
    }

    @Test func `an export whose name says a day to come is not taken`() async throws {
        let district = try Installation.small()
        try district.deliver(dossiers: mended, on: "20210729")
        let report = try await district.run()
        #expect(
            report.troubles == [
                "motcua-20210729.xml: error: its name says 2021-07-29, which is still to come;"
                    + " correct the name or the feed's `exported_at`"
            ])
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }

    @Test func `on first start only the newest of each part is taken`() async throws {
        let district = try Installation.small()
        for day in ["20210726", "20210727"] { try district.deliver(dossiers: mended, on: day) }
        try district.deliver(entries: ["9 Z1 07-05 -"], year: "2020", on: "20210101")
        let report = try await district.run()
        #expect(report.taken == 4)
        #expect(try district.openAlerts() == SmallDistrict.alerts.union(["PAP-01 IALE:01:9"]))
    }

    @Test func `a newer export of the same day replaces the one before`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.write(SmallDistrict.xml(mended), "inbox/motcua/sua-20210728.xml")
        #expect(
            try await district.run(noon).told == ["resolved APO-01 B1", "resolved DOS-08 B1"])
    }

    @Test func `a part replaces only itself`() async throws {
        let district = try Installation.small()
        try district.deliver(entries: ["9 Z1 07-05 -"], year: "2020")
        _ = try await district.run()
        try district.deliver(
            entries: Array(SmallDistrict.entries.dropLast()) + ["3 A1 07-05 -"], on: "20210729")
        let report = try await district.run(.firstMorning.adding(hours: 24))
        #expect(report.told == ["resolved PAP-01 IALE:01:3"])
        #expect(report.events.goneCount == 0)
        #expect(try district.openAlerts().contains("PAP-01 IALE:01:9"))
    }

    @Test func `every delta stays in force`() async throws {
        let district = try Installation.small(letters: ["1 B1"])
        try district.deliver(letters: ["2 X1"], as: "thu-2")
        _ = try await district.run()
        try district.deliver(letters: ["3 Y1"], as: "thu-3")
        #expect(try await district.run(noon).told.isEmpty)
        #expect(try district.openAlerts() == ["DOS-08 B1", "PAP-01 IALE:01:3"])
    }

    @Test func `a touched file is no new export`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        for name in try district.files(below: "inbox").keys {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)],
                ofItemAtPath: "\(district.path)/\(name)")
        }
        #expect(try await district.run(noon).taken == 0)
    }

    @Test(arguments: [
        ".motcua-20210729.xml", "~$motcua-20210729.xml", "motcua-20210729.xml.tmp",
        "motcua-20210729.xml.part", "motcua-20210729.csv",
    ])
    func `a hidden, unfinished or other file is left alone`(_ name: String) async throws {
        let district = try Installation.small()
        try district.write("<D>", "inbox/motcua/\(name)")
        let report = try await district.run()
        #expect(report.troubles.isEmpty)
        #expect(report.taken == 3)
    }

    @Test func `a file that stood still long enough is not waited for`() async throws {
        let district = try Installation.small()
        try district.replace("settle_seconds: 0", "settle_seconds: 30", in: "doisoat.yaml")
        for name in try district.files(below: "inbox").keys {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)],
                ofItemAtPath: "\(district.path)/\(name)")
        }
        #expect(try await district.run(settles: true).taken == 3)
        #expect(district.talk.isEmpty)
    }

    @Test func `evidence names the export by its content`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let sha256 = Digest.sha256(
            of: try district.text("inbox/so-giay/so-giay-2021-20210728.csv"))
        let line = try #require(
            try district.text("alerts/alerts.jsonl").split(separator: "\n")
                .first { $0.contains("PAP-01") })
        #expect(
            line.contains(
                #"[{"feed":"so-giay","file":"so-giay-2021-20210728.csv","sha256":"\#(sha256)","line":4}]"#
            ))
    }

    @Test func `an export is archived under the hash of its content`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let text = try district.text("inbox/motcua/motcua-20210728.xml")
        let sha256 = Digest.sha256(of: text)
        #expect(try district.text("state/archive/\(sha256.prefix(2))/\(sha256)") == text)
    }
}
