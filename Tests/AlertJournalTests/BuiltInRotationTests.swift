import Facts
import Foundation
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct BuiltInRotationTests {
    private static let weekly = Rotation(everyDays: 7, keepDays: 20)

    private static func scene(_ day: String, _ subjects: String...) -> Scene {
        Scene(
            subjects.map { subject in
                Scene.Sketch(subject).with { if subject.hasPrefix("K") { $0.unit = "IABLU" } }
            }
        ).with { $0.instant = Scene.instant("2021-\(day)T06:30:00+07:00") }
    }

    private static let scenes = [
        scene("07-01", "H1", "H2", "H3", "H4", "K1"),
        scene("07-05", "H2", "H3", "H4", "K1"),
        scene("07-08", "H2", "H3", "H4", "K1", "K2", "K3", "K4", "K5"),
        scene("07-16", "H1", "H3", "H4", "K1", "K2", "K3", "K4", "K5"),
        scene("07-24", "H1", "H3", "H4", "H5", "H6", "H7", "H8", "K1", "K2", "K3", "K4", "K5"),
        scene("08-09", "H1", "H3", "H4"),
        scene("08-30", "H1", "H3", "H4", "K1"),
    ]

    private func district(_ rotation: Rotation = weekly, after count: Int = 0) throws -> District {
        let district = try District()
        district.rotation = rotation
        for scene in Self.scenes.prefix(count) { try district.reconcile(scene) }
        return district
    }

    private func names(_ district: District, _ folder: String = "") -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: district.path(folder))
        return (names ?? []).filter { $0.hasPrefix("alerts.") }.sorted()
    }

    @Test func `a file whose first line is old enough gets the name of its last event`() throws {
        let district = try district(after: 3)
        #expect(
            names(district) == [
                "alerts.jsonl", "alerts.jsonl-20210705-000006", "alerts.log",
                "alerts.log-20210705-000006",
            ])
        #expect(names(district, "units/IABLU") == ["alerts.log", "alerts.log-20210705-000006"])
        // Nothing was told to this unit.
        #expect(names(district, "units/IALE") == ["alerts.log"])
        let kinds = try district.decodedLines().map { $0["event"] as? String }
        #expect(kinds.filter { $0 == "snapshot" }.count == 4 && kinds.count == 8)
    }

    @Test func `all lines of all files are those of a twin without rotation`() throws {
        let district = try district(Rotation(everyDays: 7), after: 7)
        let twin = try self.district(Rotation(), after: 7)
        for (folder, name) in [
            ("", "alerts.jsonl"), ("", "alerts.log"), ("units/IALE", "alerts.log"),
            ("units/IABLU", "alerts.log"),
        ] {
            let files = names(district, folder).filter { $0.hasPrefix(name) }
            #expect(files.count > 2)
            let lines = (files.dropFirst() + [name]).flatMap { district.lines(folder + "/" + $0) }
            #expect(
                lines.filter { !$0.contains(#""event":"snapshot""#) }
                    == twin.lines(folder + "/" + name))
        }
    }

    @Test func `a run that changes nothing rotates nothing`() throws {
        let district = try district(after: 1)
        let before = district.contentsButDigests
        try district.reconcile(Self.scene("09-30", "H1", "H2", "H3", "H4", "K1"))
        #expect(district.contentsButDigests == before)
    }

    @Test func `without a setting nothing is rotated`() throws {
        #expect(names(try district(Rotation(), after: 7)) == ["alerts.jsonl", "alerts.log"])
    }

    @Test func `a file whose events are long is rotated, however long its snapshot is`() throws {
        let district = try District()
        district.rotation = Rotation(aboveMegabytes: 1)
        // About 700 bytes each.
        let many = (1...1800).map { "H\($0)" }
        let first = Scene(many.map(Scene.Sketch.init))
        try district.reconcile(first)
        try district.reconcile(Scene((many + ["X1"]).map(Scene.Sketch.init)))
        #expect(names(district).contains("alerts.jsonl-20210728-001800"))
        try district.reconcile(Scene((many + ["X1", "X2"]).map(Scene.Sketch.init)))
        #expect(names(district).filter { $0.hasPrefix("alerts.jsonl") }.count == 2)
        #expect(names(district).filter { $0.hasPrefix("alerts.log") }.count == 1)
        let snapshot = try district.decodedLines().count { $0["event"] as? String == "snapshot" }
        #expect(snapshot == 1800)
    }

    @Test func `old files and the lists that only they name are removed, never the newest`()
        throws
    {
        let district = try district(after: 5)
        #expect(names(district).count == 8)
        let lists = Set(district.contents.keys.filter { $0.hasPrefix("lists/") })
        #expect(lists.count == 3)
        try district.reconcile(Self.scenes[5])
        #expect(
            names(district) == [
                "alerts.jsonl", "alerts.jsonl-20210724-000016", "alerts.log",
                "alerts.log-20210724-000016",
            ])
        #expect(!lists.isSubset(of: district.contents.keys))
        try district.reconcile(Self.scenes[6])
        #expect(names(district).count == 4)
    }

    @Test func `a name that stands there already is told of and not overwritten`() throws {
        let district = try district(after: 2)
        let taken = district.path("alerts.log-20210705-000006")
        try Data("kept\n".utf8).write(to: URL(fileURLWithPath: taken))
        _ = try district.journal.record(Self.scenes[2].run)
        let warnings = try district.journal.publish(to: district.files()).warnings
        #expect(warnings.count == 1 && warnings[0].contains("was not rotated"))
        #expect(FileManager.default.contents(atPath: taken) == Data("kept\n".utf8))
    }

    @Test func `a file put back from an older copy gets its lines before it is rotated`() throws {
        let district = try district(after: 1)
        let old = try #require(district.contents["alerts.jsonl"])
        try district.reconcile(Self.scenes[1])
        try old.write(to: URL(fileURLWithPath: district.path("alerts.jsonl")), options: .atomic)
        try district.reconcile(Self.scenes[2])
        try district.reconcile(Self.scenes[3])
        #expect(names(district).filter { $0.hasPrefix("alerts.jsonl") }.count == 2)
        let seqs = try (names(district)[1...1] + ["alerts.jsonl"]).flatMap {
            try district.decodedLines($0)
        }.filter { $0["event"] as? String != "snapshot" }.map { $0["seq"] as? Int }
        #expect(seqs == Array(1...seqs.count))
    }

    private func publish(_ district: District, dyingAfter count: Int) -> [DurableStep] {
        let steps = Steps()
        _ = try? district.journal.publish(to: district.files()) { step throws(JournalError) in
            steps.all.append(step)
            if steps.all.count == count { throw JournalError(.busy, path: "death") }
        }
        return steps.all
    }

    private final class Steps: @unchecked Sendable {
        // One test appends to it from the one thread that publishes.
        var all: [DurableStep] = []
    }

    @Test(arguments: [2, 4, 5])
    func `a death at any step leads to the files of an undisturbed twin`(_ count: Int) throws {
        let twin = try district(after: count + 1).contents
        let whole = try district(after: count)
        _ = try whole.journal.record(Self.scenes[count].run)
        let steps = publish(whole, dyingAfter: .max)
        #expect(steps.contains(.rotated("alerts.jsonl")))
        for step in 1...steps.count {
            let district = try district(after: count)
            _ = try district.journal.record(Self.scenes[count].run)
            #expect(publish(district, dyingAfter: step).count == step)
            try district.restart()
            try district.reconcile(Self.scenes[count])
            #expect(district.contents == twin, "\(steps[step - 1])")
        }
    }

    @Test func `files are rotated between runs that no publication was lucky enough to end`()
        throws
    {
        // Of a day on which nothing could be published there is no digest.
        let twin = try district(after: 7).contentsButDigests
        for death in [2, 5, 6, 9] {
            let district = try district(after: 1)
            for scene in Self.scenes[1...] {
                _ = try district.journal.record(scene.run)
                _ = publish(district, dyingAfter: death)
                try district.restart()
            }
            _ = try district.journal.publish(to: district.files())
            #expect(district.contentsButDigests == twin)
        }
    }

    @Test(arguments: [
        ("alerts.jsonl-20210728-000417", true), ("alerts.jsonl-20210728-1000417", true),
        ("alerts.jsonl-20210728", false), ("alerts.jsonl-20210728-0417", false),
        ("alerts.jsonl-20210732-000417", false), ("alerts.jsonl-20210728-000417.gz", false),
        ("alerts.jsonl-20210728-0000417", false), ("alerts.log-20210728-000417", false),
        ("alerts.jsonl-20210728-000417-1", false), ("alerts.jsonl.1", false),
    ])
    func `only what the program rotated is taken for that`(_ name: String, _ expected: Bool) {
        #expect((RotatedFile(name, of: "alerts.jsonl") != nil) == expected)
    }
}
