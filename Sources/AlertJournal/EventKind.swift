package import Facts
import Reconciliation

/// What changed in an alert's life.
package enum EventKind: String, CaseIterable, Sendable {
    case opened, reopened, fresh, changed, stale, resolved, withdrawn

    /// As alert lines show it.
    package var label: Text {
        switch self {
        case .opened: Text(vi: "MỞ", en: "OPENED")
        case .reopened: Text(vi: "MỞ LẠI", en: "REOPENED")
        case .fresh: Text(vi: "CÓ DỮ LIỆU", en: "FRESH")
        case .changed: Text(vi: "THAY ĐỔI", en: "CHANGED")
        case .stale: Text(vi: "CHỜ DỮ LIỆU", en: "STALE")
        case .resolved: Text(vi: "ĐÃ XỬ LÝ", en: "RESOLVED")
        case .withdrawn: Text(vi: "RÚT LẠI", en: "WITHDRAWN")
        }
    }

    /// Whether the alert is no longer open after it.
    package var ends: Bool { self == .resolved || self == .withdrawn }

    /// Place among the events of one rule and unit.
    var rank: Int {
        switch self {
        case .opened: 0
        case .reopened: 1
        case .fresh: 2
        case .changed: 3
        case .stale: 4
        case .resolved: 5
        case .withdrawn: 6
        }
    }
}
