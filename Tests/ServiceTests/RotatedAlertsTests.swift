import Facts
import Foundation
import Reconciliation
import Service
import Testing

@Suite struct `The list of alerts of rotated files` {
    private let files = [
        "alerts.jsonl-20210705-000004": [
            line(1, "opened", 1), line(2, "opened", 2), line(3, "opened", 3),
            line(4, "resolved", 2),
        ],
        "alerts.jsonl": [
            snapshot(4, 1, #","opening_seq":1"#), snapshot(4, 3, #","opening_seq":3"#),
            line(5, "opened", 4),
            line(6, "acknowledged", 1, #","by":"văn thư","until":"2021-08-03""#),
            line(7, "snoozed", 3, #","by":"văn thư","until":"2021-08-03""#), line(8, "reminded", 4),
            line(9, "snoozed", 4, #","by":"lãnh đạo","until":"2021-08-03""#),
            line(10, "snooze_ended", 4), line(11, "stale", 1),
        ],
    ]

    @Test(arguments: [
        (PublishedAlerts.State.all, ["1 stale", "2 resolved", "3 snoozed", "4 snooze_ended"]),
        (.open, ["1 stale", "3 snoozed", "4 snooze_ended"]), (.stale, ["1 stale"]),
        (.acknowledged, ["1 stale"]), (.snoozed, ["3 snoozed"]), (.resolved, ["2 resolved"]),
        (.withdrawn, []),
    ])
    func `does not forget at a rotation`(
        _ state: PublishedAlerts.State, _ expected: [String]
    ) throws {
        #expect(try list(files, state) == expected)
    }

    @Test func `takes a snapshot's word where an older file is gone`() throws {
        var files = files
        files["alerts.jsonl-20210705-000004"] = nil
        #expect(try list(files, .all) == ["1 stale", "3 snoozed", "4 snooze_ended"])
        files["alerts.jsonl"] = Array(files["alerts.jsonl"]?.prefix(3) ?? [])
        #expect(try list(files, .all) == ["1 snapshot", "3 snapshot", "4 opened"])
    }

    @Test func `knows from a snapshot what was answered and what is stale`() throws {
        let answer = #"{"at":"2021-07-28T06:30:00+07:00","by":"x","severity":"high"}"#
        let lines = [
            Self.snapshot(4, 1, #","stale":true,"opening_seq":1"#),
            Self.snapshot(4, 2, #","opening_seq":2"#, #","acknowledged":\#(answer)"#),
            Self.snapshot(4, 3, #","opening_seq":3"#, #","snoozed":\#(answer)"#),
            Self.line(5, "opened", 4),
        ]
        for (state, expected) in [
            (PublishedAlerts.State.stale, ["1 snapshot"]), (.acknowledged, ["2 snapshot"]),
            (.snoozed, ["3 snapshot"]),
        ] {
            #expect(try list(["alerts.jsonl": lines], state) == expected)
        }
    }

    @Test func `forgets what ended in a file that is lost`() throws {
        let files = [
            "alerts.jsonl.2": [Self.line(1, "opened", 1), Self.line(2, "opened", 2)],
            "alerts.jsonl": [Self.snapshot(7, 2, #","opening_seq":2"#), Self.line(8, "opened", 5)],
        ]
        #expect(try list(files, .all) == ["2 snapshot", "5 opened"])
    }

    @Test func `counts an event once that two files tell, and passes over other files`() throws {
        var files = files
        files["alerts.jsonl.bak"] = Array(files["alerts.jsonl"]?.prefix(5) ?? [])
        files["alerts.jsonl.note"] = ["# copied by Mrs Lan\n"]
        #expect(try list(files, .all) == ["1 stale", "2 resolved", "3 snoozed", "4 snooze_ended"])
    }

    private func list(
        _ files: [String: [String]], _ state: PublishedAlerts.State
    ) throws -> [String] {
        let installation = try Installation()
        for (name, lines) in files { try installation.write(lines.joined(), "alerts/" + name) }
        let filter = PublishedAlerts.Filter(unit: nil, rule: nil, state: state, minimum: nil)
        return try PublishedAlerts(directory: installation.path + "/alerts").alerts(filter).map {
            "\($0.alert.suffix(1)) \($0.event)"
        }
    }

    private static func line(
        _ seq: Int, _ event: String, _ alert: Int, _ rest: String = ""
    ) -> String {
        #"{"seq":\#(seq),"at":"2021-07-28T06:30:00+07:00","event":"\#(event)","alert":"A00000"#
            + #"\#(alert)","rule":"PAP-01","severity":"high","class":"data","unit":null,"#
            + #""subject":{"kind":"dossier","id":"x],\"run\":"},"message":{"vi":"vi","en":"en"},"#
            + #""remedy":{"vi":"chữa","en":"mend"},"facts":{"run":[1],"run":2},"evidence":["#
            + #"{"feed":"a","file":"a.csv","sha256":"0","line":2}],"run":1\#(rest)}"# + "\n"
    }

    private static func snapshot(
        _ seq: Int, _ alert: Int, _ opening: String, _ answers: String = ""
    ) -> String {
        let at = #""2021-07-28T06:30:00+07:00""#
        let rest = #","opened_at":\#(at)\#(opening),"opening_at":\#(at),"opening_run":1"#
        return line(seq, "snapshot", alert, rest + #","told_at":\#(at)\#(answers),"alerts":9"#)
    }
}
