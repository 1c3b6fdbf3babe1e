package import AlertJournal
package import Facts
import Foundation
import Reconciliation

/// What the published files say of one alert: what it says now, and all that happened to it.
package struct AlertHistory: Sendable {
    /// `A000417`.
    package let id: String
    /// Its events, by number; none where their files are gone.
    package let events: [AlertLine]
    /// What it says now, or said last.
    package let current: AlertLine
    private let life: AlertStates.Life

    /// - Parameters:
    ///   - lines: those of `alerts.jsonl` and of the files that were rotated away, in any order.
    ///   - open: its line in `open.jsonl`, which has the newest places.
    ///   - life: what all of them leave of it.
    init?(id: String, lines: [AlertLine], open: AlertLine?, life: AlertStates.Life) {
        var told: [Int: AlertLine] = [:]
        for line in lines where !line.isSnapshot { told[line.seq] = line }
        events = told.values.sorted { $0.seq < $1.seq }
        // A snapshot repeats the number of the event that came before it.
        let last = lines.max { ($0.seq, $0.isSnapshot ? 1 : 0) < ($1.seq, $1.isSnapshot ? 1 : 0) }
        guard let current = (life.isOpen ? open : nil) ?? last else { return nil }
        self.id = id
        self.current = current
        self.life = life
    }

    package var state: AlertStates.Life.State { life.state }
    /// Whether what its rule needs is missing.
    package var isStale: Bool { life.isStale }
    /// What people answered, in force.
    package var answers: [Answer] { life.isOpen ? life.answers : [] }
    /// Why it was withdrawn, or how it was mended.
    package var reason: PublishedAlerts.Line.Words? {
        life.isOpen ? nil : events.last { $0.kind?.ends ?? false }?.details.reason
    }
}

/// A line of `alerts.jsonl` or `open.jsonl` with all that it tells of an alert's life.
package struct AlertLine: Decodable, Sendable {
    /// What stands in a line besides, where it applies.
    package struct Details: Decodable, Sendable {
        package let faultClass: String?
        package let by: String?
        package let until: String?
        package let reason: PublishedAlerts.Line.Words?
        package let renamedFrom: String?
        package let openedAt: String?
        package let reopenCount: Int?
        package let stale: Bool?
        fileprivate let evidence: [Digest]

        private enum CodingKeys: String, CodingKey {
            case faultClass = "class"
            case by, until, reason, stale, evidence
            case renamedFrom = "renamed_from"
            case openedAt = "opened_at"
            case reopenCount = "reopen_count"
        }
    }

    fileprivate struct Digest: Decodable, Sendable {
        let sha256: String
    }

    package let line: PublishedAlerts.Line
    package let details: Details

    package init(from decoder: any Decoder) throws {
        line = try PublishedAlerts.Line(from: decoder)
        details = try Details(from: decoder)
    }

    package var seq: Int { line.seq }
    package var instant: Instant? { Instant(iso: line.at) }
    /// Nil of a snapshot, which is no news.
    package var kind: EventKind? { EventKind(rawValue: line.event) }
    var isSnapshot: Bool { kind == nil }

    /// Where both sides stand.
    var places: [ArchivedPlace] {
        zip(line.evidence, details.evidence).map { place, digest in
            ArchivedPlace(
                feed: place.feed, file: place.file, line: place.line, sha256: digest.sha256)
        }
    }
}

/// A line of an export as evidence names it.
package struct ArchivedPlace: Hashable, Sendable {
    package let feed: String
    /// Its masked name.
    package let file: String
    /// 1-based.
    package let line: Int
    package let sha256: String
}
