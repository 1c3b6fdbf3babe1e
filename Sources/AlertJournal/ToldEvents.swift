import GRDB
import Glibc

extension AlertJournal {
    /// Opens the journal to which alert files belong, for writing; makes it when there is none yet.
    ///
    /// A journal that is missing, empty or older than the alert files is never begun afresh or
    /// carried on: its events would get numbers that the files have told already.
    ///
    /// - Parameter alertDirectory: where its alert files stand, if there are any.
    /// - Throws: besides what opening throws: `lost` or `ahead`; then nothing was changed.
    package convenience init(path: String, alertDirectory: String) throws(JournalError) {
        let told = try ToldEvents(in: alertDirectory)
        try told.requireJournal(at: path)
        try self.init(path: path)
        try refuseIfBehind(told)
    }

    /// A copy in memory of the journal to which alert files belong, for looking ahead.
    package convenience init(copyOf path: String, alertDirectory: String) throws(JournalError) {
        let told = try ToldEvents(in: alertDirectory)
        try told.requireJournal(at: path)
        try self.init(copyOf: path)
        try refuseIfBehind(told)
    }

    /// Whether alert files were ever written from it.
    package func hasPublished() throws(JournalError) -> Bool {
        try read { db in try Int.fetchOne(db, sql: "SELECT seq FROM publication") != nil }
    }

    private func refuseIfBehind(_ told: ToldEvents) throws(JournalError) {
        guard let last = told.last else { return }
        let newest = try read { db in try Int.fetchOne(db, sql: "SELECT max(seq) FROM event") }
        guard last.seq <= newest ?? 0 else {
            throw JournalError(.ahead(lastSeq: last.seq), path: last.path)
        }
    }
}

extension AlertFiles {
    /// Whether a publication stands in the directory: every one leaves the open alerts there.
    package var areAny: Bool {
        [OpenFiles.tableName, OpenFiles.linesName, "alerts.jsonl"].contains {
            access(directory + "/" + $0, F_OK) == 0
        }
    }
}

/// What the files of events in an alert directory tell, the rotated ones too.
struct ToldEvents {
    /// Whether any of them holds an event.
    private(set) var isAny = false
    /// The last event, where it can be read: not in a file that was compressed.
    private(set) var last: (seq: Int, path: String)?

    /// - Throws: when the directory or a file in it is there and cannot be read.
    init(in directory: String) throws(JournalError) {
        for name in try Self.names(in: directory) {
            let path = directory + "/" + name
            var status = stat()
            // Anything else is no alert file, and opening a pipe would wait for ever.
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                status.st_size > 0
            else { continue }
            try read(path)
        }
    }

    /// Refuses to go on without a journal where events were told.
    func requireJournal(at path: String) throws(JournalError) {
        var status = stat()
        let isMissing = stat(path, &status) == 0 ? status.st_size == 0 : errno == ENOENT
        guard isMissing, isAny else { return }
        throw JournalError(.lost, path: path)
    }

    private mutating func read(_ path: String) throws(JournalError) {
        let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
        let length = try descriptor.status(path: path).length
        let head = try descriptor.read(0..<min(length, Self.headBytes), path: path)
        if Self.packedBeginnings.contains(where: head.starts) { isAny = true }
        guard LineEnd.seq(of: head[...]) != nil else { return }
        isAny = true
        guard path.contains(".jsonl") else { return }
        guard let seq = try LineEnd(of: descriptor, length: length, path: path).lastSeq else {
            return
        }
        if seq > last?.seq ?? 0 { last = (seq, path) }
    }

    /// Enough for the number of the first event.
    private static let headBytes = 128
    /// gzip, xz, zstd, bzip2, lz4, compress, zip.
    private static let packedBeginnings: [[UInt8]] = [
        [0x1F, 0x8B], [0xFD, 0x37, 0x7A], [0x28, 0xB5, 0x2F, 0xFD], [0x42, 0x5A, 0x68],
        [0x04, 0x22, 0x4D, 0x18], [0x1F, 0x9D], [0x50, 0x4B, 0x03, 0x04],
    ]

    /// `alerts.jsonl`, `alerts.log` and what log rotators make of them: `alerts.jsonl.1`,
    /// `alerts-20210728.jsonl`. Where only the log is left, its numbers were told as well.
    private static func names(in directory: String) throws(JournalError) -> [String] {
        guard let folder = opendir(directory) else {
            if errno == ENOENT { return [] }
            throw .system(directory)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if ToldFiles.isTold(name) || name.hasPrefix("alerts.log") { names.append(name) }
        }
        return names.sorted()
    }
}
