import Glibc

/// A file that is written beside the one it replaces and takes its name only when it is whole.
final class Replacement {
    var buffer = LineBuffer()
    /// Path below the alert directory.
    let name: String
    private let folder: AlertFolder
    private let path: String
    /// What people know it by, also in errors.
    private let shown: String
    private let descriptor: Descriptor
    private var length = 0

    /// - Parameters:
    ///   - mode: independent of the process's mask.
    ///   - ending: of the name it has until then.
    init(
        of name: String, in folder: AlertFolder, group: String?, mode: mode_t = 0o640,
        hiddenAs ending: String = "new"
    ) throws(JournalError) {
        self.name = name
        self.folder = folder
        path = folder.hiddenPath(name, ending: ending)
        shown = folder.path(name)
        // What an interrupted run left there is whole or torn, and in any case worth nothing.
        guard unlink(path) == 0 || errno == ENOENT else { throw .system(shown) }
        do {
            descriptor = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        } catch {
            throw JournalError(error.kind, path: shown)
        }
        try folder.allowGroup(group, to: descriptor, mode: mode, path: shown)
    }

    /// Hands what has gathered to the system when there is much of it.
    func flushIfLong() throws(JournalError) {
        if buffer.bytes.count >= 1 << 20 { try flush() }
    }

    /// Makes the new file durable and gives it the name of the old one.
    ///
    /// The name itself is durable once the folder has been synced, which may serve many files.
    /// - Parameter isDurable: whether a loss of power may not take it.
    func replace(isDurable: Bool = true) throws(JournalError) {
        try flush()
        if isDurable { try descriptor.sync(path: shown) }
        guard rename(path, shown) == 0 else { throw .system(shown) }
    }

    private func flush() throws(JournalError) {
        try descriptor.write(buffer.bytes, at: length, path: shown)
        length += buffer.bytes.count
        buffer.removeAll()
    }
}
