import Facts
import Foundation
import Testing

/// Full exports whose names tell no day: the one written last is in force.
@Suite struct `Undated full exports` {
    private static let late = "B1 processing 07-02 07-20 -"
    private static let mended = "B1 returned 07-02 07-20 07-20"

    private static func district(_ exports: [(name: String, dossier: String)]) throws
        -> Installation
    {
        let district = try Installation.small(entries: [])
        try district.remove("inbox/motcua/motcua-20210728.xml")
        for (index, export) in exports.enumerated() {
            try district.write(SmallDistrict.xml([export.dossier]), "inbox/motcua/\(export.name)")
            try touch(export.name, minute: index, in: district)
        }
        return district
    }

    private static func touch(_ name: String, minute: Int, in district: Installation) throws {
        let date = Date(timeIntervalSince1970: 1_627_400_000 + Double(minute) * 60)
        try FileManager.default.setAttributes(
            [.modificationDate: date], ofItemAtPath: "\(district.path)/inbox/motcua/\(name)")
    }

    @Test(arguments: [("a.xml", "b.xml"), ("b.xml", "a.xml"), ("x1.xml", "x0.xml")])
    func `found together count by the time at which they were written`(
        _ older: String, _ newer: String
    ) async throws {
        let district = try Self.district([(older, Self.late), (newer, Self.mended)])
        #expect(try await district.run().told.isEmpty)
    }

    @Test func `are not brought back by being touched or copied anew`() async throws {
        let district = try Self.district([("a.xml", Self.late)])
        #expect(try await district.run().told == ["opened APO-01 B1", "opened DOS-08 B1"])
        try district.write(SmallDistrict.xml([Self.mended]), "inbox/motcua/b.xml")
        let next = Instant.firstMorning.adding(hours: 1)
        #expect(try await district.run(next).told == ["resolved APO-01 B1", "resolved DOS-08 B1"])
        for minute in 10...12 {
            try Self.touch("a.xml", minute: minute, in: district)
            #expect(try await district.run(next.adding(hours: Int64(minute))).told.isEmpty)
        }
    }

    @Test func `come back when what replaced them is taken away`() async throws {
        let district = try Self.district([("a.xml", Self.late)])
        _ = try await district.run()
        try district.write(SmallDistrict.xml([Self.mended]), "inbox/motcua/b.xml")
        let next = Instant.firstMorning.adding(hours: 1)
        _ = try await district.run(next)
        try district.remove("inbox/motcua/b.xml")
        try Self.touch("a.xml", minute: 9, in: district)
        let back = try await district.run(next.adding(hours: 1))
        #expect(back.told == ["reopened APO-01 B1", "reopened DOS-08 B1"])
    }
}
