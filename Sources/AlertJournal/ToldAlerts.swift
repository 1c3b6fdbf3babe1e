package import Foundation
import Glibc
package import Reconciliation

/// What the files tell of each alert, for those who only read them.
///
/// One pass over all lines, of which none is decoded: of each alert the state is kept, and where the
/// line stands that says the rest.
package struct ToldAlerts {
    /// An alert as the files leave it.
    package struct Told: Sendable {
        package let life: AlertStates.Life
        package let rule: String
        package let severity: Severity
        /// Key of the unit.
        package let unit: String?
        fileprivate let place: Place
    }

    /// Where a line stands.
    fileprivate struct Place {
        let file: Int
        let bytes: Range<Int>
    }

    private struct Saying {
        let rule: String
        let severity: Severity
        let unit: String?
        let place: Place
    }

    private let files: [String]
    private var history = AlertStates()
    private var sayings: [Int: Saying] = [:]
    private var lastSeq = 0
    /// The last event before the snapshot that is being read, and what was open before it and is not
    /// found in it.
    private var snapshot: (seq: Int, missing: Set<Int>)?

    /// - Parameter directory: the alert directory.
    package init(in directory: String) throws(JournalError) {
        files = try ToldFiles(in: directory).plain
        for index in files.indices { try read(index) }
    }

    /// All alerts that are told of, by number.
    package var alerts: [Told] {
        history.lives.sorted { $0.key < $1.key }.compactMap { alert, life in
            sayings[alert].map {
                Told(
                    life: life, rule: $0.rule, severity: $0.severity, unit: $0.unit,
                    place: $0.place)
            }
        }
    }

    /// What the files leave of one alert; nil when they do not tell of it.
    package func life(ofAlert number: Int) -> AlertStates.Life? { history.lives[number] }

    /// The last line of each of some alerts.
    package func lines(of alerts: [Told]) throws(JournalError) -> [Data] {
        var lines: [Data?] = alerts.map { _ in nil }
        let byFile = Dictionary(grouping: alerts.indices) { alerts[$0].place.file }
        for (file, indices) in byFile {
            let path = files[file]
            let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
            for index in indices {
                lines[index] = Data(try descriptor.read(alerts[index].place.bytes, path: path))
            }
        }
        return lines.compactMap { $0 }
    }

    private mutating func read(_ file: Int) throws(JournalError) {
        let path = files[file]
        let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
        var lines = LineReader(length: try descriptor.status(path: path).length)
        var isFirst = true
        while let (bytes, offset) = try lines.next(descriptor, path: path) {
            guard let parts = LineParts(bytes) else { continue }
            let place = Place(file: file, bytes: offset..<(offset + bytes.count))
            if let life = parts.life {
                restore(life, parts, place)
            } else if let event = parts.event, event.seq > lastSeq {
                endSnapshot(before: event.seq, isFirst: isFirst)
                history.add(event)
                say(parts, at: place)
                lastSeq = event.seq
            }
            isFirst = false
        }
    }

    private mutating func say(_ parts: LineParts, at place: Place) {
        sayings[parts.alert] = Saying(
            rule: parts.rule, severity: parts.severity, unit: parts.unit, place: place)
    }

    /// Takes a snapshot's word for what events before it told, where they are not all there.
    private mutating func restore(
        _ life: AlertStates.Life, _ parts: LineParts, _ place: Place
    ) {
        guard parts.seq > lastSeq else { return }
        if snapshot?.seq != parts.seq {
            snapshot = (parts.seq, Set(history.open.map(\.alert)))
        }
        snapshot?.missing.remove(parts.alert)
        history.restore(life, of: parts.alert)
        say(parts, at: place)
    }

    /// What was open and is missing in a snapshot has ended, nobody knows how.
    private mutating func endSnapshot(before seq: Int, isFirst: Bool) {
        if isFirst, seq > lastSeq + 1 {
            // A file without a snapshot begins when nothing is open.
            snapshot = (seq - 1, Set(history.open.map(\.alert)))
        }
        guard let ended = snapshot, ended.seq == seq - 1 else { return }
        for alert in ended.missing { history.forget(alert) }
        snapshot = nil
    }
}
