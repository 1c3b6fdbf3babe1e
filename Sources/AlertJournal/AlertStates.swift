import Facts

/// What the events of alerts, told one after the other, leave of each of them.
///
/// The same for the rows of the journal and for the lines of the files written from it.
package struct AlertStates {
    package private(set) var lives: [Int: Life] = [:]
    /// Numbers of alerts are never given twice, also when nothing else is known of the last one.
    package private(set) var highestAlert = 0

    package init() {}

    /// As much of an event as the state of its alert depends on.
    package struct Event {
        let seq: Int
        let at: Instant
        let run: Int
        let alert: Int
        let kind: EventKind
        /// What was answered, when an answer is the event.
        var answer: Answer?
    }

    /// The state of one alert.
    package struct Life: Hashable, Sendable {
        package enum State: String, Sendable {
            case open, resolved, withdrawn
        }

        package fileprivate(set) var state = State.open
        /// The event that opened it the last time.
        var opening: Opening
        /// The last event whose line tells what the alert says.
        package var textSeq: Int
        /// When its last event was told.
        var toldAt: Instant
        var endedAt: Instant?
        package var isStale = false
        /// In force: at most one of a kind, in the order of the kinds. Few alerts have one.
        package private(set) var answers: [Answer] = []

        init(opening: Opening, textSeq: Int, toldAt: Instant) {
            (self.opening, self.textSeq, self.toldAt) = (opening, textSeq, toldAt)
        }

        package var isOpen: Bool { state == .open }
        package var acknowledgement: Answer? { self[.acknowledgement] }
        package var snooze: Answer? { self[.snooze] }

        fileprivate(set) subscript(kind: Answer.Kind) -> Answer? {
            get { answers.first { $0.kind == kind } }
            set {
                answers.removeAll { $0.kind == kind }
                guard let newValue else { return }
                answers.insert(newValue, at: kind == .acknowledgement ? 0 : answers.endIndex)
            }
        }
    }

    package mutating func add(_ event: Event) {
        know(event.alert)
        var life = lives[event.alert] ?? Life(event)
        life.add(event)
        lives[event.alert] = life
    }

    /// Takes the state of an alert from a snapshot.
    package mutating func restore(_ life: Life, of alert: Int) {
        know(alert)
        lives[alert] = life
    }

    /// Lets go of an alert of which nobody knows how it ended.
    mutating func forget(_ alert: Int) {
        lives[alert] = nil
    }

    /// Learns that an alert's number was given, and nothing else of it.
    mutating func know(_ alert: Int) {
        highestAlert = max(highestAlert, alert)
    }

    /// The open alerts in the order of their numbers.
    var open: [(alert: Int, life: Life)] {
        lives.filter { $0.value.isOpen }.sorted { $0.key < $1.key }
            .map { (alert: $0.key, life: $0.value) }
    }
}

extension AlertStates.Life {
    /// As a snapshot tells it.
    init(
        opening: Opening, textSeq: Int, toldAt: Instant, isStale: Bool, answers: [Answer]
    ) {
        self.init(opening: opening, textSeq: textSeq, toldAt: toldAt)
        self.isStale = isStale
        for answer in answers { self[answer.kind] = answer }
    }

    fileprivate init(_ event: AlertStates.Event) {
        self.init(
            opening: Opening(seq: event.seq, at: event.at, run: event.run), textSeq: event.seq,
            toldAt: event.at)
    }

    fileprivate mutating func add(_ event: AlertStates.Event) {
        textSeq = event.seq
        toldAt = event.at
        switch event.kind {
        case .opened, .reopened: begin(event)
        case .fresh: isStale = false
        case .stale: isStale = true
        case .acknowledged: self[.acknowledgement] = event.answer
        case .acknowledgementEnded: self[.acknowledgement] = nil
        case .snoozed: self[.snooze] = event.answer
        case .snoozeEnded: self[.snooze] = nil
        case .resolved: end(.resolved, at: event.at)
        case .withdrawn: end(.withdrawn, at: event.at)
        case .changed, .reminded: break
        }
    }

    private mutating func begin(_ event: AlertStates.Event) {
        opening = Opening(seq: event.seq, at: event.at, run: event.run)
        (state, endedAt, isStale) = (.open, nil, false)
    }

    private mutating func end(_ state: State, at: Instant) {
        (self.state, endedAt, isStale) = (state, at, false)
    }
}
