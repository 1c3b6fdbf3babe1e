import Foundation
import GRDB
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct `A journal that is gone` {
    private let district: District

    init() throws {
        district = try District()
        try district.reconcile(Scene("H1"))
    }

    private func open() throws(JournalError) -> AlertJournal {
        try AlertJournal(path: district.journalPath, alertDirectory: district.folder + "/log")
    }

    private func lose() throws {
        try FileManager.default.removeItem(atPath: district.journalPath)
    }

    private func rename(_ name: String) throws {
        try FileManager.default.moveItem(
            atPath: district.path("alerts.jsonl"), toPath: district.path(name))
    }

    @Test func `is not begun afresh while the alert files tell of events`() throws {
        try lose()
        let error = #expect(throws: JournalError.self) { _ = try open() }
        #expect(error == JournalError(.lost, path: district.journalPath))
        #expect(!FileManager.default.fileExists(atPath: district.journalPath))
    }

    @Test func `is not begun afresh where an empty file has its name`() throws {
        try Data().write(to: URL(fileURLWithPath: district.journalPath))
        let error = #expect(throws: JournalError.self) { _ = try open() }
        #expect(error?.kind == .lost)
        #expect(FileManager.default.contents(atPath: district.journalPath) == Data())
    }

    @Test func `is not begun afresh in memory either`() throws {
        try lose()
        let error = #expect(throws: JournalError.self) {
            _ = try AlertJournal(
                copyOf: district.journalPath, alertDirectory: district.folder + "/log")
        }
        #expect(error?.kind == .lost)
    }

    @Test(arguments: ["alerts.jsonl.1", "alerts-20210728.jsonl", "alerts.jsonl-20210728"])
    func `is missed by a rotated file`(_ name: String) throws {
        try rename(name)
        try lose()
        let error = #expect(throws: JournalError.self) { _ = try open() }
        #expect(error?.kind == .lost)
    }

    @Test func `is missed by a rotated file that was compressed`() throws {
        try FileManager.default.removeItem(atPath: district.path("alerts.jsonl"))
        try Data([0x1F, 0x8B, 8, 0, 0]).write(
            to: URL(fileURLWithPath: district.path("alerts.jsonl.2.gz")))
        try lose()
        let error = #expect(throws: JournalError.self) { _ = try open() }
        #expect(error?.kind == .lost)
    }

    @Test(arguments: ["", "what somebody noted\n"])
    func `is not missed by files that tell of no event`(_ text: String) throws {
        for name in ["alerts.jsonl", "alerts.log"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: district.path(name)))
        }
        try lose()
        #expect(try open().lastRun() == nil)
    }

    @Test func `is missed by the log alone`() throws {
        try FileManager.default.removeItem(atPath: district.path("alerts.jsonl"))
        try lose()
        let error = #expect(throws: JournalError.self) { _ = try open() }
        #expect(error?.kind == .lost)
    }

    @Test func `is not missed where nothing was ever published`() throws {
        let path = district.folder + "/other.sqlite"
        let journal = try AlertJournal(path: path, alertDirectory: district.folder + "/none")
        #expect(try journal.lastRun() == nil)
    }

    @Test func `is gone no more once it was put back`() throws {
        let kept = district.folder + "/kept.sqlite"
        try FileManager.default.moveItem(atPath: district.journalPath, toPath: kept)
        _ = #expect(throws: JournalError.self) { _ = try open() }
        try FileManager.default.moveItem(atPath: kept, toPath: district.journalPath)
        #expect(try open().openAlerts().count == 1)
    }

    @Test func `cannot be replaced by a copy that knows fewer events than the files`() throws {
        let old = try #require(FileManager.default.contents(atPath: district.journalPath))
        try district.reconcile(Scene("H1", "H2"))
        try old.write(to: URL(fileURLWithPath: district.journalPath))
        let error = #expect(throws: JournalError.self) { _ = try open() }
        #expect(
            error == JournalError(.ahead(lastSeq: 2), path: district.path("alerts.jsonl")))
        #expect(FileManager.default.contents(atPath: district.journalPath) == old)
    }

    @Test func `is not one whose first tables were only begun`() throws {
        let path = district.folder + "/begun.sqlite"
        let queue = try DatabaseQueue(path: path)
        try JournalSchema.migrator.migrate(queue, upTo: "Runs and deliveries are remembered")
        try queue.close()
        let journal = try AlertJournal(path: path, alertDirectory: district.folder + "/none")
        #expect(try journal.lastRun() == nil)
        #expect(journal.copyBeforeUpgrade == nil)
    }

    @Test func `is told with both ways to restore it`() {
        for kind in [JournalError.Kind.lost, .damaged, .notAJournal] {
            let text = JournalError(kind, path: "/x").description
            #expect(text.contains("put back the latest copy of the journal"))
            #expect(text.contains("`doisoat alerts rebuild`"))
        }
    }
}
