import AlertJournal
import Facts
import Glibc
import Reconciliation

extension HealthFiles {
    /// Writes what a run that has just ended came to.
    ///
    /// - Returns: what did not go as the settings want; that it cannot be written is no failure of
    ///   the run.
    func record(_ report: RunReport, took stopwatch: Stopwatch) -> [String] {
        do {
            return try write(RunRecord(report, units: units, took: stopwatch))
        } catch {
            return [
                "\(error.path): warning: \(error.message), so that `doisoat status` cannot tell of"
                    + " this run; \(error.remedy)"
            ]
        }
    }
}

/// How long a run takes, whatever happens to the clock meanwhile.
struct Stopwatch {
    /// By the clock, whatever the instant that the run judges.
    let began = SystemClock.now()
    private let start = SystemClock.monotonicSeconds()

    var seconds: Double { SystemClock.monotonicSeconds() - start }
}

extension RunRecord {
    /// Sums a recorded run up.
    ///
    /// - Parameters:
    ///   - units: for their names.
    ///   - stopwatch: began with the run, which ends now.
    init(_ report: RunReport, units: UnitRegistry, took stopwatch: Stopwatch) {
        pid = Int(getpid())
        run = report.events.runID
        judgedAt = report.instant
        beganAt = stopwatch.began
        endedAt = SystemClock.now()
        // The file is read by people, too.
        seconds = (stopwatch.seconds * 1000).rounded() / 1000
        status = report.troubles.isEmpty ? 0 : 2
        exports = Exports(report)
        let facts = report.evaluation.facts
        feeds = facts.feeds.indices.compactMap { index in
            facts.deliveries.hearing[index].map { hearing in
                Feed(
                    id: facts.feeds[index].id, lastHeard: hearing.lastHeard,
                    hasDelivered: hearing.hasDelivered,
                    isOverdue: report.evaluation.silentFeeds.contains(index))
            }
        }
        open = SeverityCounts()
        var byUnit: [String?: SeverityCounts] = [:]
        for (key, count) in report.events.open.counts {
            open[key.severity] += count
            byUnit[key.unit, default: SeverityCounts()][key.severity] += count
        }
        openByUnit = byUnit.map { key, open in
            Unit(key: key, name: key.map(units.shortName(ofKey:)) ?? "—", open: open)
        }
        .sorted { left, right in
            left.open.total != right.open.total
                ? left.open.total > right.open.total : (left.key ?? "") < (right.key ?? "")
        }
        stale = report.events.staleCount
        lastSeq = report.events.lastSeq
        troubles = Array(report.troubles.prefix(Self.mostTroubles))
        troubleCount = report.troubles.count
    }
}

extension RunRecord.Exports {
    fileprivate init(_ report: RunReport) {
        let facts = report.evaluation.facts
        func feeds(_ exports: [UntakenExport]) -> [String] {
            Set(exports.map(\.place.feed)).sorted().map { facts.feeds[$0].id }
        }
        let held = facts.deliveries.untaken.filter { $0.refusal.kind == .loss }
        let refused = facts.deliveries.untaken.filter { $0.refusal.kind != .loss }
        self.init(taken: report.taken, refused: refused.count, held: held.count)
        refusedFeeds = feeds(refused)
        heldFeeds = feeds(held)
    }
}
