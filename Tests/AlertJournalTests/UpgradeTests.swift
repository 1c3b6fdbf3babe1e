import Foundation
import GRDB
import Glibc
import Testing

@testable import AlertJournal

@Suite struct `A journal of an older version` {
    private let folder: String
    private var path: String { folder + "/journal.sqlite" }
    private var copy: String { path + ".before-upgrade-3" }

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
    }

    /// A journal as it was after the third migration, with so many runs.
    private func makeOld(runs: Int = 1) throws {
        try? FileManager.default.removeItem(atPath: path)
        let queue = try DatabaseQueue(path: path)
        try JournalSchema.migrator.migrate(
            queue, upTo: "What stands in the alert files is remembered")
        try queue.write { db in
            for id in 0..<runs {
                try db.execute(
                    sql: "INSERT INTO run VALUES (?, 1627428602, 's1', 0, 0)", arguments: [id + 1])
            }
        }
        try queue.close()
    }

    private func content(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { db in
            try JournalSchema.migrator.appliedMigrations(db).map { _ in "migration" }
                + String.fetchAll(db, sql: "SELECT 'run ' || id FROM run ORDER BY id")
        }
    }

    private func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    }

    private func removeFolder() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func `is copied before it is changed`() throws {
        defer { removeFolder() }
        try makeOld()
        let journal = try AlertJournal(path: path)
        #expect(journal.copyBeforeUpgrade == copy)
        #expect(try journal.lastRun()?.id == 1)
        #expect(try content(copy) == ["migration", "migration", "migration", "run 1"])
        #expect(try names() == ["journal.sqlite", "journal.sqlite.before-upgrade-3"])
    }

    @Test func `is copied for its owner only`() throws {
        defer { removeFolder() }
        try makeOld()
        _ = try AlertJournal(path: path)
        var status = stat()
        try #require(lstat(copy, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `is copied once`() throws {
        defer { removeFolder() }
        try makeOld()
        _ = try AlertJournal(path: path)
        #expect(try AlertJournal(path: path).copyBeforeUpgrade == nil)
        #expect(try names().count == 2)
    }

    @Test func `needs no second copy when an upgrade was interrupted after the first`() throws {
        defer { removeFolder() }
        try makeOld()
        _ = try AlertJournal(path: path)
        try makeOld()
        #expect(try AlertJournal(path: path).copyBeforeUpgrade == nil)
        #expect(try names().count == 2)
    }

    @Test func `is copied beside the copy of an earlier upgrade`() throws {
        defer { removeFolder() }
        try makeOld()
        _ = try AlertJournal(path: path)
        try makeOld(runs: 2)
        #expect(try AlertJournal(path: path).copyBeforeUpgrade == copy + "-2")
        #expect(try content(copy).last == "run 1")
        #expect(try content(copy + "-2").last == "run 2")
    }

    @Test func `is not copied for looking ahead`() throws {
        defer { removeFolder() }
        try makeOld()
        _ = try AlertJournal(copyOf: path)
        #expect(try names() == ["journal.sqlite"])
    }

    @Test func `stays as it is when it cannot be copied`() throws {
        defer { removeFolder() }
        try makeOld()
        // A folder that is not empty can be neither removed nor replaced.
        try FileManager.default.createDirectory(
            atPath: path + ".copy-in-the-making/x", withIntermediateDirectories: true)
        let before = FileManager.default.contents(atPath: path)
        let error = #expect(throws: JournalError.self) { _ = try AlertJournal(path: path) }
        #expect(error?.path == path + ".copy-in-the-making")
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    @Test func `is not copied with what a killed program left half written`() throws {
        defer { removeFolder() }
        try makeOld()
        try leaveHalfWritten()
        #expect(try names().contains("journal.sqlite-journal"))
        let journal = try AlertJournal(path: path)
        #expect(journal.copyBeforeUpgrade == copy)
        #expect(try content(copy) == ["migration", "migration", "migration", "run 1"])
        #expect(try journal.lastRun()?.id == 1)
    }

    @Test func `is not read ahead of while it is half written`() throws {
        defer { removeFolder() }
        try makeOld()
        try leaveHalfWritten()
        let error = #expect(throws: JournalError.self) { _ = try AlertJournal(copyOf: path) }
        #expect(error?.kind == .interrupted)
    }

    /// Puts the journal and its rollback journal in the state in which a loss of power in the
    /// middle of a large transaction leaves them.
    private func leaveHalfWritten() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA cache_spill = 1; PRAGMA cache_size = 2")
            try db.beginTransaction()
            for id in 2...2_000 {
                try db.execute(
                    sql: "INSERT INTO run VALUES (?, 0, ?, 0, 0)",
                    arguments: [id, String(repeating: "s", count: 200)])
            }
            for name in ["journal.sqlite", "journal.sqlite-journal"] {
                let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)")
                try #require(bytes).write(to: URL(fileURLWithPath: "\(folder)/half-\(name)"))
            }
            try db.rollback()
        }
        try queue.close()
        for name in ["journal.sqlite", "journal.sqlite-journal"] {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            try FileManager.default.moveItem(
                atPath: "\(folder)/half-\(name)", toPath: "\(folder)/\(name)")
        }
    }
}
