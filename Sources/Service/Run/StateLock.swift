import Glibc

/// One writer at a time: an advisory lock in the state directory, with the holder's pid in it.
struct StateLock: ~Copyable {
    private let descriptor: CInt

    /// Takes the lock, waiting up to `seconds` for another holder.
    ///
    /// - Parameter waiting: called once, with the holder (`process 4242`), before the first wait.
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
        let pid = text.prefix { $0.isNumber }
        return pid.isEmpty ? "another process" : "process \(pid)"
    }
}
