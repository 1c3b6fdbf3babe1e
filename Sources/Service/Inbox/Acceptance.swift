import AlertJournal
import Facts

/// Looks for exports that the journal does not know yet and takes copies of them.
struct Acceptance {
    let settings: Settings
    /// Deliveries of the journal, in order.
    let known: [Delivery]
    let instant: Instant
    let archive: Archive
    /// A dry run reads new exports where they lie.
    let isDryRun: Bool
    let settles: Bool
    let talk: @Sendable (String) -> Void

    /// What a look into the inbox brought.
    struct Result: Sendable {
        /// New deliveries, in the order in which they are accepted.
        var deliveries: [Delivery] = []
        /// Where the bytes of a new delivery lie, by SHA-256.
        var paths: [String: String] = [:]
        /// Feeds or files that could not be looked at: each one clear message.
        var troubles: [String] = []
    }

    private struct Candidate {
        let feed: FeedSettings
        let seen: SeenExport
        let part: String
        let exportedAt: Day?
    }

    func look() async throws -> Result {
        var result = Result()
        for feed in settings.feeds {
            let candidates = candidates(of: feed, &result)
            var deliveries: [Delivery] = []
            for candidate in try await settled(candidates, &result) {
                if let delivery = take(candidate, &result) { deliveries.append(delivery) }
            }
            result.deliveries += deliveries.sorted(by: Deliveries.isEarlier)
        }
        return result
    }

    private func candidates(of feed: FeedSettings, _ result: inout Result) -> [Candidate] {
        let seen: [SeenExport]
        do {
            seen = try Inbox.exports(of: feed.path)
        } catch {
            result.troubles.append(error.description)
            return []
        }
        let new = seen.filter { !isUnchanged($0, feed) }.map {
            Candidate(
                feed: feed, seen: $0, part: feed.part(ofName: $0.name),
                exportedAt: feed.exportedAt(ofName: $0.name))
        }
        // A newer export that was refused before does not keep an older whole one out.
        let newest = Dictionary(
            new.filter { !isRefused($0) }.compactMap { candidate in
                candidate.exportedAt.map { (candidate.part, $0) }
            }, uniquingKeysWith: max)
        return new.filter { candidate in
            guard feed.mode == .full, let exportedAt = candidate.exportedAt else { return true }
            return exportedAt >= newest[candidate.part] ?? exportedAt
                && Deliveries.canComeIntoForce(
                    part: candidate.part, exportedAt: exportedAt, of: feed, beside: known)
        }
    }

    /// Path, inode, size and time of its last delivery are a hint not to hash it again.
    private func isUnchanged(_ seen: SeenExport, _ feed: FeedSettings) -> Bool {
        let last = lastDelivery(of: seen, feed)
        return last?.state == .accepted && last?.hasStamp(seen.stamp) == true
    }

    private func isRefused(_ candidate: Candidate) -> Bool {
        let last = lastDelivery(of: candidate.seen, candidate.feed)
        return last?.state == .refused && last?.hasStamp(candidate.seen.stamp) == true
    }

    private func lastDelivery(of seen: SeenExport, _ feed: FeedSettings) -> Delivery? {
        known.last { $0.feed == feed.id && $0.path == seen.path }
    }

    /// The candidates that stood still for `settle_seconds`; waits for those that may yet.
    private func settled(
        _ candidates: [Candidate], _ result: inout Result
    ) async throws -> [Candidate] {
        guard settles else { return candidates }
        var settled: [Candidate] = []
        for candidate in candidates {
            let age = SystemClock.nanosecondsSince1970() - candidate.seen.stamp.modified
            let left = Int64(settings.settleSeconds) * 1_000_000_000 - age
            if left > 0 {
                let name = masked(candidate)
                talk("\(name): waiting \(left / 1_000_000_000 + 1) s until it has stood still")
                try await Task.sleep(for: .nanoseconds(min(left, Int64(3600) * 1_000_000_000)))
                guard FileStamp(path: candidate.seen.path) == candidate.seen.stamp else {
                    talk("\(name): still being written; left for the next run")
                    continue
                }
            }
            settled.append(candidate)
        }
        return settled
    }

    private func masked(_ candidate: Candidate) -> String {
        candidate.feed.path.masked(
            candidate.seen.name, feed: candidate.feed.id, units: settings.units)
            ?? candidate.feed.id
    }

    private func take(_ candidate: Candidate, _ result: inout Result) -> Delivery? {
        let seen = candidate.seen
        let sha256: String
        do {
            sha256 = try isDryRun ? Archive.sha256(of: seen.path) : archive.store(seen.path)
        } catch {
            let what = error.path == seen.path ? masked(candidate) : error.path
            result.troubles.append(
                "\(what): error: it could not be copied into the archive (\(error.reason));"
                    + " check permissions and free space")
            return nil
        }
        let last = lastDelivery(of: seen, candidate.feed)
        if let last, last.state == .accepted, last.sha256 == sha256 { return nil }
        result.paths[sha256] = isDryRun ? seen.path : archive.path(of: sha256)
        return Delivery(
            feed: candidate.feed.id, part: candidate.part, path: seen.path,
            file: masked(candidate), sha256: sha256, size: Int(seen.stamp.size),
            inode: UInt64(bitPattern: seen.stamp.inode),
            modifiedNanoseconds: seen.stamp.modified, exportedAt: candidate.exportedAt,
            firstSeen: instant)
    }
}

extension Delivery {
    /// Whether the file was not touched since.
    fileprivate func hasStamp(_ stamp: FileStamp) -> Bool {
        inode == UInt64(bitPattern: stamp.inode) && size == Int(stamp.size)
            && modifiedNanoseconds == stamp.modified
    }
}
