package import AlertJournal
package import Facts
import Reconciliation

/// Takes what people answer to alerts: that they have seen them, or want to hear of them later.
package struct Answering: Sendable {
    private let settings: Settings

    package init(settings: Settings) {
        self.settings = settings
    }

    /// Stores an answer to each alert and tells it in the alert files.
    ///
    /// - Parameter talk: called with what it waits for.
    /// - Returns: what was done, a line an alert.
    /// - Throws: `AnsweringFault`, `StateFault`, `JournalError` or `PublicationFault`.
    package func answer(
        _ references: [AlertReference], _ request: AnswerRequest,
        talk: @escaping @Sendable (String) -> Void
    ) async throws -> String {
        try Self.check(request)
        let access = try await StateAccess(to: settings, talk: talk)
        let journal = try access.journal()
        AlertPublishing(settings).complete(journal, talk: talk).forEach(talk)
        let events: [AlertEvent]
        do {
            var alerts: [AlertID] = []
            for reference in references {
                let alert =
                    switch reference {
                    case .alert(let number): AlertID(number: number)
                    case .event(let seq): try journal.alert(ofEvent: seq)
                    }
                if !alerts.contains(alert) { alerts.append(alert) }
            }
            events = try journal.answer(
                alerts, request, language: settings.language, units: settings.units)
        } catch let fault as AnswerFault {
            throw AnsweringFault.answer(fault)
        }
        try AlertPublishing(settings).publish(journal).forEach(talk)
        _ = consume access
        return events.map { confirmation(of: $0, request) }.joined(separator: "\n")
    }

    private func confirmation(of event: AlertEvent, _ request: AnswerRequest) -> String {
        let done = event.kind.label[settings.language].lowercased()
        let until = request.until.map { day in
            settings.language == .vi ? ", đến hết \(day.vietnamese)" : ", until \(day.iso)"
        }
        return "\(event.alert) \(event.rule) \(event.subject.id): \(done)"
            + " (\(request.by)\(until ?? ""))"
    }

    /// Whether a text names a role or login, and no person.
    static func isRoleOrLogin(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "._-".utf8.contains(byte)
                }
            } && text.contains(where: \.isLetter) && !hasPersonalNumber(text)
    }

    /// Whether so many digits follow each other as only a citizen's numbers have.
    ///
    /// A dossier's code has letters or hyphens between its digits, a date fewer of them.
    static func hasPersonalNumber(_ text: String) -> Bool {
        text.split { !$0.isNumber && !". ".contains($0) }
            .contains { $0.count(where: \.isNumber) >= 9 }
            || text.split(whereSeparator: \.isWhitespace).contains { word in
                PersonalNumber.isOne(
                    String(word.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "-" }))
            }
    }

    private static func check(_ request: AnswerRequest) throws(AnsweringFault) {
        guard isRoleOrLogin(request.by) else { throw .notARole }
        guard request.note.contains(where: { !$0.isWhitespace }) else { throw .noNote }
        guard !hasPersonalNumber(request.note) else { throw .personalNote }
        if let until = request.until, until < request.at.localDay { throw .isOver(until) }
    }
}

/// Why an answer was not taken.
package enum AnsweringFault: Error, Hashable, Sendable {
    case answer(AnswerFault)
    case notARole
    case noNote
    /// The note may name a citizen by a number.
    case personalNote
    case isOver(Day)

    package var description: String {
        switch self {
        case .answer(.noSuchAlert(let alert)):
            "error: there is no alert \(alert); `doisoat alerts` lists them"
        case .answer(.noSuchEvent(let seq)):
            "error: there is no event #\(seq); alerts.log shows each event's number"
        case .answer(.notOpen(let alert)):
            "error: alert \(alert) is not open any more; only an open alert can be answered"
        case .notARole:
            "error: --by takes a role or login such as van-thu-ia-le, not a person's name:"
                + " letters without marks, digits, and . _ -"
        case .noNote: "error: the note is empty; say in a few words why"
        case .personalNote:
            "error: the note has a number that may be a citizen's; leave it out, and names as well"
        case .isOver(let day): "error: --until \(day.iso) is over; give a day to come"
        }
    }
}
