import AlertJournal
import Facts
import Foundation
import Testing

@testable import Service

@Suite struct `A fault of the journal or of a directory` {
    private static func lost() async throws -> Installation {
        let district = try Installation.small()
        _ = try await district.run()
        try district.remove("state/journal.sqlite")
        return district
    }

    private static func expectLost(
        _ district: Installation, _ body: () async throws -> Void
    ) async throws {
        let before = try district.files()
        let error = await #expect(throws: JournalError.self) { try await body() }
        #expect(error?.kind == .lost)
        #expect(try district.files() == before)
    }

    @Test(arguments: [false, true])
    func `stops a run when the journal is lost`(_ isDryRun: Bool) async throws {
        let district = try await Self.lost()
        try await Self.expectLost(district) { _ = try await district.run(isDryRun: isDryRun) }
    }

    @Test func `stops a purge when the journal is lost`() async throws {
        let district = try await Self.lost()
        let retention = Retention(settings: try district.settings())
        try await Self.expectLost(district) {
            _ = try await retention.apply(at: .firstMorning) { _ in }
        }
    }

    @Test(arguments: [false, true])
    func `stops a run when a page of the journal is damaged`(_ isDryRun: Bool) async throws {
        let district = try Installation.small()
        _ = try await district.run()
        var journal = try district.data("state/journal.sqlite")
        let page = 16_384
        journal.replaceSubrange(page * 4..<page * 5, with: Data(count: page))
        try district.write(journal, "state/journal.sqlite")
        let before = try district.files()
        let error = await #expect(throws: JournalError.self) {
            try await district.run(isDryRun: isDryRun)
        }
        #expect(error?.kind == .damaged)
        #expect(try district.files() == before)
    }

    @Test func `stops the acceptance of an export when the journal is lost`() async throws {
        let district = try await Self.lost()
        let held = HeldExports(settings: try district.settings())
        try await Self.expectLost(district) {
            _ = try await held.accept("0123456", at: .firstMorning) { _ in }
        }
    }

    @Test func `is over when the journal was put back`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let journal = try district.data("state/journal.sqlite")
        try district.remove("state/journal.sqlite")
        _ = await #expect(throws: JournalError.self) { try await district.run() }
        try district.write(journal, "state/journal.sqlite")
        let report = try await district.run()
        #expect(report.told.isEmpty && report.troubles.isEmpty)
    }

    @Test(arguments: [false, true])
    func `tells once that the alert files were gone`(_ isFolderThere: Bool) async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let open = try district.openAlerts()
        try district.remove("alerts")
        if isFolderThere { try district.makeFolder("alerts") }
        let report = try await district.run()
        #expect(report.warnings.count == 1)
        #expect(report.warnings.first?.hasPrefix("\(district.path)/alerts: warning: ") == true)
        #expect(try district.openAlerts() == open)
        #expect(try await district.run().warnings.isEmpty)
    }

    @Test func `of the files loses nothing that a run has recorded`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let seq = try district.events().count
        try district.deliver(entries: SmallDistrict.entries + ["4 D1 07-06 -"])
        // Nothing is cut, written or replaced through a link, and so nothing is published.
        let kept = try district.text("alerts/alerts.jsonl")
        try district.remove("alerts/alerts.jsonl")
        try FileManager.default.createSymbolicLink(
            atPath: "\(district.path)/alerts/alerts.jsonl", withDestinationPath: "elsewhere")
        await #expect(throws: PublicationFault.self) { try await district.run() }
        try district.remove("alerts/alerts.jsonl")
        try district.write(kept, "alerts/alerts.jsonl")
        #expect(try await district.run().told.isEmpty)
        #expect(try district.events(after: seq) == ["opened PAP-01 IALE:01:4 IALE"])
    }

    @Test func `of the files is told with the journal's reason`() {
        let fault = PublicationFault(JournalError(.system(reason: "full"), path: "/log/x"))
        #expect(
            fault.description
                == "/log/x: error: the file could not be read or written: full;"
                + " check the disk and the folder's permissions, then run again; nothing is lost:"
                + " what was to be told is recorded, and the next run completes the alert files")
    }
}
