import Glibc

/// Files of lines that somebody replaced, as by putting a backup back: they lack what was told since.
struct PutBackFiles {
    /// Whether there are any.
    private(set) var isAny = false
    /// The last event that all of them have; nil when nothing was replaced.
    private(set) var lastSeq: Int?

    /// Compares the files that have grown once with what the journal knows of them.
    init(_ backlog: Backlog, _ folder: AlertFolder) throws(JournalError) {
        for (name, record) in backlog.records.sorted(by: { $0.key < $1.key }) {
            let path = folder.path(name)
            var status = stat()
            // One that is missing was rotated: it is made anew when there is something to tell.
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                FileIdentity(status) != record.identity || Int(status.st_size) < record.length,
                status.st_size > 0
            else { continue }
            let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
            let end = try LineEnd(of: descriptor, length: Int(status.st_size), path: path)
            guard let last = end.lastSeq, last < min(record.seq, backlog.progress) else { continue }
            isAny = true
            lastSeq = min(lastSeq ?? last, last)
            // One that was only shortened is told of when it is opened.
            if FileIdentity(status) != record.identity {
                folder.warn("\(path) was replaced by an older copy: what it lacked was added")
            }
        }
    }
}
