import Synchronization

/// The troubles of runs that the service's log has told, so that each is told when it begins and when
/// it is over.
///
/// A run tells all that it could not do, because it is the on-demand command; that it cannot be done
/// yet is no news.
final class ToldTroubles: Sendable {
    private struct Lines: Sendable {
        /// Those that were told and are not over, by what stays the same of them.
        var lasting: [String: String] = [:]
        /// Those that the run at work has told.
        var met: [String: String] = [:]
    }

    /// A trouble beyond so many is told by each run.
    private static let mostTroubles = 200

    private let lines = Mutex(Lines())

    /// Whether a line that a run says is to be told.
    func isNews(_ line: String) -> Bool {
        guard ProgramLog.tellsError(line) else { return true }
        let key = Self.key(of: line)
        return lines.withLock { lines in
            let isNew = lines.lasting[key] == nil && lines.met[key] == nil
            if lines.met.count < Self.mostTroubles { lines.met[key] = line }
            return isNew
        }
    }

    /// A run has ended.
    ///
    /// - Parameter isRecorded: whether it came to its end, and told all that it met.
    /// - Returns: the troubles that are over, a line each.
    func runEnded(isRecorded: Bool) -> [String] {
        lines.withLock { lines in
            let over = isRecorded ? lines.lasting.filter { lines.met[$0.key] == nil } : [:]
            let stillLasting = lines.lasting.filter { over[$0.key] == nil }
            lines = Lines(lasting: stillLasting.merging(lines.met) { told, _ in told })
            return over.values.sorted()
        }
    }

    /// A line without its times.
    private static func key(of line: String) -> String {
        line.split(separator: " ").filter { !$0.contains("+07:00") }.joined(separator: " ")
    }
}
