package import Facts
package import Reconciliation

/// What the last recorded reconciliation found and did: `health/run.json`.
///
/// It tells ids of feeds and units, days and counts, never what stands in an export.
package struct RunRecord: Codable, Hashable, Sendable {
    /// Of the form of the file; a newer one is not read.
    package private(set) var version = HealthFiles.version
    /// The process that made it; nil in records of older versions.
    package var pid: Int?
    /// Its number in the journal.
    package var run: Int
    /// As of which the facts were judged.
    package var judgedAt: Instant
    package var beganAt: Instant
    package var endedAt: Instant
    /// How long it took, in seconds.
    package var seconds: Double
    /// 2 when it could not do all its work, else 0.
    package var status: Int32
    package var exports: Exports
    /// In the order of the settings.
    package var feeds: [Feed]
    package var open: SeverityCounts
    /// Units with open alerts, those with most first.
    package var openByUnit: [Unit]
    /// How many of the open alerts wait for what their rule needs.
    package var stale: Int
    /// The number of the last event.
    package var lastSeq: Int
    /// What it could not do, in the words it was told in; at most `mostTroubles`.
    package var troubles: [String]
    /// How many there were in all.
    package var troubleCount: Int

    package static let mostTroubles = 20

    /// New exports that were taken, and those that are not in force although they should be.
    package struct Exports: Codable, Hashable, Sendable {
        package var taken: Int
        package var refused: Int
        /// They wait for a person (`check --accept`).
        package var held: Int
        /// Ids of the feeds with refused exports.
        package var refusedFeeds: [String] = []
        package var heldFeeds: [String] = []

        package init(taken: Int = 0, refused: Int = 0, held: Int = 0) {
            self.taken = taken
            self.refused = refused
            self.held = held
        }
    }

    package struct Feed: Codable, Hashable, Sendable {
        package var id: String
        /// The day of its last usable delivery; the day since which it is known while it had none.
        package var lastHeard: Day
        package var hasDelivered: Bool
        /// Whether ING-03 found it silent for too long.
        package var isOverdue: Bool
    }

    /// The open alerts of a unit.
    package struct Unit: Codable, Hashable, Sendable {
        /// Nil: alerts that no unit can be named for.
        package var key: String?
        /// Its name as people know it.
        package var name: String
        package var open: SeverityCounts
    }
}

/// How many alerts there are of each severity.
package struct SeverityCounts: Codable, Hashable, Sendable {
    package var critical = 0
    package var high = 0
    package var medium = 0
    package var low = 0

    package init() {}

    package subscript(severity: Severity) -> Int {
        get {
            switch severity {
            case .critical: critical
            case .high: high
            case .medium: medium
            case .low: low
            }
        }
        set {
            switch severity {
            case .critical: critical = newValue
            case .high: high = newValue
            case .medium: medium = newValue
            case .low: low = newValue
            }
        }
    }

    package var total: Int { critical + high + medium + low }
}
