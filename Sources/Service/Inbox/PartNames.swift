import AlertJournal
import Facts

/// The parts to which the deliveries of the journal belong after a feed's `part` has changed.
///
/// Otherwise what the old pattern told apart would stay in force for ever beside what the new one
/// does.
struct PartNames {
    private let changed: [FeedSettings]

    init(_ feeds: [FeedSettings], _ inbox: InboxMemory) {
        changed = feeds.filter { feed in
            inbox.feeds[feed.id].map { $0.partPattern != feed.part?.text ?? "" } ?? false
        }
    }

    /// By the order of a delivery its new part: by the name of its file where that is still in the
    /// inbox, else by the name that is remembered, in which some letters are masked.
    func parts(of deliveries: [Delivery]) -> [Int: String] {
        var parts: [Int: String] = [:]
        for feed in changed {
            let seen = (try? Inbox.exports(of: feed.path)) ?? []
            let names = Dictionary(seen.map { ($0.pathDigest, $0.name) }) { $1 }
            for delivery in deliveries where delivery.feed == feed.id {
                let part = feed.part(ofName: names[delivery.path] ?? delivery.file)
                if part != delivery.part { parts[delivery.order] = part }
            }
        }
        return parts
    }
}
