import Facts
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct `A rule that wants to be sure` {
    private let district: District
    private static let settings: [String: RuleSettings] = {
        var settings = RuleSettings()
        settings.openAfterRuns = 2
        settings.resolveAfterRuns = 2
        return ["APO-01": settings]
    }()
    private static let found = Scene("H1").with { $0.settings = settings }
    private static let fine = Scene().with { $0.settings = settings }

    init() throws {
        district = try District()
    }

    private func run(_ scene: Scene, _ day: String) throws -> [String] {
        try district.reconcile(scene.on(day)).told
    }

    @Test func `opens when two runs in a row have found it`() throws {
        #expect(try run(Self.found, "2021-07-28") == [])
        #expect(try run(Self.found, "2021-07-29") == ["opened H1"])
    }

    @Test func `says how many findings wait`() throws {
        #expect(try district.reconcile(Self.found).waitingCount == 1)
        #expect(try district.reconcile(Self.found.on("2021-07-29")).waitingCount == 0)
    }

    @Test func `does not open on a wobble of one run`() throws {
        #expect(try run(Self.found, "2021-07-28") == [])
        #expect(try run(Self.fine, "2021-07-29") == [])
        #expect(try run(Self.found, "2021-07-30") == [])
        #expect(try run(Self.found, "2021-07-31") == ["opened H1"])
    }

    @Test func `does not resolve on a wobble of one run`() throws {
        _ = try run(Self.found, "2021-07-28")
        _ = try run(Self.found, "2021-07-29")
        #expect(try run(Self.fine, "2021-07-30") == [])
        #expect(try run(Self.found, "2021-07-31") == [])
        #expect(try run(Self.fine, "2021-08-01") == [])
        #expect(try run(Self.fine, "2021-08-02") == ["resolved H1"])
    }

    @Test func `is made no surer by looking at the same exports twice`() throws {
        #expect(try run(Self.found, "2021-07-28") == [])
        #expect(try run(Self.found, "2021-07-28") == [])
        #expect(try run(Self.found.with { $0.brings = true }, "2021-07-28") == ["opened H1"])
        #expect(try run(Self.fine, "2021-07-28") == [])
        #expect(try run(Self.fine, "2021-07-28") == [])
        #expect(try run(Self.fine.with { $0.brings = true }, "2021-07-28") == ["resolved H1"])
    }

    @Test func `begins to count anew after a run that could not check`() throws {
        _ = try run(Self.found, "2021-07-28")
        _ = try run(Self.found, "2021-07-29")
        let unclear = Self.fine.with { $0.standings = ["H1": .inputsMissing] }
        #expect(try run(Self.fine, "2021-07-30") == [])
        #expect(try run(unclear, "2021-07-31") == ["stale H1"])
        #expect(try run(Self.fine, "2021-08-01") == ["fresh H1"])
        #expect(try run(Self.fine, "2021-08-02") == ["resolved H1"])
    }

    @Test func `goes on waiting while it cannot be checked`() throws {
        let unclear = Self.fine.with { $0.standings = ["H1": .inputsMissing] }
        #expect(try run(Self.found, "2021-07-28") == [])
        #expect(try run(unclear, "2021-07-29") == [])
        #expect(try run(Self.found, "2021-07-30") == ["opened H1"])
    }

    @Test func `lets other rules open at once`() throws {
        let scene = Self.found.with {
            $0.findings.append(Scene.Sketch("D1").with { $0.rule = "DOC-01" })
        }
        #expect(try run(scene, "2021-07-28") == ["opened D1"])
    }

    @Test func `may be sure by nature, without a setting`() {
        let patience = RulePatience(openAfterRuns: 3)
        let rule = Rule(
            id: "X-01", severity: .low, faultClass: .data, title: Text(vi: "", en: ""),
            message: Text(vi: "", en: ""), remedy: Text(vi: "", en: ""),
            basis: Text(vi: "", en: ""),
            needs: [], patience: patience
        ) { _ in RuleOutcome(findings: [], checked: 0, unchecked: 0) { _ in .fine } }
        let facts = Scene().evaluation.facts
        let evaluation = Evaluation(facts: facts, instant: Scene().instant, rules: [rule])
        #expect(evaluation.patience(ofRule: "X-01") == patience)
    }
}
