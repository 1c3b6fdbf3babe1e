import Foundation

/// A file in memory that holds one input after the other.
///
/// When an input brings the process down, the file stays behind and holds that input, unless it
/// was given no name.
final class ScratchFile: Sendable {
    let path: String
    private let descriptor: Int32
    private let name: String?

    init(_ name: String, keepsName: Bool = true) throws {
        let folder =
            FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        let file = "\(folder)/doisoat-\(name)-\(getpid())"
        descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        self.name = keepsName ? file : nil
        path = keepsName ? file : "/proc/self/fd/\(descriptor)"
        if !keepsName { unlink(file) }
    }

    deinit {
        close(descriptor)
        if let name { unlink(name) }
    }

    func hold(_ bytes: UnsafeRawBufferPointer) {
        let written = pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
        precondition(
            written == bytes.count && ftruncate(descriptor, off_t(bytes.count)) == 0,
            "the scratch file could not be written")
    }
}
