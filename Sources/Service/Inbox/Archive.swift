import CPlatform
import Glibc

/// Keeps a copy of each accepted export under its SHA-256, so that evidence can be read again.
///
/// A reflink where the file system has them, else a copy. Never a hard link: an exporter that
/// writes into its old file would change the evidence.
struct Archive: Sendable {
    let directory: String

    init(stateDirectory: String) {
        directory = stateDirectory + "/archive"
    }

    func path(of sha256: String) -> String { "\(directory)/\(sha256.prefix(2))/\(sha256)" }

    /// Copies a file into the archive and returns its SHA-256: of the copy, byte by byte.
    ///
    /// The copy and its name survive a loss of power: the journal may rely on them from now on.
    func store(_ path: String) throws(ArchiveFault) -> String {
        try makeDirectory(directory)
        let temporary = "\(directory)/incoming"
        let sha256 = try copy(path, to: temporary)
        let final = self.path(of: sha256)
        let folder = "\(directory)/\(sha256.prefix(2))"
        try makeDirectory(folder)
        guard rename(temporary, final) == 0 else { throw ArchiveFault(final, errno) }
        try sync(folder)
        return sha256
    }

    func has(_ sha256: String) -> Bool { access(path(of: sha256), R_OK) == 0 }

    /// - Returns: whether it is gone.
    @discardableResult
    func remove(_ sha256: String) -> Bool {
        unlink(path(of: sha256)) == 0 || errno == ENOENT
    }

    /// The SHA-256 of a file where it lies.
    static func sha256(of path: String) throws(ArchiveFault) -> String {
        let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard source >= 0 else { throw ArchiveFault(path, errno) }
        defer { close(source) }
        return try transfer(from: source, to: nil, path)
    }

    private func copy(_ path: String, to temporary: String) throws(ArchiveFault) -> String {
        let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard source >= 0 else { throw ArchiveFault(path, errno) }
        defer { close(source) }
        let copy = open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard copy >= 0 else { throw ArchiveFault(temporary, errno) }
        defer { close(copy) }
        let isCopied =
            ioctl(copy, Self.cloneRequest, source) == 0 || Self.copyInKernel(source, copy)
        let sha256 =
            isCopied
            ? try Self.transfer(from: copy, to: nil, temporary)
            : try Self.transfer(from: source, to: copy, temporary)
        guard fsync(copy) == 0 else { throw ArchiveFault(temporary, errno) }
        return sha256
    }

    /// Whether the kernel copied the file by itself; if not, both files are at their beginning.
    private static func copyInKernel(_ source: CInt, _ copy: CInt) -> Bool {
        while true {
            let count = copy_file_range(source, nil, copy, nil, 1 << 30, 0)
            if count == 0 { return lseek(copy, 0, SEEK_SET) == 0 }
            guard count > 0 || errno == EINTR else {
                lseek(source, 0, SEEK_SET)
                lseek(copy, 0, SEEK_SET)
                return false
            }
        }
    }

    /// FICLONE of linux/fs.h.
    private static let cloneRequest: UInt = 0x4004_9409

    private static func transfer(
        from source: CInt, to copy: CInt?, _ path: String
    ) throws(ArchiveFault) -> String {
        let capacity = 1 << 18
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
        defer { buffer.deallocate() }
        var digest = Digest()
        while true {
            let count = read(source, buffer.baseAddress, capacity)
            if count == 0 { return digest.hexadecimal() }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw ArchiveFault(path, errno)
            }
            digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            var written = 0
            while let copy, written < count {
                let done = write(copy, buffer.baseAddress.map { $0 + written }, count - written)
                guard done >= 0 || errno == EINTR else { throw ArchiveFault(path, errno) }
                written += max(0, done)
            }
        }
    }

    private func makeDirectory(_ path: String) throws(ArchiveFault) {
        guard mkdir(path, 0o700) == 0 else {
            guard errno == EEXIST else { throw ArchiveFault(path, errno) }
            return
        }
        try sync(path == directory ? "\(directory)/.." : directory)
    }

    /// Makes the names in a folder durable.
    private func sync(_ folder: String) throws(ArchiveFault) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveFault(folder, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw ArchiveFault(folder, errno) }
    }
}

/// Why a file could not be copied into the archive.
struct ArchiveFault: Error, Hashable {
    let path: String
    let code: Int32

    init(_ path: String, _ code: Int32) {
        self.path = path
        self.code = code
    }

    var reason: String { String(cString: strerror(code)) }
}
