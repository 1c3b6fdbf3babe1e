package import AlertJournal
package import Facts

/// Why a run could not begin.
package enum ReconcileFault: Error, Sendable, Hashable {
    case earlierThanLastRun(Instant)
    case laterThanNow
    /// The clock shows an instant more than a day before the last run.
    case clockBehind(Instant, last: Instant)

    /// Whether what was typed is at fault, and not the clock.
    package var isUsage: Bool {
        if case .clockBehind = self { false } else { true }
    }

    package var description: String {
        switch self {
        case .earlierThanLastRun(let last):
            "error: --as-of is earlier than the last run (\(last.iso)); give a later instant"
        case .laterThanNow:
            "error: --as-of is later than now; add --dry-run to see what would be"
        case .clockBehind(let now, let last):
            "error: the clock shows \(now.iso), over a day before the last run (\(last.iso)), so"
                + " nothing was judged; set the server's clock right, or, if it is right now and was"
                + " wrong then, run `doisoat reconcile --believe-clock` once"
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
            "\(cause); nothing is lost: what was to be told is recorded,"
                + " and the next run completes the alert files"
        }
    }
}
