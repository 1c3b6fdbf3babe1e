import AlertJournal
import Facts
import Reconciliation

/// A run's report for programs (`--format json`).
extension RunReport {
    package var json: String { JSONText.of(Fields(self)) }

    private struct Fields: Encodable {
        struct Gap: Encodable {
            let rule: String?
            let feed: String?
            let reason: [String: String]
        }

        let run: Int?
        let instant: String
        let dryRun: Bool
        let exportsTaken: Int
        let events: [String: Int]
        let open: [String: Int]
        let stale: Int
        let heldBack: Int
        let found: [String: Int]
        let unchecked: [String: Int]
        let coverage: [Gap]
        let troubles: [String]
        let warnings: [String]
        let alertDirectory: String
        let timings: [String: Double]

        init(_ report: RunReport) {
            run = report.isDryRun ? nil : report.events.runID
            instant = report.instant.iso
            dryRun = report.isDryRun
            exportsTaken = report.taken
            events = Dictionary(
                report.events.counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
            open = Dictionary(
                report.events.openBySeverity.map { ($0.key.rawValue, $0.value) },
                uniquingKeysWith: +)
            stale = report.events.staleCount
            heldBack = report.events.heldBackCount
            found = Dictionary(
                report.evaluation.findings.map { ($0.rule, 1) }, uniquingKeysWith: +)
            var unchecked: [String: Int] = [:]
            for run in report.evaluation.rules {
                guard case .evaluated(_, let count, _) = run.state else { continue }
                unchecked[run.rule.id] = count
            }
            self.unchecked = unchecked
            coverage = report.evaluation.coverage.map {
                Gap(
                    rule: $0.rule, feed: $0.feed,
                    reason: ["vi": $0.reason.vi, "en": $0.reason.en])
            }
            troubles = report.troubles
            warnings = report.warnings
            alertDirectory = report.alertDirectory
            var timings: [String: Double] = [:]
            for (name, phase) in [
                ("acceptance", report.timings.acceptance), ("reading", report.timings.reading),
                ("rules", report.timings.rules), ("journal", report.timings.journal),
            ] {
                timings["\(name)_cpu_seconds"] = phase.processorSeconds
                timings["\(name)_wall_seconds"] = phase.wallSeconds
            }
            self.timings = timings
        }
    }
}
