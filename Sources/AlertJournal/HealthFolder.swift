/// The folder `health/` of the alert directory: small files, each replaced as a whole.
///
/// Nothing is synced: what a loss of power takes the next run writes again.
package final class HealthFolder {
    package static let name = "health"

    private let folder: AlertFolder
    private let group: String?
    private let writer: Writer

    /// Who writes: of each there is one at a time.
    ///
    /// A lock would not do: whoever may read the folder could hold it, and keep the service waiting.
    package enum Writer: String, Sendable {
        case run, service
    }

    /// Makes the folder unless it is there.
    package init(of files: AlertFiles, for writer: Writer) throws(JournalError) {
        folder = AlertFolder(files.directory)
        group = files.group
        self.writer = writer
        // Whoever begins first, a run or the service, makes them; others pass by.
        try folder.make("", mode: 0o751, group: group)
        try folder.make(Self.name, mode: 0o755, group: group)
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
            mode: isForAll ? 0o644 : 0o640, hiddenAs: writer.rawValue)
        file.buffer.append(text)
        try file.replace(isDurable: false)
    }
}
