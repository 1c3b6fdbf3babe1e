import Facts
import Foundation
import GRDB
import Reconciliation

extension AlertJournal {
    /// Brings the alert files up to the last event; also completes what an interrupted run left.
    ///
    /// Where nothing has changed since the last publication, no file and no row is written.
    package func publish(to files: AlertFiles) throws(JournalError) -> Publication {
        try publish(to: files) { _ throws(JournalError) in }
    }

    /// - Parameter reached: called at each point at which a loss of power leaves something durable.
    func publish(
        to files: AlertFiles, reached: @escaping (DurableStep) throws(JournalError) -> Void
    ) throws(JournalError) -> Publication {
        var publication = Publication()
        while let backlog = try read(Backlog.init) {
            let run = try Publisher(self, files, backlog, reached).publish()
            publication.eventCount += run.eventCount
            publication.warnings += run.warnings.filter { !publication.warnings.contains($0) }
            if backlog.isLast { break }
        }
        return publication
    }
}

/// Writes what the alert files lack of a run, in an order in which every interruption can be mended.
///
/// Lists come before the lines that name them; the journal knows of an append before its first byte
/// and takes the event as published after its last byte is on the disk.
struct Publisher {
    private let journal: AlertJournal
    private let files: AlertFiles
    private let backlog: Backlog
    private let reached: (DurableStep) throws(JournalError) -> Void
    private let folder: AlertFolder

    init(
        _ journal: AlertJournal, _ files: AlertFiles, _ backlog: Backlog,
        _ reached: @escaping (DurableStep) throws(JournalError) -> Void
    ) {
        self.journal = journal
        self.files = files
        self.backlog = backlog
        self.reached = reached
        folder = AlertFolder(files.directory)
    }

    func publish() throws(JournalError) -> Publication {
        let putBack = try backlog.isLast ? PutBackFiles(backlog, folder) : nil
        let grows = backlog.hasEvents || putBack?.isAny == true
        let showsOldState =
            backlog.isLast
            && (backlog.isStateChanged || putBack?.isAny == true
                || !folder.exists(OpenFiles.tableName) || !folder.exists(OpenFiles.linesName))
        let digestDay = backlog.isLast ? backlog.digestDay : nil
        guard grows || showsOldState || digestDay != nil else { return Publication() }
        // Others pass by it to the folders of their units.
        try folder.make("", mode: 0o751, group: files.group)
        var appended: [AlertFile] = []
        if grows {
            try MemberLists(files, in: folder).write(
                after: putBack?.lastSeq ?? backlog.progress, through: backlog.newest, of: journal,
                reached)
            try rotate()
            let units = try putBack?.isAny == true ? allUnits() : backlog.units
            let growing = try openFiles(ofUnits: units)
            appended = growing.all
            try store(appended, isAppending: true)
            try reached(.intentRecorded)
            try append(to: growing)
            try removeOldFiles()
        }
        if showsOldState {
            let open = try OpenFiles(files, in: folder)
            try journal.read(open.write)
            try open.replace(reached)
        }
        if let digestDay { try writeDigests(of: digestDay) }
        if grows || backlog.isStateChanged || digestDay != nil {
            try store(appended, isAppending: false)
            try reached(.positionRecorded)
        }
        return Publication(
            eventCount: backlog.newest - backlog.progress, warnings: folder.warnings)
    }

    private func writeDigests(of day: Day) throws(JournalError) {
        try journal.read { db in
            try DailyDigests(of: day, for: files, from: db).write(from: db, in: folder, reached)
        }
    }

    /// The files that have to grow.
    private struct Growing {
        let lines: AlertFile
        let log: AlertFile
        var logOfUnit: [String: AlertFile] = [:]

        var all: [AlertFile] {
            [lines, log] + logOfUnit.values.sorted { $0.name < $1.name }
        }
    }

    /// Gives files that are long or old enough another name; once the journal knows of an append,
    /// it was decided which.
    private func rotate() throws(JournalError) {
        guard let lastDay = backlog.lastDay, let today = backlog.today else { return }
        let names = try growingNames()
        guard !names.contains(where: { backlog.records[$0]?.isAppending ?? false }) else { return }
        let rotation = FileRotation(
            rotation: files.rotation, lastSeq: backlog.progress, lastDay: lastDay, today: today,
            folder: folder)
        for name in names where try rotation.apply(to: name, backlog.records[name]) {
            try reached(.rotated(name))
            try folder.syncParent(of: name)
        }
    }

    private func growingNames() throws(JournalError) -> [String] {
        var names = ["alerts.jsonl", "alerts.log"]
        for unit in backlog.units {
            names.append(try folder.make(unit: unit, of: files) + "/alerts.log")
        }
        return names
    }

    private func removeOldFiles() throws(JournalError) {
        guard files.rotation.keepDays > 0, let today = backlog.today else { return }
        let removal = RotatedFileRemoval(
            keepDays: files.rotation.keepDays, today: today, folder: folder)
        try removal.apply(to: "alerts.jsonl", in: "", reached)
        try removal.apply(to: "alerts.log", in: "", reached)
        for unit in folder.names(in: "units").sorted() {
            try removal.apply(to: "alerts.log", in: "units/" + unit, reached)
        }
    }

    /// Keys of the units that ever had an event.
    private func allUnits() throws(JournalError) -> [String] {
        try journal.read { db in
            try String.fetchAll(
                db, sql: "SELECT DISTINCT unit FROM event WHERE unit IS NOT NULL ORDER BY unit")
        }
    }

    private func openFiles(ofUnits units: [String]) throws(JournalError) -> Growing {
        var growing = Growing(
            lines: try open("alerts.jsonl", group: files.group),
            log: try open("alerts.log", group: files.group))
        for unit in units {
            let log = try folder.make(unit: unit, of: files) + "/alerts.log"
            growing.logOfUnit[unit] = try open(log, group: files.group(ofUnit: unit))
        }
        return growing
    }

    private func open(_ name: String, group: String?) throws(JournalError) -> AlertFile {
        try AlertFile(
            name, in: folder, group: group, record: backlog.records[name],
            progress: backlog.progress, newest: backlog.newestOfAll)
    }

    private func append(to growing: Growing) throws(JournalError) {
        let (first, last) = (growing.all.map(\.lastSeq).min() ?? backlog.progress, backlog.newest)
        if growing.lines.goesOnElsewhere { try appendSnapshot(to: growing.lines) }
        try journal.read { db in
            var groups = try EventGroupRow.all(after: first, through: last, in: db)[...]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT seq, unit, line, log_line FROM event WHERE seq > ? AND seq <= ?
                    ORDER BY seq
                    """,
                arguments: [first, last])
            while let row = try rows.next() {
                let seq: Int = row[0]
                let unit: String? = row[1]
                try row.withUnsafeData(atIndex: 2) { line in
                    // A rebuilt journal may have no line of an event long published.
                    if let line, seq <= backlog.progress, SnapshotLine.isSnapshot(line) { return }
                    try write(line, seq: seq, to: growing.lines)
                }
                while let group = groups.first, group.seqs.upperBound < seq {
                    groups.removeFirst()
                }
                let group = groups.first.flatMap { $0.seqs.contains(seq) ? $0 : nil }
                // The members of a group stand in its list; its one line is at the first of them.
                if let group, seq > group.seqs.lowerBound { continue }
                try row.withUnsafeData(atIndex: 3) { line in
                    let logLine = group?.logLine ?? line
                    try write(logLine, seq: seq, to: growing.log)
                    if let log = unit.flatMap({ growing.logOfUnit[$0] }) {
                        try write(logLine, seq: seq, to: log)
                    }
                }
            }
        }
        for file in growing.all {
            if try file.flush() { try reached(.appended(file.name)) }
            try file.sync()
            try reached(.synced(file.name))
        }
    }

    /// Begins a file with what was open when another ended.
    private func appendSnapshot(to file: AlertFile) throws(JournalError) {
        try journal.read { db in
            try Snapshot(asOf: file.lastSeq, db).write(from: db) { line in
                if try file.append(line) { try reached(.appended(file.name)) }
            }
        }
        if try file.flush() { try reached(.appended(file.name)) }
    }

    private func write(_ line: Data?, seq: Int, to file: AlertFile) throws(JournalError) {
        guard let line, seq > file.lastSeq else { return }
        if try file.append(line) { try reached(.appended(file.name)) }
    }

    /// Records, in one transaction, how far the files go before or after an append.
    private func store(_ opened: [AlertFile], isAppending: Bool) throws(JournalError) {
        try journal.write { db in
            for file in opened {
                try db.execute(
                    sql: """
                        INSERT INTO published_file
                          (file, device, inode, length_bytes, seq, is_appending)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (file) DO UPDATE SET device = excluded.device,
                          inode = excluded.inode, length_bytes = excluded.length_bytes,
                          seq = excluded.seq, is_appending = excluded.is_appending
                        """,
                    arguments: [
                        file.name, Int64(bitPattern: file.identity.device),
                        Int64(bitPattern: file.identity.inode), file.length,
                        isAppending ? file.lastSeq : max(file.lastSeq, backlog.newest), isAppending,
                    ])
            }
            guard !isAppending else { return }
            try db.execute(
                sql: """
                    INSERT INTO publication (id, seq, run, digest_day) VALUES (1, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, run = excluded.run,
                      digest_day = coalesce(excluded.digest_day, digest_day)
                    """,
                arguments: [
                    backlog.newest, backlog.run,
                    backlog.isLast ? backlog.digestDay?.daysSince1970 : nil,
                ])
        }
    }
}
