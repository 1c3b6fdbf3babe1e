import AlertJournal
import Facts

/// The deliveries of the journal, looked up by feed, path and contents.
struct KnownDeliveries: Sendable {
    let all: [Delivery]
    private let lastOfPath: [String: Delivery]
    private let inForce: [Delivery]
    private let newestOfPart: [String: Day]

    init(_ deliveries: [Delivery], feeds: [FeedSettings]) {
        all = deliveries
        lastOfPath = Dictionary(deliveries.map { (Self.name($0.feed, $0.path), $0) }) { $1 }
        inForce = Deliveries.inForce(deliveries, feeds: feeds)
        newestOfPart = Dictionary(
            inForce.map { (Self.name($0.feed, $0.part), $0.exportedAt ?? $0.firstSeen.localDay) },
            uniquingKeysWith: max)
    }

    /// Path, inode, size and time of its last accepted delivery are a hint not to hash it again.
    func hasInForce(_ seen: SeenExport, _ feed: FeedSettings) -> Bool {
        guard let last = lastOfPath[Self.name(feed.id, seen.pathDigest)] else { return false }
        return last.state == .accepted && last.inode == UInt64(bitPattern: seen.stamp.inode)
            && last.size == Int(seen.stamp.size)
            && last.modifiedNanoseconds == seen.stamp.modified
    }

    /// Whether these bytes are what is in force already: the same file delivered again.
    ///
    /// Bytes seen before that are not in force now come into force again.
    func isInForce(_ sha256: String, part: String, of feed: FeedSettings, path: String) -> Bool {
        switch feed.mode {
        case .full:
            return inForce.contains {
                $0.feed == feed.id && $0.part == part && $0.sha256 == sha256
            }
        case .delta:
            let last = lastOfPath[Self.name(feed.id, path)]
            return last?.state == .accepted && last?.sha256 == sha256
        }
    }

    /// Whether a file that is not in force could come into force at all.
    ///
    /// Thousands of older ones are told apart by the days in their names alone.
    func canComeIntoForce(part: String, exportedAt: Day?, of feed: FeedSettings) -> Bool {
        guard let exportedAt, let newest = newestOfPart[Self.name(feed.id, part)] else {
            return true
        }
        return exportedAt >= newest
    }

    /// When a file was seen for the first time that was refused then; it is not newer for that.
    func firstRefusal(of sha256: String, feed: String, path: String) -> Instant? {
        all.first {
            $0.feed == feed && $0.path == path && $0.sha256 == sha256 && $0.state == .refused
        }?.firstSeen
    }

    private static func name(_ feed: String, _ rest: String) -> String { "\(feed)\u{0}\(rest)" }
}
