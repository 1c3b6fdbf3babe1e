import Glibc

/// The folder `health/` of the alert directory: small files, each replaced as a whole.
///
/// Nothing is synced: what a loss of power takes the next run writes again.
package final class HealthFolder {
    package static let name = "health"

    private let folder: AlertFolder
    private let group: String?
    private let lock: Descriptor

    /// Makes the folder unless it is there, and waits until no other process writes in it.
    package init(of files: AlertFiles) throws(JournalError) {
        folder = AlertFolder(files.directory)
        group = files.group
        // Whoever begins first, a run or the service, makes them; others pass by.
        try folder.make("", mode: 0o751, group: group)
        try folder.make(Self.name, mode: 0o755, group: group)
        let path = folder.path(Self.name)
        lock = try Descriptor(path, O_RDONLY | O_DIRECTORY)
        while flock(lock.number, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .system(path) }
        }
    }

    /// What did not go as the settings want, such as a group that is unknown.
    package var warnings: [String] { folder.warnings }

    /// Puts a text in the place of a file.
    ///
    /// - Parameter isForAll: whether anyone may read it, or only the group of the alert files.
    package func replace(
        _ name: String, with text: String, isForAll: Bool = false
    ) throws(JournalError) {
        let file = try Replacement(
            of: "\(Self.name)/\(name)", in: folder, group: isForAll ? nil : group,
            mode: isForAll ? 0o644 : 0o640)
        file.buffer.append(text)
        try file.replace(isDurable: false)
    }
}
