import Facts
import Foundation

@testable import AlertJournal
@testable import Reconciliation

/// A run's world made by hand: two feeds, two communes and what two rules say.
struct Scene {
    var instant = Scene.instant("2021-07-28T06:30:00+07:00")
    var findings: [Sketch] = []
    /// What the rules say of subjects without a finding; else that they are fine.
    var standings: [String: RuleOutcome.Standing] = [:]
    var rules = ["APO-01", "DOC-01"]
    var settings: [String: RuleSettings] = [:]
    /// Whether the rules lack a field that they need.
    var lacksInputs = false
    var closedParts: Set<String> = []
    var feeds = ["motcua", "so-giay"]
    var feedsNotInForce: Set<String> = []
    var part = "2021"
    var file = "motcua-2021.xml"
    var sha: Character = "a"
    var ialeEnds: Day?
    var ialeSuccessors: [String] = []
    var ialeName = "Xã Ia Le"
    var remindEvery: [Severity: Int] = [:]
    var calendarYears: Set<Int> = [2021]
    var renamed: [RenamedRecord] = []
    /// Whether an export was delivered since the last run.
    var brings = false
    var message = Text(
        vi: "Trễ hạn {late} ngày (hẹn {due_on}), chưa có thư xin lỗi.",
        en: "{late} days late (due {due_on}), no letter of apology.")

    /// A finding in few words.
    struct Sketch {
        var rule = "APO-01"
        var subject: String
        var kind = Subject.Kind.dossier
        var unit: String? = "IALE"
        var severity: Severity?
        var late = 3
        var due = "2021-07-25"
        var line: UInt32 = 1523
        var others: [(name: String, value: FindingValue)] = []
        var hasEvidence = true

        init(_ subject: String) { self.subject = subject }

        func with(_ change: (inout Sketch) -> Void) -> Sketch {
            var copy = self
            change(&copy)
            return copy
        }
    }

    init(_ subjects: String...) {
        findings = subjects.map(Sketch.init)
    }

    init(_ findings: [Sketch]) {
        self.findings = findings
    }

    func with(_ change: (inout Scene) -> Void) -> Scene {
        var copy = self
        change(&copy)
        return copy
    }

    static func instant(_ text: String) -> Instant {
        guard let instant = Instant(iso: text) else { fatalError("no instant: \(text)") }
        return instant
    }

    static func day(_ text: String) -> Day {
        guard let day = Day(text) else { fatalError("no day: \(text)") }
        return day
    }

    var units: UnitRegistry {
        UnitRegistry([
            Unit(
                key: "IALE", level: .commune, name: ialeName, validTo: ialeEnds,
                successors: ialeSuccessors),
            Unit(key: "IABLU", level: .commune, name: "Xã Ia Blứ"),
        ])
    }

    var run: Run { run(groupAbove: 3) }

    func run(groupAbove: Int) -> Run {
        Run(
            evaluation: evaluation, newDeliveries: brings ? [delivery] : [],
            settingsDigest: "settings", language: .vi, groupAbove: groupAbove,
            remindEveryWorkingDays: remindEvery)
    }

    private var delivery: Delivery {
        Delivery(
            feed: "motcua", part: part, path: "motcua", file: file,
            sha256: String(repeating: sha, count: 64), size: 1, inode: 1, modifiedNanoseconds: 1,
            exportedAt: nil, firstSeen: instant)
    }

    /// The same on another day, at the same time of day.
    func on(_ day: String) -> Scene {
        with { $0.instant = Scene.instant(day + "T06:30:00+07:00") }
    }

    var evaluation: Evaluation {
        let exports = feeds.indices.filter { !feedsNotInForce.contains(feeds[$0]) }.map { index in
            ExportPlace(
                feed: index, part: index == 0 ? part : "",
                file: index == 0 ? file : "so-giay.csv",
                sha256: String(repeating: index == 0 ? sha : "b", count: 64))
        }
        var facts = FactSet(
            feeds: feeds.map { id in
                FeedFacts(
                    id: id, holds: .dossiers, provides: [.code],
                    parts: feedsNotInForce.contains(id) ? [] : [PartFacts()])
            },
            exports: exports, notes: exports.map { _ in ExportNotes() }, units: units,
            calendar: WorkingCalendar(years: calendarYears, daysOff: [], workingDays: []),
            keys: KeyMaker(), tables: [:])
        facts.deliveries.renamed = renamed
        return Evaluation(
            facts: facts, instant: instant, rules: rules.map(rule), settings: settings,
            closedParts: closedParts)
    }

    private func rule(_ id: String) -> Rule {
        let (sketches, standings, units) = (findings.filter { $0.rule == id }, standings, units)
        let places = feeds.count
        return Rule(
            id: id, severity: id == "APO-01" ? .critical : .high,
            faultClass: id == "APO-01" ? .service : .control,
            title: Text(vi: "Trễ hạn, chưa xin lỗi", en: "Late without an apology"),
            message: message,
            remedy: Text(vi: "Lập phiếu xin lỗi (Mẫu 04).", en: "Write the letter (form 04)."),
            basis: Text(vi: "", en: ""),
            needs: [Need(.dossiers, lacksInputs ? .dueAt : .code)], telling: ["due_on"]
        ) { context in
            RuleOutcome(
                findings: sketches.map { $0.finding(context.severity, units, places) },
                checked: sketches.count, unchecked: 0
            ) { standings[$0] ?? .fine }
        }
    }
}

extension Scene.Sketch {
    fileprivate func finding(
        _ ruleSeverity: Severity, _ units: UnitRegistry, _ places: Int
    ) -> Finding {
        let evidence = [
            Evidence(export: 0, line: line), Evidence(export: 1, line: 7),
        ]
        return Finding(
            rule: rule, subject: Subject(kind, subject),
            unit: unit.flatMap { units.id(key: $0) }, severity: severity ?? ruleSeverity,
            facts: [("late", .count(late)), ("due_on", .day(Scene.day(due)))] + others,
            evidence: hasEvidence ? Array(evidence.prefix(places)) : [])
    }
}

/// A journal and its alert files in a folder of their own, gone at the end of the test.
final class District {
    let folder: String
    private(set) var journal: AlertJournal
    var rotation = Rotation()

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
        journal = try AlertJournal(path: url.path + "/journal.sqlite")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    var journalPath: String { folder + "/journal.sqlite" }

    /// What a new process does first.
    func restart() throws {
        journal = try AlertJournal(path: journalPath)
    }

    func files(_ scene: Scene = Scene(), group: String? = nil) -> AlertFiles {
        AlertFiles(
            directory: folder + "/log", language: .vi, group: group, units: scene.units,
            rotation: rotation)
    }

    /// Records and publishes.
    @discardableResult
    func reconcile(_ scene: Scene, groupAbove: Int = 3) throws -> RunEvents {
        let events = try journal.record(scene.run(groupAbove: groupAbove))
        _ = try journal.publish(to: files(scene))
        return events
    }

    func path(_ name: String) -> String { folder + "/log/" + name }

    func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path(name)) ?? Data(), as: UTF8.self)
    }

    func lines(_ name: String) -> [String] {
        text(name).split(separator: "\n").map(String.init)
    }

    /// Each line of `alerts.jsonl` as Foundation's decoder understands it.
    func decodedLines(_ name: String = "alerts.jsonl") throws -> [[String: Any]] {
        try lines(name).map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
    }

    /// The same but for the digests of days.
    var contentsButDigests: [String: Data] { contents.filter { !$0.key.contains("digest") } }

    /// Every file below the alert directory with its bytes.
    var contents: [String: Data] {
        let names = FileManager.default.enumerator(atPath: folder + "/log")
        var contents: [String: Data] = [:]
        while let name = names?.nextObject() as? String {
            contents[name] = FileManager.default.contents(atPath: path(name))
        }
        return contents
    }
}

extension RunEvents {
    /// The events as `opened H1`.
    var told: [String] { events.map { "\($0.kind.rawValue) \($0.subject.id)" } }
}
