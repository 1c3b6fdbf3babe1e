import Facts
import Glibc
import Ingest
import Reconciliation

/// Re-reads the places of an alert's evidence from the archive, with the feeds' own readers.
///
/// An export is hashed again before it is read: what has other bytes now is no evidence.
struct ArchivedEvidence {
    /// What was found at one place.
    enum Found {
        /// The records on the line, at most three, and how many there are besides.
        case records([MaskedRecord], more: Int)
        /// This user may not read the archive, which belongs to `owner`.
        case notPermitted(owner: String)
        /// It was removed when its time was over, or never kept because it was refused.
        case notInArchive
        /// Its bytes are others than those that were reconciled.
        case altered
        /// The system does not give its bytes, and says why.
        case notReadable(String)
        case feedNotInSettings
        /// It cannot be read by the feed's settings of today.
        case refused(ExportRefusal)
    }

    private struct Export: Hashable {
        let feed: String
        let sha256: String
    }

    private let settings: Settings
    private let archive: Archive
    private let today: Day
    private let keys = KeyMaker()

    /// - Parameter today: local day: of units that share a name in turn, the one valid now is meant.
    init(settings: Settings, today: Day) {
        self.settings = settings
        self.today = today
        archive = Archive(stateDirectory: settings.stateDirectory)
    }

    /// What stands at each of these places, in their order.
    ///
    /// - Parameter subject: id of the alert's subject: of several records on a line, its own count.
    func find(_ places: [ArchivedPlace], subject: String) -> [Found] {
        var found = [Found](repeating: .notInArchive, count: places.count)
        let exports = Dictionary(grouping: places.indices) {
            Export(feed: places[$0].feed, sha256: places[$0].sha256)
        }
        // One after the other: an export may take much memory.
        for (export, indices) in exports {
            switch read(export) {
            case .success(let facts):
                for index in indices {
                    found[index] = records(on: places[index].line, of: facts, subject)
                }
            case .failure(let trouble): for index in indices { found[index] = trouble.found }
            }
        }
        return found
    }

    private struct Trouble: Error {
        let found: Found
    }

    private func read(_ export: Export) -> Result<ExportFacts, Trouble> {
        guard isDigest(export.sha256) else { return .failure(Trouble(found: .notInArchive)) }
        let path = archive.path(of: export.sha256)
        do {
            guard try Archive.sha256(of: path) == export.sha256 else {
                return .failure(Trouble(found: .altered))
            }
        } catch {
            return .failure(Trouble(found: reason(error)))
        }
        guard let feed = settings.feeds.first(where: { $0.id == export.feed }) else {
            return .failure(Trouble(found: .feedNotInSettings))
        }
        let reader = ExportReader(
            mapping: feed.mapping, wanted: Set(feed.mapping.holds.fields), units: settings.units,
            keys: keys, today: today)
        do {
            return .success(try reader.read(path: path))
        } catch {
            return .failure(Trouble(found: .refused(error)))
        }
    }

    /// Anything else in an alert file names no export, and no path is made of it.
    private func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { $0 &- 0x30 <= 9 || (0x61...0x66).contains($0) }
    }

    private func reason(_ fault: ArchiveFault) -> Found {
        switch fault.code {
        case EACCES, EPERM: .notPermitted(owner: owner)
        case ENOENT, ENOTDIR: .notInArchive
        default: .notReadable(fault.reason)
        }
    }

    /// Who may read the archive: the user of the service.
    private var owner: String {
        var status = stat()
        guard stat(settings.stateDirectory, &status) == 0 else { return "doisoat" }
        let name = getpwuid(status.st_uid).flatMap { $0.pointee.pw_name }
        return name.map { String(cString: $0) } ?? "#\(status.st_uid)"
    }

    private func records(on line: Int, of facts: ExportFacts, _ subject: String) -> Found {
        let table = facts.table
        let all = table.lines.indices.filter { Int(table.lines[$0]) == line }
        let key = keys.key(ofSubject: subject)
        let own = all.filter {
            table.keys[$0] == key || table.keyColumns[.dossierCode]?[$0] == key
        }
        let rows = own.isEmpty ? all : own
        let mask = RecordMask(facts, units: settings.units)
        return .records(
            rows.prefix(Self.mostRecords).map(mask.record),
            more: max(0, rows.count - Self.mostRecords))
    }

    private static let mostRecords = 3
}
