package import AlertJournal

/// How a person names an alert: by its own number (`A000417`), or by that of one of its events, as
/// `alerts.log` shows it (`#000417` or `417`).
package enum AlertReference: Hashable, Sendable {
    case alert(Int)
    case event(Int)

    /// Nil when the text is neither.
    package init?(_ text: String) {
        let isAlert = text.first == "A" || text.first == "a"
        let digits = isAlert || text.first == "#" ? text.dropFirst() : text[...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            number > 0
        else { return nil }
        self = isAlert ? .alert(number) : .event(number)
    }

    /// The alert's number as files show it: `A000417`; nil for the number of an event.
    package var alertID: AlertID? {
        guard case .alert(let number) = self else { return nil }
        return AlertID(number: number)
    }
}
