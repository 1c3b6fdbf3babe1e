import AlertJournal
import DistrictSample
import Facts
import Foundation
import Reconciliation
import Service
import Testing

@Suite struct `What is installed` {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    private static let config = root + "/Config/doisoat.yaml"
    private static let tables =
        (try? FileManager.default.contentsOfDirectory(
            atPath: root + "/Tests/Rules"))!.filter { $0.hasSuffix(".yaml") }.sorted()

    @Test func `has no fault`() throws {
        let settings = try Settings.load(path: Self.config, environment: [:])
        #expect(!settings.feeds.isEmpty)
        #expect(settings.rulesOn.count == RuleCatalogue.rules.count)
    }

    @Test func `leaves the rotation of alert files to the system`() throws {
        let settings = try Settings.load(path: Self.config, environment: [:])
        #expect(settings.rotation == Rotation())
    }

    @Test func `names the units of the sample under the same keys`() throws {
        let sample = try Installation.sample().settings()
        let installed = try Settings.load(path: Self.config, environment: [:])
        let keys = Set(installed.units.units.map(\.key))
        #expect(keys.isSuperset(of: sample.units.units.map(\.key)))
    }

    @Test func `covers the years since the report`() throws {
        let settings = try Settings.load(path: Self.config, environment: [:])
        #expect((2021...2026).allSatisfy { settings.calendar.covers(year: $0) })
    }

    @Test(arguments: [
        ("2021-02-05", 5, "2021-02-19"), ("2021-04-20", 2, "2021-04-23"),
        ("2021-04-28", 3, "2021-05-05"), ("2021-04-29", 2, "2021-05-05"),
        ("2021-08-31", 3, "2021-09-07"), ("2021-07-24", 5, "2021-07-30"),
        ("2024-05-03", 1, "2024-05-04"), ("2026-01-01", 1, "2026-01-05"),
        ("2026-01-09", 1, "2026-01-10"),
    ])
    func `has the days off and the swaps that were decreed`(
        _ start: String, _ days: Int, _ end: String
    ) throws {
        let calendar = try Settings.load(path: Self.config, environment: [:]).calendar
        let first = try #require(Day(start))
        #expect(calendar.day(workingDays: days, after: first)?.iso == end)
    }

    @Test(arguments: [
        ("Chư Puh", "CHUPUH"), ("Ia Hnú", "IAHRU"), ("la Le", "IALE"), ("Nhơn Hoà", "NHONHOA"),
        ("CHU\u{31B} DON", "CHUDON"), ("UBND xã Ia Blứ", "IABLU"), ("Ia H'la", "IAHLA"),
        ("Phòng Lao động-TBXH", "LDTBXH"), ("Ia Drăng", nil),
    ])
    func `knows the spellings of the report and no neighbour's`(
        _ name: String, _ key: String?
    ) throws {
        let units = try Settings.load(path: Self.config, environment: [:]).units
        let day = try #require(Day("2021-07-28"))
        #expect(units.resolve(name, on: day).map { units[$0].key } == key)
    }

    @Test(arguments: tables)
    func `has rules that pass the project's tables`(_ table: String) throws {
        let settings = try Settings.load(path: Self.config, environment: [:])
        let result = try RuleTests(settings: settings).run(
            path: "\(Self.root)/Tests/Rules/\(table)")
        #expect(result.failures == [])
        #expect(result.passed > 0)
    }

    @Test func `has a table for every rule`() throws {
        let texts = try Self.tables.map {
            try String(contentsOfFile: "\(Self.root)/Tests/Rules/\($0)", encoding: .utf8)
        }
        let all = texts.joined()
        // What a rule says of deliveries themselves only whole runs can show.
        let ofRecords = RuleCatalogue.rules.filter { !$0.needs.isEmpty || !$0.uses.isEmpty }
        let untested = ofRecords.map(\.id).filter { !all.contains("rule: \($0)") }
        #expect(untested == [])
    }
}

@Suite struct `A table that tests rules` {
    @Test func `tells a wrong expectation with its place`() throws {
        let (path, result) = try run(
            """
            tests:
              - name: an entry too many
                rule: PAP-01
                as_of: 2021-07-28T06:30:00+07:00
                facts:
                  dossiers: [{code: A1}]
                  paper_dossiers: [{unit: IALE, number: 1, dossier_code: B1, received_on: 2021-07-01}]
                expect: []
            """)
        #expect(result.passed == 0)
        #expect(
            result.failures
                == [
                    "\(path):2:5: PAP-01 «an entry too many»: expected nothing, found IALE::1 IALE Hồ sơ"
                        + " B1 có trong sổ giấy (nhận ngày 2021-07-01) nhưng chưa có trên hệ thống một"
                        + " cửa."
                ].map { $0.replacing("2021-07-01", with: "01/07/2021") })
    }

    @Test func `tells a missing finding, a wrong unit and a wrong message`() throws {
        let test = """
                rule: PAP-01
                as_of: 2021-07-28T06:30:00+07:00
                facts:
                  dossiers: [{code: A1}]
                  paper_dossiers: [{unit: IALE, number: 1, dossier_code: B1, received_on: 2021-07-01}]
            """
        let (_, result) = try run(
            """
            tests:
              - name: subject
            \(test)
                expect: [{subject: "IALE::1"}, {subject: "IALE::2"}]
              - name: unit
            \(test)
                expect: [{subject: "IALE::1", unit: MOTCUA}]
              - name: message
            \(test)
                expect: [{subject: "IALE::1", message: khác}]
              - name: right
            \(test)
                expect: [{subject: "IALE::1", unit: IALE}]
            """)
        #expect(result.passed == 1)
        #expect(result.failures.count == 3)
    }

    @Test func `tells whether a rule was withheld`() throws {
        let (_, result) = try run(
            """
            tests:
              - {name: a, rule: PAP-01, as_of: 2021-07-28T06:30:00+07:00, expect: withheld}
              - {name: b, rule: PAP-01, as_of: 2021-07-28T06:30:00+07:00, expect: []}
            """)
        #expect(result.passed == 1)
        #expect(result.failures.map { $0.hasSuffix("expected nothing, found withheld") } == [true])
    }

    @Test(arguments: [
        ("rule: PAP-99", ":2:21: error: there is no rule `PAP-99`; `doisoat rules` lists them"),
        ("rule: PAP-01, fact: {}", ":2:29: error: unknown key `fact` in a test; did you mean"),
        (
            "rule: PAP-01, facts: {dossier: []}",
            ":2:37: error: `dossier` is no kind of record; see `holds` in README.md"
        ),
        (
            "rule: PAP-01, facts: {dossiers: [{cod: A1}]}",
            ":2:49: error: dossiers have no field `cod`; correct it"
        ),
        ("rule: PAP-01, settings: {severity: no}", ":2:50: error: `no` is no severity; known are"),
    ])
    func `is refused with the place of its own fault`(_ test: String, _ fault: String) throws {
        let refusal = #expect(throws: SettingsRefusal.self) {
            try run(
                "tests:\n  - {name: a, \(test), as_of: 2021-07-28T06:30:00+07:00, expect: []}\n")
        }
        let faults = refusal?.faults.map(\.description) ?? []
        #expect(faults.count == 1 && faults[0].contains(fault), "\(faults)")
    }

    private func run(_ table: String) throws -> (path: String, RuleTests.Result) {
        let installation = try Installation.small()
        try installation.write(table, "table.yaml")
        let path = installation.path + "/table.yaml"
        return (path, try RuleTests(settings: installation.settings()).run(path: path))
    }
}
