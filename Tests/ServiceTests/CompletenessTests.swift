import AlertJournal
import Facts
import Foundation
import Glibc
import Reconciliation
import Testing

@testable import Service

@Suite struct `An export with something beside it` {
    private static let file = "inbox/so-giay/so-giay-2021-20210728.csv"
    private static let rows = SmallDistrict.csv(entries: SmallDistrict.entries)
    private let later = Instant.firstMorning.adding(hours: 1)

    @Test(arguments: [
        (".sha256", Digest.sha256(of: rows) + "  so-giay-2021-20210728.csv\n"),
        (".sha256", Digest.sha256(of: rows).uppercased()),
        (".manifest", "bytes=\(rows.utf8.count)\nrecords: 3\nsha256=\(Digest.sha256(of: rows))\n"),
        (".manifest", "records = 3\n"), (".ok", ""),
    ])
    func `that fits is taken`(_ suffix: String, _ text: String) async throws {
        let district = try Installation.small()
        try district.write(text, Self.file + suffix)
        let report = try await district.run()
        #expect(report.troubles.isEmpty)
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }

    @Test(arguments: [
        (".sha256", String(repeating: "0", count: 64)), (".sha256", "no checksum"),
        (".manifest", "bytes=1\n"), (".manifest", "records=4\n"),
        (".manifest", "sha256=\(String(repeating: "0", count: 64))"),
    ])
    func `that contradicts it is refused until either changes`(
        _ suffix: String, _ text: String
    ) async throws {
        let district = try Installation.small()
        try district.write(text, Self.file + suffix)
        let report = try await district.run()
        #expect(report.told.contains("opened ING-01 so-giay/2021"))
        #expect(report.troubles.count == 1)
        try district.remove(Self.file + suffix)
        #expect(try await district.run(later).told.contains("resolved ING-01 so-giay/2021"))
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }

    @Test func `in a list of checksums is compared with its own line`() async throws {
        let district = try Installation.small()
        let sums =
            "\(String(repeating: "0", count: 64))  other.csv\n"
            + "\(Digest.sha256(of: Self.rows)) *so-giay-2021-20210728.csv\n"
        try district.write(sums, "inbox/so-giay/SHA256SUMS")
        #expect(try await district.run().troubles.isEmpty)
    }
}

@Suite struct `A CSV whose last line has no line break` {
    private static let name = "inbox/so-giay/so-giay-2021-20210728.csv"
    private static let cut = String(SmallDistrict.csv(entries: SmallDistrict.entries).dropLast())
    private let later = Instant.firstMorning.adding(hours: 1)

    @Test func `may have been cut and is refused`() async throws {
        let district = try Installation.small()
        try district.write(Self.cut, Self.name)
        let report = try await district.run()
        #expect(report.told.contains("opened ING-01 so-giay/2021"))
        #expect(report.troubles.first?.contains("the last line has no line break") == true)
    }

    @Test func `is refused wherever it was cut inside a record`() async throws {
        let whole = Array(SmallDistrict.csv(entries: SmallDistrict.entries).utf8)
        let records = try #require(whole.firstIndex(of: UInt8(ascii: "\n"))) + 1
        for end in records + 1..<whole.count where whole[end - 1] != UInt8(ascii: "\n") {
            let district = try Installation.small()
            try district.write(Data(whole[..<end]), Self.name)
            let report = try await district.run(isDryRun: true)
            #expect(report.troubles.count == 1, "cut before byte \(end)")
            #expect(report.told.contains("opened ING-01 so-giay/2021"), "cut before byte \(end)")
        }
    }

    @Test func `is taken when the same bytes are delivered a second time`() async throws {
        let district = try Installation.small()
        try district.write(Self.cut, Self.name)
        _ = try await district.run()
        #expect(try await district.run(later).told.isEmpty)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)],
            ofItemAtPath: "\(district.path)/\(Self.name)")
        let report = try await district.run(later.adding(hours: 1))
        #expect(report.told.contains("resolved ING-01 so-giay/2021"))
        #expect(try district.openAlerts() == SmallDistrict.alerts)
    }

    @Test func `is taken with a mark beside it that it is whole`() async throws {
        let district = try Installation.small()
        try district.write(Self.cut, Self.name)
        try district.write("", Self.name + ".ok")
        #expect(try await district.run().troubles.isEmpty)
    }
}

@Suite struct `What is no export that may be read` {
    private let name = "inbox/motcua/khac-20210728.xml"

    private func troubles(_ make: (String) throws -> Void) async throws -> [String] {
        let district = try Installation.small()
        try make("\(district.path)/\(name)")
        let report = try await district.run()
        #expect(try district.openAlerts() == SmallDistrict.alerts)
        return report.troubles.map { $0.replacing(district.path, with: "") }
    }

    @Test func `a folder with an export's name is left alone with a reason`() async throws {
        let told = try await troubles {
            try FileManager.default.createDirectory(
                atPath: $0, withIntermediateDirectories: false)
        }
        #expect(
            told == [
                "/inbox/motcua: error: something with an export's name is a folder, pipe or device;"
                    + " remove it"
            ])
    }

    @Test func `a pipe is never opened`() async throws {
        let told = try await troubles { _ = mkfifo($0, 0o600) }
        #expect(told.count == 1)
    }

    @Test(arguments: ["/dev/zero", "/etc/passwd", "../thu/thu-1.csv", "nowhere"])
    func `a link out of the folder is not followed`(_ target: String) async throws {
        let told = try await troubles { _ = symlink(target, $0) }
        #expect(told.count == 1)
        #expect(told.first?.contains("a link leads") == true)
    }

    @Test func `a link within the folder is`() async throws {
        let told = try await troubles { _ = symlink("motcua-20210728.xml", $0) }
        #expect(told.isEmpty)
    }
}

@Suite struct `The folder of notes` {
    @Test func `says why an export is not in force, and nothing of what it holds`() async throws {
        let district = try Installation.small()
        try district.write(
            "STT,Mã hồ sơ\n1,\"Rơ Mah H'Nhah\n", "inbox/so-giay/so-giay-2021-20210728.csv")
        _ = try await district.run()
        let notes = try district.files(below: "state/quarantine")
        #expect(notes.count == 1)
        let text = String(decoding: notes.values.first ?? Data(), as: UTF8.self)
        #expect(text.contains("feed: so-giay\nfile: so-giay-2021-20210728.csv\n"))
        #expect(
            text.contains("line: 2\n") && text.contains("\nlý do: ") && text.contains("\nreason: "))
        #expect(!text.contains("Mah"))
    }

    @Test func `is empty again when a whole one has come`() async throws {
        let district = try Installation.small()
        try district.write("<D>", "inbox/motcua/motcua-20210728.xml")
        _ = try await district.run()
        try district.deliver(dossiers: SmallDistrict.dossiers)
        _ = try await district.run(.firstMorning.adding(hours: 1))
        #expect(try district.files(below: "state/quarantine").isEmpty)
    }
}
