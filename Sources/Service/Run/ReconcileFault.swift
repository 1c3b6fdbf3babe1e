package import AlertJournal
package import Facts

/// Why a run could not begin.
package enum ReconcileFault: Error, Sendable, Hashable {
    case earlierThanLastRun(Instant)
    case laterThanNow

    package var description: String {
        switch self {
        case .earlierThanLastRun(let last):
            "error: --as-of is earlier than the last run (\(last.iso)); give a later instant"
        case .laterThanNow:
            "error: --as-of is later than now; add --dry-run to see what would be"
        }
    }
}

/// Why the alert files do not tell what a run has recorded.
package struct PublicationFault: Error, Sendable, Hashable {
    package let cause: JournalError

    init(_ cause: JournalError) {
        self.cause = cause
    }

    package var description: String {
        switch cause.kind {
        // What the journal itself has lost, no later run completes.
        case .damaged, .notAJournal: cause.description
        default:
            "\(cause); nothing is lost: the run is recorded,"
                + " and the next one completes the alert files"
        }
    }
}
