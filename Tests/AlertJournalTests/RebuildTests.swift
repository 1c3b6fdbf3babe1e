import Facts
import Foundation
import GRDB
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct RebuildTests {
    private func district(_ rotation: Rotation = Rotation()) throws -> District {
        try LostDistrict.make(rotation)
    }

    /// What the journal has in a table; digests and names of runs' settings are not in the files.
    private func rows(_ sql: String, _ district: District) throws -> [String] {
        try district.journal.queue.read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
            }
        }
    }

    private static let alerts = """
        SELECT id, rule, subject_kind, subject, state, is_stale, severity, unit, class,
          opened_at_seconds, opening_seq, reopen_count, telling, message_vi, message_en, remedy_vi,
          remedy_en, facts, opening_at_seconds, opening_run, told_at_seconds, ended_at_seconds
        FROM alert
        """
    private static let evidence = """
        SELECT alert, ordinal, feed, part, file, sha256, line FROM evidence
        JOIN export_name ON export_name.id = export ORDER BY alert, ordinal
        """

    @Test func `the journal is as it was`() throws {
        let district = try district()
        let queries = [
            Self.alerts, Self.evidence, "SELECT * FROM event", "SELECT * FROM publication",
            """
            SELECT file, device, inode, length_bytes, is_appending FROM published_file ORDER BY file
            """, "SELECT id, event_count FROM run",
        ]
        let before = try queries.map { try rows($0, district) }
        let restored = try district.rebuild()
        for (query, before) in zip(queries, before) {
            #expect(try rows(query, district) == before, "\(query)")
        }
        let counts = [
            restored.openCount, restored.endedCount, restored.eventCount, restored.lastSeq,
        ]
        #expect(counts == [8, 1, 14, 14])
    }

    @Test(arguments: [Rotation(), LostDistrict.weekly])
    func `the next run tells nothing and writes no byte`(_ rotation: Rotation) throws {
        let district = try district(rotation)
        let before = district.contents
        try district.rebuild()
        #expect(try district.reconcile(LostDistrict.scenes[3]).events.isEmpty)
        #expect(district.contents == before)
    }

    @Test(arguments: [Rotation(), LostDistrict.weekly])
    func `it goes on as a journal that was never lost`(_ rotation: Rotation) throws {
        let (district, twin) = (try district(rotation), try district(rotation))
        try district.rebuild()
        for district in [district, twin] {
            try district.reconcile(LostDistrict.next)
            try district.reconcile(LostDistrict.next.with { $0.findings[1].due = "2021-07-20" })
        }
        #expect(district.contents == twin.contents)
    }

    @Test func `what is open is restored from the newest file alone`() throws {
        let (district, twin) = (
            try district(LostDistrict.weekly), try district(LostDistrict.weekly)
        )
        for name in try FileManager.default.contentsOfDirectory(atPath: district.path(""))
        where name.hasPrefix("alerts.jsonl-") {
            try FileManager.default.removeItem(atPath: district.path(name))
        }
        let before = district.contents
        let restored = try district.rebuild()
        #expect(restored.openCount == 8)
        #expect(restored.gaps == [1...12])
        let open = Self.alerts + " WHERE state = 'open'"
        #expect(try rows(open, district) == rows(open, twin))
        for each in [district, twin] {
            #expect(try each.reconcile(LostDistrict.scenes[3]).events.isEmpty)
        }
        #expect(district.contents == before)
        // The next file's snapshot is the same, too; H3, which had ended, is forgotten.
        let news = LostDistrict.scene("07-30", "H1", "H2", "K1", "K2").with {
            $0.findings[1].due = "2021-07-19"
        }
        for district in [district, twin] { try district.reconcile(news) }
        #expect(district.contents["alerts.jsonl"] == twin.contents["alerts.jsonl"])
    }

    @Test func `numbers of alerts are not given again, whatever is lost`() throws {
        let district = try district(LostDistrict.weekly)
        for name in try FileManager.default.contentsOfDirectory(atPath: district.path(""))
        where name.hasPrefix("alerts.jsonl-") {
            try FileManager.default.removeItem(atPath: district.path(name))
        }
        // All but H1 have ended and are told of nowhere.
        let text = district.lines("alerts.jsonl").filter {
            !$0.contains("snapshot") || $0.contains("A000001")
        }
        try Data((text[0] + "\n" + text[1].replacing(/A00000[0-9]/, with: "A000001") + "\n").utf8)
            .write(to: URL(fileURLWithPath: district.path("alerts.jsonl")))
        for name in ["alerts.log", "units/IALE/alerts.log", "units/IABLU/alerts.log"] {
            truncate(district.path(name), 0)
        }
        try district.rebuild()
        try district.reconcile(LostDistrict.scene("07-30", "H4"))
        let opened = try #require(
            district.lines("alerts.jsonl").first { $0.contains(#""event":"opened""#) })
        #expect(opened.contains(#""alert":"A000010""#))
    }

    @Test func `a lost file in between is told, and the snapshot behind it counts`() throws {
        let (district, twin) = (try District(), try District())
        for each in [district, twin] {
            each.rotation = Rotation(everyDays: 1)
            for scene in LostDistrict.scenes { try each.reconcile(scene) }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: district.path(""))
            .filter { $0.hasPrefix("alerts.jsonl-") }.sorted()
        try #require(files.count == 3)
        try FileManager.default.removeItem(atPath: district.path(files[1]))
        let restored = try district.rebuild()
        #expect(restored.gaps == [6...7])
        let open = Self.alerts + " WHERE state = 'open'"
        #expect(try rows(open, district) == rows(open, twin))
        for each in [district, twin] { try each.reconcile(LostDistrict.next) }
        #expect(district.contents["alerts.jsonl"] == twin.contents["alerts.jsonl"])
    }

    @Test func `answers in force are restored, without their notes`() throws {
        let district = try District()
        try district.reconcile(Scene("H1", "H2", "H3"))
        let at = Scene.instant("2021-07-29T08:00:00+07:00")
        let answers = [
            Answer(kind: .acknowledgement, by: "văn thư", at: at, until: nil, severity: .critical),
            Answer(
                kind: .snooze, by: "lan \"x\"", at: at, until: Scene.day("2021-08-05"),
                severity: .critical),
        ]
        let lines = district.lines("alerts.jsonl")
        let told = try zip([4, 5], answers).map { seq, answer in
            let alert = try DecodedLine(Array(lines[seq - 4].utf8)[...]).alert
            var buffer = LineBuffer()
            EventLine(
                seq: seq, at: at.iso, kind: answer.kind.given, run: 2, alert: alert, answer: answer
            ).write(to: &buffer)
            return buffer.text
        }
        let text = (lines + told).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: district.path("alerts.jsonl")))
        let restored = try district.rebuild()
        #expect(restored.acknowledgementCount == 1 && restored.snoozeCount == 1)
        let sql = "SELECT alert, kind, answered_by, note, until_day, is_in_force FROM answer"
        #expect(
            try rows(sql, district) == [
                #"alert=1 kind="acknowledgement" answered_by="văn thư" note="" until_day=NULL"#
                    + " is_in_force=1",
                #"alert=2 kind="snooze" answered_by="lan \"x\"" note="" until_day=18844"#
                    + " is_in_force=1",
            ])
        // The other files get the lines that they lack.
        try district.reconcile(Scene("H1", "H2", "H3"))
        #expect(district.lines("alerts.log").count == 5)
        #expect(district.lines("alerts.jsonl").count == 5)
        // A snapshot has them, and a rebuild from it gives them again.
        let path = district.path("alerts.jsonl")
        try FileManager.default.removeItem(atPath: path)
        try district.reconcile(Scene("H1", "H2").with { $0.instant = at })
        #expect(district.text("alerts.jsonl").contains(#""snoozed":{"at":"2021-07-29T08:00"#))
        #expect(try district.rebuild().snoozeCount == 1)
        #expect(try rows(sql, district).count == 2)
    }

    @Test func `a publication that died before the loss is completed`() throws {
        for death in 2...10 {
            let district = try District()
            try district.reconcile(LostDistrict.scenes[0])
            _ = try district.journal.record(LostDistrict.scenes[2].run)
            var count = 0
            _ = try? district.journal.publish(to: district.files()) { step throws(JournalError) in
                count += 1
                if count == death { throw JournalError(.busy, path: "death") }
            }
            try district.rebuild()
            try district.reconcile(LostDistrict.scenes[2])
            let twin = try District()
            for scene in [LostDistrict.scenes[0], LostDistrict.scenes[2]] {
                try twin.reconcile(scene)
            }
            #expect(district.lines("alerts.jsonl").count == twin.lines("alerts.jsonl").count)
            #expect(district.text("open.csv") == twin.text("open.csv"))
            let events = try rows("SELECT max(seq) AS seq FROM event", twin)
            #expect(try rows("SELECT seq FROM publication", district) == events)
        }
    }

    @Test func `a sound journal is left alone`() throws {
        let district = try district()
        let before = try Data(contentsOf: URL(fileURLWithPath: district.journalPath))
        #expect(throws: RebuildFault.sound(journal: district.journalPath)) {
            try district.rebuild(losing: false)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: district.journalPath)) == before)
    }

    @Test(arguments: ["torn", "text", "empty"])
    func `a damaged journal is kept beside the new one`(_ damage: String) throws {
        let district = try district()
        let path = district.journalPath
        switch damage {
        case "torn": truncate(path, 40_000)
        case "text":
            try Data("not a journal at all, not one bit\n".utf8).write(
                to: URL(fileURLWithPath: path))
        default: truncate(path, 0)
        }
        let damaged = try Data(contentsOf: URL(fileURLWithPath: path)).count
        let restored = try district.rebuild(losing: false)
        let aside = try #require(restored.damaged)
        #expect(aside == path + ".damaged-20210901-063000")
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)).count == damaged)
        #expect(restored.openCount == 8)
        #expect(try district.reconcile(LostDistrict.scenes[3]).events.isEmpty)
        let names = try FileManager.default.contentsOfDirectory(atPath: district.folder)
        #expect(!names.contains { $0.hasSuffix(".new") || $0.hasSuffix("-journal") })
    }

    @Test(arguments: 1...4)
    func `a rebuild that died is done again`(_ step: Int) throws {
        let district = try LostDistrict.make()
        let manager = FileManager.default
        let path = district.journalPath
        let aside = path + ".damaged-20210901-063000"
        truncate(path, 40_000)
        try Data("torn\n".utf8).write(to: URL(fileURLWithPath: path + "-journal"))
        // What each step leaves: half a journal, the damaged one aside, its rollback journal too.
        try Data("half\n".utf8).write(to: URL(fileURLWithPath: path + ".new"))
        try Data("half\n".utf8).write(to: URL(fileURLWithPath: path + ".new-journal"))
        if step >= 2 { try manager.moveItem(atPath: path, toPath: aside) }
        if step >= 3 {
            try manager.moveItem(atPath: path + "-journal", toPath: aside + "-journal")
        }
        if step == 4 { try manager.removeItem(atPath: path + ".new-journal") }
        #expect(try district.rebuild(losing: false).openCount == 8)
        #expect(
            try manager.contentsOfDirectory(atPath: district.folder).sorted()
                == [
                    "journal.sqlite", "journal.sqlite.damaged-20210901-063000",
                    // SQLite itself removes one that has nothing to roll back, if it finds it.
                    "journal.sqlite.damaged-20210901-063000-journal", "log",
                ].filter { step > 1 || !$0.hasSuffix("-journal") })
        #expect(try district.reconcile(LostDistrict.scenes[3]).events.isEmpty)
    }

    @Test func `the telling facts are taken out of the line as they stand`() throws {
        let scene = Scene([
            Scene.Sketch("H1").with {
                $0.others = [
                    ("missing", .texts([Text(vi: "số \"1\", {a}", en: "number")])),
                    ("code", .code("x\\y")),
                ]
            }
        ])
        let evaluation = scene.evaluation
        let finding = try #require(evaluation.findings.first)
        let alert = FindingReader(evaluation).alert(
            finding, id: AlertID(number: 1), openedAt: scene.instant, reopenCount: 0)
        #expect(
            alert.telling(["code", "due_on", "gone", "missing"])
                == #"{"code":"x\\y","due_on":"2021-07-25","missing":"#
                + #"[{"vi":"số \"1\", {a}","en":"number"}]}"#)
    }
}
