/// Whether a dossier is late: the one definition for every rule and indicator.
///
/// Late = local day of `finished_at` (still open: of the instant) after the day of `due_at`. The
/// province's published rules take the hand-over to the one-stop desk, not the return to the
/// citizen, and compare days (domain §3.1); finished on the due day is on time, due today is not
/// yet late. Ended or waiting for the citizen is never late.
package enum Lateness: Hashable, Sendable {
    case notLate
    /// Finished after its due day.
    case finishedLate(due: Day, finished: Day)
    /// Still open after its due day.
    case overdue(due: Day)
}

extension Dossiers {
    /// The lateness of a row as of a local day; nil when its record does not say enough.
    package func lateness(_ row: Int, today: Day) -> Lateness? {
        guard let status = status(row), let due = dueAt[row]?.localDay else { return nil }
        if status.isEndedOrWaiting { return .notLate }
        if let finished = finishedAt[row]?.localDay {
            return finished > due ? .finishedLate(due: due, finished: finished) : .notLate
        }
        if status == .finished || status == .returned || returnedAt[row] != nil {
            // It was finished on an unknown day, at the latest when it was returned.
            guard let returned = returnedAt[row]?.localDay else { return nil }
            return returned <= due ? .notLate : nil
        }
        return today > due ? .overdue(due: due) : .notLate
    }
}
