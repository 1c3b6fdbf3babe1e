package import AlertJournal
package import Facts
import Foundation
import Glibc

/// Removes what is older than the settings keep it: archived exports, what the journal remembers of
/// alerts that have ended, daily digests and lists of groups.
///
/// Of exports never what is in force (a chain of deltas with all its links), what is held for a
/// decision, or what an open alert names as evidence.
package struct Retention {
    private let settings: Settings

    package init(settings: Settings) {
        self.settings = settings
    }

    /// What was removed, and what stays although it is old.
    package struct Report: Sendable, Hashable {
        /// SHA-256, feed and file of each, in the order of SHA-256.
        package fileprivate(set) var removed: [String] = []
        package fileprivate(set) var keptInForce = 0
        package fileprivate(set) var keptAsEvidence = 0
        package fileprivate(set) var keptHeld = 0
        package fileprivate(set) var keptAsYoung = 0
        /// SHA-256 of those that could not be removed.
        package fileprivate(set) var failed: [String] = []
        package fileprivate(set) var forgotten = Forgotten.nothing
        package fileprivate(set) var removedPageCount = 0

        /// What could not be done, a line each.
        package var errors: [String] {
            failed.map { "error: \($0) could not be removed from the archive" }
        }

        package var text: String {
            var lines = removed.map { "removed \($0)" }
            lines.append(
                "\(removed.count) archived export(s) removed; kept: \(keptInForce) in force,"
                    + " \(keptAsEvidence) as evidence of open alerts, \(keptHeld) held,"
                    + " \(keptAsYoung) not old enough")
            lines.append(
                "\(forgotten.alertCount) alert(s) that ended long ago forgotten, with"
                    + " \(forgotten.eventCount) event(s) and \(forgotten.runCount) run(s);"
                    + " open alerts keep theirs")
            lines.append("\(removedPageCount) daily digest(s) and list(s) of groups removed")
            return lines.joined(separator: "\n")
        }
    }

    /// - Parameters:
    ///   - instant: from which the age of an export counts back.
    ///   - talk: called with lines for people, such as for whom it waits.
    /// - Throws: `StateFault` or `JournalError`; then no file was removed.
    package func apply(
        at instant: Instant, talk: @escaping (String) -> Void
    ) async throws -> Report {
        let access = try await StateAccess(to: settings, talk: talk)
        let journal = try access.journal()
        let deliveries = try journal.deliveries()
        let inForce = Set(
            Deliveries.inForce(deliveries, feeds: settings.feeds).map(\.sha256))
        let evidence = try journal.evidenceOfOpenAlerts()
        let held = Set(HeldExports.waiting(deliveries, settings).map(\.sha256))
        let last = Dictionary(deliveries.map { ($0.sha256, $0) }) { $1 }
        let archive = Archive(stateDirectory: settings.stateDirectory)
        let limit = instant.localDay.adding(days: -settings.archiveRetentionDays)
        var report = Report()
        let ended = instant.localDay.adding(days: -settings.journalRetentionDays)
        report.forgotten = try journal.forget(endedBefore: Instant(day: ended))
        for sha256 in archive.contents() {
            let delivery = last[sha256]
            if inForce.contains(sha256) {
                report.keptInForce += 1
            } else if evidence.contains(sha256) {
                report.keptAsEvidence += 1
            } else if held.contains(sha256) {
                report.keptHeld += 1
            } else if let delivery, delivery.firstSeen.localDay >= limit {
                report.keptAsYoung += 1
            } else {
                let name = delivery.map { "\($0.feed) \($0.file)" } ?? "(in no delivery)"
                if archive.remove(sha256) {
                    report.removed.append("\(sha256) \(name)")
                } else {
                    report.failed.append("\(sha256) \(name)")
                }
            }
        }
        report.removedPageCount = removePages(before: limit)
        _ = consume access
        return report
    }

    /// Digests are named by their day, lists of groups begin with it.
    private func removePages(before limit: Day) -> Int {
        let manager = FileManager.default
        let root = settings.alertDirectory
        let units = (try? manager.contentsOfDirectory(atPath: root + "/units")) ?? []
        let folders = ([""] + units.map { "units/\($0)/" }).flatMap {
            [$0 + "digest", $0 + "lists"]
        }
        return folders.reduce(0) { count, folder in
            let names = (try? manager.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
            return count
                + names.count { name in
                    let path = "\(root)/\(folder)/\(name)"
                    let day =
                        name.hasSuffix(".txt") ? Day(name.dropLast(4)) : Self.firstDay(inList: path)
                    guard let day, day < limit else { return false }
                    return unlink(path) == 0
                }
        }
    }
}

extension Retention {
    /// The day of a list's first line: `2021-07-28T06:30:00+07:00 | …`
    private static func firstDay(inList path: String) -> Day? {
        guard path.hasSuffix(".log"), let file = FileHandle(forReadingAtPath: path),
            let head = try? file.read(upToCount: 10)
        else { return nil }
        return Day(String(decoding: head, as: UTF8.self))
    }
}

extension Archive {
    /// The SHA-256 of everything in the archive, sorted.
    func contents() -> [String] {
        let manager = FileManager.default
        let folders = (try? manager.contentsOfDirectory(atPath: directory)) ?? []
        return folders.filter { $0.count == 2 }.flatMap { folder in
            (try? manager.contentsOfDirectory(atPath: "\(directory)/\(folder)")) ?? []
        }
        .sorted()
    }
}
