import Facts
import Reconciliation

/// The line that `systemctl status` shows: the last run, open alerts, silent feeds.
struct ServiceStatusLine {
    private let service: ServiceRecord
    private let run: RunRecord?

    init(_ service: ServiceRecord, _ run: RunRecord?) {
        self.service = service
        self.run = run
    }

    subscript(language: Language) -> String {
        Text(
            vi: [working.vi, alerts?.vi, feeds?.vi, settings?.vi].joined,
            en: [working.en, alerts?.en, feeds?.en, settings?.en].joined)[language]
    }

    private var working: Text {
        if let since = service.runningSince {
            return Text(
                vi: "đang đối soát từ \(since.vietnamese)", en: "reconciling since \(since.iso)")
        }
        guard let last = service.lastRun else {
            return Text(vi: "chưa đối soát lần nào", en: "no run yet")
        }
        let hasFailed = [.failed, .timedOut, .outOfMemory].contains(last.outcome)
        return Text(
            vi:
                "lần đối soát gần nhất \(last.endedAt.vietnamese)\(hasFailed ? " KHÔNG HOÀN THÀNH" : "")",
            en: "last run \(last.endedAt.iso)\(hasFailed ? " FAILED" : "")")
    }

    private var alerts: Text? {
        run.map {
            Text(vi: "\($0.open.total) cảnh báo đang mở", en: "\($0.open.total) open alerts")
        }
    }

    private var feeds: Text? {
        let overdue = run?.feeds.filter(\.isOverdue).map(\.id) ?? []
        guard !overdue.isEmpty else { return nil }
        let ids = overdue.joined(separator: ", ")
        return Text(vi: "nguồn quá hạn: \(ids)", en: "feeds overdue: \(ids)")
    }

    private var settings: Text? {
        guard service.settingsRefusedAt != nil else { return nil }
        return Text(vi: "thiết lập mới bị từ chối", en: "new settings were refused")
    }
}

extension [String?] {
    fileprivate var joined: String { compactMap(\.self).joined(separator: "; ") }
}
