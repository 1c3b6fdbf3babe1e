import AlertJournal
import Glibc

/// The state directory in the hands of this process: its owner checked, its lock taken.
///
/// Every command that writes comes by its journal through here, so that none can forget a check.
struct StateAccess: ~Copyable {
    private let settings: Settings
    private let talk: (String) -> Void
    private let lock: StateLock

    /// - Parameter talk: called with lines for people, such as for whom it waits.
    /// - Throws: `StateFault`; then nothing was made.
    init(to settings: Settings, talk: @escaping (String) -> Void) async throws {
        try Ownership(of: settings).check()
        lock = try await StateLock(stateDirectory: settings.stateDirectory) { holder in
            talk("waiting for \(holder), which is at work on the state directory")
        }
        self.settings = settings
        self.talk = talk
    }

    /// Opens the journal; makes it when neither it nor any event was there before.
    func journal() throws(JournalError) -> AlertJournal {
        let journal = try AlertJournal(
            path: settings.journalPath, alertDirectory: settings.alertDirectory)
        if let copy = journal.copyBeforeUpgrade {
            talk("\(copy): the journal was copied here before it was changed for this version")
        }
        return journal
    }

    /// A copy in memory of the journal, for looking ahead without the lock.
    ///
    /// - Throws: `StateFault` or `JournalError`.
    static func copyOfJournal(_ settings: Settings) throws -> AlertJournal {
        try Ownership(of: settings).checkReading(settings.journalPath)
        return try AlertJournal(
            copyOf: settings.journalPath, alertDirectory: settings.alertDirectory)
    }
}
