package import Foundation
import Glibc

/// The lines of `open.jsonl`, for those who only read: the newest places and texts of open alerts.
package struct OpenLines: Sendable {
    private var byAlert: [Int: Data] = [:]

    /// Reads the lines of these alerts; there are none before the first run.
    ///
    /// - Parameter directory: the alert directory.
    package init(of alerts: Set<Int>, in directory: String) throws(JournalError) {
        let path = directory + "/" + OpenFiles.linesName
        guard access(path, F_OK) == 0 else { return }
        let descriptor = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
        var lines = LineReader(length: try descriptor.status(path: path).length)
        while let (bytes, _) = try lines.next(descriptor, path: path) {
            var scanner = LineScanner(bytes)
            guard let head = try? LineHead(&scanner), alerts.contains(head.alert) else { continue }
            byAlert[head.alert] = Data(bytes)
        }
    }

    /// The line of an alert; nil when it is not open.
    package subscript(alert: Int) -> Data? { byAlert[alert] }
}
