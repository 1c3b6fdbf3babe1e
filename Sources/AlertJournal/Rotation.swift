import Facts
import Foundation
import Glibc

/// When the program itself rotates the alert files, and how long it keeps what it rotated.
package struct Rotation: Hashable, Sendable {
    /// A file whose events take more than so many million bytes; 0: however many they take.
    package var aboveMegabytes = 0
    /// A file whose first line is so many days old; 0: however old it is.
    package var everyDays = 0
    /// Rotated files are removed after so many days; 0 keeps them all.
    package var keepDays = 0

    package init(aboveMegabytes: Int = 0, everyDays: Int = 0, keepDays: Int = 0) {
        self.aboveMegabytes = aboveMegabytes
        self.everyDays = everyDays
        self.keepDays = keepDays
    }
}

/// Gives a file that is long or old enough another name, before new events are appended.
///
/// It reads no clock: files are as old as their lines say, so that what a death interrupted is done
/// again in the same way.
struct FileRotation {
    let rotation: Rotation
    /// The last event that all files have, and the day on which it was told.
    let lastSeq: Int
    let lastDay: Day
    /// The day of the first event that is to be appended.
    let today: Day
    let folder: AlertFolder

    /// Rotates the file if it is time to.
    ///
    /// - Returns: whether it has another name now.
    /// - Parameter record: what the journal knows of it: a file put back from an older copy gets the
    ///   lines that it lacks first.
    func apply(to name: String, _ record: PublishedFile?) throws(JournalError) -> Bool {
        guard rotation.aboveMegabytes > 0 || rotation.everyDays > 0, let record,
            try isDue(name, record)
        else { return false }
        let path = folder.path(name)
        let target = RotatedFile(of: name, day: lastDay, seq: lastSeq).name
        guard !folder.exists(target) else {
            folder.warn("\(path) was not rotated: \(target) is there already; move it away")
            return false
        }
        guard rename(path, folder.path(target)) == 0 else { throw .system(path) }
        return true
    }

    private func isDue(_ name: String, _ record: PublishedFile) throws(JournalError) -> Bool {
        let path = folder.path(name)
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size > 0, FileIdentity(status) == record.identity,
            Int(status.st_size) >= record.length
        else { return false }
        let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
        let length = Int(status.st_size)
        if rotation.everyDays > 0 {
            let head = try descriptor.read(0..<min(length, 128), path: path)
            if let begun = Self.day(of: head), begun.adding(days: rotation.everyDays) <= today {
                return true
            }
        }
        let limit = rotation.aboveMegabytes * 1_000_000
        guard limit > 0, length > limit else { return false }
        // However many alerts are open: what a new file begins with does not end it.
        return try length - Self.snapshotLength(descriptor, length, path) > limit
    }

    /// The day of a line: `{"seq":1,"at":"2021-07-28T…` or `2021-07-28T… | `.
    static func day(of line: [UInt8]) -> Day? {
        let mark = Array(",\"at\":\"".utf8)
        let isJSON = line.starts(with: "{\"seq\":".utf8)
        guard let start = isJSON ? line.firstRange(of: mark)?.upperBound : 0 else { return nil }
        return Day(String(decoding: line[start...].prefix(10), as: UTF8.self))
    }

    /// How many bytes the snapshot at the head of a file takes.
    private static func snapshotLength(
        _ descriptor: borrowing Descriptor, _ length: Int, _ path: String
    ) throws(JournalError) -> Int {
        var lines = LineReader(length: length)
        while let line = try lines.next(descriptor, path: path) {
            guard SnapshotLine.isSnapshot(line.bytes) else { return line.offset }
        }
        return length
    }
}

/// A file that the program rotated: `alerts.jsonl-20210728-000417`.
///
/// The day and number of its last event: they sort as time goes, and no two files get the same.
struct RotatedFile: Comparable {
    let name: String
    let day: Day
    let seq: Int

    init(of file: String, day: Day, seq: Int) {
        name = "\(file)-\(day.iso.replacing("-", with: ""))-\(EventNumber.digits(seq))"
        self.day = day
        self.seq = seq
    }

    /// Nil unless `name` is one to which the program rotates `file`.
    init?(_ name: String, of file: String) {
        guard name.hasPrefix(file + "-") else { return nil }
        let parts = name.dropFirst(file.utf8.count + 1).split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 8, parts[1].count >= 6,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0].prefix(4)), let month = Int(parts[0].dropFirst(4).prefix(2)),
            let dayOfMonth = Int(parts[0].suffix(2)), let seq = Int(parts[1]),
            let day = Day(year: year, month: month, day: dayOfMonth)
        else { return nil }
        self.init(of: file, day: day, seq: seq)
        guard self.name == name else { return nil }
    }

    static func < (left: RotatedFile, right: RotatedFile) -> Bool {
        (left.day, left.seq) < (right.day, right.seq)
    }
}

/// Removes what was rotated longer ago than the settings keep it, never the newest.
struct RotatedFileRemoval {
    let keepDays: Int
    let today: Day
    let folder: AlertFolder

    /// - Parameter directory: below the alert directory; "" is itself.
    func apply(
        to file: String, in directory: String, _ reached: (DurableStep) throws(JournalError) -> Void
    ) throws(JournalError) {
        let names = folder.names(in: directory)
        let rotated = names.compactMap { RotatedFile($0, of: file) }.sorted()
        let old = rotated.dropLast().filter { $0.day.adding(days: keepDays) < today }
        guard let newest = old.last else { return }
        // Lists go before the lines that name them: after a death they are found again.
        if file == "alerts.log" {
            for name in folder.names(in: Self.path("lists", in: directory)).sorted() {
                let list = Self.path("lists/" + name, in: directory)
                if try lastSeq(ofList: list).map({ $0 <= newest.seq }) ?? false {
                    try remove(list, reached)
                }
            }
        }
        for file in old { try remove(Self.path(file.name, in: directory), reached) }
    }

    private func lastSeq(ofList name: String) throws(JournalError) -> Int? {
        let path = folder.path(name)
        let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
        let length = try descriptor.status(path: path).length
        return try LineEnd(of: descriptor, length: length, path: path).lastSeq
    }

    private func remove(
        _ name: String, _ reached: (DurableStep) throws(JournalError) -> Void
    ) throws(JournalError) {
        guard unlink(folder.path(name)) == 0 || errno == ENOENT else {
            return folder.warn("\(folder.path(name)) could not be removed: check permissions")
        }
        try reached(.removed(name))
    }

    private static func path(_ name: String, in directory: String) -> String {
        directory.isEmpty ? name : directory + "/" + name
    }
}
