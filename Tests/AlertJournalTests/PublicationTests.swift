import Facts
import Foundation
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct PublicationTests {
    private let district: District

    init() throws {
        district = try District()
    }

    private func mode(_ name: String) -> mode_t {
        var status = stat()
        _ = lstat(district.path(name), &status)
        return status.st_mode & 0o777
    }

    @Test func `before the first run nothing is published`() throws {
        #expect(try district.journal.publish(to: district.files()).eventCount == 0)
        #expect(district.contents.isEmpty)
    }

    @Test func `a first run without findings makes the files that people open`() throws {
        try district.reconcile(Scene())
        #expect(
            Set(district.contents.keys) == [
                "alerts.jsonl", "alerts.log", "digest/2021-07-28.txt", "open.csv", "open.jsonl",
            ])
        #expect(district.text("alerts.log").isEmpty)
    }

    @Test func `a second run on the same exports writes no byte`() throws {
        try district.reconcile(Scene("H1", "H2"))
        let files = district.contents
        let inodes = try inode("open.csv")
        let journal = try Data(contentsOf: URL(fileURLWithPath: district.journalPath)).count
        try district.restart()
        let second = try district.reconcile(
            Scene("H1", "H2").with { $0.instant = Scene.instant("2021-07-28T13:00:00+07:00") })
        #expect(second.events.isEmpty)
        #expect(district.contents == files)
        #expect(try inode("open.csv") == inodes)
        #expect(try Data(contentsOf: URL(fileURLWithPath: district.journalPath)).count == journal)
        #expect(try district.journal.lastRun()?.id == 2)
    }

    private func inode(_ name: String) throws -> UInt64 {
        var status = stat()
        try #require(lstat(district.path(name), &status) == 0)
        return UInt64(status.st_ino)
    }

    @Test func `a run that only moved a line renews open.csv and leaves the logs alone`() throws {
        try district.reconcile(Scene("H1"))
        let before = district.contents
        try district.reconcile(Scene("H1").with { $0.findings[0].line = 99 })
        #expect(district.text("open.csv").contains("motcua-2021.xml:99;"))
        #expect(district.text("open.jsonl").contains("\"line\":99"))
        for name in ["alerts.jsonl", "alerts.log", "units/IALE/alerts.log"] {
            #expect(district.contents[name] == before[name])
        }
    }

    @Test func `a file of open alerts that was deleted is made again`() throws {
        try district.reconcile(Scene("H1"))
        let before = district.contents
        try FileManager.default.removeItem(atPath: district.path("open.csv"))
        try district.reconcile(Scene("H1"))
        #expect(district.contents == before)
    }

    @Test func `open.jsonl says of each open alert when it was opened and whether it is stale`()
        throws
    {
        try district.reconcile(Scene("H1", "H2", "H3"))
        try district.reconcile(Scene("H2", "H3"))
        let later = Scene("H1", "H2").with {
            $0.standings = ["H3": .inputsMissing]
            $0.instant = Scene.instant("2021-08-02T06:30:00+07:00")
        }
        try district.reconcile(later)
        let open = try district.decodedLines("open.jsonl")
        func values(_ key: String) -> [String] { open.map { "\($0[key] ?? "–")" } }
        #expect(values("seq") == ["5", "2", "3"])
        #expect(values("event") == ["reopened", "opened", "opened"])
        #expect(values("run") == ["3", "1", "1"])
        #expect(values("reopen_count") == ["1", "–", "–"])
        #expect(values("opened_at") == Array(repeating: "2021-07-28T06:30:00+07:00", count: 3))
        #expect(open.map { $0["stale"] as? Bool } == [nil, nil, true])
    }

    @Test func `as many events as group_above are told one by one, one more as a group`() throws {
        try district.reconcile(Scene("H1", "H2", "H3"), groupAbove: 3)
        #expect(district.lines("alerts.log").count == 3)
        try district.reconcile(Scene("H1", "H2", "H3", "H4", "H5", "H6", "H7"), groupAbove: 3)
        let line = try #require(district.lines("alerts.log").last)
        #expect(district.lines("alerts.log").count == 4)
        let fields = line.components(separatedBy: " | ").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        #expect(
            fields == [
                "2021-07-28T06:30:00+07:00", "#000004–#000007", "MỞ ×4", "NGHIÊM TRỌNG",
                "APO-01", "Xã Ia Le", "H4 … H7", "Trễ hạn, chưa xin lỗi",
                "Lập phiếu xin lỗi (Mẫu 04).", "lists/2-APO-01-IALE.log",
            ])
        let members = district.lines("lists/2-APO-01-IALE.log")
        #expect(members.map { $0.components(separatedBy: " | ")[6] } == ["H4", "H5", "H6", "H7"])
        #expect(district.lines("units/IALE/alerts.log") == district.lines("alerts.log"))
        #expect(district.lines("units/IALE/lists/2-APO-01-IALE.log") == members)
        #expect(district.lines("alerts.jsonl").count == 7)
    }

    @Test func `only events of one kind, unit, rule and severity share a line`() throws {
        try district.reconcile(Scene("H1", "H2"), groupAbove: 20)
        let next = Scene([
            Scene.Sketch("H3"), Scene.Sketch("H4"),
            Scene.Sketch("H5").with { $0.unit = "IABLU" },
            Scene.Sketch("H6").with { $0.unit = "IABLU" },
        ])
        try district.reconcile(next, groupAbove: 1)
        let shown = district.lines("alerts.log").dropFirst(2).map {
            $0.components(separatedBy: " | ")[1] + $0.components(separatedBy: " | ")[2]
        }
        #expect(
            shown.map { $0.trimmingCharacters(in: .whitespaces) } == [
                "#000003–#000004MỞ ×2", "#000005–#000006MỞ ×2", "#000007–#000008ĐÃ XỬ LÝ ×2",
            ])
        // Both groups of a rule and unit stand in one list.
        #expect(district.lines("lists/2-APO-01-IALE.log").count == 4)
        #expect(district.lines("lists/2-APO-01-IABLU.log").count == 2)
    }

    @Test func `a unit's file has the lines of that unit only`() throws {
        let scene = Scene([
            Scene.Sketch("H1"), Scene.Sketch("H2").with { $0.unit = "IABLU" },
            Scene.Sketch("H3").with { $0.unit = nil },
        ])
        try district.reconcile(scene)
        #expect(district.lines("alerts.log").count == 3)
        #expect(
            district.lines("units/IALE/alerts.log")
                == district.lines("alerts.log").filter { $0.contains("Xã Ia Le") })
        #expect(
            district.lines("units/IABLU/alerts.log")
                == district.lines("alerts.log").filter { $0.contains("Xã Ia Blứ") })
    }

    @Test func `files can be read by their group and by nobody else`() throws {
        try district.reconcile(Scene("H1", "H2", "H3", "H4"))
        for name in district.contents.keys where !name.hasSuffix("lists") {
            if district.contents[name] != nil, name.contains(".") {
                #expect(mode(name) == 0o640, "\(name)")
            }
        }
        for name in ["lists", "digest", "units/IALE", "units/IALE/lists", "units/IALE/digest"] {
            #expect(mode(name) == 0o750, "\(name)")
        }
        // Others may only pass by, to the folders of their own units.
        for name in ["", "units"] { #expect(mode(name) == 0o751, "\(name)") }
    }

    @Test func `a folder that is there keeps its mode`() throws {
        try FileManager.default.createDirectory(
            atPath: district.folder + "/log", withIntermediateDirectories: false)
        chmod(district.path(""), 0o2775)
        try district.reconcile(Scene("H1"))
        #expect(mode("") == 0o775)
    }

    @Test func `what a death left half made is made anew, with its mode`() throws {
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: district.path(""), withIntermediateDirectories: false)
        for folder in [".units.new", ".lists.new"] {
            try manager.createDirectory(
                atPath: district.path(folder), withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        }
        for file in [".alerts.log.new", ".open.csv.new"] {
            #expect(
                manager.createFile(
                    atPath: district.path(file), contents: Data("#000009".utf8),
                    attributes: [.posixPermissions: 0o600]))
        }
        try district.reconcile(Scene("H1", "H2", "H3", "H4"))
        #expect(district.contents.keys.filter { $0.contains(".new") } == [])
        #expect([mode("units"), mode("lists")] == [0o751, 0o750])
        #expect([mode("alerts.log"), mode("open.csv")] == [0o640, 0o640])
        #expect(district.lines("alerts.log").count == 1)
    }

    @Test func `a group that does not exist is told and keeps nobody from working`() throws {
        _ = try district.journal.record(Scene("H1").run)
        let publication = try district.journal.publish(
            to: district.files(group: "khong-co-nhom-nay"))
        #expect(publication.eventCount == 1)
        #expect(publication.warnings.first?.contains("khong-co-nhom-nay") == true)
        #expect(district.lines("alerts.log").count == 1)
    }

    @Test(arguments: ["../../x", "..", ".", "a/b", "a b", "Đắk", "", "%2f", "lists"])
    func `no id leads a file elsewhere`(_ id: String) {
        let name = FileName.safe(id)
        #expect(!name.contains("/") && !name.hasPrefix("."))
        #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    }

    @Test func `two ids never share a name`() {
        let ids = ["a/b", "a%2fb", "a_b", "a-b", ".a", "%2ea", "Đ", "%c4%90"]
        #expect(Set(ids.map(FileName.safe)).count == ids.count)
    }
}
