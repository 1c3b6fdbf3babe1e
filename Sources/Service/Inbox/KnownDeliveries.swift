import AlertJournal
import Facts

/// The deliveries of the journal, looked up by feed, path and contents.
struct KnownDeliveries: Sendable {
    let all: [Delivery]
    private let lastOfPath: [String: Delivery]
    private let feeds: Set<String>
    private let heard: [String: HeardFile]
    private let released: Set<Int>
    private let inForce: [Delivery]
    private let newestOfPart: [String: Day]

    init(_ deliveries: [Delivery], inbox: InboxMemory = InboxMemory(), feeds: [FeedSettings]) {
        all = deliveries
        self.feeds = Set(deliveries.map(\.feed))
        lastOfPath = Dictionary(deliveries.map { (Self.name($0.feed, $0.path), $0) }) { $1 }
        heard = Dictionary(inbox.heard.map { (Self.name($0.feed, $0.path), $0) }) { $1 }
        released = inbox.released
        inForce = Deliveries.inForce(deliveries, feeds: feeds)
        newestOfPart = Dictionary(
            inForce.map { (Self.name($0.feed, $0.part), $0.exportedAt ?? $0.firstSeen.localDay) },
            uniquingKeysWith: max)
    }

    /// Whether a file looks as it did when it was last dealt with, so that nothing is to be done.
    ///
    /// Path, inode, size and time are a hint not to hash it again. One that was refused is tried
    /// again when it changes, or what refused it: the settings, a checksum beside it.
    ///
    /// - Parameter circumstances: under which it would be read now; asked only where it matters.
    func isDone(_ seen: SeenExport, _ feed: FeedSettings, circumstances: () -> String) -> Bool {
        let name = Self.name(feed.id, seen.pathDigest)
        let heard = heard[name].flatMap { seen.stamp.isThat(of: $0) ? $0 : nil }
        // A copy of what was in force, under a name of its own.
        guard let last = lastOfPath[name] else { return heard != nil }
        guard heard?.sha256 == last.sha256 || seen.stamp.isThat(of: last) else { return false }
        switch last.state {
        case .accepted: return true
        case .refused, .held:
            return last.refusedUnder == circumstances() && !isReleased(last)
        }
    }

    /// Whether a feed ever delivered anything.
    func has(_ feed: FeedSettings) -> Bool { feeds.contains(feed.id) }

    /// The contents of a file that is in force, if it looks as it did; nil for all others.
    func contentsInForce(_ seen: SeenExport, _ feed: FeedSettings) -> String? {
        guard let last = lastOfPath[Self.name(feed.id, seen.pathDigest)],
            inForce.contains(where: { $0.order == last.order })
        else { return nil }
        return last.sha256
    }

    /// The last delivery at this path, if it was not taken.
    func lastUntaken(at path: String, _ feed: FeedSettings) -> Delivery? {
        lastOfPath[Self.name(feed.id, path)].flatMap { $0.state == .accepted ? nil : $0 }
    }

    /// Whether a person accepted a held delivery although too much is missing in it.
    func isReleased(_ delivery: Delivery) -> Bool {
        delivery.state == .held && released.contains(delivery.order)
    }

    /// Whether these bytes at this path are what a person accepted.
    func isReleased(_ sha256: String, at path: String, _ feed: FeedSettings) -> Bool {
        lastOfPath[Self.name(feed.id, path)].map { $0.sha256 == sha256 && isReleased($0) } ?? false
    }

    /// Whether an export that may have been cut came a second time with the same bytes: a file of
    /// its own, or written anew. A file that was only renamed did not.
    func cameBefore(_ delivery: Delivery) -> Bool {
        all.contains {
            $0.feed == delivery.feed && $0.sha256 == delivery.sha256
                && $0.refusal?.kind == .incomplete
                && ($0.inode != delivery.inode
                    || $0.modifiedNanoseconds != delivery.modifiedNanoseconds)
        }
    }

    /// The delivery in force of a part in full exports; nil when there is none.
    func inForce(part: String, of feed: FeedSettings) -> Delivery? {
        inForce.first { $0.feed == feed.id && $0.part == part }
    }

    /// Whether these bytes are what is in force already: the same file delivered again.
    ///
    /// Bytes seen before that are not in force now come into force again, and so do those that are
    /// under the name of a later day: they tell that nothing has changed until then.
    func isInForce(
        _ sha256: String, part: String, exportedAt: Day?, of feed: FeedSettings, path: String
    ) -> Bool {
        switch feed.mode {
        case .full:
            return inForce.contains {
                $0.feed == feed.id && $0.part == part && $0.sha256 == sha256
                    && !isLater(exportedAt, than: $0.exportedAt)
            }
        case .delta:
            let last = lastOfPath[Self.name(feed.id, path)]
            return last?.state == .accepted && last?.sha256 == sha256
        }
    }

    /// Whether a file that was taken before has the same bytes, while what is in force instead still
    /// lies beside it: to copy or touch a whole folder brings nothing old back.
    ///
    /// - Parameter seen: digests of the paths in the feed's folder.
    func isOldCopy(
        _ sha256: String, part: String, of feed: FeedSettings, path: String, seen: Set<String>
    ) -> Bool {
        guard feed.mode == .full, let inForce = inForce(part: part, of: feed),
            let last = lastOfPath[Self.name(feed.id, path)]
        else { return false }
        return last.state == .accepted && last.sha256 == sha256 && inForce.path != path
            && seen.contains(inForce.path)
    }

    private func isLater(_ day: Day?, than other: Day?) -> Bool {
        guard let day, let other else { return false }
        return other < day
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

    /// When a file was seen for the first time that was not taken then; it is not newer for that.
    func firstSeenUntaken(_ sha256: String, feed: String, path: String) -> Instant? {
        all.first {
            $0.feed == feed && $0.path == path && $0.sha256 == sha256 && $0.state != .accepted
        }?.firstSeen
    }

    private static func name(_ feed: String, _ rest: String) -> String { "\(feed)\u{0}\(rest)" }
}

extension FileStamp {
    /// The day on which it was written last.
    var modifiedOn: Day {
        let seconds = modified / 1_000_000_000
        return Instant(secondsSince1970: seconds).localDay
    }

    fileprivate func isThat(of delivery: Delivery) -> Bool {
        UInt64(bitPattern: inode) == delivery.inode && Int(size) == delivery.size
            && modified == delivery.modifiedNanoseconds
    }

    fileprivate func isThat(of heard: HeardFile) -> Bool {
        UInt64(bitPattern: inode) == heard.inode && Int(size) == heard.size
            && modified == heard.modifiedNanoseconds
    }
}
