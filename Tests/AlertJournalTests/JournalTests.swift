import Facts
import Foundation
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct JournalTests {
    private let district: District

    init() throws {
        district = try District()
    }

    private func delivery(_ file: String, sha: Character = "a") -> Delivery {
        Delivery(
            feed: "motcua", part: "2021", path: "/inbox/\(file)", file: file,
            sha256: String(repeating: sha, count: 64), size: 10, inode: .max,
            modifiedNanoseconds: 1_627_428_600_123_456_789, exportedAt: Scene.day("2021-07-27"),
            firstSeen: Scene().instant)
    }

    private func run(_ deliveries: [Delivery], _ scene: Scene = Scene()) -> Run {
        Run(evaluation: scene.evaluation, newDeliveries: deliveries, settingsDigest: "s1")
    }

    @Test func `deliveries come back as they were, in the order of acceptance`() throws {
        let refused = Delivery(
            feed: "so-giay", part: "", path: "/inbox/b.csv", file: "b.csv", sha256: "", size: 0,
            inode: 7, modifiedNanoseconds: 0, exportedAt: nil, firstSeen: Scene().instant,
            state: .refused,
            refusal: Refusal(
                kind: .unreadable, line: 3, column: 7,
                message: Text(vi: "không đọc được", en: "the file may not be read"),
                remedy: Text(vi: "cấp quyền", en: "give permission")),
            refusedUnder: "s1")
        let given = [delivery("2.xml", sha: "c"), refused, delivery("1.xml")]
        _ = try district.journal.record(run(given))
        try district.restart()
        _ = try district.journal.record(run([delivery("2.xml", sha: "c")]))
        var expected = given + [delivery("2.xml", sha: "c")]
        for index in expected.indices { expected[index].order = index + 1 }
        #expect(try district.journal.deliveries() == expected)
    }

    @Test func `the last run is remembered`() throws {
        #expect(try district.journal.lastRun() == nil)
        _ = try district.journal.record(run([], Scene("H1")))
        #expect(
            try district.journal.lastRun()
                == RunSummary(
                    id: 1, instant: Scene().instant, settingsDigest: "s1", eventCount: 1))
    }

    @Test func `a run that cannot be stored whole is not stored at all`() throws {
        let impossible = Delivery(
            feed: "motcua", part: "", path: "/inbox/x", file: "x", sha256: "short", size: 1,
            inode: 1, modifiedNanoseconds: 1, exportedAt: nil, firstSeen: Scene().instant)
        let error = #expect(throws: JournalError.self) {
            try district.journal.record(run([delivery("1.xml"), impossible], Scene("H1")))
        }
        #expect(try district.journal.lastRun() == nil)
        #expect(try district.journal.deliveries().isEmpty)
        #expect(try district.journal.openAlerts().isEmpty)
        let description = try #require(error?.description)
        for secret in ["INSERT", "short", "/inbox", "CHECK"] {
            #expect(!description.contains(secret))
        }
    }

    @Test func `only its owner may read the journal`() throws {
        var status = stat()
        try #require(lstat(district.journalPath, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `at rest the journal is one file`() throws {
        try district.reconcile(Scene("H1"))
        let names = try FileManager.default.contentsOfDirectory(atPath: district.folder)
        #expect(Set(names) == ["journal.sqlite", "log"])
    }

    @Test func `a copy for looking ahead leaves the journal as it is`() throws {
        _ = try district.journal.record(run([delivery("1.xml")], Scene("H1")))
        let before = FileManager.default.contents(atPath: district.journalPath)
        let copy = try AlertJournal(copyOf: district.journalPath)
        #expect(try copy.deliveries().count == 1)
        #expect(try copy.preview(Scene("H2").run).told == ["opened H2", "resolved H1"])
        #expect(FileManager.default.contents(atPath: district.journalPath) == before)
    }

    @Test func `where there is no journal a copy is empty and none is made`() throws {
        let path = district.folder + "/none.sqlite"
        #expect(try AlertJournal(copyOf: path).preview(Scene("H1").run).told == ["opened H1"])
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a journal of a newer version is refused and stays as it is`() throws {
        var bytes = try #require(FileManager.default.contents(atPath: district.journalPath))
        let known = Data("What stands in the alert files".utf8)
        let unknown = Data("Whet stands in the alert files".utf8)
        while let range = bytes.range(of: known) { bytes.replaceSubrange(range, with: unknown) }
        let path = district.folder + "/newer.sqlite"
        try bytes.write(to: URL(fileURLWithPath: path))
        let opened = #expect(throws: JournalError.self) { _ = try AlertJournal(path: path) }
        #expect(opened?.kind == .newer)
        let copied = #expect(throws: JournalError.self) { _ = try AlertJournal(copyOf: path) }
        #expect(copied?.kind == .newer)
        #expect(FileManager.default.contents(atPath: path) == bytes)
    }

    @Test func `what is no journal is refused in plain words`() throws {
        let path = district.folder + "/text"
        try Data(String(repeating: "no journal at all\n", count: 100).utf8).write(
            to: URL(fileURLWithPath: path))
        let error = #expect(throws: JournalError.self) { _ = try AlertJournal(path: path) }
        #expect(error?.kind == .notAJournal)
        #expect(
            error?.description == "\(path): error: this file is not a journal;"
                + " put back the latest copy of the journal, or restore it from the alert files with"
                + " `doisoat alerts rebuild`, or point state_directory at the right folder")
    }

    @Test func `a journal in a folder that is missing cannot be opened`() throws {
        let path = district.folder + "/missing/journal.sqlite"
        let error = #expect(throws: JournalError.self) { _ = try AlertJournal(path: path) }
        #expect(error?.kind == .cannotOpen)
    }

    static let kinds: [JournalError.Kind] = [
        .lost, .interrupted, .cannotOpen, .notPermitted, .notAJournal, .damaged, .newer, .busy,
        .full, .unreadable,
        .refused(code: 19), .ahead(lastSeq: 3), .notAFile, .noRoom, .system(reason: "no space"),
    ]

    @Test(arguments: kinds)
    func `every error says what is wrong and what would put it right`(_ kind: JournalError.Kind) {
        let error = JournalError(kind, path: "/var/log/x")
        #expect(!error.message.isEmpty)
        #expect(!error.remedy.isEmpty)
    }
}
