import Glibc

/// A file in a feed's folder that matches its pattern.
struct SeenExport: Sendable, Hashable {
    let path: String
    /// The last component of the path.
    let name: String
    let stamp: FileStamp

    /// What the journal remembers of the path: people put names of citizens into file names.
    var pathDigest: String { Digest.sha256(of: path) }
}

/// What tells cheaply that a file was not touched; never what an export is.
struct FileStamp: Sendable, Hashable {
    let inode: Int64
    let size: Int64
    /// Nanoseconds since 1970.
    let modified: Int64

    /// The stamp of a regular file, or nil.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        inode = Int64(bitPattern: UInt64(status.st_ino))
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}

/// Looks into the folders in which exports arrive; it changes nothing there.
enum Inbox {
    /// The files of a feed by name; temporary and hidden ones are left alone.
    ///
    /// - Parameter trouble: told of files that cannot be taken at all.
    /// - Throws: `InboxFault` when the folder is not there, may not be read or does not answer.
    static func exports(
        of pattern: ExportPattern, trouble: (String) -> Void = { _ in }
    ) throws(InboxFault) -> [SeenExport] {
        let answer = FolderPatience.ofThisProcess.answer(of: pattern.folder) {
            () -> (Result<[SeenExport], InboxFault>, troubles: [String]) in
            var troubles: [String] = []
            do throws(InboxFault) {
                return (.success(try list(pattern) { troubles.append($0) }), troubles)
            } catch {
                return (.failure(error), troubles)
            }
        }
        guard let answer else { throw .noAnswer(pattern.folder) }
        answer.troubles.forEach(trouble)
        return try answer.0.get()
    }

    private static func list(
        _ pattern: ExportPattern, trouble: (String) -> Void
    ) throws(InboxFault) -> [SeenExport] {
        guard let folder = opendir(pattern.folder) else {
            throw errno == EACCES ? .notPermitted(pattern.folder) : .noFolder(pattern.folder)
        }
        defer { closedir(folder) }
        var seen: [SeenExport] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    String(validatingCString: $0)
                }
            }
            guard let name else {
                trouble(
                    "\(pattern.folder): error: a file's name is not UTF-8; rename the file")
                continue
            }
            guard !isTemporary(name), !Companions.isCompanion(name), pattern.matches(name) else {
                continue
            }
            let path = pattern.folder + "/" + name
            if let reason = unfitness(path, in: pattern.folder) {
                trouble("\(pattern.folder): error: \(reason)")
                continue
            }
            guard let stamp = FileStamp(path: path) else { continue }
            seen.append(SeenExport(path: path, name: name, stamp: stamp))
        }
        return seen.sorted { $0.name < $1.name }
    }

    /// Why something that matches the pattern is no export that may be read; nil when it is one.
    ///
    /// Nothing is opened for it: opening a device or a FIFO can do harm or wait for ever.
    private static func unfitness(_ path: String, in folder: String) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        if status.st_mode & S_IFMT == S_IFLNK {
            guard let target = realpath(path, nil), let inside = realpath(folder, nil) else {
                return "a link leads nowhere; put the export itself here"
            }
            defer {
                free(target)
                free(inside)
            }
            guard String(cString: target).hasPrefix(String(cString: inside) + "/") else {
                return "a link leads out of the folder; put the export itself here"
            }
            guard stat(path, &status) == 0 else { return nil }
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return "something with an export's name is a folder, pipe or device; remove it"
        }
        guard access(path, R_OK) == 0 else {
            return "an export may not be read; give the service's user permission to read it"
        }
        return nil
    }

    /// Names under which programs write what is not finished yet.
    private static func isTemporary(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$")
            || [".tmp", ".part", ".partial", ".filepart", ".crdownload"]
                .contains { name.lowercased().hasSuffix($0) }
    }
}

/// Why a feed's folder could not be looked into.
enum InboxFault: Error, Hashable {
    case noFolder(String)
    case notPermitted(String)
    /// As of a share whose server is gone.
    case noAnswer(String)

    var description: String {
        switch self {
        case .noFolder(let folder):
            "\(folder): error: the folder does not exist; create it or correct the feed's `path`"
        case .notPermitted(let folder):
            "\(folder): error: the folder may not be read; give the service's user permission"
        case .noAnswer(let folder):
            "\(folder): error: the folder does not answer; see whether its share is mounted and its"
                + " server there"
        }
    }
}
