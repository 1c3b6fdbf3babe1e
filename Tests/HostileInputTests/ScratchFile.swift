import Foundation

/// A file in memory that holds one input after the other.
///
/// When an input brings the process down, the file stays behind and holds that input.
final class ScratchFile: Sendable {
    let path: String
    private let descriptor: Int32

    init(_ name: String) throws {
        let folder =
            FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        path = "\(folder)/doisoat-\(name)-\(getpid())"
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func hold(_ bytes: UnsafeRawBufferPointer) {
        let written = pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
        precondition(
            written == bytes.count && ftruncate(descriptor, off_t(bytes.count)) == 0,
            "the scratch file could not be written")
    }
}
