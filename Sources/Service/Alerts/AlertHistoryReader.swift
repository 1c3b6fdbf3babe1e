import AlertJournal
import CPlatform
import Foundation
import Glibc

/// Finds the lines of one alert in the published files, also in those that were rotated away.
///
/// The lines are looked for by their bytes and only those of the alert are decoded: the files of a
/// year have many.
package struct AlertHistoryReader {
    private let directory: String

    package init(directory: String) {
        self.directory = directory
    }

    /// The history of the alert that a person named; nil when the files know no such alert.
    ///
    /// - Throws: `PublishedFault` when a file cannot be read.
    package func history(of reference: AlertReference) throws(PublishedFault) -> AlertHistory? {
        guard FileManager.default.isReadableFile(atPath: directory) else {
            throw PublishedFault(path: directory)
        }
        let (files, told) = try told()
        guard let id = try id(of: reference, in: files), let number = AlertReference(id)?.alertID,
            let life = told.life(ofAlert: number.number)
        else { return nil }
        let needle = "\"alert\":\"\(id)\""
        var lines: [AlertLine] = []
        for file in files { lines += try self.lines(with: needle, in: file) }
        let open = try openLine(of: number.number)
        return AlertHistory(
            id: id, lines: lines.filter { $0.line.alert == id }, open: open, life: life)
    }

    private func told() throws(PublishedFault) -> (files: [String], alerts: ToldAlerts) {
        do {
            return (try ToldFiles(in: directory).plain, try ToldAlerts(in: directory))
        } catch {
            throw PublishedFault(path: error.path)
        }
    }

    private func id(
        of reference: AlertReference, in files: [String]
    ) throws(PublishedFault) -> String? {
        guard case .event(let seq) = reference else { return reference.alertID?.description }
        for file in files {
            let lines = try lines(with: "{\"seq\":\(seq),", in: file)
            // Snapshots repeat the number of an event that may be another alert's.
            if let line = lines.first(where: { $0.seq == seq && !$0.isSnapshot }) {
                return line.line.alert
            }
        }
        return nil
    }

    private func openLine(of alert: Int) throws(PublishedFault) -> AlertLine? {
        do {
            return try OpenLines(of: [alert], in: directory)[alert].flatMap {
                try? JSONDecoder().decode(AlertLine.self, from: $0)
            }
        } catch {
            throw PublishedFault(path: error.path)
        }
    }

    private func lines(
        with needle: String, in path: String
    ) throws(PublishedFault) -> [AlertLine] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PublishedFault(path: path)
        }
        let decoder = JSONDecoder()
        return data.withUnsafeBytes { bytes in
            Self.lines(with: Array(needle.utf8), in: bytes).compactMap {
                try? decoder.decode(AlertLine.self, from: Data($0))
            }
        }
    }

    /// The whole lines in which these bytes stand. One that is being written has no end yet.
    private static func lines(
        with needle: [UInt8], in bytes: UnsafeRawBufferPointer
    ) -> [UnsafeRawBufferPointer] {
        var lines: [UnsafeRawBufferPointer] = []
        var rest = bytes
        while let base = rest.baseAddress,
            let hit = memmem(base, rest.count, needle, needle.count),
            let end = memchr(hit, 0x0A, rest.count - base.distance(to: hit))
        {
            let head = UnsafeRawBufferPointer(start: base, count: base.distance(to: hit))
            let start = head.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            let length = base.distance(to: end)
            lines.append(UnsafeRawBufferPointer(rebasing: rest[start..<length]))
            rest = UnsafeRawBufferPointer(rebasing: rest[(length + 1)...])
        }
        return lines
    }
}
