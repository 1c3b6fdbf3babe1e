import AlertJournal
import Facts
import Foundation
import Testing

@testable import Service

@Suite struct `A journal that was lost` {
    private static let later = Instant.firstMorning.adding(hours: 3)

    @Test func `is restored so that the sample's next run tells nothing`() async throws {
        let district = try Installation.sample()
        _ = try await district.run()
        let before = try district.alertFiles()
        try district.remove("state/journal.sqlite")
        let text = try await Rebuild(settings: district.settings()).perform(at: Self.later) { _ in }
        let count = try district.events().count
        #expect(text.hasPrefix("restored: \(count) open alerts, 0 ended, \(count) events up to #"))
        let again = try await district.run(.firstMorning.adding(hours: 1))
        #expect(again.told.isEmpty)
        #expect(try district.alertFiles() == before)
        #expect(again.troubles.isEmpty)
    }

    @Test func `is restored from the newest of rotated files`() async throws {
        let district = try Installation.small()
        try district.replace(
            "version: 1", "version: 1\nrotate: {every_days: 1, keep_days: 1}", in: "doisoat.yaml")
        _ = try await district.run()
        try district.deliver(
            dossiers: SmallDistrict.dossiers + ["D1 processing 07-05 07-20 -"], on: "20210729")
        _ = try await district.run(.firstMorning.adding(hours: 24))
        let names = try district.alertFiles().keys.filter { $0.contains("jsonl-") }
        let rotated = try #require(names.first)
        #expect(names.count == 1)
        let before = try district.alertFiles()
        let open = try district.openAlerts()
        try district.remove("state/journal.sqlite")
        try FileManager.default.moveItem(
            atPath: district.path + "/" + rotated, toPath: district.path + "/" + rotated + ".gz")
        let text = try await Rebuild(settings: district.settings()).perform(at: Self.later) { _ in }
        #expect(text.hasPrefix("restored: \(open.count) open alerts, 0 ended, "))
        #expect(text.contains("not read, because packed: alerts.jsonl-20210728-"))
        try FileManager.default.moveItem(
            atPath: district.path + "/" + rotated + ".gz", toPath: district.path + "/" + rotated)
        #expect(try await district.run(.firstMorning.adding(hours: 25)).told.isEmpty)
        #expect(try district.alertFiles() == before)
    }

    @Test func `does not make a silent feed one that was heard`() async throws {
        let district = try Installation.small()
        try district.replace(
            "record: HoSo", "record: HoSo\n    expected_every_working_days: 2",
            in: "doisoat.yaml")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_627_430_000)],
            ofItemAtPath: "\(district.path)/inbox/motcua/motcua-20210728.xml")
        _ = try await district.run()
        let silent = Instant.firstMorning.adding(hours: 5 * 24)
        #expect(try await district.run(silent).told == ["opened ING-03 motcua"])
        try district.remove("state/journal.sqlite")
        _ = try await Rebuild(settings: district.settings()).perform(at: silent) { _ in }
        #expect(try await district.run(silent.adding(hours: 1)).told.isEmpty)
    }

    @Test func `does not make missing records seem found`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(dossiers: [SmallDistrict.dossiers[1]], on: "20210729")
        let next = Instant.firstMorning.adding(hours: 24)
        #expect(try await district.run(next).told.contains("opened ING-04 motcua"))
        try district.remove("state/journal.sqlite")
        _ = try await Rebuild(settings: district.settings()).perform(at: next) { _ in }
        #expect(try await district.run(next.adding(hours: 1)).told.isEmpty)
        try district.deliver(dossiers: SmallDistrict.dossiers, on: "20210730")
        let later = try await district.run(next.adding(hours: 24))
        #expect(later.told.contains("resolved ING-04 motcua"))
    }

    @Test func `is not one that is there and sound`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let path = district.path + "/state/journal.sqlite"
        await #expect(throws: RebuildFault.sound(journal: path)) {
            try await Rebuild(settings: district.settings()).perform(at: Self.later) { _ in }
        }
    }
}

@Suite struct `What was restored, in words` {
    @Test func `counts alerts, events and answers`() {
        var restored = RestoredJournal()
        restored.openCount = 1061
        restored.endedCount = 12
        restored.eventCount = 1085
        restored.lastSeq = 1085
        restored.acknowledgementCount = 3
        #expect(
            restored.text.hasPrefix(
                "restored: 1,061 open alerts, 12 ended, 1,085 events up to #001085,"
                    + " 3 acknowledgements; notes of acknowledgements were not in the files\n"))
    }

    @Test func `names what was missing, packed, torn and kept`() {
        var restored = RestoredJournal()
        (restored.openCount, restored.eventCount, restored.acknowledgementCount) = (1, 1, 1)
        restored.gaps = [1...12]
        restored.packed = ["alerts.jsonl.2.gz"]
        restored.torn = ["/log/alerts.jsonl"]
        restored.damaged = "/state/journal.sqlite.damaged-20210728-063000"
        let lines = restored.text.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[0].contains(": 1 open alert, 0 ended, 1 event up to"))
        #expect(lines[1].hasPrefix("not in the files: #000001–#000012;"))
        #expect(lines[2].contains("packed: alerts.jsonl.2.gz;"))
        #expect(lines[3].hasPrefix("/log/alerts.jsonl: "))
        #expect(lines[4].hasSuffix("kept as /state/journal.sqlite.damaged-20210728-063000"))
    }
}
