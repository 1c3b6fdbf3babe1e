import Glibc

/// A regular file open for reading, closed when it goes.
struct ExportFile: ~Copyable {
    private let descriptor: Int32

    /// Opens without ever waiting, as a FIFO in an inbox would have it do.
    static func open(path: String) throws(RecordReadingError) -> ExportFile {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw RecordReadingError(kind(of: errno)) }
        let file = ExportFile(descriptor: descriptor)
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw RecordReadingError(.unreadable) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw RecordReadingError(.notRegularFile) }
        return file
    }

    deinit {
        close(descriptor)
    }

    /// Appends the next bytes of the file, and returns how many there were; 0 at its end.
    ///
    /// Fewer than asked for come only at the end.
    func append(
        _ wanted: Int, to buffer: inout RawBuffer<UInt8>
    ) throws(RecordReadingError) -> Int {
        buffer.reserve(wanted)
        var count = 0
        while count < wanted {
            let place = unsafe buffer.base + buffer.count
            let read = unsafe Glibc.read(descriptor, place, wanted - count)
            if read > 0 {
                buffer.count += read
                count += read
            } else if read == 0 {
                break
            } else if errno != EINTR {
                throw RecordReadingError(.unreadable)
            }
        }
        return count
    }

    private static func kind(of code: Int32) -> RecordReadingError.Kind {
        switch code {
        case ENOENT, ENOTDIR: .notFound
        case EACCES, EPERM: .notPermitted
        case ENXIO, ENODEV, EISDIR: .notRegularFile
        default: .unreadable
        }
    }
}
