import AlertJournal
import Facts
import Foundation
import Ingest
import Reconciliation
import Testing

@testable import Service

/// What only the code knows; the rest is compared by `Tests/Guide` with the program itself.
@Suite struct `The guide in README` {
    private static let text: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8))!
    }()

    /// The rows of its tables whose first cell has this word.
    private static func rows(of word: String) -> [String] {
        text.split(separator: "\n").map(String.init).filter { line in
            line.hasPrefix("|") && line.dropFirst().prefix { $0 != "|" }.contains(word)
        }
    }

    @Test(arguments: EventKind.allCases)
    func `explains every event by its name and label`(_ kind: EventKind) {
        let word = "`\(kind.rawValue)` (\(kind.label.vi))"
        #expect(Self.rows(of: word).count == 1, "README should have one row for \(word)")
    }

    @Test(arguments: EventKind.allCases)
    func `tells staff of every event as alert lines show it`(_ kind: EventKind) {
        let rows = Self.rows(of: kind.label.vi).filter { $0.hasPrefix("| \(kind.label.vi) |") }
        #expect(rows.count == 1, "README should have one row for staff for \(kind.label.vi)")
    }

    @Test func `names no event that there is not`() {
        let named = Self.text.matches(of: /(?m)^\| `([a-z_]+)` \([\p{Lu} ]+\) \|/).map {
            String($0.1)
        }
        #expect(Set(named) == Set(EventKind.allCases.map(\.rawValue)))
    }

    @Test(arguments: Severity.allCases)
    func `names every severity in both languages`(_ severity: Severity) {
        #expect(Self.text.contains("\(severity.rawValue) (\(severity.label.vi))"))
    }

    @Test(arguments: defaults)
    func `tells the default of a setting`(_ key: String, _ value: String) throws {
        let row = try #require(Self.rows(of: "`\(key)`").first, "README has no row for `\(key)`")
        #expect(
            row.contains("(\(value))") || row.contains("(`\(value)`)"),
            "README should tell the default of `\(key)`, which is \(value)")
    }

    private static let defaults: [(String, String)] = {
        let (settings, service) = (Settings(), ServiceSettings())
        let reminders = Severity.worstFirst.compactMap { severity in
            settings.remindEveryWorkingDays[severity].map { "\(severity.rawValue): \($0)" }
        }
        let times = service.reconcileAt.map { "\"\($0)\"" }
        let limits = service.runLimits
        return [
            ("language", settings.language.rawValue),
            ("settle_seconds", "\(settings.settleSeconds)"),
            ("group_above", "\(settings.groupAbove)"),
            ("archive_retention_days", "\(settings.archiveRetentionDays)"),
            ("journal_retention_days", "\(settings.journalRetentionDays)"),
            ("remind_every_working_days", "{\(reminders.joined(separator: ", "))}"),
            ("poll_interval_seconds", "\(service.pollIntervalSeconds)"),
            ("quiet_seconds", "\(service.quietSeconds)"),
            ("reconcile_at", "[\(times.joined(separator: ", "))]"),
            ("run_limits", "{minutes: \(limits.minutes), megabytes: \(limits.megabytes)}"),
            ("max_loss_percent", "\(FeedSettings.usualMaxLossPercent)"),
        ]
    }()

    @Test func `says that nothing is rotated unless settings say it`() throws {
        let row = try #require(Self.rows(of: "`rotate`").first)
        #expect(row.contains("0 is never, the default") == (Settings().rotation == Rotation()))
    }
}
