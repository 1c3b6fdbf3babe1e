package import Facts
package import Reconciliation

/// One reconciliation as the journal takes it.
package struct Run: Sendable {
    package let evaluation: Evaluation
    /// Deliveries since the last run, in the order in which they are accepted.
    package let newDeliveries: [Delivery]
    /// What the inbox brought besides.
    package let inboxChanges: InboxChanges
    package let settingsDigest: String
    /// Language of `alerts.log`.
    package let language: Language
    /// More events of one rule and unit than this are one line in `alerts.log`.
    package let groupAbove: Int
    /// After so many working days without news an open alert is told again; others never.
    package let remindEveryWorkingDays: [Severity: Int]

    package init(
        evaluation: Evaluation, newDeliveries: [Delivery] = [],
        inboxChanges: InboxChanges = InboxChanges(), settingsDigest: String = "",
        language: Language = .vi, groupAbove: Int = 20,
        remindEveryWorkingDays: [Severity: Int] = [:]
    ) {
        self.evaluation = evaluation
        self.newDeliveries = newDeliveries
        self.inboxChanges = inboxChanges
        self.settingsDigest = settingsDigest
        self.language = language
        self.groupAbove = groupAbove
        self.remindEveryWorkingDays = remindEveryWorkingDays
    }
}

/// What a run changed, and what is open after it.
package struct RunEvents: Sendable {
    package let runID: Int
    /// In the order of their sequence numbers.
    package let events: [AlertEvent]
    /// The number of the last event, in this run or before.
    package let lastSeq: Int
    /// What is open after it.
    package let open: OpenCounts
    /// How many of the open alerts are stale.
    package let staleCount: Int
    /// How many open alerts are about subjects that are no longer in any export in force.
    package let goneCount: Int
    /// How many findings opened no alert because their feed has been silent for too long.
    package let heldBackCount: Int
    /// How many findings wait until enough runs have made them (`open_after_runs`).
    package let waitingCount: Int

    package var openBySeverity: [Severity: Int] { open.bySeverity }

    /// How many events of each kind there are.
    package var counts: [EventKind: Int] {
        Dictionary(events.map { ($0.kind, 1) }, uniquingKeysWith: +)
    }
}

/// One change in an alert's life.
package struct AlertEvent: Sendable {
    package let seq: Int
    package let at: Instant
    package let kind: EventKind
    package let alert: AlertID
    package let rule: String
    package let severity: Severity
    /// Key of the unit; nil when none could be named.
    package let unit: String?
    package let subject: Subject
}

/// A run as the journal remembers it.
package struct RunSummary: Hashable, Sendable {
    package let id: Int
    /// As of which the facts were judged.
    package let instant: Instant
    package let settingsDigest: String
    package let eventCount: Int
}
