import Facts
import Foundation
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct RebuildRefusalTests {
    private func refusal(_ district: District) -> RebuildFault? {
        let before = district.contents
        let fault = #expect(throws: RebuildFault.self) { try district.rebuild() }
        #expect(district.contents == before)
        let names = try? FileManager.default.contentsOfDirectory(atPath: district.folder)
        #expect(names == ["log"])
        return fault
    }

    @Test func `a line that is not ours stops the rebuild`() throws {
        let district = try LostDistrict.make()
        let path = district.path("alerts.jsonl")
        for (old, new) in [
            (#""line":7}"#, #""line": 7}"#), (#"{"seq":3,"#, "# read\n{\"seq\":3,"),
            (#""rule":"APO-01""#, #""rule":"\u0041PO-01""#), ("\"run\":1}", "\"run\":1,\"x\":2}"),
        ] {
            let text = district.text("alerts.jsonl")
            let place = try #require(
                text.range(
                    of: old, range: text.index(text.startIndex, offsetBy: 1000)..<text.endIndex))
            try Data(text.replacingCharacters(in: place, with: new).utf8).write(
                to: URL(fileURLWithPath: path))
            guard case .foreignLine(path, let line) = refusal(district) else {
                Issue.record("\(new)")
                continue
            }
            #expect((2...4).contains(line))
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try district.restart()
        }
    }

    @Test func `files that contradict each other stop the rebuild, equal ones do not`() throws {
        let district = try LostDistrict.make()
        let copy = district.path("alerts.jsonl.old")
        let text = district.lines("alerts.jsonl").prefix(4).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: copy))
        #expect(try district.rebuild().eventCount == 14)
        try Data(text.replacing("Mẫu 04", with: "Mẫu 05").utf8).write(
            to: URL(fileURLWithPath: copy))
        #expect(
            refusal(district)
                == .contradiction(file: copy, line: 1, seq: 1))
    }

    @Test func `missing events that no snapshot makes good stop the rebuild`() throws {
        let district = try LostDistrict.make()
        let path = district.path("alerts.jsonl")
        let lines = district.lines("alerts.jsonl")
        for left in [lines[..<3] + lines[5...], lines[2...]] {
            try Data((left.joined(separator: "\n") + "\n").utf8).write(
                to: URL(fileURLWithPath: path))
            guard case .gap = refusal(district) else {
                Issue.record("\(left.count) lines left")
                continue
            }
            try district.restart()
        }
    }

    @Test func `a torn last line is ignored and told`() throws {
        let district = try District()
        try district.reconcile(Scene("H1", "H2"))
        let length = district.text("alerts.jsonl").utf8.count
        truncate(district.path("alerts.jsonl"), length - 20)
        for name in ["alerts.log", "units/IALE/alerts.log"] {
            let first = district.lines(name)[0].utf8.count
            truncate(district.path(name), first + 1)
        }
        let restored = try district.rebuild()
        #expect(restored.torn == [district.path("alerts.jsonl")])
        #expect(restored.lastSeq == 1)
        #expect(try district.reconcile(Scene("H1", "H2")).told == ["opened H2"])
        let twin = try District()
        for scene in [Scene("H1"), Scene("H1", "H2")] { try twin.reconcile(scene) }
        let decoded = try (district.decodedLines(), twin.decodedLines())
        #expect(decoded.0.map { $0["seq"] as? Int } == decoded.1.map { $0["seq"] as? Int })
    }

    @Test func `a log that knows more than alerts.jsonl stops the rebuild`() throws {
        let district = try District()
        try district.reconcile(Scene("H1", "H2"))
        let first = district.lines("alerts.jsonl")[0].utf8.count
        truncate(district.path("alerts.jsonl"), first + 1)
        #expect(
            refusal(district)
                == .logAhead(file: district.path("alerts.log"), seq: 2, lastSeq: 1))
    }

    @Test func `packed files are named, and without any line nothing is done`() throws {
        let district = try LostDistrict.make()
        for name in ["alerts.jsonl.2.gz", "alerts-20210701.jsonl.xz"] {
            try Data([0x1F]).write(to: URL(fileURLWithPath: district.path(name)))
        }
        #expect(
            try district.rebuild().packed == ["alerts-20210701.jsonl.xz", "alerts.jsonl.2.gz"])
        try FileManager.default.removeItem(atPath: district.path("alerts.jsonl"))
        #expect(
            refusal(district)
                == .nothingTold(
                    directory: district.folder + "/log",
                    packed: ["alerts-20210701.jsonl.xz", "alerts.jsonl.2.gz"]))
    }
}
