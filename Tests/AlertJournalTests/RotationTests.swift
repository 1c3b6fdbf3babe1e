import Facts
import Foundation
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct RotationTests {
    private let district: District
    private static let rotated = ["alerts.jsonl", "alerts.log", "units/IALE/alerts.log"]

    init() throws {
        district = try District()
    }

    private func rename(_ name: String) throws {
        try FileManager.default.moveItem(
            atPath: district.path(name), toPath: district.path(name + ".1"))
    }

    /// The lines of a file and of the one it was rotated to, which an undisturbed twin has in one.
    private func whole(_ name: String) -> [String] {
        district.lines(name + ".1") + events(name)
    }

    /// The lines of a file without the snapshot that it begins with.
    private func events(_ name: String, of district: District? = nil) -> [String] {
        (district ?? self.district).lines(name).filter { !$0.contains(#""event":"snapshot""#) }
    }

    /// Publishes until all lines are appended, and dies before the journal knows.
    private func dieBeforeOpenFiles(_ district: District) {
        _ = try? district.journal.publish(to: district.files()) { step throws(JournalError) in
            if case .openReplaced = step { throw JournalError(.busy, path: "death") }
        }
    }

    private func undisturbed(_ scenes: Scene...) throws -> District {
        let twin = try District()
        for scene in scenes { try twin.reconcile(scene) }
        return twin
    }

    @Test func `after a rotation by rename the new file goes on where the old one ended`() throws {
        try district.reconcile(Scene("H1", "H2"))
        for name in Self.rotated { try rename(name) }
        try district.reconcile(Scene("H2", "H3"))
        try district.reconcile(Scene("H3"))
        let twin = try undisturbed(Scene("H1", "H2"), Scene("H2", "H3"), Scene("H3"))
        for name in Self.rotated {
            #expect(whole(name) == twin.lines(name))
            #expect(district.lines(name + ".1").count == 2)
        }
    }

    @Test func `a file that a death left half written is finished in its successor`() throws {
        let twin = try undisturbed(Scene("H1"), Scene("H1", "H2", "H3"))
        for name in Self.rotated {
            for lost in [0, 1, 40, 500, 1000] {
                let district = try District()
                try district.reconcile(Scene("H1"))
                let before = district.text(name).utf8.count
                _ = try district.journal.record(Scene("H1", "H2", "H3").run)
                dieBeforeOpenFiles(district)
                truncate(
                    district.path(name), max(before, district.text(name).utf8.count - lost))
                try FileManager.default.moveItem(
                    atPath: district.path(name), toPath: district.path(name + ".1"))
                try district.restart()
                try district.reconcile(Scene("H1", "H2", "H3"))
                let lines = district.lines(name + ".1") + events(name, of: district)
                #expect(lines == twin.lines(name))
                #expect(district.text(name + ".1").hasSuffix("\n"))
            }
        }
    }

    @Test func `a file emptied in place goes on behind what was told`() throws {
        try district.reconcile(Scene("H1", "H2"))
        for name in Self.rotated { truncate(district.path(name), 0) }
        try district.reconcile(Scene("H2"))
        for name in Self.rotated { #expect(events(name).count == 1) }
        #expect(try district.decodedLines().map { $0["seq"] as? Int } == [2, 2, 3])
    }

    @Test func `a file emptied in place is told of once`() throws {
        try district.reconcile(Scene("H1", "H2"))
        truncate(district.path("alerts.jsonl"), 0)
        truncate(district.path("alerts.log"), 40)
        _ = try district.journal.record(Scene("H2").run)
        let warnings = try district.journal.publish(to: district.files()).warnings
        #expect(warnings.count == 2)
        #expect(warnings.allSatisfy { $0.contains("was shortened by another program") })
        _ = try district.journal.record(Scene("H1", "H2").run)
        #expect(try district.journal.publish(to: district.files()).warnings.isEmpty)
    }

    @Test func `a deleted file goes on behind what was told`() throws {
        try district.reconcile(Scene("H1", "H2"))
        for name in Self.rotated {
            try FileManager.default.removeItem(atPath: district.path(name))
        }
        try district.reconcile(Scene("H2"))
        #expect(try district.decodedLines().map { $0["seq"] as? Int } == [2, 2, 3])
    }

    @Test func `a file put back from an older copy gets the lines that it lacks`() throws {
        try district.reconcile(Scene("H1", "H2"))
        let old = district.contents
        try district.reconcile(Scene("H1", "H2", "H3", "H4", "H5", "H6"))
        for name in Self.rotated {
            try FileManager.default.removeItem(atPath: district.path(name))
            // Its last line is torn, as a copy of a growing file may be.
            try (try #require(old[name]).dropLast(20)).write(
                to: URL(fileURLWithPath: district.path(name)))
        }
        // Dying on the way does not change what each file lacks.
        _ = try district.journal.record(Scene("H2").run)
        dieBeforeOpenFiles(district)
        try district.reconcile(Scene("H2"))
        let twin = try undisturbed(
            Scene("H1", "H2"), Scene("H1", "H2", "H3", "H4", "H5", "H6"), Scene("H2"))
        for name in Self.rotated { #expect(district.lines(name) == twin.lines(name)) }
    }

    @Test func `files put back from an older copy are completed also without news`() throws {
        try district.reconcile(Scene("H1", "H2"))
        let old = district.contents
        let later = Scene("H1", "H2", "H3", "H4", "H5", "H6")
        try district.reconcile(later)
        let whole = district.contents
        for (name, data) in old {
            try FileManager.default.removeItem(atPath: district.path(name))
            try data.write(to: URL(fileURLWithPath: district.path(name)))
        }
        for name in whole.keys where old[name] == nil && name.contains("lists/") {
            try FileManager.default.removeItem(atPath: district.path(name))
        }
        _ = try district.journal.record(later.run)
        let publication = try district.journal.publish(to: district.files(later))
        #expect(publication.warnings.count == 3)
        #expect(district.contentsButDigests == whole.filter { !$0.key.contains("digest") })
        #expect(try district.journal.publish(to: district.files(later)).warnings.isEmpty)
    }

    @Test func `a line that somebody else appended stays and is not taken for an event`() throws {
        try district.reconcile(Scene("H1"))
        let file = try #require(FileHandle(forWritingAtPath: district.path("alerts.log")))
        try file.seekToEnd()
        try file.write(contentsOf: Data("# read by Mrs Lan\n".utf8))
        try district.reconcile(Scene("H1", "H2"))
        let lines = district.lines("alerts.log")
        #expect(lines.count == 3)
        #expect(lines[1] == "# read by Mrs Lan")
    }

    @Test func `a file that knows more than the journal stops the publication`() throws {
        try district.reconcile(Scene("H1", "H2"))
        let files = district.contents
        let younger = try District()
        try FileManager.default.createDirectory(
            atPath: younger.folder + "/log", withIntermediateDirectories: false)
        try #require(files["alerts.jsonl"]).write(
            to: URL(fileURLWithPath: younger.path("alerts.jsonl")))
        let error = #expect(throws: JournalError.self) {
            try younger.reconcile(Scene("H1"))
        }
        #expect(error?.kind == .ahead(lastSeq: 2))
        #expect(younger.contents["alerts.jsonl"] == files["alerts.jsonl"])
    }

    @Test func `a link or folder in a file's place is not followed`() throws {
        try FileManager.default.createDirectory(
            atPath: district.folder + "/log", withIntermediateDirectories: false)
        let elsewhere = district.folder + "/elsewhere"
        try Data("kept\n".utf8).write(to: URL(fileURLWithPath: elsewhere))
        try FileManager.default.createSymbolicLink(
            atPath: district.path("alerts.log"), withDestinationPath: elsewhere)
        let error = #expect(throws: JournalError.self) { try district.reconcile(Scene("H1")) }
        #expect(error?.kind == .notAFile)
        #expect(FileManager.default.contents(atPath: elsewhere) == Data("kept\n".utf8))
    }

    @Test(arguments: [
        ("{\"seq\":417,\"at\":\"…\"}\n", 417), ("x | #000417 | MỞ | y\n", 417),
        ("x | #000417–#000589 | MỞ ×173 | y\n", 589), ("a\nx | #000002 | y\ntorn | #9", 2),
        ("", nil), ("no number\n", nil), ("torn", nil), ("\n", nil), ("{\"seq\":}\n", nil),
    ])
    func `the last whole line tells the last event`(_ text: String, _ expected: Int?) throws {
        let path = district.folder + "/tail"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let descriptor = try Descriptor(path, O_RDONLY)
        let end = try LineEnd(of: descriptor, length: text.utf8.count, path: path)
        #expect(end.lastSeq == expected)
        let whole = text.lastIndex(of: "\n").map { text[...$0].utf8.count } ?? 0
        #expect(end.length == whole)
    }

    @Test func `a last line longer than any buffer is found whole`() throws {
        let path = district.folder + "/tail"
        let line = "{\"seq\":9,\"x\":\"" + String(repeating: "y", count: 300_000) + "\"}\n"
        let text = "{\"seq\":8}\n" + line
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let descriptor = try Descriptor(path, O_RDONLY)
        let end = try LineEnd(of: descriptor, length: text.utf8.count, path: path)
        #expect(end.lastSeq == 9)
        #expect(end.length == text.utf8.count)
    }
}
