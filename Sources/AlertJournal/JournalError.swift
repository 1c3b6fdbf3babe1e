/// Why the journal or a file written from it could not be read or written.
///
/// It names paths and says what to do; it never carries SQL, bound values or what an export says.
package struct JournalError: Error, Sendable, Hashable {
    package let kind: Kind
    /// The file it is about.
    package let path: String

    package init(_ kind: Kind, path: String) {
        self.kind = kind
        self.path = path
    }

    package enum Kind: Sendable, Hashable {
        // The journal.
        case cannotOpen, notPermitted, notAJournal, damaged, newer, busy, full, unreadable
        /// There is none, although the alert files tell of events.
        case lost
        /// A program was stopped while it wrote; only one that may write can undo the half of it.
        case interrupted
        /// The program asked for something that the schema forbids; the result code of SQLite.
        case refused(code: Int32)
        // The alert files.
        /// The file knows later events than the journal: one of the two was put back.
        case ahead(lastSeq: Int)
        /// Something of another kind stands in the file's place.
        case notAFile
        case noRoom
        /// Reading or writing failed for the reason that the system gave.
        case system(reason: String)
    }

    /// What is wrong.
    package var message: String { words.message }
    /// What would put it right.
    package var remedy: String { words.remedy }

    private var words: (message: String, remedy: String) { journalWords ?? fileWords }

    private var journalWords: (message: String, remedy: String)? {
        switch kind {
        case .cannotOpen:
            ("the journal cannot be opened", "check that its folder exists and may be written to")
        case .notPermitted:
            (
                "the journal may not be written to",
                "run this as the owner of the state directory, and check its permissions"
            )
        case .notAJournal:
            (
                "this file is not a journal",
                "\(Self.restore), or point state_directory at the right folder"
            )
        case .damaged:
            (
                "the journal is damaged",
                "move the file away for examination, then \(Self.restore)"
            )
        case .lost:
            (
                "the journal is missing, although the alert files tell of earlier alerts",
                Self.restore
            )
        case .interrupted:
            (
                "a run was stopped while it wrote the journal",
                "run `doisoat reconcile` without --dry-run; it completes what is missing"
            )
        case .newer:
            (
                "the journal was written by a newer version of this program",
                "install that version, or put back the copy that was kept before the upgrade"
                    + " (journal.sqlite.before-upgrade-…)"
            )
        case .busy:
            ("another program holds the journal", "wait until the other run has ended")
        case .full: ("there is no room left for the journal", Self.makeRoom)
        case .unreadable: ("the journal could not be read or written", Self.checkDisk)
        case .refused(let code):
            (
                "the journal refused a change (code \(code))",
                "nothing was changed; report this as a fault of the program"
            )
        case .ahead, .notAFile, .noRoom, .system: nil
        }
    }

    private var fileWords: (message: String, remedy: String) {
        switch kind {
        case .ahead(let seq):
            (
                "the file ends with event #\(seq), which the journal does not know yet",
                "put back the journal that belongs to the file, or move this journal away and"
                    + " restore it from the alert files with `doisoat alerts rebuild`"
            )
        case .notAFile:
            ("this is not a regular file", "move it away; the file is made anew by the next run")
        case .noRoom: ("there is no room left for the file", "free some disk space")
        case .system(let reason):
            ("the file could not be read or written: \(reason)", Self.checkDisk)
        default: ("", "")
        }
    }

    private static let restore =
        "put back the latest copy of the journal, or restore it from the alert files with"
        + " `doisoat alerts rebuild`"
    private static let makeRoom = "free some disk space; the next run completes what is missing"
    private static let checkDisk = "check the disk and the folder's permissions, then run again"
}

extension JournalError: CustomStringConvertible {
    package var description: String { "\(path): error: \(message); \(remedy)" }
}
