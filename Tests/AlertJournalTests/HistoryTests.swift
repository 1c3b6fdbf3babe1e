import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct HistoryTests {
    private static let answer = Answer(
        kind: .acknowledgement, by: "văn thư", at: at(3), until: nil, severity: .high)
    private static let snooze = Answer(
        kind: .snooze, by: "văn thư", at: at(3), until: Scene.day("2021-07-20"), severity: .high)

    private static func at(_ day: Int) -> Instant {
        Instant(secondsSince1970: Int64(day) * 86_400 + 1_625_000_000)
    }

    /// The events of alert 1, the first on day 1, the second on day 2 and so on.
    private func life(_ kinds: EventKind..., days: [Int]? = nil) -> AlertStates.Life? {
        var history = AlertStates()
        for (index, kind) in kinds.enumerated() {
            let answer: Answer? =
                switch kind {
                case .acknowledged: Self.answer
                case .snoozed: Self.snooze
                default: nil
                }
            history.add(
                AlertStates.Event(
                    seq: index + 1, at: Self.at(days?[index] ?? index + 1), run: index + 1,
                    alert: 1,
                    kind: kind, answer: answer))
        }
        return history.lives[1]
    }

    @Test func `an alert is open from its opening to its end`() {
        #expect(life(.opened)?.isOpen == true)
        #expect(life(.opened, .changed, .reminded)?.isOpen == true)
        #expect(life(.opened, .resolved)?.state == .resolved)
        #expect(life(.opened, .withdrawn)?.state == .withdrawn)
        #expect(life(.opened, .resolved)?.endedAt == Self.at(2))
        #expect(life(.opened, .resolved, .reopened)?.isOpen == true)
        #expect(life(.opened, .resolved, .reopened)?.endedAt == nil)
    }

    @Test func `its opening is the last one, its text that of the last event`() {
        let life = life(.opened, .resolved, .reopened, .changed)
        #expect(life?.opening == Opening(seq: 3, at: Self.at(3), run: 3))
        #expect(life?.textSeq == 4)
        #expect(life?.toldAt == Self.at(4))
    }

    @Test func `it is stale until data come or it ends`() {
        #expect(life(.opened, .stale)?.isStale == true)
        #expect(life(.opened, .stale, .reminded, .acknowledged)?.isStale == true)
        #expect(life(.opened, .stale, .fresh)?.isStale == false)
        #expect(life(.opened, .stale, .withdrawn)?.isStale == false)
    }

    @Test func `an answer is in force until its end is told`() {
        #expect(life(.opened, .acknowledged)?.acknowledgement == Self.answer)
        #expect(life(.opened, .acknowledged, .changed)?.acknowledgement == Self.answer)
        #expect(life(.opened, .acknowledged, .acknowledgementEnded)?.acknowledgement == nil)
        #expect(life(.opened, .snoozed, .acknowledged)?.snooze == Self.snooze)
        #expect(life(.opened, .acknowledged, .snoozed, .snoozeEnded)?.snooze == nil)
        #expect(
            life(.opened, .acknowledged, .snoozed, .snoozeEnded)?.acknowledgement == Self.answer)
    }

    @Test func `an answer survives a dip until its end is told`() {
        let dip = life(.opened, .acknowledged, .resolved, .reopened)
        #expect(dip?.acknowledgement == Self.answer)
        let over = life(.opened, .acknowledged, .resolved, .reopened, .acknowledgementEnded)
        #expect(over?.acknowledgement == nil)
    }

    @Test func `numbers of alerts are remembered also without an event`() {
        var history = AlertStates()
        history.know(7)
        #expect(history.highestAlert == 7)
        #expect(history.open.isEmpty)
    }
}
