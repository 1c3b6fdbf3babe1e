import AlertJournal
import Facts
import Foundation
import Service
import Testing

@Suite struct `The history of an alert` {
    private let noon = Instant.firstMorning.adding(hours: 6)
    private let evening = Instant.firstMorning.adding(hours: 12)

    @Test func `goes from its opening through its end to its return`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(entries: Array(SmallDistrict.entries.dropLast()) + ["3 A1 07-05 -"])
        _ = try await district.run(noon)
        let ended = try #require(try district.history("A000003"))
        #expect(ended.state == .resolved)
        #expect(try district.page(of: "PAP-01").text.contains("ĐÃ XỬ LÝ (28/07/2021 12:30)"))
        try district.deliver(entries: SmallDistrict.entries)
        _ = try await district.run(evening)
        let back = try #require(try district.history("A000003"))
        #expect(back.state == .open)
        #expect(back.events.map(\.line.event) == ["opened", "resolved", "reopened"])
        #expect(try district.page(of: "PAP-01").text.contains("; mở lại 1 lần"))
    }

    @Test(arguments: ["A000002", "a2", "#2", "2"])
    func `is found by the alert's number and by that of its event`(_ name: String) async throws {
        let district = try Installation.small()
        _ = try await district.run()
        #expect(try district.history(name)?.current.line.rule == "DOS-08")
    }

    @Test(arguments: ["A000099", "#99", "A0000021"])
    func `is not there for a number that nobody gave`(_ name: String) async throws {
        let district = try Installation.small()
        _ = try await district.run()
        #expect(try district.history(name) == nil)
    }

    @Test func `cannot be read before the first run`() throws {
        let district = try Installation()
        #expect(throws: PublishedFault.self) { try district.history("A000001") }
    }

    @Test(arguments: [
        (["opened"], "open", false), (["opened", "stale"], "open", true),
        (["opened", "stale", "fresh"], "open", false), (["opened", "resolved"], "resolved", false),
        (["opened", "resolved", "reopened", "changed"], "open", false),
        (["opened", "withdrawn"], "withdrawn", false), (["snapshot"], "open", false),
        (["snapshot", "resolved"], "resolved", false),
    ])
    func `tells the state`(_ events: [String], _ state: String, _ isStale: Bool) throws {
        let history = try history(of: events.enumerated().map { line($0 + 1, $1) })
        #expect(history.state.rawValue == state)
        #expect(history.isStale == isStale)
        #expect(history.events.map(\.line.event) == events.filter { $0 != "snapshot" })
    }

    @Test func `tells who answered, until when, and when that is over`() throws {
        let given = line(2, "acknowledged", #","by":"motcua","until":"2021-08-05""#)
        let answer = try #require(try history(of: [line(1, "opened"), given]).answers.first)
        #expect(answer.kind == .acknowledgement)
        #expect(answer.by == "motcua")
        #expect(answer.until?.iso == "2021-08-05")
        let over = line(3, "acknowledgement_ended", #","reason":{"vi":"hết","en":"over"}"#)
        #expect(try history(of: [line(1, "opened"), given, over]).answers.isEmpty)
        let ended = line(3, "resolved")
        #expect(try history(of: [line(1, "opened"), given, ended]).answers.isEmpty)
        #expect(
            try history(of: [line(1, "opened"), given, ended, line(4, "reopened")]).answers
                == [answer])
    }

    @Test func `shows answers, reasons and earlier names`() throws {
        let lines = [
            line(1, "opened"), line(2, "snoozed", #","by":"motcua","until":"2021-08-05""#),
            line(3, "changed", #","renamed_from":"B0""#),
            line(4, "snooze_ended", #","reason":{"vi":"hết hạn","en":"over"}"#),
            line(5, "withdrawn", #","reason":{"vi":"đã đóng","en":"closed"}"#),
        ]
        let district = try Installation.small()
        try district.write(lines.joined(), "alerts/alerts.jsonl")
        let text = try district.page(of: "DOS-08").text
        for words in [
            "RÚT LẠI (28/07/2021 06:30): đã đóng  NGHIÊM TRỌNG",
            "#000002  TẠM HOÃN  motcua, đến hết ngày 05/08/2021\n", "(trước là B0)\n",
            "#000004  HẾT HOÃN  (hết hạn)\n", "#000005  RÚT LẠI  (đã đóng)\n",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func `goes on in the files that were rotated away`() throws {
        let district = try Installation([
            "alerts/alerts.jsonl-20210801": line(1, "opened") + line(2, "stale"),
            "alerts/alerts.jsonl": line(2, "snapshot", stale: true) + line(3, "fresh"),
        ])
        let history = try #require(try district.history("A000007"))
        #expect(history.events.map(\.seq) == [1, 2, 3])
        #expect(!history.isStale)
        #expect(try district.history("#2")?.id == "A000007")
    }

    @Test func `has the newest places from the open alerts`() throws {
        let open = line(1, "opened", #","stale":true"#).replacing(#""line":2"#, with: #""line":9"#)
        let district = try Installation([
            "alerts/alerts.jsonl": line(1, "opened") + line(2, "stale"),
            "alerts/open.jsonl": open,
        ])
        let history = try #require(try district.history("A000007"))
        #expect(history.current.line.evidence.map(\.line) == [9])
        #expect(history.isStale)
    }

    @Test func `leaves out a line that is being written`() throws {
        let torn = String(line(2, "resolved").dropLast())
        #expect(try history(of: [line(1, "opened"), torn]).state == .open)
    }

    @Test func `does not hand a terminal what it would obey`() throws {
        let escape = line(1, "opened").replacing("«B1»", with: #"\u001b[2J\u202e"#)
        let district = try Installation.small()
        try district.write(escape, "alerts/alerts.jsonl")
        let text = try district.page(of: "DOS-08").text
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    private func history(of lines: [String]) throws -> AlertHistory {
        let district = try Installation(["alerts/alerts.jsonl": lines.joined()])
        return try #require(try district.history("A000007"))
    }

    private func line(
        _ seq: Int, _ event: String, _ more: String = "", stale: Bool = false
    ) -> String {
        let at = "2021-07-28T06:30:00+07:00"
        let state =
            #","opened_at":"\#(at)"\#(stale ? #","stale":true"# : "")"#
            + #","opening_seq":1,"opening_at":"\#(at)","opening_run":1"#
            + #","told_at":"\#(at)","alerts":7"#
        let more = event == "snapshot" ? state : more
        return line(seq, event, with: more)
    }

    private func line(_ seq: Int, _ event: String, with more: String) -> String {
        #"{"seq":\#(seq),"at":"2021-07-28T06:30:00+07:00","event":"\#(event)","alert":"A000007","#
            + #""rule":"DOS-08","severity":"critical","class":"service","unit":"IALE","#
            + #""subject":{"kind":"dossier","id":"B1"},"message":{"vi":"«B1»","en":"late"},"#
            + #""remedy":{"vi":"chữa","en":"mend"},"facts":{},"evidence":["#
            + #"{"feed":"motcua","file":"a.xml","sha256":"0","line":2}],"run":1\#(more)}"# + "\n"
    }
}

extension Installation {
    fileprivate func history(_ name: String) throws -> AlertHistory? {
        let reference = try #require(AlertReference(name))
        return try AlertHistoryReader(directory: path + "/alerts").history(of: reference)
    }
}
