import AlertJournal
import Facts

/// Looks for exports that are not in force yet and takes copies of them.
struct Acceptance {
    let settings: Settings
    /// Deliveries of the journal, in order.
    let known: KnownDeliveries
    let instant: Instant
    let archive: Archive
    /// A dry run reads new exports where they lie.
    let isDryRun: Bool
    let settles: Bool
    let talk: @Sendable (String) -> Void

    /// What a look into the inbox brought.
    struct Look: Sendable {
        /// New deliveries, in the order in which they are accepted.
        var deliveries: [Delivery] = []
        /// Where the bytes of a new delivery lie, by SHA-256.
        var paths: [String: String] = [:]
        /// What stands beside a new delivery, and its file's name, by the delivery's path.
        var beside: [String: (companions: Companions, name: String)] = [:]
        /// Files that are news, if only by their time.
        var heard: [HeardFile] = []
        /// Feeds or files that could not be looked at: each one clear message.
        var troubles: [String] = []
        /// Digests of the paths of all files in a feed's folder; none where it cannot be read.
        var seen: [String: Set<String>] = [:]
        /// Older exports of a part that come next if the newest is refused, oldest first.
        fileprivate var older: [PartName: [Candidate]] = [:]
    }

    fileprivate struct PartName: Hashable {
        let feed: String
        let part: String
    }

    fileprivate struct Candidate {
        let feed: FeedSettings
        let seen: SeenExport
        let part: String
        let exportedAt: Day?
    }

    func look() async throws -> Look {
        var look = Look()
        for feed in settings.feeds {
            var deliveries: [Delivery] = []
            for candidate in try await settled(newest(candidates(of: feed, &look), &look)) {
                if let delivery = take(candidate, &look) { deliveries.append(delivery) }
            }
            look.deliveries += deliveries.sorted(by: Deliveries.isEarlier)
        }
        return look
    }

    /// The next older export of a refused delivery's part, or nil.
    func nextOlder(than refused: Delivery, _ look: inout Look) -> Delivery? {
        let part = PartName(feed: refused.feed, part: refused.part)
        while let candidate = look.older[part]?.popLast() {
            if let delivery = take(candidate, &look) { return delivery }
        }
        return nil
    }

    private func candidates(of feed: FeedSettings, _ look: inout Look) -> [Candidate] {
        let seen: [SeenExport]
        do {
            seen = try Inbox.exports(of: feed.path) { look.troubles.append($0) }
        } catch {
            look.troubles.append(error.description)
            return []
        }
        look.seen[feed.id] = Set(seen.map(\.pathDigest))
        return seen.filter { seen in
            !known.isDone(seen, feed) { circumstances(Companions(of: seen)) }
                // What is in force and lost from the archive is taken once more.
                || known.contentsInForce(seen, feed).map { !archive.has($0) } ?? false
        }.compactMap { seen in
            let candidate = Candidate(
                feed: feed, seen: seen, part: feed.part(ofName: seen.name),
                exportedAt: feed.exportedAt(ofName: seen.name))
            if let day = candidate.exportedAt, day > instant.localDay {
                look.troubles.append(
                    "\(masked(candidate)): error: its name says \(day.iso), which is still to come;"
                        + " correct the name or the feed's `exported_at`")
                return nil
            }
            return candidate
        }
    }

    /// On first start only the newest full export of each part is taken; the others wait.
    private func newest(_ candidates: [Candidate], _ look: inout Look) -> [Candidate] {
        var chosen: [Candidate] = []
        for (part, its) in Dictionary(grouping: candidates, by: \.part)
            .sorted(by: { $0.key < $1.key })
        {
            guard let feed = its.first?.feed, feed.mode == .full else {
                chosen += its
                continue
            }
            let possible = its.filter {
                known.canComeIntoForce(part: part, exportedAt: $0.exportedAt, of: feed)
            }
            let dated = possible.filter { $0.exportedAt != nil }
                .sorted {
                    ($0.exportedAt ?? instant.localDay) < ($1.exportedAt ?? instant.localDay)
                }
            // Of several of the newest day their contents decide.
            let newest = dated.filter { $0.exportedAt == dated.last?.exportedAt }
            chosen += possible.filter { $0.exportedAt == nil } + newest
            look.older[PartName(feed: feed.id, part: part)] = dated.dropLast(newest.count)
        }
        return chosen
    }

    /// The candidates that stood still for `settle_seconds`; waits once for those that may yet.
    private func settled(_ candidates: [Candidate]) async throws -> [Candidate] {
        guard settles, settings.settleSeconds > 0 else { return candidates }
        let needed = Int64(settings.settleSeconds) * 1_000_000_000
        let now = SystemClock.nanosecondsSince1970()
        let moving = candidates.filter { now - $0.seen.stamp.modified < needed }
        guard let youngest = moving.map(\.seen.stamp.modified).max() else { return candidates }
        // A time of modification in the future says nothing; the file still has to stand still.
        let left = min(needed, needed - (now - youngest))
        talk(
            "\(moving.count) file(s) changed just now: waiting \(left / 1_000_000_000 + 1) s"
                + " until they have stood still")
        try await Task.sleep(for: .nanoseconds(left))
        return candidates.filter { candidate in
            if FileStamp(path: candidate.seen.path) == candidate.seen.stamp { return true }
            talk("\(masked(candidate)): still being written; left for the next run")
            return false
        }
    }

    private func masked(_ candidate: Candidate) -> String {
        candidate.feed.path.masked(
            candidate.seen.name, feed: candidate.feed.id, units: settings.units)
            ?? candidate.feed.id
    }

    private func take(_ candidate: Candidate, _ look: inout Look) -> Delivery? {
        let (seen, feed) = (candidate.seen, candidate.feed)
        let companions = Companions(of: seen)
        let sha256: String
        do {
            if let last = known.lastUntaken(at: seen.pathDigest, feed),
                last.size == seen.stamp.size,
                last.refusal?.kind != .incomplete, !known.isReleased(last),
                last.refusedUnder == circumstances(companions),
                try Archive.sha256(of: seen.path) == last.sha256
            {
                return nil
            }
            sha256 = try isDryRun ? Archive.sha256(of: seen.path) : archive.store(seen.path)
        } catch {
            let what = error.path == seen.path ? masked(candidate) : error.path
            look.troubles.append(
                "\(what): error: it could not be copied into the archive (\(error.reason));"
                    + " check permissions and free space")
            return nil
        }
        let isInForce =
            known.isInForce(
                sha256, part: candidate.part, exportedAt: candidate.exportedAt, of: feed,
                path: seen.pathDigest)
            || known.isOldCopy(
                sha256, part: candidate.part, of: feed, path: seen.pathDigest,
                seen: look.seen[feed.id] ?? [])
        // The same bytes again tell that the feed is alive today; a new file, when it was made. Of
        // files that lay there before the first look nobody knows but by their own times.
        let today = instant.localDay
        let arrivedOn = known.has(feed) ? today : min(seen.stamp.modifiedOn, today)
        let heardOn = isInForce ? today : candidate.exportedAt ?? arrivedOn
        look.heard.append(
            HeardFile(
                feed: feed.id, path: seen.pathDigest, sha256: sha256, size: Int(seen.stamp.size),
                inode: UInt64(bitPattern: seen.stamp.inode),
                modifiedNanoseconds: seen.stamp.modified, heardOn: heardOn))
        // A file that was refused and is what is in force again has to be told to the journal.
        if isInForce, known.lastUntaken(at: seen.pathDigest, feed) == nil { return nil }
        look.paths[sha256] = isDryRun ? seen.path : archive.path(of: sha256)
        look.beside[seen.pathDigest] = (companions, seen.name)
        let delivery = Delivery(
            feed: feed.id, part: candidate.part, path: seen.pathDigest, file: masked(candidate),
            sha256: sha256, size: Int(seen.stamp.size),
            inode: UInt64(bitPattern: seen.stamp.inode),
            modifiedNanoseconds: seen.stamp.modified, exportedAt: candidate.exportedAt,
            firstSeen: known.firstSeenUntaken(sha256, feed: feed.id, path: seen.pathDigest)
                ?? instant)
        guard
            let contradiction = companions.contradiction(
                sha256: sha256, bytes: Int(seen.stamp.size))
        else { return delivery }
        return delivery.notTaken(contradiction, under: circumstances(companions))
    }

    /// What an export's reading depends on besides its bytes.
    func circumstances(_ companions: Companions) -> String {
        settings.digest + companions.digest
    }
}
