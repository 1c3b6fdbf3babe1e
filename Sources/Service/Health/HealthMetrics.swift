import Facts
import Reconciliation

/// The health of an installation as a Prometheus textfile, for node_exporter's textfile collector.
///
/// A service that died writes no file, so that what ages is told as a time, never as an age: whoever
/// watches compares it with `time()`.
/// Format: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
struct HealthMetrics {
    private var lines: [String] = []

    /// - Parameters:
    ///   - service: nil where runs are started otherwise.
    ///   - run: nil before the first.
    static func text(service: ServiceRecord?, run: RunRecord?) -> String {
        var metrics = HealthMetrics()
        if let run { metrics.add(run) }
        if service != nil || run != nil { metrics.addSuccess(service, run) }
        if let service { metrics.add(service) }
        return metrics.lines.map { $0 + "\n" }.joined()
    }

    private enum Kind: String {
        case gauge, counter
    }

    private typealias Sample = (labels: [(name: String, value: String)], value: String)

    private mutating func add(
        _ name: String, _ help: String, _ samples: [Sample], as kind: Kind = .gauge
    ) {
        guard !samples.isEmpty else { return }
        lines += ["# HELP doisoat_\(name) \(help)", "# TYPE doisoat_\(name) \(kind.rawValue)"]
        lines += samples.map { sample in
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
            let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            return "doisoat_\(name)\(list) \(sample.value)"
        }
    }

    private mutating func add(
        _ name: String, _ help: String, _ value: String, as kind: Kind = .gauge
    ) {
        add(name, help, [([], value)], as: kind)
    }

    private mutating func addSuccess(_ service: ServiceRecord?, _ run: RunRecord?) {
        var isWhole = run.map { $0.status == 0 } ?? false
        if let last = service?.lastRun, run.map({ $0.endedAt <= last.endedAt }) ?? true {
            isWhole = last.outcome == .done && last.status == 0
        }
        add(
            "last_run_success", "Whether the last run did all its work (exit status 0).",
            isWhole ? "1" : "0")
    }

    private mutating func add(_ run: RunRecord) {
        add(
            "last_run_timestamp_seconds", "When the last recorded run ended.",
            Self.seconds(run.endedAt))
        add("last_run_duration_seconds", "How long the last recorded run took.", "\(run.seconds)")
        let exports = [
            ("taken", run.exports.taken), ("refused", run.exports.refused),
            ("held", run.exports.held),
        ]
        add(
            "last_run_exports",
            "New exports taken, and exports that are not in force but should be.",
            exports.map { ([("result", $0)], "\($1)") })
        add("last_run_troubles", "What the last run could not do.", "\(run.troubleCount)")
        add(
            "feed_overdue", "Whether the feed has been silent for too long (ING-03).",
            run.feeds.map { ([("feed", $0.id)], $0.isOverdue ? "1" : "0") })
        add(
            "feed_last_heard_timestamp_seconds", "The day of the feed's last usable delivery.",
            run.feeds.filter(\.hasDelivered).map {
                ([("feed", $0.id)], Self.seconds(Instant(day: $0.lastHeard)))
            })
        // Those of no unit are always told, so that a sum over all is never of nothing.
        var units = run.openByUnit.map { ($0.key ?? "", $0.open) }.sorted { $0.0 < $1.0 }
        if units.first?.0 != "" { units.insert(("", SeverityCounts()), at: 0) }
        add(
            "alerts_open", "Open alerts by unit and severity.",
            units.flatMap { unit, open in
                Severity.worstFirst.map { severity in
                    (
                        [("unit", unit), ("severity", severity.rawValue)], "\(open[severity])"
                    )
                }
            })
        add("alerts_stale", "Open alerts that wait for what their rule needs.", "\(run.stale)")
    }

    private mutating func add(_ service: ServiceRecord) {
        add(
            "service_up", "0 after the service was stopped; one that died cannot tell.",
            service.endedAt == nil ? "1" : "0")
        add(
            "service_start_time_seconds", "When the service was started.",
            Self.seconds(service.startedAt))
        add(
            "runs_total", "Runs that were recorded, and runs that were not.",
            [
                ([("result", "done")], "\(service.runs.done)"),
                ([("result", "failed")], "\(service.runs.failed)"),
            ], as: .counter)
        add(
            "missed_times_total",
            "Times of reconcile_at that passed without a run of their own.",
            "\(service.missedTimes)", as: .counter)
        add(
            "settings_loaded_timestamp_seconds", "When the settings in force were read.",
            Self.seconds(service.settingsLoadedAt))
        add(
            "settings_refused", "Whether newer settings were refused.",
            service.settingsRefusedAt == nil ? "0" : "1")
        add(
            "inbox_silent", "Whether a feed's folder does not answer.",
            service.inboxSilentSince == nil ? "0" : "1")
    }

    private static func seconds(_ instant: Instant) -> String { "\(instant.secondsSince1970)" }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}
