import Glibc
import Synchronization

/// A cheap look at the folders in which exports arrive: whether anything there has changed.
///
/// Shares on other machines tell nobody of a change, so all names, sizes and times are read again
/// and again. Nothing is kept of them but one number a folder.
package final class InboxPoll: Sendable {
    private let folders: [String]
    private let patience = FolderPatience()
    /// What each folder showed when it last answered.
    private let last = Mutex<[String: UInt64]>([:])

    package init(_ settings: Settings) {
        folders = Set(settings.feeds.map(\.path.folder)).sorted()
    }

    /// What the folders show now; a folder that cannot be read shows why, and one that does not
    /// answer what it showed before.
    package func look() -> InboxSight {
        patience.beginLook()
        var sum = FoldedHash()
        var isSilent = false
        for folder in folders {
            let shown = patience.answer(of: folder) { Self.look(into: folder) }
            isSilent = isSilent || shown == nil
            sum.add(
                last.withLock { last in
                    if let shown { last[folder] = shown }
                    return last[folder] ?? 0
                })
        }
        return InboxSight(digest: sum.value, isSilent: isSilent)
    }

    /// The same whatever the order in which the folder tells its files.
    private static func look(into folder: String) -> UInt64 {
        guard let stream = opendir(folder) else { return UInt64(errno) }
        defer { closedir(stream) }
        let descriptor = dirfd(stream)
        var total: UInt64 = 0
        while let entry = readdir(stream) {
            total &+= withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    look(at: $0, in: descriptor)
                }
            }
        }
        return total
    }

    /// A file's name, size, permissions and times; 0 when it is hidden.
    ///
    /// Not its number: some shares make up another one at each look.
    private static func look(at name: UnsafePointer<CChar>, in folder: CInt) -> UInt64 {
        guard name[0] != CChar(bitPattern: UInt8(ascii: ".")) else { return 0 }
        var hash = FoldedHash()
        for index in 0..<strlen(name) { hash.add(UInt64(UInt8(bitPattern: name[index]))) }
        var status = stat()
        guard fstatat(folder, name, &status, 0) == 0 else { return hash.value }
        hash.add(UInt64(bitPattern: Int64(status.st_size)))
        // A file that may be read from now on has changed in nothing else.
        hash.add(UInt64(status.st_mode))
        for time in [status.st_mtim, status.st_ctim] {
            hash.add(UInt64(bitPattern: Int64(time.tv_sec)))
            hash.add(UInt64(bitPattern: Int64(time.tv_nsec)))
        }
        return hash.value
    }
}

/// What the folders of all feeds show: files, sizes and times as one number.
package struct InboxSight: Hashable, Sendable {
    private let digest: UInt64
    /// Whether a folder did not answer.
    package let isSilent: Bool

    package init(digest: UInt64, isSilent: Bool = false) {
        self.digest = digest
        self.isSilent = isSilent
    }

    /// Whether the same files are there.
    package func showsSame(as other: InboxSight) -> Bool { digest == other.digest }
}

/// A 64-bit FNV-1a over whole numbers.
private struct FoldedHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x0000_0100_0000_01B3
        value ^= value >> 29
    }
}
