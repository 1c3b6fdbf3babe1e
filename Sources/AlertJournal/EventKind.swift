package import Facts
import Reconciliation

/// What changed in an alert's life.
package enum EventKind: String, CaseIterable, Sendable {
    case opened, reopened, fresh, changed, stale
    /// A person has seen it and works on it.
    case acknowledged
    case acknowledgementEnded = "acknowledgement_ended"
    /// A person wants to hear nothing more of it until a day.
    case snoozed
    case snoozeEnded = "snooze_ended"
    /// Nothing was said of it for as long as the settings allow.
    case reminded
    case resolved, withdrawn

    /// As alert lines show it.
    package var label: Text {
        switch self {
        case .opened: Text(vi: "MỞ", en: "OPENED")
        case .reopened: Text(vi: "MỞ LẠI", en: "REOPENED")
        case .fresh: Text(vi: "CÓ DỮ LIỆU", en: "FRESH")
        case .changed: Text(vi: "THAY ĐỔI", en: "CHANGED")
        case .stale: Text(vi: "CHỜ DỮ LIỆU", en: "STALE")
        case .acknowledged: Text(vi: "TIẾP NHẬN", en: "ACKNOWLEDGED")
        case .acknowledgementEnded: Text(vi: "HẾT TIẾP NHẬN", en: "ACK ENDED")
        case .snoozed: Text(vi: "TẠM HOÃN", en: "SNOOZED")
        case .snoozeEnded: Text(vi: "HẾT HOÃN", en: "SNOOZE ENDED")
        case .reminded: Text(vi: "NHẮC LẠI", en: "REMINDED")
        case .resolved: Text(vi: "ĐÃ XỬ LÝ", en: "RESOLVED")
        case .withdrawn: Text(vi: "RÚT LẠI", en: "WITHDRAWN")
        }
    }

    /// Whether the alert is no longer open after it.
    package var ends: Bool { self == .resolved || self == .withdrawn }

    /// Place among the events of one rule and unit.
    var rank: Int { Self.ranks[self] ?? 0 }

    private static let ranks = Dictionary(
        zip(allCases, allCases.indices), uniquingKeysWith: { first, _ in first })
}
