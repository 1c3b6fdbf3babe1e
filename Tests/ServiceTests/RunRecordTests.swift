import Facts
import Foundation
import Reconciliation
import Testing

@testable import Service

@Suite struct `The record of a run` {
    private func record(_ district: Installation) throws -> RunRecord {
        try #require(try HealthFiles(district.settings()).run())
    }

    private func health(_ district: Installation) throws -> Health {
        Health(try HealthSigns(of: district.settings(), now: SystemClock.now()))
    }

    @Test func `tells what the run came to`() async throws {
        let district = try Installation.small()
        let report = try await district.run()
        let record = try record(district)
        #expect(record.run == 1 && record.status == 0 && record.lastSeq == 3)
        #expect(record.judgedAt == .firstMorning)
        #expect(record.beganAt <= record.endedAt && record.beganAt > .firstMorning)
        #expect(record.seconds >= 0)
        #expect(record.exports == .init(taken: 3))
        #expect(record.open.total == 3 && record.stale == 0 && record.troubles.isEmpty)
        #expect(
            record.feeds.map(\.id) == ["motcua", "so-giay", "thu"]
                && record.feeds.allSatisfy { $0.hasDelivered && !$0.isOverdue })
        #expect(report.warnings.isEmpty)
    }

    @Test func `counts open alerts by unit and severity as the files do`() async throws {
        let district = try Installation.sample()
        _ = try await district.run()
        let record = try record(district)
        var told: [String: [String: Int]] = [:]
        for line in try district.text("alerts/open.jsonl").split(separator: "\n") {
            let alert = try JSONDecoder().decode(
                PublishedAlerts.Line.self, from: Data(line.utf8))
            told[alert.unit ?? "", default: [:]][alert.severity, default: 0] += 1
        }
        var counted: [String: [String: Int]] = [:]
        for unit in record.openByUnit {
            for severity in Severity.allCases where unit.open[severity] > 0 {
                counted[unit.key ?? "", default: [:]][severity.rawValue] = unit.open[severity]
            }
        }
        #expect(counted == told && counted.count > 3)
        #expect(record.open.total == told.values.flatMap(\.values).reduce(0, +))
        let totals = record.openByUnit.map(\.open.total)
        #expect(totals == totals.sorted(by: >))
    }

    @Test func `still counts what was open before a run without news`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let before = try record(district)
        _ = try await district.run()
        let after = try record(district)
        #expect(after.run == 2 && after.lastSeq == 3 && after.exports == .init(taken: 0))
        #expect(after.openByUnit == before.openByUnit)
    }

    @Test func `names the feeds whose exports are refused, as long as they are`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.write("<D>", "inbox/motcua/motcua-20210730.xml")
        _ = try await district.run(.firstMorning.adding(hours: 72))
        for _ in 1...2 {
            let record = try record(district)
            #expect(record.exports.refused == 1 && record.exports.refusedFeeds == ["motcua"])
            #expect(record.status == 2 && record.troubles.count == 1)
            #expect(try health(district).reasons.map(\.kind) == [.exportsRefused])
            _ = try await district.run(.firstMorning.adding(hours: 72))
        }
        try district.remove("inbox/motcua/motcua-20210730.xml")
        _ = try await district.run(.firstMorning.adding(hours: 72))
        #expect(try health(district).verdict == .healthy)
    }

    @Test func `names the feeds whose exports are held`() async throws {
        let district = try Installation.small(
            dossiers: (1...9).map { "A\($0) returned 07-01 07-20 07-19" })
        _ = try await district.run()
        try district.deliver(dossiers: ["A1 returned 07-01 07-20 07-19"], on: "20210729")
        _ = try await district.run(.firstMorning.adding(hours: 72))
        let record = try record(district)
        #expect(record.exports.held == 1 && record.exports.heldFeeds == ["motcua"])
        #expect(record.exports.refused == 0)
        #expect(try health(district).reasons.map(\.kind) == [.exportsHeld])
    }

    @Test func `calls a feed overdue when ING-03 does`() async throws {
        let district = try Installation.small()
        try district.replace(
            "record: HoSo", "record: HoSo\n    expected_every_working_days: 2",
            in: "doisoat.yaml")
        _ = try await district.run()
        _ = try await district.run(.firstMorning.adding(hours: 24 * 5))
        let record = try record(district)
        #expect(record.feeds.map(\.isOverdue) == [true, false, false])
        #expect(record.feeds[0].lastHeard == Day("2021-07-28"))
        #expect(try health(district).reasons.map(\.kind) == [.feedsOverdue])
    }

    @Test func `tells of a folder that is missing`() async throws {
        let district = try Installation.small()
        try district.remove("inbox/thu")
        _ = try await district.run()
        #expect(try record(district).troubleCount == 1)
        #expect(try health(district).reasons.map(\.kind) == [.otherTroubles])
    }

    @Test func `is not written by a dry run`() async throws {
        let district = try Installation.small()
        _ = try await district.run(isDryRun: true)
        #expect(try HealthFiles(district.settings()).run() == nil)
    }

    @Test func `is missed with a warning only`() async throws {
        let district = try Installation.small()
        try district.write("", "alerts/health")
        let report = try await district.run()
        #expect(report.troubles.isEmpty && report.told.count == 3)
        #expect(
            report.warnings == [
                "\(district.path)/alerts/health/run.json: warning: the file could not be read or written:"
                    + " Not a directory, so that `doisoat status` cannot tell of this run;"
                    + " check the disk and the folder's permissions, then run again"
            ])
    }

    @Test func `is healthy where an installation starts with empty folders`() async throws {
        let district = try Installation.small()
        for name in [
            "motcua/motcua-20210728.xml", "so-giay/so-giay-2021-20210728.csv", "thu/thu-1.csv",
        ] {
            try district.remove("inbox/\(name)")
        }
        _ = try await district.run()
        #expect(try health(district).verdict == .healthy)
        #expect(try record(district).feeds.allSatisfy { !$0.hasDelivered })
    }
}
