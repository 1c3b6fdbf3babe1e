import Foundation
import GRDB

/// `lists/…`: the members of each group that `alerts.log` tells in one line.
///
/// A unit's members stand below its own folder too, so that it can read them.
struct MemberLists {
    private let files: AlertFiles
    private let folder: AlertFolder

    init(_ files: AlertFiles, in folder: AlertFolder) {
        self.files = files
        self.folder = folder
    }

    /// Writes the lists of all groups behind an event, whole; they may stand there already.
    func write(
        after seq: Int, through last: Int, of journal: AlertJournal,
        _ reached: (DurableStep) throws(JournalError) -> Void
    ) throws(JournalError) {
        let groups = try journal.read { db in
            try EventGroupRow.all(after: seq, through: last, in: db)
        }
        guard !groups.isEmpty else { return }
        try folder.make("lists", mode: 0o750, group: files.group)
        let byList = Dictionary(grouping: groups, by: \.list)
        var unitsTold: Set<String> = []
        for (list, groups) in byList.sorted(by: { $0.key < $1.key }) {
            var targets = [try Replacement(of: list, in: folder, group: files.group)]
            if let unit = groups[0].unit {
                unitsTold.insert(unit)
                targets.append(try replacement(of: list, forUnit: unit))
            }
            try journal.read { db in try writeMembers(of: groups, to: targets, from: db) }
            for target in targets {
                try target.replace()
                try reached(.listReplaced(target.name))
            }
        }
        try folder.sync("lists")
        for unit in unitsTold.sorted() { try folder.sync(lists(ofUnit: unit)) }
    }

    private func lists(ofUnit unit: String) -> String { folder.name(ofUnit: unit) + "/lists" }

    private func replacement(
        of list: String, forUnit unit: String
    ) throws(JournalError) -> Replacement {
        let group = files.group(ofUnit: unit)
        let name = try folder.make(unit: unit, of: files) + "/" + list
        try folder.make(lists(ofUnit: unit), mode: 0o750, group: group)
        return try Replacement(of: name, in: folder, group: group)
    }

    private func writeMembers(
        of groups: [EventGroupRow], to targets: [Replacement], from db: Database
    ) throws {
        for group in groups {
            let rows = try Row.fetchCursor(
                db, sql: "SELECT log_line FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq",
                arguments: [group.seqs.lowerBound, group.seqs.upperBound])
            while let row = try rows.next() {
                try row.withUnsafeData(atIndex: 0) { line in
                    guard let line else { return }
                    for target in targets {
                        target.buffer.append(line)
                        target.buffer.append(byte: 0x0A)
                        try target.flushIfLong()
                    }
                }
            }
        }
    }
}
