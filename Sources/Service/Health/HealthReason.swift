package import Facts

/// Something that keeps an installation from being healthy: what is wrong, and what would do.
package struct HealthReason: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        // Not running.
        case neverStarted = "never_started"
        case noService = "no_service"
        case ended, gone, silent
        // Attention.
        case fileTorn = "file_torn"
        case settingsRefused = "settings_refused"
        case settingsFaulty = "settings_faulty"
        case runFailed = "run_failed"
        case runTooLong = "run_too_long"
        case retentionFailed = "retention_failed"
        case inboxSilent = "inbox_silent"
        case timeMissed = "time_missed"
        case noRunLately = "no_run_lately"
        case exportsRefused = "exports_refused"
        case exportsHeld = "exports_held"
        case otherTroubles = "other_troubles"
        case feedsOverdue = "feeds_overdue"
    }

    package let kind: Kind
    package let message: Text
    package let remedy: Text

    private init(_ kind: Kind, _ message: Text, _ remedy: Text) {
        self.kind = kind
        self.message = message
        self.remedy = remedy
    }
}

extension HealthReason {
    static let neverStarted = HealthReason(
        .neverStarted,
        Text(
            vi: "Dịch vụ chưa chạy lần nào, và chưa có lần đối soát nào",
            en: "The service has never run, and nothing was ever reconciled"),
        Text(
            vi: "khởi động dịch vụ: sudo systemctl enable --now doisoat; hoặc chạy thử:"
                + " doisoat reconcile",
            en: "start the service: sudo systemctl enable --now doisoat; or try: doisoat reconcile")
    )

    static func noService(lastRun: Instant) -> HealthReason {
        HealthReason(
            .noService,
            Text(
                vi: "Không có dịch vụ, và lần đối soát gần nhất đã lâu (\(lastRun.vietnamese))",
                en: "There is no service, and the last run is long ago (\(lastRun.iso))"),
            Text(
                vi:
                    "khởi động dịch vụ: sudo systemctl enable --now doisoat; nếu dùng timer thì xem:"
                    + " systemctl list-timers doisoat-reconcile.timer",
                en: "start the service: sudo systemctl enable --now doisoat; if a timer starts the"
                    + " runs, see: systemctl list-timers doisoat-reconcile.timer"))
    }

    static func ended(_ at: Instant) -> HealthReason {
        HealthReason(
            .ended,
            Text(
                vi: "Dịch vụ đã được dừng lúc \(at.vietnamese)",
                en: "The service was stopped at \(at.iso)"),
            start)
    }

    static func gone(since: Instant?) -> HealthReason {
        HealthReason(
            .gone,
            Text(
                vi: "Tiến trình của dịch vụ không còn" + sign(since).vi,
                en: "The service's process is gone" + sign(since).en),
            look)
    }

    static func silent(since: Instant?) -> HealthReason {
        HealthReason(
            .silent,
            Text(
                vi: "Dịch vụ không còn dấu hiệu hoạt động" + sign(since).vi,
                en: "The service gives no sign of life" + sign(since).en),
            look)
    }

    static func torn(_ name: String) -> HealthReason {
        HealthReason(
            .fileTorn,
            Text(vi: "Tệp health/\(name) bị hỏng", en: "The file health/\(name) is not whole"),
            name == "run.json"
                ? Text(
                    vi: "lần đối soát tới sẽ ghi lại; chạy ngay: doisoat reconcile",
                    en: "the next run writes it anew; to run now: doisoat reconcile")
                : restart)
    }

    static func settingsRefused(_ at: Instant, _ faults: [String]) -> HealthReason {
        HealthReason(
            .settingsRefused,
            Text(
                vi: "Thiết lập mới bị từ chối lúc \(at.vietnamese) (\(faults.count) lỗi); thiết lập"
                    + " cũ vẫn đang dùng",
                en: "The new settings were refused at \(at.iso) (\(faults.count) fault(s));"
                    + " the older ones are in force"),
            mendSettings)
    }

    static func settingsFaulty(_ count: Int) -> HealthReason {
        HealthReason(
            .settingsFaulty,
            Text(
                vi:
                    "Tệp thiết lập đang có \(count) lỗi; dịch vụ vẫn dùng thiết lập cũ, nhưng khởi động"
                    + " lại sẽ không được",
                en:
                    "The settings files have \(count) fault(s); the service goes on by the older ones,"
                    + " but could not be started anew"),
            mendSettings)
    }

    static func retentionFailed(_ at: Instant) -> HealthReason {
        HealthReason(
            .retentionFailed,
            Text(
                vi: "Không dọn được dữ liệu quá hạn lưu lúc \(at.vietnamese)",
                en: "What is older than it is to be kept could not be removed at \(at.iso)"),
            Text(
                vi: "chạy thử để xem lỗi: doisoat purge", en: "see what hinders it: doisoat purge"))
    }

    static func runFailed(_ last: ServiceRecord.LastRun) -> HealthReason {
        let outcome = last.outcome.text
        let detail = last.message.map { ": \($0)" } ?? ""
        let remedy =
            switch last.outcome {
            case .timedOut:
                Text(
                    vi: "xem thư mục nhận có chậm không, hoặc tăng `minutes` trong run_limits",
                    en: "see whether the inbox is slow, or raise `minutes` of run_limits")
            case .outOfMemory:
                Text(
                    vi: "tăng `megabytes` trong run_limits, hoặc thêm bộ nhớ cho máy chủ",
                    en: "raise `megabytes` of run_limits, or give the server more memory")
            default: look
            }
        return HealthReason(
            .runFailed,
            Text(
                vi: "Lần đối soát lúc \(last.beganAt.vietnamese) \(outcome.vi)\(detail)",
                en: "The run of \(last.beganAt.iso) \(outcome.en)\(detail)"),
            remedy)
    }

    static func runsTooLong(since: Instant, limitMinutes: Int) -> HealthReason {
        HealthReason(
            .runTooLong,
            Text(
                vi: "Lần đối soát bắt đầu lúc \(since.vietnamese) kéo dài quá \(limitMinutes) phút",
                en: "The run begun at \(since.iso) takes longer than \(limitMinutes) minutes"),
            restart)
    }

    static func inboxSilent(since: Instant) -> HealthReason {
        HealthReason(
            .inboxSilent,
            Text(
                vi: "Một thư mục nhận không trả lời từ \(since.vietnamese)",
                en: "A feed's folder has not answered since \(since.iso)"),
            Text(
                vi: "kiểm tra ổ mạng và máy chủ chia sẻ tệp: mount, ls <thư mục nhận>",
                en: "check the share and its server: mount, ls <inbox>"))
    }

    static func missed(_ time: Instant) -> HealthReason {
        HealthReason(
            .timeMissed,
            Text(
                vi: "Giờ hẹn \(time.vietnamese) đã qua mà chưa có lần đối soát nào sau đó",
                en: "The time \(time.iso) passed, and no run has ended since"),
            look)
    }

    static func noRunLately(since: Instant) -> HealthReason {
        HealthReason(
            .noRunLately,
            Text(
                vi: "Không có lần đối soát nào từ \(since.vietnamese)",
                en: "No run has ended since \(since.iso)"),
            look)
    }

    static func refused(_ exports: RunRecord.Exports) -> HealthReason {
        HealthReason(
            .exportsRefused,
            Text(
                vi: "\(exports.refused) bản xuất bị từ chối (\(list(exports.refusedFeeds)))",
                en: "\(exports.refused) export(s) refused (\(list(exports.refusedFeeds)))"),
            Text(
                vi: "lý do và cách sửa: doisoat alerts --rule ING-01; doisoat alerts --rule ING-02",
                en: "why, and what would do: doisoat alerts --rule ING-01; doisoat alerts --rule"
                    + " ING-02"))
    }

    static func held(_ exports: RunRecord.Exports) -> HealthReason {
        HealthReason(
            .exportsHeld,
            Text(
                vi: "\(exports.held) bản xuất bị giữ lại vì thiếu nhiều hồ sơ"
                    + " (\(list(exports.heldFeeds)))",
                en: "\(exports.held) export(s) held, as too many records are missing"
                    + " (\(list(exports.heldFeeds)))"),
            Text(
                vi: "xem: doisoat alerts --rule ING-07; nếu đúng: doisoat check --accept SHA,"
                    + " nếu sai: xuất lại",
                en: "see: doisoat alerts --rule ING-07; if it is right: doisoat check --accept SHA,"
                    + " if not: export again"))
    }

    static func otherTroubles(_ count: Int) -> HealthReason {
        HealthReason(
            .otherTroubles,
            Text(
                vi: "Lần đối soát gần nhất có \(count) việc không làm được",
                en: "The last run could not do \(count) thing(s)"),
            Text(
                vi: "xem các dòng «error» bên trên", en: "see the lines with «error» above"))
    }

    static func overdue(_ feeds: [RunRecord.Feed]) -> HealthReason {
        HealthReason(
            .feedsOverdue,
            Text(
                vi: "\(feeds.count) nguồn quá hạn gửi số liệu (\(list(feeds.map(\.id))))",
                en: "\(feeds.count) feed(s) overdue (\(list(feeds.map(\.id))))"),
            Text(
                vi: "kiểm tra việc xuất tệp và thư mục nhận: doisoat alerts --rule ING-03",
                en: "check the exporting system and the inbox: doisoat alerts --rule ING-03"))
    }

    private static let start = Text(
        vi: "khởi động: sudo systemctl start doisoat; nếu timer chạy thay dịch vụ, xóa tệp"
            + " health/service.json",
        en: "start it: sudo systemctl start doisoat; if a timer has taken its place, remove"
            + " health/service.json")
    private static let restart = Text(
        vi: "khởi động lại: sudo systemctl restart doisoat",
        en: "restart it: sudo systemctl restart doisoat")
    private static let mendSettings = Text(
        vi: "sửa các lỗi mà `doisoat check` chỉ ra, rồi: sudo systemctl reload doisoat",
        en: "mend what `doisoat check` tells, then: sudo systemctl reload doisoat")
    private static let look = Text(
        vi: "xem: systemctl status doisoat; journalctl -u doisoat -n 50",
        en: "see: systemctl status doisoat; journalctl -u doisoat -n 50")

    private static func sign(_ since: Instant?) -> Text {
        since.map {
            Text(
                vi: " (dấu hiệu cuối lúc \($0.vietnamese))", en: " (the last sign was at \($0.iso))"
            )
        } ?? Text(vi: "", en: "")
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}

extension ServiceRecord.RunOutcome {
    /// `… không hoàn thành`, as the end of a sentence about a run.
    package var text: Text {
        switch self {
        case .done: Text(vi: "đã hoàn thành", en: "was done")
        case .failed: Text(vi: "không hoàn thành", en: "failed")
        case .timedOut: Text(vi: "quá thời gian cho phép", en: "took too long and was ended")
        case .outOfMemory: Text(vi: "hết bộ nhớ cho phép", en: "ran out of memory")
        case .stopped: Text(vi: "bị dừng cùng dịch vụ", en: "was stopped with the service")
        }
    }
}
