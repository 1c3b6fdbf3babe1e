import Foundation
import Glibc

/// `alerts.jsonl` and all that it was rotated to, as they stand beside each other.
package struct ToldFiles: Sendable {
    /// Paths of those that can be read as they are, in the order of what they tell.
    package let plain: [String]
    /// Names of those that have to be unpacked first, sorted.
    package let packed: [String]
    /// Paths of those that begin with something else than a line of alerts.
    package let foreign: [String]

    /// - Parameter directory: the alert directory.
    package init(in directory: String) throws(JournalError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let told = names.filter(Self.isTold).sorted()
        packed = told.filter(Self.isPacked)
        var files: [(path: String, first: Int)] = []
        var foreign: [String] = []
        for name in told where !Self.isPacked(name) {
            let path = directory + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
            var lines = LineReader(length: Int(status.st_size))
            guard let line = try lines.next(descriptor, path: path) else { continue }
            guard let parts = LineParts(line.bytes) else {
                foreign.append(path)
                continue
            }
            files.append((path, parts.kind == nil ? parts.seq + 1 : parts.seq))
        }
        plain = files.sorted { ($0.first, $0.path) < ($1.first, $1.path) }.map(\.path)
        self.foreign = foreign
    }

    /// Names that rotators give: `alerts.jsonl`, `alerts.jsonl.1.gz`, `alerts-20210728.jsonl`.
    static func isTold(_ name: String) -> Bool {
        name.hasPrefix("alerts.jsonl") || (name.hasPrefix("alerts") && name.contains(".jsonl"))
    }

    private static func isPacked(_ name: String) -> Bool {
        [".gz", ".xz", ".zst", ".bz2", ".lz4", ".Z", ".zip"].contains { name.hasSuffix($0) }
    }
}
