package import Facts
package import Reconciliation

/// The life of one finding across runs: what is known of it now.
package struct Alert: Sendable {
    package let id: AlertID
    package let rule: String
    package var subject: Subject
    package let severity: Severity
    package let faultClass: FaultClass
    /// Key of the unit that has to mend it; nil when none could be named.
    package let unit: String?
    /// What was wrong when it was last found.
    package let message: Text
    package let remedy: Text
    /// The finding's facts as a JSON object.
    package let facts: String
    package let evidence: [EvidencePlace]
    /// When it was opened for the first time.
    package let openedAt: Instant
    /// How often it was opened again after its end.
    package let reopenCount: Int
    /// Whether what the rule needs is missing, so that it could be neither found again nor resolved.
    package var isStale: Bool
}

/// The short name by which people call an alert: `A000417`.
package struct AlertID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    package var description: String {
        "A" + EventNumber.digits(number)
    }

    /// What the subject of this alert is called when another alert has taken its id.
    func formerName(of subject: String) -> String { "\(subject) #\(self)" }

    package static func < (left: AlertID, right: AlertID) -> Bool { left.number < right.number }
}

/// How numbers of events and alerts are written: so that they stand below each other and sort.
package enum EventNumber {
    /// At least six digits: `000417`.
    package static func digits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}

/// A line of an export as an alert remembers it, also when the export is long out of force.
package struct EvidencePlace: Hashable, Sendable {
    package let export: ExportName
    /// 1-based.
    package let line: Int
}

/// An export as evidence names it.
package struct ExportName: Hashable, Sendable {
    package let feed: String
    package let part: String
    /// Its masked name.
    package let file: String
    package let sha256: String
}
