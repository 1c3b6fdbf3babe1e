package import Facts
package import Reconciliation

/// What a person answered to an alert: that it was seen, or not to hear of it until a day.
///
/// While an answer is in force nobody is reminded of the alert; whatever changes in it is told all
/// the same. It survives a dip, in which the alert ends and begins again, and is lifted when the
/// alert becomes worse.
package struct Answer: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case acknowledgement, snooze
    }

    package let kind: Kind
    /// A role or login, never a person's name.
    package let by: String
    package let at: Instant
    /// Its last day; nil: as long as the alert is open.
    package let until: Day?
    /// How severe the alert was when it was answered.
    package let severity: Severity

    package init(kind: Kind, by: String, at: Instant, until: Day?, severity: Severity) {
        self.kind = kind
        self.by = by
        self.at = at
        self.until = until
        self.severity = severity
    }

    /// Who answered, and until when it holds: `van-thu, đến 15/08/2021`.
    package func shown(in language: Language) -> String {
        guard let until else { return by }
        return language == .vi ? "\(by), đến \(until.vietnamese)" : "\(by), until \(until.iso)"
    }

    /// Why it ends on this day, with the alert as severe as it is now; nil while it is in force.
    package func ending(on today: Day, severity: Severity) -> Ending? {
        if severity > self.severity { return .worse }
        if let until, until < today { return .over }
        return nil
    }

    /// Whether it still counts for an alert that ended on a day and begins again on another.
    ///
    /// An answer without a last day is not taken for one to a fault of next year.
    package func survives(dipFrom ended: Day, to begun: Day) -> Bool {
        begun <= until ?? ended.adding(days: Self.longestDipDays)
    }

    private static let longestDipDays = 30

    package enum Ending: Sendable {
        case worse, over
        /// The alert was ended for too long.
        case lapsed

        package var reason: Text {
            switch self {
            case .worse:
                Text(
                    vi: "cảnh báo nặng hơn lúc trả lời", en: "it is worse than when it was answered"
                )
            case .over: Text(vi: "hết thời hạn đã đặt", en: "its time is over")
            case .lapsed:
                Text(vi: "cảnh báo đã kết thúc quá lâu", en: "the alert had ended for too long")
            }
        }
    }
}

extension Answer.Kind {
    /// The event of giving such an answer.
    package var given: EventKind { self == .acknowledgement ? .acknowledged : .snoozed }
    /// The event of its end.
    package var ended: EventKind { self == .acknowledgement ? .acknowledgementEnded : .snoozeEnded }
}
