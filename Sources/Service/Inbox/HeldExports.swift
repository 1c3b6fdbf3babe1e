import AlertJournal
package import Facts

/// The exports that wait for a person's decision.
package struct HeldExports {
    private let settings: Settings

    package init(settings: Settings) {
        self.settings = settings
    }

    /// Remembers that a held export is right as it is; the next run takes it.
    ///
    /// - Parameters:
    ///   - sha256: of the export, or so much of its beginning that no other is meant.
    ///   - talk: called with lines for people, such as for whom it waits.
    /// - Returns: what was done, for the person who asked.
    /// - Throws: `HeldFault`, `StateFault` or `JournalError`.
    package func accept(
        _ sha256: String, at instant: Instant, talk: @escaping (String) -> Void
    ) async throws -> String {
        let access = try await StateAccess(to: settings, talk: talk)
        let journal = try access.journal()
        let prefix = sha256.lowercased()
        let held = Self.waiting(try journal.deliveries(), settings)
        let isEnough = prefix.count >= Self.fewestDigits
        let meant = held.filter { isEnough && $0.sha256.hasPrefix(prefix) }
        let contents = Set(meant.map(\.sha256))
        guard let delivery = meant.first, contents.count == 1 else {
            throw HeldFault(
                sha256: sha256, isAmbiguous: contents.count > 1,
                held: held.map { "\($0.sha256.prefix(12)) \($0.feed) \($0.file)" })
        }
        try journal.release(meant.map(\.order), at: instant)
        _ = consume access
        return "\(delivery.file): accepted; the next run takes it"
    }

    /// Fewer digits than this could be a slip.
    private static let fewestDigits = 6

    /// The held deliveries that still wait: their file is there, and nothing newer is in force.
    static func waiting(_ deliveries: [Delivery], _ settings: Settings) -> [Delivery] {
        var seen: [String: Set<String>] = [:]
        for feed in settings.feeds {
            guard let exports = try? Inbox.exports(of: feed.path) else { continue }
            seen[feed.id] = Set(exports.map(\.pathDigest))
        }
        let inForce = Deliveries.inForce(deliveries, feeds: settings.feeds)
        return Untaken(settings: settings, seen: seen).of(deliveries, inForce: inForce)
            .deliveries.filter { $0.state == .held }
    }
}

/// Why no held export could be accepted.
package struct HeldFault: Error, Sendable, Hashable {
    let sha256: String
    let isAmbiguous: Bool
    /// The exports that are held, as a person can name them.
    let held: [String]

    package var description: String {
        let what =
            isAmbiguous ? "several held exports begin with" : "no held export begins with"
        let list =
            held.isEmpty ? "none is held" : "held are: " + held.sorted().joined(separator: "; ")
        return "error: \(what) `\(sha256)`; \(list)"
    }
}
