package import AlertJournal
package import Facts
import Foundation
import Reconciliation

/// What the published files say of one alert: what it says now, and all that happened to it.
package struct AlertHistory: Sendable {
    package enum State: String, Sendable {
        case open, resolved, withdrawn
    }

    /// What a person answered, in force as far as the files tell.
    package struct GivenAnswer: Hashable, Sendable {
        package let kind: Answer.Kind
        package let by: String
        package let until: Day?
    }

    /// `A000417`.
    package let id: String
    /// Its events, by number; none where their files are gone.
    package let events: [AlertLine]
    /// What it says now, or said last.
    package let current: AlertLine
    package private(set) var state = State.open
    /// Whether what its rule needs is missing.
    package private(set) var isStale = false
    package private(set) var answer: GivenAnswer?
    /// Why it was withdrawn.
    package private(set) var reason: PublishedAlerts.Line.Words?

    /// - Parameters:
    ///   - lines: those of `alerts.jsonl` and of the files that were rotated away, in any order.
    ///   - open: its line in `open.jsonl`, which has the newest places.
    init?(id: String, lines: [AlertLine], open: AlertLine?) {
        var told: [Int: AlertLine] = [:]
        for line in lines where !line.isSnapshot { told[line.seq] = line }
        events = told.values.sorted { $0.seq < $1.seq }
        // A snapshot repeats the number of the event that came before it.
        let states = (events + lines.filter(\.isSnapshot)).sorted {
            ($0.seq, $0.isSnapshot ? 1 : 0) < ($1.seq, $1.isSnapshot ? 1 : 0)
        }
        let end = events.last { $0.kind?.ends ?? false }?.seq ?? 0
        let isOpen = open.map { $0.seq > end } ?? false
        guard let current = (isOpen ? open : nil) ?? states.last else { return nil }
        self.id = id
        self.current = current
        var ended: AlertLine?
        for line in states { follow(line, &ended) }
        if isOpen {
            state = .open
            reason = nil
            isStale = open?.details.stale ?? false
        }
        if state != .open { answer = nil }
    }

    private mutating func follow(_ line: AlertLine, _ ended: inout AlertLine?) {
        switch line.kind {
        case .resolved, .withdrawn:
            state = line.kind == .resolved ? .resolved : .withdrawn
            reason = line.details.reason
            ended = line
            return
        case .acknowledged: take(.acknowledgement, line)
        case .snoozed: take(.snooze, line)
        case .acknowledgementEnded, .snoozeEnded: answer = nil
        case .stale: isStale = true
        case .fresh, .opened: isStale = false
        case .reopened:
            isStale = false
            if let ended, !survives(dipFrom: ended, to: line) { answer = nil }
        case .changed, .reminded: break
        case nil:
            isStale = line.details.stale ?? isStale
            if answer == nil, line.details.by != nil { take(.acknowledgement, line) }
        }
        state = .open
        reason = nil
    }

    private mutating func take(_ kind: Answer.Kind, _ line: AlertLine) {
        guard let by = line.details.by else { return }
        answer = GivenAnswer(kind: kind, by: by, until: line.details.until.flatMap { Day($0) })
    }

    private func survives(dipFrom ended: AlertLine, to begun: AlertLine) -> Bool {
        guard let answer, let from = ended.instant, let to = begun.instant else { return false }
        return Answer(
            kind: answer.kind, by: answer.by, at: from, until: answer.until, severity: .low
        ).survives(dipFrom: from.localDay, to: to.localDay)
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
