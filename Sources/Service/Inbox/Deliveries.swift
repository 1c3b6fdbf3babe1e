import AlertJournal
import Facts

/// Which deliveries are in force: the newest full export of each part, or all deltas in order.
///
/// Order within a part: the day in the name (else the day first seen), the order of acceptance, the
/// time at which the file was written, SHA-256. An older file that turns up late does not replace a newer one; the same file delivered
/// again with old contents does (design §5).
enum Deliveries {
    /// The deliveries in force, in the order feeds, newest parts, deliveries.
    static func inForce(_ deliveries: [Delivery], feeds: [FeedSettings]) -> [Delivery] {
        feeds.flatMap { feed -> [Delivery] in
            let its = deliveries.filter { $0.feed == feed.id && $0.state == .accepted }
            let parts = Dictionary(grouping: its, by: \.part).sorted { $0.key < $1.key }
                .map { $0.value.sorted(by: isEarlier) }
            // Of a record that two parts have, the newest part tells the state.
            return parts.enumerated().sorted { left, right in
                guard let mine = left.element.last, let other = right.element.last else {
                    return left.offset < right.offset
                }
                let isMineNewer = isEarlier(other, mine)
                return isMineNewer == isEarlier(mine, other)
                    ? left.offset > right.offset : isMineNewer
            }
            .flatMap { feed.mode == .full ? $0.element.suffix(1) : withoutRepeats($0.element)[...] }
        }
    }

    static func isEarlier(_ left: Delivery, _ right: Delivery) -> Bool {
        let mine = left.exportedAt ?? left.firstSeen.localDay
        let other = right.exportedAt ?? right.firstSeen.localDay
        if mine != other { return mine < other }
        let areBothUndated = left.exportedAt == nil && right.exportedAt == nil
        if areBothUndated, left.firstSeen != right.firstSeen {
            return left.firstSeen < right.firstSeen
        }
        // What the journal has not recorded yet comes after all that it has.
        let (myOrder, otherOrder) = (left.order, right.order)
        if myOrder != otherOrder {
            return otherOrder == 0 || (myOrder != 0 && myOrder < otherOrder)
        }
        if left.modifiedNanoseconds != right.modifiedNanoseconds {
            return left.modifiedNanoseconds < right.modifiedNanoseconds
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
