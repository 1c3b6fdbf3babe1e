import Facts
import Foundation
import Glibc
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct RecoveryTests {
    private static let first = Scene("H1", "H2")
    /// Two groups, two units, events of three kinds.
    private static let second = Scene([
        Scene.Sketch("H2").with { $0.due = "2021-08-01" },
        Scene.Sketch("H3"), Scene.Sketch("H4"), Scene.Sketch("H5"), Scene.Sketch("H6"),
        Scene.Sketch("K1").with { $0.unit = "IABLU" },
        Scene.Sketch("K2").with { $0.unit = "IABLU" },
        Scene.Sketch("K3").with { $0.unit = "IABLU" },
        Scene.Sketch("K4").with { $0.unit = "IABLU" },
        Scene.Sketch("D1").with { $0.rule = "DOC-01" },
    ])
    private static let third = Scene("H3", "H7")

    private struct Death: Error {}

    /// Publishes until so many steps are done, then dies as a process dies: without tidying up.
    ///
    /// - Returns: the steps that were reached.
    @discardableResult
    private func publish(_ district: District, dyingAfter count: Int) -> [DurableStep] {
        let steps = Steps()
        let died = JournalError(.busy, path: "death")
        _ = try? district.journal.publish(to: district.files()) { step throws(JournalError) in
            steps.all.append(step)
            if steps.all.count == count { throw died }
        }
        return steps.all
    }

    private final class Steps: @unchecked Sendable {
        // One test appends to it from the one thread that publishes.
        var all: [DurableStep] = []
    }

    private func undisturbed(_ scenes: Scene...) throws -> [String: Data] {
        let twin = try District()
        for scene in scenes { try twin.reconcile(scene) }
        return twin.contents
    }

    /// A district that has published the first scene and only recorded the second.
    private func interrupted() throws -> District {
        let district = try District()
        try district.reconcile(Self.first)
        _ = try district.journal.record(Self.second.run)
        return district
    }

    private static let appended = [
        "alerts.jsonl", "alerts.log", "units/IALE/alerts.log", "units/IABLU/alerts.log",
    ]

    @Test func `a publication passes its steps in the order that can be mended`() throws {
        let steps = publish(try interrupted(), dyingAfter: .max)
        #expect(
            steps == [
                .listReplaced("lists/2-APO-01-IABLU.log"),
                .listReplaced("units/IABLU/lists/2-APO-01-IABLU.log"),
                .listReplaced("lists/2-APO-01-IALE.log"),
                .listReplaced("units/IALE/lists/2-APO-01-IALE.log"),
                .intentRecorded,
                .appended("alerts.jsonl"), .synced("alerts.jsonl"),
                .appended("alerts.log"), .synced("alerts.log"),
                .appended("units/IABLU/alerts.log"), .synced("units/IABLU/alerts.log"),
                .appended("units/IALE/alerts.log"), .synced("units/IALE/alerts.log"),
                .openReplaced("open.csv"), .openReplaced("open.jsonl"),
                .digestReplaced("digest/2021-07-28.txt"),
                .digestReplaced("units/IABLU/digest/2021-07-28.txt"),
                .digestReplaced("units/IALE/digest/2021-07-28.txt"),
                .positionRecorded,
            ])
    }

    @Test(arguments: 1...19)
    func `after a death at any step the next run makes the files of an undisturbed twin`(
        _ step: Int
    ) throws {
        let district = try interrupted()
        #expect(publish(district, dyingAfter: step).count == step)
        try district.restart()
        try district.reconcile(Self.second)
        #expect(try district.contents == undisturbed(Self.first, Self.second))
    }

    @Test(arguments: 1...19)
    func `a death is mended also when the next run brings news of its own`(_ step: Int) throws {
        let district = try interrupted()
        publish(district, dyingAfter: step)
        try district.restart()
        try district.reconcile(Self.third)
        #expect(
            try district.contents == undisturbed(Self.first, Self.second, Self.third))
    }

    @Test func `two deaths one after the other are mended`() throws {
        for (early, late) in [(5, 5), (6, 9), (13, 1), (8, 15), (15, 6)] {
            let district = try interrupted()
            publish(district, dyingAfter: early)
            try district.restart()
            publish(district, dyingAfter: late)
            try district.restart()
            try district.reconcile(Self.second)
            #expect(try district.contents == undisturbed(Self.first, Self.second))
        }
    }

    @Test func `a torn last line is cut and completed`() throws {
        let twin = try undisturbed(Self.first, Self.second)
        for name in Self.appended {
            let whole = try #require(twin[name]).count
            for lost in [1, 2, 30, 100, 151] {
                let district = try interrupted()
                let before = district.contents[name]?.count ?? 0
                publish(district, dyingAfter: 13)
                #expect(district.contents[name] == twin[name])
                truncate(district.path(name), max(before, whole - lost))
                try district.restart()
                try district.reconcile(Self.second)
                #expect(district.contents == twin)
            }
        }
    }

    @Test func `bytes that never were a line do not stay`() throws {
        let district = try interrupted()
        publish(district, dyingAfter: 5)
        for name in Self.appended {
            let file = try #require(FileHandle(forWritingAtPath: district.path(name)))
            try file.seekToEnd()
            let torn = "{\"seq\":3,\"at\":\"20\n" + String(repeating: "x", count: 50_000)
            try file.write(contentsOf: Data(torn.utf8))
        }
        try district.restart()
        try district.reconcile(Self.second)
        #expect(try district.contents == undisturbed(Self.first, Self.second))
    }

    @Test func `a first publication that dies is completed`() throws {
        for step in 1...9 {
            let district = try District()
            _ = try district.journal.record(Self.second.run)
            publish(district, dyingAfter: step)
            try district.restart()
            try district.reconcile(Self.second)
            #expect(try district.contents == undisturbed(Self.second))
        }
    }
}
