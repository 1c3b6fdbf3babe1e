import Facts
import Foundation
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct SnapshotTests {
    private let district: District

    init() throws {
        district = try District()
    }

    private static let later = Scene.instant("2021-08-02T06:30:00+07:00")

    private func rename(_ name: String = "alerts.jsonl", of district: District? = nil) throws {
        let district = district ?? self.district
        try FileManager.default.moveItem(
            atPath: district.path(name), toPath: district.path(name + ".1"))
    }

    /// Publishes until so many steps are done, then dies as a process dies.
    private func publish(_ district: District, dyingAfter count: Int) -> Int {
        let steps = Steps()
        _ = try? district.journal.publish(to: district.files()) { _ throws(JournalError) in
            steps.count += 1
            if steps.count == count { throw JournalError(.busy, path: "death") }
        }
        return steps.count
    }

    private final class Steps: @unchecked Sendable {
        // One test counts with it on the one thread that publishes.
        var count = 0
    }

    @Test func `a file begun anew tells first what was open`() throws {
        try district.reconcile(Scene("H1", "H2", "H3"))
        try district.reconcile(Scene("H2", "H3"))
        try district.reconcile(
            Scene("H1", "H2").with {
                $0.standings = ["H3": .inputsMissing]
                $0.instant = Scene.instant("2021-07-30T06:30:00+07:00")
            })
        try rename()
        try district.reconcile(
            Scene("H1", "H2", "H4").with {
                $0.standings = ["H3": .inputsMissing]
                $0.instant = Self.later
            })
        let lines = try district.decodedLines()
        func values(_ key: String) -> [String] { lines.map { "\($0[key] ?? "–")" } }
        #expect(values("event") == ["snapshot", "snapshot", "snapshot", "opened"])
        #expect(values("seq") == ["6", "6", "6", "7"])
        #expect(values("alert") == ["A000001", "A000002", "A000003", "A000004"])
        #expect(values("run") == ["4", "4", "4", "4"])
        #expect(Set(values("at")) == ["2021-08-02T06:30:00+07:00"])
        #expect(values("reopen_count") == ["1", "–", "–", "–"])
        #expect(values("opening_seq") == ["5", "2", "3", "–"])
        #expect(values("opening_run") == ["3", "1", "1", "–"])
        #expect(
            values("told_at") == [
                "2021-07-30T06:30:00+07:00", "2021-07-28T06:30:00+07:00",
                "2021-07-30T06:30:00+07:00", "–",
            ])
        #expect(lines.map { $0["stale"] as? Bool } == [nil, nil, true, nil])
        #expect(values("alerts") == ["3", "3", "3", "–"])
    }

    @Test func `a snapshot repeats what the last event said, word for word`() throws {
        try district.reconcile(Scene("H1", "H2"))
        let told = try #require(district.lines("alerts.jsonl").last)
        try rename()
        try district.reconcile(Scene("H2"))
        let snapshot = try #require(district.lines("alerts.jsonl").dropFirst().first)
        func saying(_ line: String) throws -> [UInt8] {
            Array(try #require(LineParts(Array(line.utf8)[...])).saying)
        }
        #expect(try saying(snapshot) == saying(told))
        #expect(
            snapshot.hasPrefix(#"{"seq":2,"at":"2021-07-28T06:30:00+07:00","event":"snapshot","#))
    }

    @Test func `nothing open makes no snapshot`() throws {
        try district.reconcile(Scene("H1"))
        try district.reconcile(Scene())
        try rename()
        try district.reconcile(Scene("H2"))
        #expect(try district.decodedLines().map { $0["event"] as? String } == ["opened"])
    }

    @Test func `the first file has no snapshot, and other files never have one`() throws {
        try district.reconcile(Scene("H1"))
        for name in ["alerts.log", "units/IALE/alerts.log"] { try rename(name) }
        try district.reconcile(Scene("H1", "H2"))
        for name in ["alerts.jsonl", "alerts.log", "units/IALE/alerts.log"] {
            #expect(!district.text(name).contains("snapshot"))
        }
    }

    @Test func `the state is that of the last published event, not a later one`() throws {
        try district.reconcile(Scene("H1", "H2"))
        _ = try district.journal.record(Scene("H2", "H3").run)
        try rename()
        try district.reconcile(Scene("H3").with { $0.instant = Self.later })
        let lines = try district.decodedLines()
        #expect(
            lines.map { "\($0["event"] ?? "") \($0["alert"] ?? "") \($0["alerts"] ?? "–")" } == [
                "snapshot A000001 2", "snapshot A000002 2", "opened A000003 –",
                "resolved A000001 –", "resolved A000002 –",
            ])
    }

    /// A district whose file was renamed and that has news to tell.
    private func rotated() throws -> District {
        let district = try District()
        try district.reconcile(Scene("H1", "H2", "H3"))
        try rename(of: district)
        _ = try district.journal.record(Scene("H2", "H3", "H4").run)
        return district
    }

    private func twin() throws -> [String: Data] {
        let twin = try rotated()
        _ = try twin.journal.publish(to: twin.files())
        return twin.contents
    }

    @Test func `a death at any step leads to the files of an undisturbed twin`() throws {
        let twin = try twin()
        let steps = publish(try rotated(), dyingAfter: .max)
        for step in 1...steps {
            let district = try rotated()
            #expect(publish(district, dyingAfter: step) == step)
            try district.restart()
            try district.reconcile(Scene("H2", "H3", "H4"))
            #expect(district.contents == twin)
        }
    }

    @Test func `a file torn anywhere in its snapshot or behind it is made whole`() throws {
        let twin = try twin()
        let length = try #require(twin["alerts.jsonl"]).count
        for left in stride(from: 0, through: length, by: 211) {
            let district = try rotated()
            // The journal knows of the append; the lines are not all on the disk.
            _ = publish(district, dyingAfter: 4)
            truncate(district.path("alerts.jsonl"), left)
            try district.restart()
            try district.reconcile(Scene("H2", "H3", "H4"))
            #expect(district.contents == twin, "\(left)")
        }
    }

    @Test func `a file that ends within its snapshot is begun again under any identity`() throws {
        let twin = try twin()
        for count in 1...3 {
            let district = try rotated()
            _ = publish(district, dyingAfter: 1)
            let head = try #require(twin["alerts.jsonl"]).split(separator: 0x0A).prefix(count)
            let path = district.path("alerts.jsonl")
            try? FileManager.default.removeItem(atPath: path)
            try (Data(head.joined(separator: [0x0A])) + Data("\n{\"seq\":3,".utf8)).write(
                to: URL(fileURLWithPath: path))
            chmod(path, 0o640)
            try district.restart()
            try district.reconcile(Scene("H2", "H3", "H4"))
            #expect(district.contents == twin)
        }
    }

    @Test func `a half snapshot that was renamed away is told again in whole`() throws {
        let district = try rotated()
        _ = publish(district, dyingAfter: 3)
        let path = district.path("alerts.jsonl")
        truncate(path, 900)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".2")
        try district.restart()
        try district.reconcile(Scene("H2", "H3", "H4"))
        #expect(try district.contents["alerts.jsonl"] == twin()["alerts.jsonl"])
    }
}
