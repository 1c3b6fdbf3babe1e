package import Facts
import Foundation
import GRDB
import Glibc
import Reconciliation

/// Makes a journal that was lost or damaged again from the alert files.
///
/// What they tell is restored: alerts, events, answers and numbers. What they do not tell (the
/// exports taken, notes of answers, all but five missing records) the next run finds anew.
package struct JournalRebuild {
    private let path: String
    private let files: AlertFiles
    private let telling: [String: [String]]
    private let holds: [String: Holds]
    private let part: (_ feed: String, _ file: String) -> String

    /// - Parameters:
    ///   - path: of the journal.
    ///   - telling: the facts by which a rule's findings are compared, sorted, by rule.
    ///   - holds: what the records of each feed are.
    ///   - part: the part of a feed to which an export belongs, by its masked name.
    package init(
        path: String, files: AlertFiles, telling: [String: [String]], holds: [String: Holds],
        part: @escaping (_ feed: String, _ file: String) -> String
    ) {
        self.path = path
        self.files = files
        self.telling = telling
        self.holds = holds
        self.part = part
    }

    /// - Parameter instant: by which a damaged journal is named when it is moved aside.
    /// - Throws: `RebuildFault` or `JournalError`; then everything is as it was.
    package func perform(at instant: Instant) throws -> RestoredJournal {
        let isThere = access(path, F_OK) == 0
        if isThere, try isSound() { throw RebuildFault.sound(journal: path) }
        let told = try ToldFiles(in: files.directory)
        if let file = told.foreign.first { throw RebuildFault.foreignLine(file: file, line: 1) }
        guard !told.plain.isEmpty else {
            throw RebuildFault.nothingTold(directory: files.directory, packed: told.packed)
        }
        let new = path + ".new"
        var restored: RestoredJournal
        do {
            for leftOver in [new, new + "-journal"] { unlink(leftOver) }
            restored = try build(new, from: told)
        } catch {
            for leftOver in [new, new + "-journal"] { unlink(leftOver) }
            throw error
        }
        restored.damaged = try moveAside(at: instant, isThere: isThere)
        guard rename(new, path) == 0 else { throw JournalError.system(path) }
        try syncFolder()
        return restored
    }

    private func isSound() throws -> Bool {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { db in
                if try JournalSchema.migrator.hasBeenSuperseded(db) {
                    throw JournalError(.newer, path: path)
                }
                guard try !JournalSchema.migrator.appliedMigrations(db).isEmpty else {
                    return false
                }
                return try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok"
            }
        } catch {
            let error = JournalError(error, path: path)
            guard error.kind == .damaged || error.kind == .notAJournal else { throw error }
            return false
        }
    }

    private func build(_ new: String, from told: ToldFiles) throws -> RestoredJournal {
        let journal = try AlertJournal(path: new)
        let restored = try fill(journal, from: told)
        do { try journal.queue.close() } catch { throw JournalError(error, path: new) }
        try Descriptor(new, O_RDONLY).sync(path: new)
        return restored
    }

    private func fill(_ journal: AlertJournal, from told: ToldFiles) throws -> RestoredJournal {
        do {
            return try journal.queue.writeWithoutTransaction { db in
                // Events come before the alerts that they name; each alert would be looked for in all
                // of them. What names what is checked when all rows are there.
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                var restored = RestoredJournal()
                try db.inTransaction {
                    restored = try restore(told, db)
                    try db.checkForeignKeys()
                    return .commit
                }
                return restored
            }
        } catch let fault as RebuildFault {
            throw fault
        } catch {
            throw JournalError(error, path: path)
        }
    }

    private func restore(_ told: ToldFiles, _ db: Database) throws -> RestoredJournal {
        var events = try EventRestoring(db, files)
        for file in told.plain { try events.read(file) }
        try events.finish(files.directory)
        return try AlertRestoring(db, files, events, telling: telling, holds: holds, part: part)
            .restore(packed: told.packed)
    }

    /// Keeps the damaged journal for examination: it first, lest it be taken for whole without the
    /// rollback journal that belongs to it.
    private func moveAside(at instant: Instant, isThere: Bool) throws -> String? {
        let (hour, minute, second) = instant.localTime
        let time = [hour, minute, second].map { ($0 < 10 ? "0" : "") + String($0) }.joined()
        let day = instant.localDay.iso.replacing("-", with: "")
        let aside = "\(path).damaged-\(day)-\(time)"
        for (kind, isThere) in [
            ("", isThere), ("-journal", access(path + "-journal", F_OK) == 0),
        ] where isThere {
            guard access(aside + kind, F_OK) != 0 else {
                throw JournalError(.system(reason: "it is there already"), path: aside + kind)
            }
            guard rename(path + kind, aside + kind) == 0 else {
                throw JournalError.system(path + kind)
            }
        }
        try syncFolder()
        return isThere ? aside : nil
    }

    private func syncFolder() throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try Descriptor(folder, O_RDONLY | O_DIRECTORY).sync(path: folder)
    }
}

/// What was restored from the alert files.
package struct RestoredJournal: Sendable, Hashable {
    package var openCount = 0
    package var endedCount = 0
    package var eventCount = 0
    package var lastSeq = 0
    package var acknowledgementCount = 0
    package var snoozeCount = 0
    /// Names of files that have to be unpacked to be read.
    package var packed: [String] = []
    /// The events that no file tells.
    package var gaps: [ClosedRange<Int>] = []
    /// Paths of the files whose last line was not whole.
    package var torn: [String] = []
    /// Masked names of exports that waited for a person's decision.
    package var held: [String] = []
    /// Where the damaged journal is kept now.
    package var damaged: String?

    package init() {}
}
