import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct DecodedLineTests {
    private static let at = Scene.instant("2021-07-28T06:30:00+07:00")

    private func alert(_ text: String, reopenCount: Int = 0) -> Alert {
        Alert(
            id: AlertID(number: 1_234_567), rule: "APO-01", subject: Subject(.paperEntry, text),
            severity: .high, faultClass: .control, unit: text.isEmpty ? nil : text,
            message: Text(vi: text, en: "x"), remedy: Text(vi: "", en: text),
            facts: #"{"run":[{"a":"],\"run\":1"}],"b":-1}"#,
            evidence: [
                EvidencePlace(
                    export: ExportName(feed: "f", part: "", file: text, sha256: "ab"), line: 0)
            ],
            openedAt: Self.at, reopenCount: reopenCount, isStale: false)
    }

    private static let texts = [
        "", "Xã Ia Blứ", #"a"b\c{[]},"run":7"#, "\u{0}\n\r\t\u{7F}\u{85}\u{200B}\u{FEFF}|",
        #"],"run":1}"#,
    ]

    /// Whoever gives event lines another key has to teach it to those who read them.
    @Test(arguments: EventKind.allCases, texts)
    func `a line of any kind is read back as it was written`(
        _ kind: EventKind, _ text: String
    ) throws {
        let answerKind: Answer.Kind =
            kind == .snoozed || kind == .snoozeEnded ? .snooze : .acknowledgement
        let answers: [Answer?] = [
            nil,
            Answer(kind: answerKind, by: text, at: Self.at, until: nil, severity: .high),
            Answer(
                kind: answerKind, by: text, at: Self.at, until: Scene.day("2021-08-31"),
                severity: .high),
        ]
        for answer in answers {
            for reason in [nil, Text(vi: text, en: text)] {
                for renamedFrom in [nil, text] {
                    var buffer = LineBuffer()
                    EventLine(
                        seq: 417, at: Self.at.iso, kind: kind, run: 9,
                        alert: alert(text, reopenCount: text.utf8.count % 3), reason: reason,
                        answer: answer, renamedFrom: renamedFrom
                    ).write(to: &buffer)
                    let line = try DecodedLine(buffer.bytes[...])
                    #expect(line.parts.event?.answer == answer)
                    #expect(line.alert.subject.id == text)
                }
            }
        }
    }

    @Test(arguments: [true, false], texts)
    func `a snapshot is read back as it was written`(_ isStale: Bool, _ text: String) throws {
        let answers = [
            Answer(kind: .acknowledgement, by: text, at: Self.at, until: nil, severity: .low),
            Answer(
                kind: .snooze, by: text, at: Self.at, until: Scene.day("2021-08-31"),
                severity: .high),
        ]
        for kept in [[], [answers[0]], [answers[1]], answers] {
            let life = AlertStates.Life(
                opening: Opening(seq: 3, at: Self.at, run: 2), textSeq: 417, toldAt: Self.at,
                isStale: isStale, answers: kept)
            var saying = LineBuffer()
            alert(text).write(to: &saying)
            var buffer = LineBuffer()
            SnapshotLine(
                seq: 417, at: Self.at, run: 9, reopenCount: 0, openedAt: Self.at, life: life,
                highestAlert: 1_234_568
            ).write(saying.bytes[...], to: &buffer)
            let line = try DecodedLine(buffer.bytes[...])
            #expect(line.parts.life == life)
            #expect(line.parts.tail.highestAlert == 1_234_568)
            #expect(SnapshotLine.isSnapshot(buffer.bytes))
            #expect(LineEnd.seq(of: buffer.bytes[...]) == 417)
        }
    }

    @Test func `a line cut anywhere is none`() {
        var buffer = LineBuffer()
        EventLine(
            seq: 4, at: Self.at.iso, kind: .withdrawn, run: 9, alert: alert("x"),
            reason: Text(vi: "a", en: "b")
        ).write(to: &buffer)
        for count in 0..<buffer.bytes.count {
            #expect(throws: LineFault.self) { try DecodedLine(buffer.bytes[..<count]) }
        }
    }
}
