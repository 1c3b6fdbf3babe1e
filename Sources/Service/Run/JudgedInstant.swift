import Facts

/// The instant as of which a run judges: what was asked for, or what a clock can be believed.
struct JudgedInstant: Sendable, Hashable {
    let instant: Instant
    /// For people, when the clock went back a little and the run goes on as of the last one.
    private(set) var warning: Text?

    /// The clock of a server that is set right steps back by no more than this.
    static let unsaidSeconds: Int64 = 5 * 60
    /// Within a day, alerts judged as of the last run are right enough. Beyond it one of the two
    /// clocks was wrong, and only a person knows which: a server without a battery starts in 1970.
    static let waitedSeconds: Int64 = 24 * 3600

    /// - Parameters:
    ///   - asked: `--as-of`, or what the clock shows.
    ///   - isAskedFor: whether a person gave it; nobody's wish is changed.
    ///   - believesClock: whether a person says that the clock is right.
    ///   - last: the instant of the last run.
    init(
        _ asked: Instant, isAskedFor: Bool, believesClock: Bool = false, after last: Instant?
    ) throws(ReconcileFault) {
        guard let last, asked < last else {
            instant = asked
            return
        }
        guard !isAskedFor else { throw .earlierThanLastRun(last) }
        let seconds = last.secondsSince1970 - asked.secondsSince1970
        guard seconds <= Self.waitedSeconds else {
            guard believesClock else { throw .clockBehind(asked, last: last) }
            instant = asked
            return
        }
        instant = last
        guard seconds > Self.unsaidSeconds else { return }
        warning = Text(
            vi: "warning: đồng hồ chỉ \(asked.iso), sớm hơn lần chạy trước (\(last.iso));"
                + " lần này tính theo giờ của lần chạy trước, hãy kiểm tra giờ của máy chủ",
            en: "warning: the clock shows \(asked.iso), before the last run (\(last.iso));"
                + " this run judges as of the last one, check the server's time")
    }
}
