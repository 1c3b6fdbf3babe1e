import AlertJournal
import Facts
import Ingest

/// The exports that are not in force although nothing newer stands for them.
struct Untaken {
    let settings: Settings
    /// Digests of the paths in each feed's folder; none where it cannot be read.
    let seen: [String: Set<String>]

    struct Found {
        var deliveries: [Delivery] = []
        var exports: [UntakenExport] = []
        /// Feeds (of the settings) that lack what nothing in force stands for: a part that has no
        /// other export, or a link of a chain of deltas.
        var gaps: Set<Int> = []
    }

    func of(_ deliveries: [Delivery], inForce: [Delivery]) -> Found {
        var found = Found()
        for (index, feed) in settings.feeds.enumerated() {
            let its = deliveries.filter { $0.feed == feed.id }
            let standing = Dictionary(
                inForce.filter { $0.feed == feed.id }.map { ($0.part, $0) }
            ) { $1 }
            let last = Dictionary(its.map { ($0.path, $0) }) { $1 }.values
                .filter { isOpen($0, feed, standing[$0.part]) }
                .sorted { Deliveries.isEarlier($1, $0) }
            for delivery in last {
                guard let refusal = delivery.refusal else { continue }
                found.deliveries.append(delivery)
                found.exports.append(
                    UntakenExport(place: delivery.place(feed: index), refusal: refusal))
                if feed.mode == .delta || standing[delivery.part] == nil {
                    found.gaps.insert(index)
                }
            }
        }
        return found
    }

    private func isOpen(
        _ delivery: Delivery, _ feed: FeedSettings, _ standing: Delivery?
    ) -> Bool {
        // A file that was taken away is no longer waited for.
        guard delivery.state != .accepted, seen[feed.id]?.contains(delivery.path) ?? true else {
            return false
        }
        guard feed.mode == .full, let standing else { return true }
        return Deliveries.isEarlier(standing, delivery)
    }
}

extension Delivery {
    /// The same delivery, not taken for this reason.
    func notTaken(_ refusal: Refusal, under circumstances: String) -> Delivery {
        Delivery(
            order: order, feed: feed, part: part, path: path, file: file, sha256: sha256,
            size: size, inode: inode, modifiedNanoseconds: modifiedNanoseconds,
            exportedAt: exportedAt, firstSeen: firstSeen,
            state: refusal.kind == .loss ? .held : .refused, refusal: refusal,
            refusedUnder: circumstances, recordCount: recordCount)
    }

    func place(feed: Int) -> ExportPlace {
        ExportPlace(feed: feed, part: part, file: file, sha256: sha256)
    }

    /// What a person is told who started a run; nil when it was taken.
    var trouble: String? { refusal?.told(of: file) }
}

extension Refusal {
    init(_ refusal: ExportRefusal) {
        self.init(
            kind: refusal.kind == .header ? .header : .unreadable, line: refusal.line,
            column: refusal.column, message: refusal.message, remedy: refusal.remedy)
    }
}
