package import Facts

/// How much a finding matters: critical harms a citizen now or breaks the law.
package enum Severity: String, CaseIterable, Comparable, Sendable {
    case low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    /// As people list them.
    package static let worstFirst: [Severity] = [.critical, .high, .medium, .low]

    /// 0 for the lowest.
    package var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .critical: 3
        }
    }

    /// As alert lines show it.
    package var label: Text {
        switch self {
        case .low: Text(vi: "THẤP", en: "LOW")
        case .medium: Text(vi: "TRUNG BÌNH", en: "MEDIUM")
        case .high: Text(vi: "CAO", en: "HIGH")
        case .critical: Text(vi: "NGHIÊM TRỌNG", en: "CRITICAL")
        }
    }
}

/// What kind of fault a rule finds: wrong data, a service not given, sums that do not agree, or
/// something that keeps the service itself from working.
package enum FaultClass: String, CaseIterable, Sendable {
    case data, service, control, operations
}
