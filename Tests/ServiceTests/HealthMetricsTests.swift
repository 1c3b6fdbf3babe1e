import Facts
import Reconciliation
import Testing

@testable import Service

@Suite struct `The metrics of an installation` {
    private func lines(_ service: ServiceRecord?, _ run: RunRecord?) -> [String] {
        HealthMetrics.text(service: service, run: run).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("#") }
    }

    @Test func `tell the last run`() {
        #expect(
            lines(nil, HealthScene.run) == [
                "doisoat_last_run_timestamp_seconds 1795390260",
                "doisoat_last_run_duration_seconds 42.25",
                #"doisoat_last_run_exports{result="taken"} 3"#,
                #"doisoat_last_run_exports{result="refused"} 0"#,
                #"doisoat_last_run_exports{result="held"} 0"#,
                "doisoat_last_run_troubles 0",
                #"doisoat_feed_overdue{feed="motcua"} 0"#,
                #"doisoat_feed_overdue{feed="so-giay"} 0"#,
                #"doisoat_feed_last_heard_timestamp_seconds{feed="motcua"} 1795366800"#,
                #"doisoat_alerts_open{unit="",severity="critical"} 2"#,
                #"doisoat_alerts_open{unit="",severity="high"} 0"#,
                #"doisoat_alerts_open{unit="",severity="medium"} 0"#,
                #"doisoat_alerts_open{unit="",severity="low"} 0"#,
                #"doisoat_alerts_open{unit="IALE",severity="critical"} 0"#,
                #"doisoat_alerts_open{unit="IALE",severity="high"} 0"#,
                #"doisoat_alerts_open{unit="IALE",severity="medium"} 0"#,
                #"doisoat_alerts_open{unit="IALE",severity="low"} 12"#,
                "doisoat_alerts_stale 1", "doisoat_last_run_success 1",
            ])
    }

    @Test func `tell the service`() {
        #expect(
            lines(HealthScene.service, nil) == [
                "doisoat_last_run_success 1", "doisoat_service_up 1",
                "doisoat_service_start_time_seconds 1795388400",
                #"doisoat_runs_total{result="done"} 2"#,
                #"doisoat_runs_total{result="failed"} 0"#, "doisoat_missed_times_total 0",
                "doisoat_settings_loaded_timestamp_seconds 1795388400",
                "doisoat_settings_refused 0", "doisoat_inbox_silent 0",
            ])
    }

    @Test func `explain each of them`() {
        let text = HealthMetrics.text(service: HealthScene.service, run: HealthScene.run)
        let lines = text.split(separator: "\n").map(String.init)
        for line in lines where !line.hasPrefix("#") {
            let name = line.prefix { $0 != "{" && $0 != " " }
            #expect(lines.count { $0.hasPrefix("# HELP \(name) ") } == 1, "\(name)")
            let type = name.hasSuffix("_total") ? "counter" : "gauge"
            #expect(lines.count { $0 == "# TYPE \(name) \(type)" } == 1, "\(name)")
        }
        #expect(text.hasSuffix("\n"))
    }

    @Test func `keep whatever a feed is called in its quotes`() {
        var run = HealthScene.run
        run.feeds[0].id = #"a"b\c"# + "\nd"
        #expect(lines(nil, run).contains(#"doisoat_feed_overdue{feed="a\"b\\c\nd"} 0"#))
    }

    @Test(arguments: [
        (ServiceRecord.RunOutcome.done, Int32?(0), "1"), (.done, 2, "0"), (.failed, 2, "0"),
        (.timedOut, nil, "0"),
    ])
    func `call a later run by what the service saw of it`(
        _ outcome: ServiceRecord.RunOutcome, _ status: Int32?, _ success: String
    ) {
        var service = HealthScene.service
        service.lastRun = .init(
            beganAt: HealthScene.at("08:00"), endedAt: HealthScene.at("08:31"), reason: .time,
            outcome: outcome, status: status)
        #expect(lines(service, HealthScene.run).contains("doisoat_last_run_success \(success)"))
    }

    @Test func `believe a run that somebody started after the service's last`() {
        var service = HealthScene.service
        service.lastRun?.outcome = .failed
        service.lastRun?.endedAt = HealthScene.at("06:00")
        #expect(lines(service, HealthScene.run).contains("doisoat_last_run_success 1"))
    }

    @Test func `tell nothing before anything was done`() {
        #expect(HealthMetrics.text(service: nil, run: nil).isEmpty)
    }
}
