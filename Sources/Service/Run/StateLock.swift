import Glibc

/// One writer at a time: the lock `lock` in the state directory.
struct StateLock: ~Copyable {
    private let file: LockFile

    /// Takes the lock, waiting up to `seconds` for another holder.
    ///
    /// - Parameter waiting: called once, with the holder (`process 4242`), before the first wait.
    init(
        stateDirectory: String, seconds: Int = 60, waiting: (String) -> Void
    ) async throws {
        let file = try LockFile(stateDirectory + "/lock")
        var waited = 0
        while !file.take() {
            let holder = file.holder
            if waited == 0 { waiting(holder) }
            guard waited < seconds * 5 else { throw StateFault.locked(file.path, holder: holder) }
            waited += 1
            try await Task.sleep(for: .milliseconds(200))
        }
        self.file = file
    }
}

/// One service at a time: the lock `service.lock` in the state directory, beside which on-demand
/// commands go on as usual.
final class ServiceLock: Sendable {
    private let file: LockFile

    init(stateDirectory: String) throws(StateFault) {
        file = try LockFile(stateDirectory + "/service.lock")
        guard file.take() else { throw .serviceIsThere(file.path, holder: file.holder) }
    }
}

/// An advisory lock on a file, with its holder's pid in it; it is released with its descriptor.
private struct LockFile: ~Copyable, Sendable {
    let path: String
    private let descriptor: CInt

    init(_ path: String) throws(StateFault) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StateFault.notWritable(path, errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Whether it is ours now.
    func take() -> Bool {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
        let pid = "\(getpid())\n"
        ftruncate(descriptor, 0)
        _ = pid.withCString { pwrite(descriptor, $0, pid.utf8.count, 0) }
        return true
    }

    var holder: String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        let pid = text.prefix { $0.isNumber }
        return pid.isEmpty ? "another process" : "process \(pid)"
    }
}
