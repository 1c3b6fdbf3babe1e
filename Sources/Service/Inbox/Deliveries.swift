import AlertJournal
import Facts

/// Which deliveries are in force: the newest full export of each part, or all deltas in order.
///
/// Order within a part: the day in the name (else the day first seen), the order of acceptance,
/// SHA-256. An older file that turns up late does not replace a newer one; the same file delivered
/// again with old contents does (design §5).
enum Deliveries {
    /// The deliveries in force, in the order feeds, parts, deliveries.
    static func inForce(_ deliveries: [Delivery], feeds: [FeedSettings]) -> [Delivery] {
        feeds.flatMap { feed -> [Delivery] in
            let its = deliveries.filter { $0.feed == feed.id && $0.state == .accepted }
            let parts = Dictionary(grouping: its, by: \.part).sorted { $0.key < $1.key }
            return parts.flatMap { _, part -> [Delivery] in
                let ordered = part.sorted(by: isEarlier)
                return feed.mode == .full ? ordered.suffix(1) : withoutRepeats(ordered)
            }
        }
    }

    /// Whether a file that was not seen before could come into force at all.
    ///
    /// On first start only the newest full export of each part is taken; thousands of older ones
    /// are told apart by their names alone.
    static func canComeIntoForce(
        part: String, exportedAt: Day?, of feed: FeedSettings, beside deliveries: [Delivery]
    ) -> Bool {
        guard feed.mode == .full, let exportedAt else { return true }
        return !deliveries.contains {
            $0.feed == feed.id && $0.part == part && $0.state == .accepted
                && ($0.exportedAt ?? $0.firstSeen.localDay) > exportedAt
        }
    }

    static func isEarlier(_ left: Delivery, _ right: Delivery) -> Bool {
        let mine = left.exportedAt ?? left.firstSeen.localDay
        let other = right.exportedAt ?? right.firstSeen.localDay
        if mine != other { return mine < other }
        // What the journal has not recorded yet comes after all that it has.
        let (myOrder, otherOrder) = (left.order, right.order)
        if myOrder != otherOrder {
            return otherOrder == 0 || (myOrder != 0 && myOrder < otherOrder)
        }
        return left.sha256 < right.sha256
    }

    /// Of the same bytes delivered twice in a row the first counts.
    private static func withoutRepeats(_ ordered: [Delivery]) -> [Delivery] {
        var kept: [Delivery] = []
        for delivery in ordered where delivery.sha256 != kept.last?.sha256 {
            kept.append(delivery)
        }
        return kept
    }
}
