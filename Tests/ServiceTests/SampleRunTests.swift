import AlertJournal
import DistrictSample
import Facts
import Foundation
import Testing

@testable import Service

@Suite struct `The sample district` {
    @Test(arguments: [600, 6015])
    func `shows every planted fault and no other`(dossiers: Int) async throws {
        let district = try Installation.copy(of: Installation.sampleFiles(dossiers: dossiers))
        let report = try await district.run()
        let planted = try district.text("expected.jsonl").split(separator: "\n").map {
            let fault = try JSONDecoder().decode(PlantedFault.self, from: Data($0.utf8))
            return "opened \(fault.rule) \(fault.subject.id) \(fault.unit)"
        }
        let found = try district.events()
        #expect(Set(planted).subtracting(found).sorted() == [], "missed")
        #expect(Set(found).subtracting(planted).sorted() == [], "false alerts")
        #expect(found.count == planted.count)
        #expect(report.troubles.isEmpty)
    }

    private struct PlantedFault: Decodable {
        struct Subject: Decodable { let id: String }
        let rule: String
        let subject: Subject
        let unit: String
    }

    @Test func `tells nothing again on the same exports`() async throws {
        let district = try Installation.sample()
        _ = try await district.run()
        let files = try district.alertFiles()
        let again = try await district.run(.firstMorning.adding(hours: 1))
        #expect(again.told.isEmpty)
        #expect(try district.alertFiles() == files)
    }

    @Test func `is told the same whatever the order of its feeds`() async throws {
        let files = try await alertFiles { $0 }
        let reversed = try await alertFiles { installation in
            let text = try installation.text("doisoat.yaml")
            let blocks = text.split(separator: "\n  - id:", omittingEmptySubsequences: false)
            let feeds = blocks.dropFirst().reversed().map { "\n  - id:" + $0 }
            try installation.write(blocks[0] + feeds.joined(), "doisoat.yaml")
            try #require(try installation.settings().feeds.count == feeds.count)
            return installation
        }
        #expect(files == reversed)
    }

    @Test func `is told the same whatever the order of files in their folders`() async throws {
        let files = try await alertFiles { $0 }
        let reversed = try await alertFiles { installation in
            try Installation.copy(of: installation.files(), order: >)
        }
        #expect(files == reversed)
    }

    @Test func `is told the same after a second state began with it`() async throws {
        let district = try Installation.sample()
        _ = try await district.run()
        let files = try district.alertFiles()
        for folder in ["state", "alerts"] { try district.remove(folder) }
        _ = try await district.run()
        #expect(try district.alertFiles() == files)
    }

    private func alertFiles(
        _ change: (Installation) throws -> Installation
    ) async throws -> [String: Data] {
        let installation = try change(.sample())
        _ = try await installation.run()
        return try installation.alertFiles()
    }

    @Test func `has one line in each alert file for each event`() async throws {
        let district = try Installation.sample()
        let report = try await district.run()
        let seqs = try district.text("alerts/alerts.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(PublishedAlerts.Line.self, from: Data($0.utf8)).seq
        }
        #expect(seqs == Array(1...report.events.events.count))
    }
}
