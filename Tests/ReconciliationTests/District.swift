import Facts

@testable import Reconciliation

/// A district with a few units, and facts made by hand.
enum District {
    static let units = UnitRegistry([
        Unit(key: "AN", level: .department, name: "Phòng An"),
        Unit(key: "BINH", level: .commune, name: "Xã Bình"),
        Unit(
            key: "CU", level: .commune, name: "Xã Cũ", validTo: Day("2021-06-30"),
            successors: ["MOI"]),
        Unit(key: "GIAI", level: .department, name: "Phòng Giải", validTo: Day("2021-06-30")),
        Unit(
            key: "CHIA", level: .commune, name: "Xã Chia", validTo: Day("2021-06-30"),
            successors: ["AN", "BINH"]),
        Unit(key: "MOI", level: .commune, name: "Xã Mới"),
    ])
    static let keys = KeyMaker(secret: (3, 4))
    static let instant = Instant(iso: "2021-07-28T06:30:00+07:00")!

    static func unit(_ key: String) -> UnitID { units.id(key: key)! }

    /// - Parameters:
    ///   - parts: the part of each export; all belong to the first feed.
    ///   - notes: what reading each of them brought to light.
    static func facts(
        feeds: [FeedFacts] = [], parts: [String] = ["", "2019"],
        notes: [ExportNotes]? = nil, tables: [Holds: FactTable] = [:],
        conflicts: [KeyConflict] = []
    ) -> FactSet {
        FactSet(
            feeds: feeds,
            exports: parts.map { ExportPlace(feed: 0, part: $0, file: "a.csv", sha256: "0") },
            notes: notes ?? parts.map { _ in ExportNotes() }, units: units,
            calendar: WorkingCalendar(years: [2021], daysOff: [], workingDays: []), keys: keys,
            tables: tables, conflicts: conflicts)
    }

    static func evaluation(
        of rules: [Rule], facts: FactSet? = nil, settings: [String: RuleSettings] = [:],
        closed: Set<String> = []
    ) -> Evaluation {
        Evaluation(
            facts: facts ?? self.facts(), instant: instant, rules: rules, settings: settings,
            closedParts: closed)
    }
}

extension Rule {
    /// A rule that finds the same wherever it is asked.
    static func finding(
        _ findings: [Finding], id: String = "T-01", severity: Severity = .high,
        needs: [Need] = [], standing: RuleOutcome.Standing = .fine
    ) -> Rule {
        Rule(
            id: id, severity: severity, faultClass: .data, title: .plain("t"),
            message: .plain("{code}"), remedy: .plain("r"), basis: .plain("b"), needs: needs
        ) { context in
            let findings = findings.map { finding in
                var finding = finding
                finding.severity = context.severity
                return finding
            }
            return RuleOutcome(findings: findings, checked: 9, unchecked: 1) { _ in standing }
        }
    }
}

extension Finding {
    init(
        _ subject: String, rule: String = "T-01", unit: String? = "AN", severity: Severity = .high,
        export: UInt32 = 0, facts: [(name: String, value: FindingValue)] = []
    ) {
        self.init(
            rule: rule, subject: Subject(.dossier, subject), unit: unit.map(District.unit),
            severity: severity, facts: facts, evidence: [Evidence(export: export, line: 2)])
    }
}

extension Text {
    static func plain(_ text: String) -> Text { Text(vi: text, en: text) }
}
