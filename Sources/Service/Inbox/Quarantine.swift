import AlertJournal
import Facts
import Foundation
import Glibc

/// A note for each export that is not in force and should be: why, where, and what would do.
///
/// The notes show what is so now, like `open.csv`; what stands in the files is never copied.
struct Quarantine {
    let directory: String

    init(stateDirectory: String) {
        directory = stateDirectory + "/quarantine"
    }

    /// Writes the notes anew, and removes those of exports that are in order by now.
    ///
    /// - Throws: `ArchiveFault` with the path that could not be written.
    func write(_ untaken: [Delivery]) throws(ArchiveFault) {
        var wanted: [String: String] = [:]
        for delivery in untaken {
            guard let refusal = delivery.refusal else { continue }
            let content = delivery.sha256.isEmpty ? delivery.path : delivery.sha256
            wanted["\(delivery.feed)-\(content.prefix(12)).txt"] = note(delivery, refusal)
        }
        let known = names()
        guard !wanted.isEmpty || !known.isEmpty else { return }
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw ArchiveFault(directory, errno)
        }
        for name in known where wanted[name] == nil { unlink("\(directory)/\(name)") }
        for (name, text) in wanted.sorted(by: { $0.key < $1.key }) {
            let path = "\(directory)/\(name)"
            if FileManager.default.contents(atPath: path) != Data(text.utf8) {
                try write(text, to: path)
            }
        }
    }

    private func note(_ delivery: Delivery, _ refusal: Refusal) -> String {
        """
        feed: \(delivery.feed)
        file: \(delivery.file)
        sha256: \(delivery.sha256)
        bytes: \(delivery.size)
        first seen: \(delivery.firstSeen.iso)
        state: \(delivery.state.rawValue)
        line: \(refusal.line)
        column: \(refusal.column)
        lý do: \(refusal.message.vi)
        cách xử lý: \(refusal.remedy.vi)
        reason: \(refusal.message.en)
        remedy: \(refusal.remedy.en)

        """
    }

    private func write(_ text: String, to path: String) throws(ArchiveFault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ArchiveFault(path, errno) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw ArchiveFault(path, errno)
        }
    }

    private func names() -> Set<String> {
        guard let folder = opendir(directory) else { return [] }
        defer { closedir(folder) }
        var names: Set<String> = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    String(cString: $0)
                }
            }
            if name.hasSuffix(".txt") { names.insert(name) }
        }
        return names
    }
}
