package import Facts
import Reconciliation
import Reporting

/// The health of an installation in words, as an IT officer reads it in the morning.
package struct HealthText {
    private let health: Health
    private let language: Language

    package init(_ health: Health, in language: Language) {
        self.health = health
        self.language = language
    }

    package var text: String {
        let run = health.signs.run
        var lines = [headline, ""] + TextTable(facts).lines
        if let run, !run.openByUnit.isEmpty { lines += [""] + units(run.openByUnit) }
        if let run, !run.troubles.isEmpty {
            lines += ["", say("Lần đối soát gần nhất:", "The last run:")]
            lines += run.troubles.map { "  " + $0 }
        }
        if !health.reasons.isEmpty {
            lines += ["", say("Việc cần làm:", "What to do:")]
            for reason in health.reasons {
                lines += ["  - \(reason.message[language])", "    → \(reason.remedy[language])"]
            }
        }
        return lines.joined(separator: "\n")
    }

    private var headline: String {
        switch health.verdict {
        case .healthy: say("Đối Soát: HOẠT ĐỘNG TỐT", "Đối Soát: HEALTHY")
        case .attention: say("Đối Soát: CẦN CHÚ Ý", "Đối Soát: NEEDS ATTENTION")
        case .notRunning: say("Đối Soát: KHÔNG CHẠY", "Đối Soát: NOT RUNNING")
        }
    }

    /// What there is to say, each behind its name.
    private var facts: [[String]] {
        let signs = health.signs
        var facts = [(say("Dịch vụ", "Service"), service)]
        facts.append((say("Lần đối soát gần nhất", "Last run"), lastRun))
        if let service = signs.service, health.verdict != .notRunning {
            if let since = service.runningSince {
                facts.append(
                    (say("Đang đối soát", "Run at work"), say("từ ", "since ") + shown(since)))
            }
            if let next = service.nextTime {
                facts.append((say("Lần đối soát tới", "Next run"), shown(next)))
            }
            facts.append((say("Số lần đối soát", "Runs"), counts(service)))
        }
        if let run = signs.run {
            facts.append((say("Bản xuất", "Exports"), exports(run.exports)))
            facts.append((say("Nguồn quá hạn", "Feeds overdue"), overdue(run.feeds)))
            facts.append((say("Cảnh báo đang mở", "Open alerts"), open(run)))
        }
        return facts.map { ["", $0, $1] }
    }

    private var service: String {
        guard let service = health.signs.service else {
            if health.signs.isServiceTorn { return say("không rõ", "unknown") }
            return health.verdict == .notRunning
                ? say("không có", "none")
                : say("không có; đối soát được chạy cách khác", "none; runs are started otherwise")
        }
        if health.verdict == .notRunning {
            let end = service.endedAt ?? health.signs.lastSign
            return say("không chạy", "not running")
                + (end.map { say(" từ ", " since ") + shown($0) } ?? "")
        }
        return say("chạy từ ", "up since ") + shown(service.startedAt)
    }

    /// Of the service's word and the run's own, the later one.
    private var lastRun: String {
        let run = health.signs.run
        if let last = health.signs.service?.lastRun, last.outcome != .done,
            run.map({ $0.endedAt < last.endedAt }) ?? true
        {
            let seconds = last.endedAt.secondsSince1970 - last.beganAt.secondsSince1970
            return "\(shown(last.beganAt)), \(duration(Double(seconds))),"
                + " \(last.outcome.text[language])"
        }
        guard let run else {
            return health.signs.isRunTorn ? say("không rõ", "unknown") : say("chưa có", "none yet")
        }
        let outcome =
            run.status == 0
            ? say("xong", "done") : say("xong, có việc không làm được", "done, but not all of it")
        let judged =
            run.judgedAt.localDay == run.beganAt.localDay
            ? "" : say(", tính đến ", ", as of ") + shown(run.judgedAt)
        return "\(shown(run.beganAt))\(judged), \(duration(run.seconds)), \(outcome)"
    }

    private func counts(_ service: ServiceRecord) -> String {
        let runs = service.runs
        return say(
            "\(runs.done) xong, \(runs.failed) không hoàn thành, \(service.missedTimes) giờ chạy bị lỡ",
            "\(runs.done) done, \(runs.failed) failed, \(service.missedTimes) times missed")
    }

    private func exports(_ exports: RunRecord.Exports) -> String {
        func feeds(_ ids: [String]) -> String {
            ids.isEmpty ? "" : " (\(ids.joined(separator: ", ")))"
        }
        let (refused, held) = (feeds(exports.refusedFeeds), feeds(exports.heldFeeds))
        return say(
            "nhận mới \(exports.taken), từ chối \(exports.refused)\(refused),"
                + " giữ lại \(exports.held)\(held)",
            "\(exports.taken) new, \(exports.refused) refused\(refused),"
                + " \(exports.held) held\(held)")
    }

    private func overdue(_ feeds: [RunRecord.Feed]) -> String {
        let overdue = feeds.filter(\.isOverdue).map { feed in
            let day = language == .vi ? feed.lastHeard.vietnamese : feed.lastHeard.iso
            return "\(feed.id) (\(say("từ", "since")) \(day))"
        }
        return overdue.isEmpty ? say("không", "none") : overdue.joined(separator: ", ")
    }

    private func open(_ run: RunRecord) -> String {
        let parts = Severity.worstFirst.filter { run.open[$0] > 0 }.map {
            "\($0.label[language].lowercased()) \(run.open[$0])"
        }
        let list = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        let stale =
            run.stale > 0
            ? say("; \(run.stale) chờ dữ liệu", "; \(run.stale) wait for data") : ""
        return "\(run.open.total)\(list)\(stale)"
    }

    private func units(_ units: [RunRecord.Unit]) -> [String] {
        let head =
            ["", say("ĐƠN VỊ", "UNIT"), say("CỘNG", "TOTAL")]
            + Severity.worstFirst.map { $0.label[language] }
        let rows = units.map { unit in
            ["", unit.name, String(unit.open.total)]
                + Severity.worstFirst.map { unit.open[$0] > 0 ? String(unit.open[$0]) : "·" }
        }
        return TextTable([head] + rows, rightAligned: [2, 3, 4, 5, 6]).lines
    }

    private func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        return whole < 120
            ? say("\(whole) giây", "\(whole) s") : say("\(whole / 60) phút", "\(whole / 60) min")
    }

    private func shown(_ instant: Instant) -> String {
        language == .vi ? instant.vietnamese : instant.iso
    }

    private func say(_ vi: String, _ en: String) -> String {
        Text(vi: vi, en: en)[language]
    }
}
