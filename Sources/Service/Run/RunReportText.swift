import AlertJournal
import Facts
import Reconciliation
import Reporting

/// A run's report in words: what a person sees who has just reconciled.
extension RunReport {
    package var text: String {
        let board = ScoreboardText(Scoreboard(evaluation), in: language)
        var lines = [headline, changes, ""]
        if !evaluation.findings.isEmpty {
            lines += board.rules + [""] + board.units(atMost: 12) + [""]
        }
        lines += coverage
        if let unchecked { lines += [unchecked, ""] }
        if events.heldBackCount > 0 {
            lines += [
                say(
                    "\(events.heldBackCount) cảnh báo chưa mở vì nguồn số liệu im lặng quá lâu (ING-03).",
                    "\(events.heldBackCount) alerts were not opened: their feed is silent (ING-03)."
                ),
                "",
            ]
        }
        if events.waitingCount > 0 {
            lines += [
                say(
                    "\(events.waitingCount) phát hiện đang chờ lần đối soát sau xác nhận (open_after_runs).",
                    "\(events.waitingCount) findings wait for a later run (open_after_runs)."),
                "",
            ]
        }
        if !troubles.isEmpty {
            lines.append(
                say(
                    "Có \(troubles.count) việc không làm được, xem các dòng «error».",
                    "\(troubles.count) thing(s) could not be done; see the lines with «error»."))
        }
        lines += warnings
        if !isDryRun {
            lines.append(say("Tệp cảnh báo: ", "Alert file: ") + alertDirectory + "/alerts.log")
            lines.append(
                say("Đang mở (Excel): ", "Open alerts (Excel): ") + alertDirectory + "/open.csv")
        }
        return lines.joined(separator: "\n")
    }

    private var headline: String {
        let open = events.openBySeverity.values.reduce(0, +)
        let parts = Severity.worstFirst.compactMap { severity -> String? in
            guard let count = events.openBySeverity[severity], count > 0 else { return nil }
            return "\(severity.label[language].lowercased()) \(count)"
        }
        let list = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        let what = isDryRun ? say("Chạy thử", "Dry run") : say("Đối soát", "Reconciled")
        return say(
            "\(what) lúc \(instant.vietnamese): \(taken) bản xuất mới, \(open) cảnh báo đang mở\(list).",
            "\(what) as of \(instant.iso): \(taken) new exports, \(open) open alerts\(list).")
    }

    private var changes: String {
        let parts = EventKind.allCases.compactMap { kind -> String? in
            guard let count = events.counts[kind], count > 0 else { return nil }
            return "\(kind.label[language].lowercased()) \(count)"
        }
        guard !parts.isEmpty else {
            return say(
                "Không có gì thay đổi so với lần trước.", "Nothing changed since the last run.")
        }
        return say("Lần này: ", "This time: ") + parts.joined(separator: ", ") + "."
    }

    /// How much each rule had to leave open: a value is missing, or an export does not reach so far.
    private var unchecked: String? {
        let rules = evaluation.rules.compactMap { run -> String? in
            guard case .evaluated(_, let unchecked, _) = run.state, unchecked > 0 else {
                return nil
            }
            return "\(run.rule.id) \(unchecked)"
        }
        guard !rules.isEmpty else { return nil }
        return say(
            "Chưa đủ dữ liệu để kiểm tra (số trường hợp): ", "Not enough data to check (cases): ")
            + rules.joined(separator: ", ")
    }

    /// What could not be checked, one line a feed and reason with the rules that it concerns.
    private var coverage: [String] {
        var rulesOfReason: [(place: String, rules: [String])] = []
        for gap in evaluation.coverage {
            let place = (gap.feed.map { $0 + ": " } ?? "") + gap.reason[language]
            let index =
                rulesOfReason.firstIndex { $0.place == place } ?? rulesOfReason.endIndex
            if index == rulesOfReason.endIndex { rulesOfReason.append((place, [])) }
            if let rule = gap.rule, !rulesOfReason[index].rules.contains(rule) {
                rulesOfReason[index].rules.append(rule)
            }
        }
        guard !rulesOfReason.isEmpty else { return [] }
        let lines = rulesOfReason.map { entry in
            entry.rules.isEmpty
                ? "  \(entry.place)" : "  \(entry.place) (\(entry.rules.joined(separator: ", ")))"
        }
        return [say("Không kiểm tra được:", "Could not be checked:")] + lines + [""]
    }

    private func say(_ vi: String, _ en: String) -> String {
        Text(vi: vi, en: en)[language]
    }
}
