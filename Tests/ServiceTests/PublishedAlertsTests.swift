import AlertJournal
import Facts
import Foundation
import Reconciliation
import Service
import Testing

@Suite struct `The list of alerts` {
    @Test(arguments: [
        (PublishedAlerts.State.open, ["A1", "A3", "A5"]), (.stale, ["A3"]), (.resolved, ["A2"]),
        (.withdrawn, ["A4"]), (.all, ["A1", "A2", "A3", "A4", "A5"]),
    ])
    func `has each alert as its last event left it`(
        _ state: PublishedAlerts.State, _ ids: [String]
    ) throws {
        #expect(try list(.init(unit: nil, rule: nil, state: state, minimum: nil)) == ids)
    }

    @Test(arguments: [
        (nil, nil, nil, ["A1", "A2", "A3", "A4", "A5"]), ("IALE", nil, nil, ["A1", "A2"]),
        ("XXXX", nil, nil, []), (nil, "DOS-08", nil, ["A1", "A3"]),
        (nil, nil, Severity.high, ["A1", "A3", "A4"]),
        (nil, nil, .low, ["A1", "A2", "A3", "A4", "A5"]),
        ("MOTCUA", "DOS-08", .critical, ["A3"]), ("IALE", "PAP-02", .critical, []),
    ])
    func `has only what is asked for`(
        _ unit: String?, _ rule: String?, _ minimum: Severity?, _ ids: [String]
    ) throws {
        #expect(try list(.init(unit: unit, rule: rule, state: .all, minimum: minimum)) == ids)
    }

    @Test func `cannot be read before the first run`() throws {
        let installation = try Installation()
        let alerts = PublishedAlerts(directory: installation.path + "/alerts")
        let fault = #expect(throws: PublishedFault.self) { try alerts.alerts(.all) }
        #expect(fault?.description.hasPrefix("\(installation.path)/alerts: error: ") == true)
    }

    @Test func `leaves out a line that is being written`() throws {
        let installation = try Installation()
        try installation.write(events + #"{"seq":9,"at":"2021-"#, "alerts/alerts.jsonl")
        let alerts = PublishedAlerts(directory: installation.path + "/alerts")
        #expect(try alerts.alerts(.all).count == 5)
    }

    @Test func `is the open alerts of a run`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let alerts = try PublishedAlerts(directory: district.path + "/alerts").alerts(
            .init(unit: "IALE", rule: nil, state: .open, minimum: .critical))
        #expect(Set(alerts.map { "\($0.rule) \($0.subject.id)" }) == ["APO-01 B1", "DOS-08 B1"])
    }

    private func list(_ filter: PublishedAlerts.Filter) throws -> [String] {
        let installation = try Installation(["alerts/alerts.jsonl": events])
        return try PublishedAlerts(directory: installation.path + "/alerts").alerts(filter)
            .map(\.alert)
    }

    private let events = [
        PublishedLine(seq: 1, "opened", "A1", "DOS-08", "critical", unit: "IALE"),
        .init(seq: 2, "opened", "A2", "PAP-02", "medium", unit: "IALE"),
        .init(seq: 3, "opened", "A3", "DOS-08", "critical", unit: "MOTCUA"),
        .init(seq: 4, "opened", "A4", "PAP-01", "high", unit: nil),
        .init(seq: 5, "resolved", "A2", "PAP-02", "medium", unit: "IALE"),
        .init(seq: 6, "stale", "A3", "DOS-08", "critical", unit: "MOTCUA"),
        .init(seq: 7, "withdrawn", "A4", "PAP-01", "high", unit: nil),
        .init(seq: 8, "reopened", "A5", "PAP-02", "low", unit: "MOTCUA"),
    ].map(\.text).joined()
}

@Suite struct `Alerts as a table` {
    @Test(arguments: [
        "=1+1", "+84", "-2", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＋1", "－1", "＠x",
        "\r\n=1", "=\u{301}1",
    ])
    func `a cell that a spreadsheet would run is defused`(_ subject: String) throws {
        let cell = try table(subject).dropFirst(5).first
        #expect(cell?.unicodeScalars.first == "'", "\(cell ?? "")")
    }

    @Test(arguments: ["a,b", "a\"b", "a\nb", "a\r\nb", "a\rb", "bình thường", "1-2"])
    func `a cell is read back as it was`(_ subject: String) throws {
        #expect(try table(subject).dropFirst(5).first == subject)
    }

    @Test func `an alert is one row of eight cells`() throws {
        #expect(
            try table("X") == [
                "A1", "opened", "high", "PAP-01", "IALE", "X", "vi", "a.csv:2; b.xml:3",
            ])
    }

    /// The cells of the only row below the header.
    private func table(_ subject: String) throws -> [String] {
        let line = PublishedLine(
            seq: 1, "opened", "A1", "PAP-01", "high", unit: "IALE", subject: subject)
        let alert = try JSONDecoder().decode(PublishedAlerts.Line.self, from: Data(line.text.utf8))
        let csv = AlertList([alert], language: .vi, units: UnitRegistry([])).csv
        #expect(csv.hasPrefix("alert,event,severity,rule,unit,subject,message,place\n"))
        return cells(csv.unicodeScalars.dropFirst(53))
    }

    /// Reads one row as RFC 4180 has it.
    private func cells(_ text: Substring.UnicodeScalarView) -> [String] {
        var cells = [String.UnicodeScalarView()]
        var isQuoted = false
        for scalar in text {
            switch scalar {
            case "\"":
                isQuoted.toggle()
                if isQuoted, let last = cells.last, !last.isEmpty {
                    cells[cells.count - 1].append("\"")
                }
            case "," where !isQuoted: cells.append(.init())
            case "\n" where !isQuoted, "\r" where !isQuoted: return cells.map { String($0) }
            default: cells[cells.count - 1].append(scalar)
            }
        }
        return []
    }
}

@Suite struct `Alerts as text and JSON` {
    private let units = UnitRegistry([Unit(key: "IALE", level: .commune, name: "Xã Ia Le")])

    @Test func `a text names unit, message, remedy and places`() throws {
        let text = try AlertList([line()], language: .en, units: units).text
        #expect(text == "A1  HIGH  PAP-01  Xã Ia Le  X\n    en\n    mend\n    a.csv:2; b.xml:3")
    }

    @Test func `a text marks what is stale or answered, and has the newest places`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let request = AnswerRequest(
            kind: .snooze, by: "van-thu", note: "x", until: Day("2021-08-15"),
            at: .firstMorning)
        _ = try await Answering(settings: district.settings()).answer([.alert(2)], request) { _ in }
        try district.deliver(
            dossiers: ["X1 accepted 07-28 08-20 -"] + SmallDistrict.dossiers, on: "20210729")
        _ = try await district.run(.firstMorning.adding(hours: 24))
        let settings = try district.settings()
        let alerts = try PublishedAlerts(directory: settings.alertDirectory).alerts(
            .init(unit: nil, rule: "DOS-08", state: .snoozed, minimum: nil))
        let text = AlertList(alerts, language: .vi, units: settings.units).text
        #expect(text.contains("DOS-08  Xã Ia Le  B1  [TẠM HOÃN: van-thu, → 2021-08-15]"))
        #expect(text.contains("motcua-20210729.xml:"))
    }

    @Test func `no alerts are said to be none`() {
        #expect(AlertList([], language: .vi, units: units).text == "Không có.")
    }

    @Test func `JSON has both languages and each place`() throws {
        let json = try AlertList([line()], language: .vi, units: units).json
        let objects = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
        #expect(objects.first?["message"] as? [String: String] == ["vi": "vi", "en": "en"])
        #expect((objects.first?["evidence"] as? [[String: Any]])?.count == 2)
    }

    private func line() throws -> PublishedAlerts.Line {
        let line = PublishedLine(seq: 1, "opened", "A1", "PAP-01", "high", unit: "IALE")
        return try JSONDecoder().decode(PublishedAlerts.Line.self, from: Data(line.text.utf8))
    }
}

/// A line of `alerts.jsonl`.
private struct PublishedLine {
    let text: String

    init(
        seq: Int, _ event: String, _ alert: String, _ rule: String, _ severity: String,
        unit: String?, subject: String = "X"
    ) {
        let id = subject.unicodeScalars.map {
            "\\u" + String(0x10000 + $0.value, radix: 16).dropFirst()
        }
        text =
            #"{"seq":\#(seq),"at":"2021-07-28T06:30:00+07:00","event":"\#(event)","alert":"\#(alert)","#
            + #""rule":"\#(rule)","severity":"\#(severity)","class":"data","#
            + #""unit":\#(unit.map { "\"\($0)\"" } ?? "null"),"#
            + #""subject":{"kind":"dossier","id":"\#(id.joined())"},"message":{"vi":"vi","en":"en"},"#
            + #""remedy":{"vi":"chữa","en":"mend"},"facts":{},"evidence":["#
            + #"{"feed":"a","file":"a.csv","sha256":"0","line":2},"#
            + #"{"feed":"b","file":"b.xml","sha256":"0","line":3}],"run":1}"# + "\n"
    }
}

extension PublishedAlerts.Filter {
    fileprivate static var all: Self { .init(unit: nil, rule: nil, state: .all, minimum: nil) }
}
