import GRDB
import Glibc

/// The copy of a journal that is made beside it before a newer program changes its tables.
///
/// `journal.sqlite.before-upgrade-3` is the journal as it was with three migrations: the program of
/// that time can go on with it. A copy that is there is never overwritten.
struct UpgradeCopy {
    private let journal: DatabaseQueue
    private let path: String
    private let configuration: Configuration

    init(of journal: DatabaseQueue, path: String, configuration: Configuration) {
        self.journal = journal
        self.path = path
        self.configuration = configuration
    }

    /// Makes the copy durable under its name.
    ///
    /// The database library copies, page by page and through a connection, so that what a killed
    /// program left half written is undone before.
    ///
    /// - Returns: its path; nil when nothing has to be changed, or nothing could be lost.
    func makeIfNeeded(before migrator: DatabaseMigrator) throws -> String? {
        let applied = try journal.read(migrator.appliedMigrations)
        guard !applied.isEmpty, applied.count < migrator.migrations.count,
            let run = try Self.lastRun(in: journal),
            let copy = try freeName(path + ".before-upgrade-\(applied.count)", ofRun: run)
        else { return nil }
        let temporary = path + ".copy-in-the-making"
        guard unlink(temporary) == 0 || errno == ENOENT else {
            throw JournalError.system(temporary)
        }
        defer { unlink(temporary) }
        let descriptor = try Descriptor(temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
        guard fchmod(descriptor.number, 0o600) == 0 else { throw JournalError.system(temporary) }
        let target = try DatabaseQueue(path: temporary, configuration: configuration)
        try journal.backup(to: target)
        try target.close()
        try descriptor.sync(path: temporary)
        guard rename(temporary, copy) == 0 else { throw JournalError.system(copy) }
        try syncFolder()
        return copy
    }

    /// The first name without a file; nil when there is a copy as of the same run already.
    private func freeName(_ name: String, ofRun run: Int) throws -> String? {
        var candidate = name
        var count = 1
        while access(candidate, F_OK) == 0 {
            var readOnly = configuration
            readOnly.readonly = true
            let copy = try? DatabaseQueue(path: candidate, configuration: readOnly)
            if let copy, (try? Self.lastRun(in: copy)) == run { return nil }
            count += 1
            candidate = "\(name)-\(count)"
        }
        return candidate
    }

    /// Nil before the first run, when everything else is empty, too.
    private static func lastRun(in queue: DatabaseQueue) throws -> Int? {
        try queue.read { db in
            try db.tableExists("run") ? Int.fetchOne(db, sql: "SELECT max(id) FROM run") : nil
        }
    }

    private func syncFolder() throws(JournalError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = try Descriptor(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY)
        try descriptor.sync(path: folder)
    }
}
