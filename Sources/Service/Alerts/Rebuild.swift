import AlertJournal
package import Facts
import Ingest
import Reconciliation

/// Makes a journal that was lost or damaged again from the alert files.
package struct Rebuild {
    private let settings: Settings

    package init(settings: Settings) {
        self.settings = settings
    }

    /// - Parameters:
    ///   - instant: by which a damaged journal is named when it is moved aside.
    ///   - talk: called with lines for people, such as for whom it waits.
    /// - Returns: what was restored, for people.
    /// - Throws: `RebuildFault`, `StateFault` or `JournalError`; then nothing was changed.
    package func perform(
        at instant: Instant, talk: @escaping (String) -> Void
    ) async throws -> String {
        let access = try await StateAccess(to: settings, talk: talk)
        let feeds = Dictionary(settings.feeds.map { ($0.id, $0) }) { first, _ in first }
        let rebuild = JournalRebuild(
            path: settings.journalPath, files: settings.alertFiles,
            telling: Dictionary(
                RuleCatalogue.rules.map { ($0.id, $0.telling.sorted()) }
            ) { first, _ in first },
            holds: feeds.mapValues(\.mapping.holds),
            // Masks hide letters; what tells parts apart are years and days.
            part: { feed, file in feeds[feed]?.part(ofName: file) ?? "" })
        let restored = try rebuild.perform(at: instant)
        _ = consume access
        return restored.text
    }
}

extension RestoredJournal {
    /// What was restored, and what could not be: a line each.
    var text: String {
        var lines = [
            "restored: \(count(openCount, "open alert")), \(shown(endedCount)) ended,"
                + " \(count(eventCount, "event")) up to #\(EventNumber.digits(lastSeq)),"
                + " \(count(acknowledgementCount, "acknowledgement"))"
                + (snoozeCount > 0 ? ", \(count(snoozeCount, "snooze"))" : "")
                + "; notes of acknowledgements were not in the files"
        ]
        if !gaps.isEmpty {
            let shown = gaps.map {
                "#\(EventNumber.digits($0.lowerBound))–#\(EventNumber.digits($0.upperBound))"
            }
            lines.append(
                "not in the files: \(shown.joined(separator: ", ")); what is open is complete,"
                    + " what ended then is forgotten")
        }
        if !packed.isEmpty {
            lines.append(
                "not read, because packed: \(packed.joined(separator: ", ")); what is open is"
                    + " complete without; to restore also what ended before, unpack them, move the"
                    + " journal away and rebuild again")
        }
        lines += torn.map { "\($0): its last line was torn and left out" }
        if !held.isEmpty {
            lines.append(
                "held before, and taken by the next run unless you move them out of the inbox"
                    + " first: \(held.joined(separator: ", "))")
        }
        if let damaged { lines.append("the damaged journal is kept as \(damaged)") }
        lines.append("the next run takes the exports in the inbox anew")
        return lines.joined(separator: "\n")
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(shown(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// Thousands apart: `1,061`.
    private func shown(_ number: Int) -> String {
        var digits = String(number)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}
