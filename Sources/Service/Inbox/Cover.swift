import AlertJournal
import Facts
import Ingest

/// The days of which a full export tells every record, so that one left out is missing.
struct Cover: Hashable {
    /// Nil: from the beginning of time.
    let from: Day?
    /// The day it was made: a full export ends there, or it has been cut.
    let through: Day

    /// - Parameters:
    ///   - name: the file's name.
    ///   - made: the day of which the export is, by its name or its delivery.
    init(of facts: borrowing ExportFacts, name: String, made: Day, by covers: FeedSettings.Covers) {
        // One without records says nothing of its days, so that all of them count as covered.
        guard facts.table.count > 0, let first = facts.firstDay else {
            (from, through) = (nil, made)
            return
        }
        switch covers {
        case .everything: (from, through) = (nil, made)
        case .year:
            let year = facts.firstYear ?? first.year
            (from, through) = (Day(year: min(year, made.year), month: 1, day: 1), made)
        case .content: (from, through) = (first, made)
        case .name(let pattern):
            let days = Self.days(in: name, by: pattern)
            (from, through) = (days.from ?? first, days.to ?? made)
        }
    }

    /// A record without a day counts as covered.
    func contains(_ day: Day?) -> Bool {
        guard let day else { return true }
        return day <= through && day >= from ?? day
    }

    private static func days(in name: String, by pattern: NamePattern) -> (from: Day?, to: Day?) {
        var days: (from: Day?, to: Day?) = (nil, nil)
        for group in pattern.groups(in: name) ?? [] {
            let parts = group.name.split(separator: "_", maxSplits: 1)
            guard parts.count == 2, let pattern = DatePattern(String(parts[1])) else { continue }
            var text = group.text
            let day = text.withUTF8 { pattern.parse($0) }?.localDay
            if parts[0] == "from" { days.from = day } else { days.to = day }
        }
        return days
    }
}

/// The records of the export in force that a newer one of its part leaves out.
struct Loss {
    /// Records of the one in force on days that the newer one covers.
    let covered: Int
    private(set) var lostCount: Int
    private let isEmptied: Bool
    /// Those of them that have a subject of their own.
    private(set) var lost: [MissingRecord]

    /// Fewer than this are never held: a clerk may well correct two numbers of a small register.
    private static let heldFrom = 3

    init(
        from before: borrowing ExportFacts, of delivery: Delivery, to after: borrowing ExportFacts,
        covering cover: Cover, units: UnitRegistry
    ) {
        let index = KeyIndex(after.table.keys)
        var seen = KeyIndex(capacity: before.table.count)
        let subjects = SubjectIDs(before.table, units: units)
        var covered = 0
        var lostCount = 0
        var lost: [MissingRecord] = []
        for row in 0..<before.table.count {
            guard let key = before.table.keys[row], cover.contains(before.day(ofRow: row)) else {
                continue
            }
            // Of several rows of one record one counts.
            guard seen.insert(row, in: before.table.keys) == nil else { continue }
            covered += 1
            if index.row(of: key, in: after.table.keys) != nil { continue }
            lostCount += 1
            guard let subject = subjects.id(row) else { continue }
            lost.append(
                MissingRecord(
                    feed: delivery.feed, part: delivery.part, holds: before.table.holds,
                    subject: subject, file: delivery.file, sha256: delivery.sha256,
                    line: Int(before.table.lines[row])))
        }
        self.covered = covered
        self.lostCount = lostCount
        self.lost = lost
        isEmptied = after.table.count == 0 && covered > 0
    }

    /// The loss by counts alone, where the one in force cannot be read any more.
    init(from before: Int, to after: Int) {
        covered = before
        lostCount = max(0, before - after)
        lost = []
        isEmptied = after == 0 && before > 0
    }

    /// Takes out what is not lost, but stands under another code.
    mutating func forgive(_ corrections: Corrections) {
        let corrected = Set(corrections.renamed.map(\.from))
        let count = lost.count
        lost.removeAll { corrected.contains($0.subject) }
        lostCount -= count - lost.count
    }

    /// Why the newer export is held; nil when it may be taken.
    func objection(maxLossPercent: Int, sha256: String) -> Refusal? {
        let isMuch = lostCount >= Self.heldFrom && lostCount * 100 > maxLossPercent * covered
        guard isMuch || isEmptied else { return nil }
        return Refusal(
            kind: .loss,
            message: Text(
                vi: "thiếu \(lostCount) trong \(covered) bản ghi mà bản đang dùng có",
                en: "it lacks \(lostCount) of the \(covered) records that the one in force has"),
            remedy: Text(
                vi: "Kiểm tra tệp có bị cắt hay lọc bớt không và xuất lại; nếu đúng là như vậy thì"
                    + " chạy: doisoat check --accept \(sha256.prefix(12))",
                en: "check whether the file was cut or filtered and export again; if it is right,"
                    + " run: doisoat check --accept \(sha256.prefix(12))"))
    }
}
