import Foundation
import Glibc

/// The folder of the alert files: makes folders and files with their modes and groups.
final class AlertFolder {
    private let directory: String
    private(set) var warnings: [String] = []
    private var groupIDs: [String: gid_t?] = [:]

    init(_ directory: String) {
        self.directory = directory
    }

    func path(_ name: String) -> String { name.isEmpty ? directory : directory + "/" + name }

    /// Whether anything has the name, also a link that leads nowhere.
    func exists(_ name: String) -> Bool {
        var status = stat()
        return lstat(path(name), &status) == 0
    }

    /// Makes a folder unless it is there; one that is there stays as it is.
    ///
    /// It has its name only once it has its mode and group: whoever dies before leaves nothing that
    /// would be taken for it.
    /// - Parameter mode: independent of the process's mask.
    func make(_ name: String, mode: mode_t, group: String?) throws(JournalError) {
        guard !exists(name) else { return }
        let path = path(name)
        let hidden = hiddenPath(name)
        guard rmdir(hidden) == 0 || errno == ENOENT, mkdir(hidden, mode) == 0 else {
            throw .system(path)
        }
        let descriptor = try Descriptor(hidden, O_RDONLY | O_DIRECTORY)
        guard fchmod(descriptor.number, mode) == 0 else { throw .system(path) }
        try give(descriptor, to: group, path: path)
        guard rename(hidden, path) == 0 else { throw .system(path) }
        try syncParent(of: name)
    }

    /// Makes an empty file that did not exist; like a folder, it appears with its mode and group.
    func create(_ name: String, group: String?) throws(JournalError) -> Descriptor {
        let path = path(name)
        let hidden = hiddenPath(name)
        guard unlink(hidden) == 0 || errno == ENOENT else { throw .system(path) }
        let descriptor = try Descriptor(hidden, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
        try allowGroup(group, to: descriptor, path: path)
        guard rename(hidden, path) == 0 else { throw .system(path) }
        try syncParent(of: name)
        return descriptor
    }

    /// Where something is made before it has its name, beside its place.
    ///
    /// - Parameter ending: another one for each of several processes that replace the same file.
    func hiddenPath(_ name: String, ending: String = "new") -> String {
        let path = path(name)
        let trimmed = path.last == "/" ? path.dropLast() : path[...]
        let name = trimmed.lastIndex(of: "/").map { trimmed[$0...].dropFirst() } ?? trimmed
        return Self.parent(of: path) + "/.\(name).\(ending)"
    }

    /// Lets the group read a file, whatever the process's mask.
    func allowGroup(
        _ group: String?, to descriptor: borrowing Descriptor, mode: mode_t = 0o640, path: String
    ) throws(JournalError) {
        guard fchmod(descriptor.number, mode) == 0 else { throw .system(path) }
        try give(descriptor, to: group, path: path)
    }

    /// Where a unit's files stand.
    func name(ofUnit unit: String) -> String { "units/" + FileName.safe(unit) }

    /// Makes a unit's folder: its own group may read it, others may pass by it to theirs.
    func make(unit: String, of files: AlertFiles) throws(JournalError) -> String {
        try make("units", mode: 0o751, group: files.group)
        let name = name(ofUnit: unit)
        try make(name, mode: 0o750, group: files.group(ofUnit: unit))
        return name
    }

    /// The names in a folder, in no order; none where there is no such folder.
    func names(in name: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []
    }

    /// Makes the names in a folder durable.
    func sync(_ name: String) throws(JournalError) {
        try Self.sync(path(name))
    }

    /// Makes a name in its folder durable.
    func syncParent(of name: String) throws(JournalError) {
        guard !name.isEmpty else { return try Self.sync(Self.parent(of: directory)) }
        try sync(name.lastIndex(of: "/").map { String(name[..<$0]) } ?? "")
    }

    private static func sync(_ path: String) throws(JournalError) {
        let descriptor = try Descriptor(path, O_RDONLY | O_DIRECTORY)
        try descriptor.sync(path: path)
    }

    private static func parent(of path: String) -> String {
        let trimmed = path.last == "/" ? path.dropLast() : path[...]
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// A group that is unknown or not ours to give is told, and keeps nobody from working.
    private func give(
        _ descriptor: borrowing Descriptor, to group: String?, path: String
    ) throws(JournalError) {
        guard let group else { return }
        guard let id = groupID(group) else {
            return warn(
                "\(directory): warning: there is no group `\(group)`, so that its people cannot read"
                    + " their files; `doisoat check` tells what would do")
        }
        if fchown(descriptor.number, uid_t.max, id) != 0 {
            // A disk that fails may do it the next time.
            guard ![EIO, ENOSPC, EDQUOT].contains(errno) else { throw .system(path) }
            warn(
                "\(directory): warning: files could not be given to group `\(group)`;"
                    + " `doisoat check` tells what would do")
        }
    }

    /// Once for all files.
    func warn(_ warning: String) {
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    private func groupID(_ name: String) -> gid_t? {
        if let known = groupIDs[name] { return known }
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var room = [CChar](repeating: 0, count: 65_536)
        let isKnown = getgrnam_r(name, &entry, &room, room.count, &found) == 0 && found != nil
        let id = isKnown ? entry.gr_gid : nil
        groupIDs[name] = .some(id)
        return id
    }
}

/// A file descriptor, closed at the end of its life.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ path: String, _ flags: Int32) throws(JournalError) {
        number = Glibc.open(path, flags | O_CLOEXEC, 0o640)
        guard number >= 0 else {
            throw errno == ELOOP ? JournalError(.notAFile, path: path) : .system(path)
        }
    }

    deinit { _ = close(number) }

    /// Writes all bytes at an offset.
    func write(_ bytes: [UInt8], at offset: Int, path: String) throws(JournalError) {
        var done = 0
        while done < bytes.count {
            let left = bytes.count - done
            let written = bytes.withUnsafeBytes {
                pwrite(number, $0.baseAddress?.advanced(by: done), left, offset + done)
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .system(path) }
            done += written
        }
    }

    /// Reads the bytes of a range that lies within the file.
    func read(_ range: Range<Int>, path: String) throws(JournalError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < range.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(
                    number, $0.baseAddress?.advanced(by: done), range.count - done,
                    range.lowerBound + done)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system(path) }
            done += count
        }
        return bytes
    }

    /// Which file it is, and its length; only for a regular file.
    func status(path: String) throws(JournalError) -> (identity: FileIdentity, length: Int) {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .system(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw JournalError(.notAFile, path: path) }
        return (FileIdentity(status), Int(status.st_size))
    }

    func cut(to length: Int, path: String) throws(JournalError) {
        guard ftruncate(number, length) == 0 else { throw .system(path) }
    }

    func sync(path: String) throws(JournalError) {
        guard fsync(number) == 0 else { throw .system(path) }
    }
}

/// What makes a file the same file under whatever name.
struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64
}

extension FileIdentity {
    init(_ status: stat) {
        self.init(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }
}

extension JournalError {
    /// The reason that the system gave for its last refusal.
    static func system(_ path: String) -> JournalError {
        switch errno {
        case ENOSPC, EDQUOT: JournalError(.noRoom, path: path)
        case let code:
            JournalError(.system(reason: String(cString: strerror(code))), path: path)
        }
    }
}
