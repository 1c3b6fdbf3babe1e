import Glibc

/// One writer at a time: an advisory lock in the state directory, with the holder's pid in it.
struct StateLock: ~Copyable {
    private let descriptor: CInt

    /// Takes the lock, waiting up to `seconds` for another holder.
    ///
    /// - Parameter waiting: called once, with the holder's pid, before the first wait.
    init(
        stateDirectory: String, seconds: Int = 60, waiting: (String) -> Void
    ) async throws {
        let path = stateDirectory + "/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StateFault.notWritable(path, errno) }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let holder = Self.holder(descriptor)
            if waited == 0 { waiting(holder) }
            guard waited < seconds * 5 else {
                close(descriptor)
                throw StateFault.locked(path, holder: holder)
            }
            waited += 1
            try await Task.sleep(for: .milliseconds(200))
        }
        let pid = "\(getpid())\n"
        ftruncate(descriptor, 0)
        _ = pid.withCString { pwrite(descriptor, $0, pid.utf8.count, 0) }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    private static func holder(_ descriptor: CInt) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return String(text.prefix { $0.isNumber })
    }
}

/// Why the state directory cannot be used.
package enum StateFault: Error, Sendable, Hashable {
    case notWritable(String, Int32)
    case locked(String, holder: String)
    /// The directory belongs to another user.
    case notOwner(directory: String, owner: String)

    package var description: String {
        switch self {
        case .notWritable(let path, let code):
            "\(path): error: it cannot be written (\(String(cString: strerror(code))));"
                + " check permissions and free space"
        case .locked(let path, let holder):
            "\(path): error: process \(holder) holds the lock; wait for it to end, or see what it does"
        case .notOwner(let directory, let owner):
            "\(directory): error: it belongs to `\(owner)`; run as that user: sudo -u \(owner) doisoat …"
        }
    }

    /// Makes sure that the state directory exists and belongs to this process's user.
    static func checkOwner(of directory: String) throws(StateFault) {
        var status = stat()
        if stat(directory, &status) != 0 {
            guard makeDirectory(directory) else { throw .notWritable(directory, errno) }
            return
        }
        guard status.st_uid == geteuid() else {
            let name = getpwuid(status.st_uid).flatMap { $0.pointee.pw_name }
            throw .notOwner(
                directory: directory,
                owner: name.map { String(cString: $0) } ?? "#\(status.st_uid)")
        }
    }

    /// Makes the directory for its owner only; folders above it are open to all as usual.
    private static func makeDirectory(_ path: String, mode: mode_t = 0o700) -> Bool {
        if mkdir(path, mode) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.dropFirst().lastIndex(of: "/") else { return false }
        return makeDirectory(String(path[..<slash]), mode: 0o755) && mkdir(path, mode) == 0
    }
}
