package import AlertJournal
import Facts
import Foundation
import Glibc

/// The files in `health/`, by which people and programs see whether the service works.
///
/// Runs write `run.json`, the service `service.json`; `doisoat.prom` is made of both of them.
package struct HealthFiles: Sendable {
    /// The form of the two records that this program reads and writes.
    package static let version = 1

    private let files: AlertFiles
    var units: UnitRegistry { files.units }

    package init(_ settings: Settings) {
        files = settings.alertFiles
    }

    package var servicePath: String { path(Self.service) }
    package var runPath: String { path(Self.run) }

    /// What the service last said of itself; nil when there has been none.
    package func service() throws(HealthFault) -> ServiceRecord? {
        try record(ServiceRecord.self, in: Self.service)
    }

    /// The last run that was recorded; nil before the first.
    package func run() throws(HealthFault) -> RunRecord? {
        try record(RunRecord.self, in: Self.run)
    }

    /// Puts a record in place of the last one, and makes the metrics anew.
    ///
    /// - Returns: what did not go as the settings want, a line each.
    package func write(_ record: ServiceRecord) throws(JournalError) -> [String] {
        try write(JSONText.of(record) + "\n", to: Self.service, for: .service)
    }

    /// Puts a record in place of the last one, and makes the metrics anew.
    ///
    /// - Returns: what did not go as the settings want, a line each.
    package func write(_ record: RunRecord) throws(JournalError) -> [String] {
        try write(JSONText.of(record) + "\n", to: Self.run, for: .run)
    }

    /// The service's sign of life between two records.
    ///
    /// - Returns: false when its record is gone.
    package func touchService() -> Bool {
        utimensat(AT_FDCWD, servicePath, nil, AT_SYMLINK_NOFOLLOW) == 0
    }

    /// When the service wrote or touched its file last.
    var lastSignOfService: Instant? {
        var status = stat()
        guard stat(servicePath, &status) == 0 else { return nil }
        return Instant(secondsSince1970: Int64(status.st_mtim.tv_sec))
    }

    private static let service = "service.json"
    private static let run = "run.json"
    private static let metrics = "doisoat.prom"

    private func write(
        _ text: String, to name: String, for writer: HealthFolder.Writer
    ) throws(JournalError) -> [String] {
        Ownership.makeParents(of: files.directory)
        let folder = try HealthFolder(of: files, for: writer)
        try folder.replace(name, with: text)
        // What of the two cannot be read is left out; `doisoat status` tells of it.
        let metrics = HealthMetrics.text(service: try? service(), run: try? run())
        try folder.replace(Self.metrics, with: metrics, isForAll: true)
        return folder.warnings
    }

    private func path(_ name: String) -> String {
        "\(files.directory)/\(HealthFolder.name)/\(name)"
    }

    private func record<Record: Decodable>(
        _ type: Record.Type, in name: String
    ) throws(HealthFault) -> Record? {
        let path = path(name)
        guard let data = try contents(of: path) else { return nil }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let form = try? decoder.decode(Form.self, from: data) else {
            throw HealthFault(.notWhole, path: path)
        }
        guard form.version <= Self.version else { throw HealthFault(.newer, path: path) }
        guard let record = try? decoder.decode(type, from: data) else {
            throw HealthFault(.notWhole, path: path)
        }
        return record
    }

    /// What is the same in all forms.
    private struct Form: Decodable {
        let version: Int
    }

    private func contents(of path: String) throws(HealthFault) -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: return nil
            case EACCES, EPERM:
                throw HealthFault(.notPermitted(group: files.group), path: path)
            case let code: throw HealthFault(.system(code), path: path)
            }
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let data = try? handle.readToEnd() else { return Data() }
        return data
    }
}

/// Why a file in `health/` cannot be read.
package struct HealthFault: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Only the people of a group may.
        case notPermitted(group: String?)
        /// A newer version of this program wrote it.
        case newer
        /// It is torn, or no record at all.
        case notWhole
        case system(Int32)
    }

    package let kind: Kind
    package let path: String

    init(_ kind: Kind, path: String) {
        self.kind = kind
        self.path = path
    }

    /// One line: where, what, and what would do.
    package var description: String {
        switch kind {
        case .notPermitted(let group?):
            "\(path): error: you may not read it; be made a member of its group, and log in anew:"
                + " sudo usermod -aG \(TypedCommand.quoted(group)) USER"
        case .notPermitted(nil):
            "\(path): error: you may not read it; run this as the user that the service runs as,"
                + " or name an alert_group in the settings"
        case .newer:
            "\(path): error: a newer version of this program wrote it; use that version"
        case .notWhole:
            "\(path): error: it is not whole; the next run or start of the service writes it anew"
        case .system(let code):
            "\(path): error: it cannot be read (\(String(cString: strerror(code))));"
                + " check the disk and the folder's permissions"
        }
    }
}
