import AlertJournal
import Facts
import Foundation
import Reconciliation
import Service
import Testing

@Suite struct `An export that cannot be read whole` {
    private static let good = SmallDistrict.xml(SmallDistrict.dossiers)
    private static let next = Instant.firstMorning.adding(hours: 24)

    /// A text, and where its message has to point.
    private static let broken: [(name: String, text: String, place: String)] = [
        ("empty", "", ""),
        ("truncated", String(good.dropLast(60)), #":\d+:\d+"#),
        ("malformed", good.replacing("</Ma>", with: "</Mã>"), ":2:\\d+"),
        ("doctype", "<!DOCTYPE D [<!ENTITY a \"b\">]>\n" + good, ":1:\\d+"),
        ("two roots", good + "<D/>", ":9:1"),
        ("no XML", "Mã,Trạng thái\nA,Đã trả\n", ":1:\\d+"),
        ("other records", good.replacing("Ma>", with: "So>"), ""),
    ]

    /// The alert that it raises: whole, but of other records, it is a matter of its header.
    private static func alert(_ name: String) -> String {
        name == "other records" ? "ING-02 motcua" : "ING-01 motcua"
    }

    @Test(arguments: broken.map(\.name))
    func `is refused with its place, what is wrong and what would do`(_ name: String) async throws {
        let broken = try #require(Self.broken.first { $0.name == name })
        let district = try Installation.small()
        try district.write(broken.text, "inbox/motcua/motcua-20210728.xml")
        let troubles = try await district.run().troubles
        #expect(troubles.count == 1)
        let form = try Regex("motcua-20210728\\.xml\(broken.place): error: [^;]+; .+")
        #expect(troubles.first?.wholeMatch(of: form) != nil, "\(troubles)")
    }

    @Test(arguments: broken.map(\.name))
    func `leaves the one before it in force`(_ name: String) async throws {
        let broken = try #require(Self.broken.first { $0.name == name })
        let district = try Installation.small()
        _ = try await district.run()
        try district.write(broken.text, "inbox/motcua/motcua-20210729.xml")
        let report = try await district.run(Self.next)
        #expect(report.told == ["opened \(Self.alert(name))"])
        #expect(report.troubles.count == 1)
        #expect(try district.openAlerts() == SmallDistrict.alerts.union([Self.alert(name)]))
    }

    @Test func `gives way to a whole one that arrived with it`() async throws {
        let district = try Installation.small()
        try district.write("<D>", "inbox/motcua/motcua-20210729.xml")
        let report = try await district.run(Self.next)
        #expect(report.troubles.count == 1)
        #expect(try district.openAlerts() == SmallDistrict.alerts.union(["ING-01 motcua"]))
    }

    @Test(arguments: broken.map(\.name))
    func `keeps no other feed from being reconciled`(_ name: String) async throws {
        let broken = try #require(Self.broken.first { $0.name == name })
        let district = try Installation.small()
        _ = try await district.run()
        try district.write(broken.text, "inbox/motcua/motcua-20210729.xml")
        try district.deliver(entries: SmallDistrict.entries + ["4 D1 07-06 -"], on: "20210729")
        #expect(
            try await district.run(Self.next).told
                == ["opened \(Self.alert(name))", "opened PAP-01 IALE:01:4"])
    }

    @Test(arguments: broken.map(\.name))
    func `raises no alerts about what it should have told`(_ name: String) async throws {
        let broken = try #require(Self.broken.first { $0.name == name })
        let district = try Installation.small()
        try district.write(broken.text, "inbox/motcua/motcua-20210728.xml")
        let report = try await district.run()
        #expect(report.told == ["opened \(Self.alert(name))"])
        #expect(report.state(of: "PAP-01") == .withheld)
        #expect(report.evaluation.coverage.contains { $0.rule == "PAP-01" && $0.feed == "motcua" })
    }

    @Test func `is told again in each run until it is replaced`() async throws {
        let district = try Installation.small()
        try district.write("<D>", "inbox/motcua/motcua-20210728.xml")
        let first = try await district.run()
        let second = try await district.run(.firstMorning.adding(hours: 1))
        #expect(first.troubles == second.troubles)
        try district.deliver(dossiers: SmallDistrict.dossiers)
        let third = try await district.run(.firstMorning.adding(hours: 2))
        #expect(third.troubles.isEmpty)
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }

    @Test func `is not kept in the archive`() async throws {
        let district = try Installation.small()
        try district.write("<D>", "inbox/motcua/motcua-20210728.xml")
        _ = try await district.run()
        let archived = try district.files(below: "state/archive").values
        #expect(!archived.contains(Data("<D>".utf8)))
        #expect(archived.contains(try district.data("inbox/thu/thu-1.csv")))
    }

    @Test func `of one part leaves the other parts as they are`() async throws {
        let district = try Installation.small()
        try district.deliver(entries: ["9 Z1 07-05 -"], year: "2020")
        try district.write("STT,Mã\n\"1", "inbox/so-giay/so-giay-2021-20210728.csv")
        let report = try await district.run()
        #expect(report.told.contains("opened PAP-01 IALE:01:9"))
        #expect(report.troubles.count == 1)
    }
}

@Suite struct `A gap that a refused export leaves` {
    private static let broken = "Số,Mã hồ sơ\n1,\"B1\n"
    private let later = Instant.firstMorning.adding(hours: 1)

    @Test func `keeps back what the export might have told`() async throws {
        let district = try Installation.small(letters: ["1 X1"])
        try district.write(Self.broken, "inbox/thu/thu-2.csv")
        #expect(
            try await district.run().told == [
                "opened DOS-08 B1", "opened ING-01 thu", "opened PAP-01 IALE:01:3",
            ])
    }

    @Test func `is told in the coverage of the rules that it concerns`() async throws {
        let district = try Installation.small(letters: ["1 X1"])
        try district.write(Self.broken, "inbox/thu/thu-2.csv")
        let coverage = try await district.run().evaluation.coverage
        #expect(coverage.contains { $0.feed == "thu" && $0.rule == "APO-01" })
    }

    @Test func `is closed by a whole export of that name`() async throws {
        let district = try Installation.small(letters: ["1 X1"])
        try district.write(Self.broken, "inbox/thu/thu-2.csv")
        _ = try await district.run()
        try district.deliver(letters: ["2 Y1"], as: "thu-2")
        #expect(
            try await district.run(later).told == ["opened APO-01 B1", "resolved ING-01 thu"])
    }

    @Test func `is closed when the file is taken away`() async throws {
        let district = try Installation.small(letters: ["1 X1"])
        try district.write(Self.broken, "inbox/thu/thu-2.csv")
        _ = try await district.run()
        try district.remove("inbox/thu/thu-2.csv")
        try district.deliver(letters: ["2 Y1"], as: "thu-3")
        #expect(
            try await district.run(later).told == ["opened APO-01 B1", "resolved ING-01 thu"])
    }

    @Test func `of one part keeps back nothing once the file is taken away`() async throws {
        let district = try Installation.small(
            entries: Array(SmallDistrict.entries.dropLast(2)))
        try district.write(Self.broken, "inbox/so-giay/so-giay-2020-20210728.csv")
        #expect(
            try await district.run().told == [
                "opened APO-01 B1", "opened DOS-08 B1", "opened ING-01 so-giay/2020",
            ])
        try district.remove("inbox/so-giay/so-giay-2020-20210728.csv")
        #expect(
            try await district.run(later).told
                == ["resolved ING-01 so-giay/2020", "opened PAP-02 B1"])
    }
}

@Suite struct `A CSV that cannot be read whole` {
    @Test(arguments: [
        ("unterminated", "STT,Mã hồ sơ\n1,\"A\n2,B\n", #":2:\d+"#),
        ("ragged", "STT,Mã hồ sơ\n1,A\n" + (2...7).map { "\($0),B\($0),c,d\n" }.joined(), ":3:1"),
        ("text after a quote", "STT,Mã hồ sơ\n1,\"A\"b\n", #":2:\d+"#),
        ("empty", "", ""), ("blank", "\n \n", ""),
        ("unknown columns", "Một,Hai\n1,2\n", ":1:1"),
        ("no keys", "STT,Mã hồ sơ\n,A\n,B\n", ""),
    ])
    func `is refused with its place, what is wrong and what would do`(
        _ name: String, _ text: String, _ place: String
    ) async throws {
        let district = try Installation.small()
        try district.write(text, "inbox/so-giay/so-giay-2021-20210728.csv")
        let report = try await district.run()
        let form = try Regex("so-giay-2021-20210728\\.csv\(place): error: [^;]+; .+")
        #expect(report.troubles.count == 1)
        #expect(report.troubles.first?.wholeMatch(of: form) != nil, "\(report.troubles)")
        #expect(
            report.told.prefix(2) == ["opened APO-01 B1", "opened DOS-08 B1"]
                && report.told.dropFirst(2).allSatisfy {
                    $0.hasPrefix("opened ING-0") && $0.hasSuffix(" so-giay/2021")
                })
    }

    @Test func `of bytes that are no UTF-8 is refused where they stand`() async throws {
        let district = try Installation.small()
        let bytes = Data("STT,Mã hồ sơ\n1,A".utf8) + [0xC3, 0x28] + Data("\n".utf8)
        try district.write(bytes, "inbox/so-giay/so-giay-2021-20210728.csv")
        let trouble = try #require(try await district.run().troubles.first)
        #expect(trouble.hasPrefix("so-giay-2021-20210728.csv:2:"), "\(trouble)")
    }
}

@Suite struct `A folder that cannot be looked into` {
    @Test func `is told, and the other feeds are reconciled`() async throws {
        let district = try Installation.small()
        try district.remove("inbox/thu")
        let report = try await district.run()
        #expect(
            report.troubles == [
                "\(district.path)/inbox/thu: error: the folder does not exist; create it or correct"
                    + " the feed's `path`"
            ])
        #expect(report.told == ["opened DOS-08 B1", "opened PAP-01 IALE:01:3"])
    }

    @Test func `leaves in force what came from it before`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.remove("inbox/motcua")
        let report = try await district.run(.firstMorning.adding(hours: 1))
        #expect(report.told.isEmpty)
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }
}
