import Facts
import Foundation
import GRDB
import Glibc
import Reconciliation

/// Reads the events of the alert files, one file after the other, into an empty journal.
struct EventRestoring {
    private let db: Database
    private let files: AlertFiles
    private let insert: Statement
    private let select: Statement
    private var buffer = LineBuffer()

    private(set) var history = AlertStates()
    private(set) var lastSeq = 0
    private(set) var eventCount = 0
    /// By number: when the run told its events first, and how many.
    private(set) var runs: [Int: (at: Instant, count: Int)] = [:]
    /// All answers that were told, in their order.
    private(set) var answers: [(alert: Int, answer: Answer)] = []
    private(set) var gaps: [ClosedRange<Int>] = []
    private(set) var torn: [String] = []
    /// Whether what is open is not known, because events are missing.
    private var isDoubtful = false
    /// The snapshot that is being read, of which the end has not come.
    private var snapshot: [DecodedLine] = []
    /// Numbers of missing events that stand for the state that a snapshot told.
    private var used: Set<Int> = []
    /// From here on downwards some may not be used yet.
    private var lastUnused = 0

    init(_ db: Database, _ files: AlertFiles) throws {
        self.db = db
        self.files = files
        insert = try db.cachedStatement(
            sql: """
                INSERT INTO event (seq, run, alert, kind, at_seconds, unit, line, log_line)
                VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT))
                """)
        select = try db.cachedStatement(sql: "SELECT CAST(line AS BLOB) FROM event WHERE seq = ?")
    }

    mutating func read(_ file: String) throws {
        let descriptor = try Descriptor(file, O_RDONLY | O_NOFOLLOW)
        let length = try descriptor.status(path: file).length
        var lines = LineReader(length: length)
        var number = 0
        while let (bytes, _) = try lines.next(descriptor, path: file) {
            number += 1
            let line: DecodedLine
            do {
                line = try DecodedLine(bytes)
            } catch {
                throw RebuildFault.foreignLine(file: file, line: number)
            }
            if line.parts.kind == nil {
                try begin(line)
            } else {
                if number == 1, line.parts.seq > lastSeq + 1 {
                    try beginWithNothingOpen(line.parts)
                }
                try read(line, bytes, at: (file, number))
            }
        }
        // Without an event behind it a snapshot may not be whole; the next file repeats it.
        snapshot = []
        if lines.isTorn { torn.append(file) }
    }

    /// - Throws: `RebuildFault` when what is open is not known.
    func finish(_ directory: String) throws {
        guard lastSeq > 0 else { throw RebuildFault.nothingTold(directory: directory, packed: []) }
        if isDoubtful, let gap = gaps.last {
            throw RebuildFault.gap(
                first: gap.lowerBound, last: gap.upperBound, file: directory + "/alerts.jsonl")
        }
    }

    private mutating func begin(_ line: DecodedLine) throws {
        history.know(line.parts.tail.highestAlert)
        if snapshot.first.map({ $0.parts.seq != line.parts.seq }) ?? false { snapshot = [] }
        guard line.parts.seq > lastSeq || isDoubtful else { return }
        snapshot.append(line)
    }

    private mutating func read(
        _ line: DecodedLine, _ bytes: ArraySlice<UInt8>, at place: (file: String, line: Int)
    ) throws {
        guard let event = line.parts.event, let eventLine = line.eventLine else { return }
        if let first = snapshot.first?.parts, event.seq == first.seq + 1 {
            try apply(snapshot, first)
        }
        snapshot = []
        guard event.seq > lastSeq else { return try compare(event.seq, bytes, at: place) }
        miss(through: event.seq - 1)
        try check(event, at: place.file)
        try store(eventLine, as: event, Data(bytes))
        history.add(event)
        if let answer = event.answer, event.kind == answer.kind.given {
            answers.append((event.alert, answer))
        }
        runs[event.run, default: (event.at, 0)].count += 1
        eventCount += 1
        lastSeq = event.seq
    }

    /// The same event in another file has to be told in the same words.
    private func compare(
        _ seq: Int, _ bytes: ArraySlice<UInt8>, at place: (file: String, line: Int)
    ) throws {
        let known = try Data.fetchOne(select, arguments: [seq])
        if let known, known.elementsEqual(bytes) || SnapshotLine.isSnapshot(known) { return }
        throw RebuildFault.contradiction(file: place.file, line: place.line, seq: seq)
    }

    private mutating func miss(through seq: Int) {
        guard seq > lastSeq else { return }
        gaps.append((lastSeq + 1)...seq)
        isDoubtful = true
        lastSeq = seq
        lastUnused = seq
    }

    private mutating func store(
        _ eventLine: EventLine, as event: AlertStates.Event, _ line: Data
    ) throws {
        buffer.removeAll()
        let unit = eventLine.alert.unit.map { files.name(ofUnit: $0) }
        LogLine(eventLine, unit: unit, in: files.language).write(to: &buffer, in: files.language)
        try insert.execute(arguments: [
            event.seq, event.run, event.alert, event.kind.rawValue, event.at.secondsSince1970,
            eventLine.alert.unit, line, Data(buffer.bytes),
        ])
    }
}

extension EventRestoring {
    /// Takes from a snapshot what was open after events that no file tells.
    ///
    /// The snapshot's line of an alert is stored in the place of one of the missing events: that of
    /// its opening, if it is one of them, for a later snapshot is made from the rows of events.
    ///
    /// - Parameter first: of the lines, or of the events where nothing was open.
    private mutating func apply(_ lines: [DecodedLine], _ first: LineParts) throws {
        miss(through: first.kind == nil ? first.seq : first.seq - 1)
        let isFirst = history.lives.isEmpty
        var later: [DecodedLine] = []
        for line in lines {
            guard let life = line.parts.life, try isFirst || !isKnown(line, life) else { continue }
            if isFree(life.opening.seq) {
                try store(line, life, at: life.opening.seq)
            } else {
                later.append(line)
            }
        }
        for line in later {
            guard let life = line.parts.life, let seq = nextFree() else { continue }
            try store(line, life, at: seq)
        }
        let open = Set(lines.map(\.parts.alert))
        for (alert, life) in history.open where !open.contains(alert) {
            try withdraw(alert, life, at: first)
        }
        isDoubtful = false
    }

    /// A file that goes on where another ended, without a snapshot: nothing was open then.
    private mutating func beginWithNothingOpen(_ first: LineParts) throws {
        try apply([], first)
    }

    /// Only an alert that is open can change or end.
    private func check(_ event: AlertStates.Event, at file: String) throws {
        guard !isDoubtful, let gap = gaps.last, event.kind != .opened, event.kind != .reopened,
            history.lives[event.alert]?.isOpen != true
        else { return }
        throw RebuildFault.gap(first: gap.lowerBound, last: gap.upperBound, file: file)
    }

    /// Whether the events that were read leave an alert as the snapshot tells it.
    private func isKnown(_ line: DecodedLine, _ life: AlertStates.Life) throws -> Bool {
        guard let known = history.lives[line.parts.alert] else { return false }
        var life = life
        life.textSeq = known.textSeq
        guard life == known, let told = try Data.fetchOne(select, arguments: [known.textSeq]),
            let parts = LineParts([UInt8](told)[...])
        else { return false }
        return parts.saying.elementsEqual(line.parts.saying)
    }

    private mutating func store(
        _ line: DecodedLine, _ told: AlertStates.Life, at seq: Int
    ) throws {
        var life = told
        let isOpening = seq == life.opening.seq
        let kind: EventKind =
            isOpening ? (line.alert.reopenCount > 0 ? .reopened : .opened) : .changed
        let event = AlertStates.Event(
            seq: seq, at: isOpening ? life.opening.at : life.toldAt,
            run: isOpening ? life.opening.run : line.parts.tail.run, alert: line.parts.alert,
            kind: kind)
        let eventLine = EventLine(
            seq: seq, at: event.at.iso, kind: kind, run: event.run, alert: line.alert)
        var bytes = LineBuffer()
        var saying = LineBuffer()
        line.alert.write(to: &saying)
        SnapshotLine(
            seq: line.parts.seq, at: line.parts.at, run: line.parts.tail.run,
            reopenCount: line.alert.reopenCount, openedAt: line.alert.openedAt, life: told,
            highestAlert: line.parts.tail.highestAlert
        )
        .write(saying.bytes[...], to: &bytes)
        try store(eventLine, as: event, Data(bytes.bytes))
        life.textSeq = seq
        history.restore(life, of: event.alert)
        know(life, of: event.alert, event)
    }

    private mutating func know(
        _ life: AlertStates.Life, of alert: Int, _ event: AlertStates.Event
    ) {
        used.insert(event.seq)
        for answer in life.answers
        where !answers.contains(where: { $0.alert == alert && $0.answer == answer }) {
            answers.append((alert, answer))
        }
        for run in [(event.run, event.at), (life.opening.run, life.opening.at)]
        where runs[run.0] == nil {
            runs[run.0] = (run.1, 0)
        }
    }

    /// An alert that was open before the missing events, and is not open after them.
    private mutating func withdraw(
        _ alert: Int, _ life: AlertStates.Life, at snapshot: LineParts
    ) throws {
        guard let seq = nextFree(), let told = try Data.fetchOne(select, arguments: [life.textSeq]),
            let line = try? DecodedLine([UInt8](told)[...])
        else { return }
        let event = AlertStates.Event(
            seq: seq, at: snapshot.at, run: snapshot.tail.run, alert: alert, kind: .withdrawn)
        let eventLine = EventLine(
            seq: seq, at: snapshot.at.iso, kind: .withdrawn, run: event.run, alert: line.alert,
            reason: Self.lostEnd)
        buffer.removeAll()
        eventLine.write(to: &buffer)
        try store(eventLine, as: event, Data(buffer.bytes))
        history.add(event)
        know(life, of: alert, event)
    }

    private static let lostEnd = Text(
        vi: "tệp ghi việc kết thúc đã mất", en: "the file that told its end is lost")

    private func isFree(_ seq: Int) -> Bool {
        !used.contains(seq) && gaps.contains { $0.contains(seq) }
    }

    /// A missing event that no row stands for yet, the last first.
    private mutating func nextFree() -> Int? {
        for gap in gaps.reversed() where gap.lowerBound <= lastUnused {
            for seq in (gap.lowerBound...min(gap.upperBound, lastUnused)).reversed()
            where !used.contains(seq) {
                lastUnused = seq
                return seq
            }
        }
        return nil
    }
}
