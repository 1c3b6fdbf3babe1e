import Foundation
import Glibc

/// A file of lines that only grows: `alerts.jsonl`, `alerts.log`, a unit's `alerts.log`.
///
/// Each line is in it exactly once, whatever interrupted an earlier publication: the journal knows
/// the file's identity and length from before, cuts it back to that length and writes again.
final class AlertFile {
    /// Path below the alert directory.
    let name: String
    /// The last event whose line it has; later ones are still to be appended.
    let lastSeq: Int
    let identity: FileIdentity
    /// Length in bytes, of whole lines.
    private(set) var length: Int
    /// Whether it begins with nothing in it, although events were told before.
    let goesOnElsewhere: Bool
    private let path: String
    private let descriptor: Descriptor
    private var buffer: [UInt8] = []

    /// Opens or makes the file and finds out how far it goes.
    ///
    /// - Parameters:
    ///   - record: what the journal knows of it.
    ///   - progress: the event up to which all files were complete at the last publication.
    ///   - newest: the last event of the journal.
    init(
        _ name: String, in folder: AlertFolder, group: String?, record: PublishedFile?,
        progress: Int, newest: Int
    ) throws(JournalError) {
        self.name = name
        path = folder.path(name)
        let wasThere = folder.exists(name)
        if wasThere {
            descriptor = try Descriptor(path, O_RDWR | O_NOFOLLOW)
        } else {
            descriptor = try folder.create(name, group: group)
        }
        let status = try descriptor.status(path: path)
        identity = status.identity
        // A new file may get the number of one that was deleted.
        if wasThere, let record, record.identity == identity, status.length < record.length {
            folder.warn(Self.shortened(path))
        }
        let start = try Self.start(
            descriptor, status, folder, path, record: record, progress: progress, newest: newest)
        (length, lastSeq) = start
        goesOnElsewhere = start.length == 0 && start.lastSeq > 0
    }

    /// How far whole lines go that are to stay, and which event they end with; cuts the file there.
    private static func start(
        _ descriptor: borrowing Descriptor, _ status: (identity: FileIdentity, length: Int),
        _ folder: AlertFolder, _ path: String, record: PublishedFile?, progress: Int, newest: Int
    ) throws(JournalError) -> (length: Int, lastSeq: Int) {
        func cut(to length: Int) throws(JournalError) {
            if status.length > length { try descriptor.cut(to: length, path: path) }
        }
        let known = record.flatMap {
            $0.identity == status.identity && $0.length <= status.length ? $0 : nil
        }
        if let known, known.isAppending || known.length == status.length {
            try cut(to: known.length)
            return (known.length, known.isAppending ? known.seq : max(progress, known.seq))
        }
        let end = try LineEnd(of: descriptor, length: status.length, path: path)
        if let last = end.lastSeq ?? end.snapshotSeq, last > newest {
            throw JournalError(.ahead(lastSeq: last), path: path)
        }
        // Only a publication that died ends with a snapshot: it is begun again.
        try cut(to: end.snapshotSeq == nil ? end.length : 0)
        if let known { return (end.length, max(progress, known.seq)) }
        if let last = end.lastSeq { return (end.length, last) }
        if let last = end.snapshotSeq { return (0, last) }
        guard let record, record.isAppending else { return (end.length, progress) }
        return (end.length, try lastSeq(ofRotated: record, path: path) ?? record.seq)
    }

    private static func shortened(_ path: String) -> String {
        "\(path) was shortened by another program: lines may be lost from it; rotate it by renaming"
            + " it (logrotate: no copytruncate)"
    }

    /// Appends a line; whole lines are handed to the system, many at a time.
    ///
    /// - Returns: whether lines were handed over now.
    func append(_ line: Data) throws(JournalError) -> Bool {
        buffer.append(contentsOf: line)
        buffer.append(0x0A)
        return buffer.count >= Self.bufferedBytes ? try flush() : false
    }

    func flush() throws(JournalError) -> Bool {
        guard !buffer.isEmpty else { return false }
        try descriptor.write(buffer, at: length, path: path)
        length += buffer.count
        buffer.removeAll(keepingCapacity: true)
        return true
    }

    func sync() throws(JournalError) {
        try descriptor.sync(path: path)
    }

    private static let bufferedBytes = 1 << 20

    /// The last event that an interrupted publication brought into a file since renamed.
    ///
    /// Its torn last line is cut; the event goes into the new file. Nil when it is nowhere beside it.
    private static func lastSeq(
        ofRotated record: PublishedFile, path: String
    ) throws(JournalError) -> Int? {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name != url.lastPathComponent {
            let other = folder + "/" + name
            var status = stat()
            guard lstat(other, &status) == 0,
                FileIdentity(status) == record.identity
            else { continue }
            let descriptor = try Descriptor(other, O_RDWR | O_NOFOLLOW)
            let length = try descriptor.status(path: other).length
            let end = try LineEnd(of: descriptor, length: length, path: other)
            if end.length < length {
                try descriptor.cut(to: end.length, path: other)
                try descriptor.sync(path: other)
            }
            return end.lastSeq.map { max($0, record.seq) }
        }
        return nil
    }
}

/// What the journal knows of a file that only grows.
struct PublishedFile {
    let identity: FileIdentity
    /// Length in bytes before an append began or after it ended.
    let length: Int
    /// The last event within that length.
    let seq: Int
    /// Whether an append began of which no end is known.
    let isAppending: Bool
}

/// The end of a file of lines: how far whole lines go, and the number of the last event.
struct LineEnd {
    let length: Int
    /// Nil when the last line tells no event.
    let lastSeq: Int?
    /// The event after which the snapshot was made within which the file ends.
    let snapshotSeq: Int?

    init(
        of descriptor: borrowing Descriptor, length: Int, path: String
    ) throws(JournalError) {
        var window = 1 << 16
        while true {
            let start = max(0, length - window)
            let bytes = try descriptor.read(start..<length, path: path)
            let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            let before = bytes[..<max(0, end - 1)].lastIndex(of: 0x0A).map { $0 + 1 }
            if before != nil || start == 0 {
                self.length = start + end
                let line = bytes[(before ?? 0)..<end]
                let seq = Self.seq(of: line)
                let isSnapshot = SnapshotLine.isSnapshot(line)
                (lastSeq, snapshotSeq) = isSnapshot ? (nil, seq) : (seq, nil)
                return
            }
            window *= 4
        }
    }

    /// The number of a line's last event: `{"seq":417,…` or `… | #000417–#000589 | …`.
    static func seq(of line: ArraySlice<UInt8>) -> Int? {
        let head: ArraySlice<UInt8>
        if line.starts(with: "{\"seq\":".utf8) {
            head = line.dropFirst(7)
        } else {
            let fields = line.split(separator: 0x7C, maxSplits: 2)
            guard fields.count == 3, let mark = fields[1].lastIndex(of: 0x23) else { return nil }
            head = fields[1][(mark + 1)...]
        }
        return Int(String(decoding: head.prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
    }
}
