import Facts
import Foundation
import Reconciliation
import Testing

@testable import Service

@Suite struct `A code that a clerk corrected` {
    private static let next = Instant.firstMorning.adding(hours: 24)

    /// Dossiers as `code name received due`, all in work, overdue when due before 28 July.
    private static func deliver(
        _ dossiers: [String], to district: Installation, on day: String
    ) throws {
        let records = dossiers.map { dossier in
            let cells = dossier.split(separator: " ")
            return """
                  <HoSo><Ma>\(cells[0])</Ma><TrangThai>processing</TrangThai><Noi>IALE</Noi>
                    <Ten>\(cells[1])</Ten><Nhan>2021-\(cells[2])</Nhan><Hen>2021-\(cells[3])</Hen>
                  </HoSo>

                """
        }
        try district.write(
            "<DanhSach>\n\(records.joined())</DanhSach>\n", "inbox/motcua/motcua-\(day).xml")
    }

    private static let others = (1...9).map { "A\($0) Dan\($0) 07-0\($0) 08-20" }

    private static func told(
        _ before: [String], _ after: [String], next: Instant = next
    ) async throws -> [String] {
        let district = try Installation.small(entries: [])
        try deliver(others + before, to: district, on: "20210728")
        _ = try await district.run()
        try deliver(others + after, to: district, on: "20210729")
        return try await district.run(next).told.sorted()
    }

    @Test func `carries its alerts over, and is not missing`() async throws {
        let told = try await Self.told(
            ["B1 Hlui 07-02T08:15:00 07-20"], ["B7 Hlui 07-02T08:15:00 07-20"])
        #expect(told == ["changed APO-01 B7", "changed DOS-08 B7"])
    }

    @Test func `carries them over to what is fine now`() async throws {
        let told = try await Self.told(
            ["B1 Hlui 07-02T08:15:00 07-20"], ["B7 Hlui 07-02T08:15:00 08-20"])
        #expect(told == ["resolved APO-01 B1", "resolved DOS-08 B1"])
    }

    @Test(arguments: [
        ("another citizen", "B7 Siu 07-02T08:15:00 08-20"),
        ("another time", "B7 Hlui 07-02T08:16:00 08-20"),
    ])
    func `is another dossier when it tells of`(_ what: String, _ new: String) async throws {
        #expect(
            try await Self.told(["B1 Hlui 07-02T08:15:00 07-20"], [new])
                == ["opened ING-04 motcua"])
    }

    @Test func `is not guessed where two could be meant`() async throws {
        let told = try await Self.told(
            ["B1 Hlui 07-02T08:15:00 07-20"],
            ["B7 Hlui 07-02T08:15:00 08-20", "B8 Hlui 07-02T08:15:00 08-20"])
        #expect(told == ["opened ING-04 motcua"])
    }

    @Test func `is no loss for which an export is held`() async throws {
        let names = ["Hlui", "Siu", "Kpa", "Rmah"]
        let before = names.enumerated().map { "B\($0) \($1) 07-02 08-20" }
        let after = names.enumerated().map { "C\($0) \($1) 07-02 08-20" }
        #expect(try await Self.told(before, after) == [])
    }
}
