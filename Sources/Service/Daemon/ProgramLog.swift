import Foundation
import Glibc
package import Logging

/// The program's own log: lines on stderr, with systemd's level prefixes where the journal reads them
/// (sd-daemon(3)).
///
/// Messages are constants, facts are metadata, and what exports hold is in neither (design §6.10).
package struct ProgramLog: LogHandler {
    package var logLevel = Logger.Level.info
    package var metadata: Logger.Metadata = [:]
    private let isRead: Bool
    private let write: @Sendable (String) -> Void

    /// - Parameter isReadByJournal: whether lines begin with a level.
    package init(isReadByJournal: Bool, write: @escaping @Sendable (String) -> Void) {
        isRead = isReadByJournal
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
            .map { "\($0.key)=\(Self.shown($0.value.description))" }
        let text = ([event.message.description] + facts).joined(separator: " ")
        write(Self.line(text, event.level, isReadByJournal: isRead))
    }

    /// A line of a child or of the settings, which says itself how grave it is.
    package static func line(_ text: String, isReadByJournal: Bool) -> String {
        let level: Logger.Level =
            tellsError(text) ? .error : text.contains(": warning: ") ? .warning : .info
        return line(text, level, isReadByJournal: isReadByJournal)
    }

    /// Whether a line says that something could not be done, be it the end of the program.
    static func tellsError(_ line: String) -> Bool {
        line.contains(": error: ") || line.hasPrefix("error: ") || line.contains("Fatal error: ")
    }

    private static func line(
        _ text: String, _ level: Logger.Level, isReadByJournal: Bool
    ) -> String {
        // A line break would begin an entry of its own.
        let text = String(text.map { $0.isNewline ? " " : $0 })
        return isReadByJournal ? "<\(priority(level))>\(text)" : text
    }

    /// syslog(3).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }

    private static func shown(_ value: String) -> String {
        value.contains(where: \.isWhitespace) ? "\"\(value)\"" : value
    }
}

extension ProgramLog {
    /// Whether stderr goes to the journal: what `$JOURNAL_STREAM` names is what is open there
    /// (systemd.exec(5)), and not a pipe or a terminal that was put in its place.
    package static var stderrIsReadByJournal: Bool {
        guard let stream = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] else {
            return false
        }
        var status = stat()
        return fstat(STDERR_FILENO, &status) == 0
            && stream == "\(status.st_dev):\(status.st_ino)"
    }
}
