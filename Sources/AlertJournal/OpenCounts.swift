package import Reconciliation

/// How many alerts are open, by unit and severity.
package struct OpenCounts: Hashable, Sendable {
    package struct Key: Hashable, Sendable {
        /// Key of the unit; nil when none could be named.
        package let unit: String?
        package let severity: Severity
    }

    /// Without those of which there are none.
    package private(set) var counts: [Key: Int] = [:]

    mutating func add(_ severity: Severity, unit: String?) {
        counts[Key(unit: unit, severity: severity), default: 0] += 1
    }

    /// Of all units together.
    package var bySeverity: [Severity: Int] {
        Dictionary(counts.map { ($0.key.severity, $0.value) }, uniquingKeysWith: +)
    }
}
