import AlertJournal
import Facts
import Ingest
import Reconciliation

/// Reads the exports in force; one that is refused or held leaves the one before it in force.
struct InForceReader {
    private let settings: Settings
    private let instant: Instant
    private let acceptance: Acceptance
    private var look: Acceptance.Look
    private var read: [String: ExportReading.Outcome] = [:]
    private var missing: [MissingRecord] = []
    private var renamed: [RenamedRecord] = []

    struct Reading {
        var facts: FactSet
        /// The new deliveries with what became of them.
        let newDeliveries: [Delivery]
        /// The deliveries that are not in force and should be, the newest of a part first.
        let untaken: [Delivery]
        /// Files that are news.
        let heard: [HeardFile]
        /// Records of exports that were in force which those that replaced them left out.
        let missing: [MissingRecord]
        let troubles: [String]
    }

    init(_ acceptance: Acceptance, _ look: Acceptance.Look) {
        settings = acceptance.settings
        instant = acceptance.instant
        self.acceptance = acceptance
        self.look = look
    }

    mutating func read() async -> Reading {
        let keys = KeyMaker()
        let reading = ExportReading(settings: settings, keys: keys, today: instant.localDay)
        let known = acceptance.known.all
        var new = look.deliveries
        var old = known
        // What a checksum beside it refused already gives way to the next older one, too.
        for delivery in look.deliveries where delivery.state == .refused {
            if let older = acceptance.nextOlder(than: delivery, &look) { new.insert(older, at: 0) }
        }
        var judged: Set<Delivery> = []
        while true {
            let inForce = Deliveries.inForce(old + new, feeds: settings.feeds)
            let unjudged = inForce.filter { judged.insert($0).inserted }
            guard !unjudged.isEmpty else { break }
            await readAll(unjudged, reading)
            for delivery in unjudged {
                guard let outcome = read[name(delivery)],
                    let refusal = await objection(to: delivery, outcome, reading)
                else { continue }
                let refused = delivery.notTaken(refusal, under: circumstances(of: delivery))
                guard delivery.order == 0 else {
                    leave(delivery, as: refused, in: &old)
                    continue
                }
                if let index = new.firstIndex(of: delivery) { new[index] = refused }
                if let older = acceptance.nextOlder(than: delivery, &look) {
                    new.insert(older, at: 0)
                }
            }
        }
        for index in new.indices {
            guard case .success(let facts)? = read[name(new[index])] else { continue }
            new[index].recordCount = facts.notes.recordCount
        }
        dropArchived(new, known: known)
        let inForce = Deliveries.inForce(old + new, feeds: settings.feeds)
        let untaken = Untaken(settings: settings, seen: look.seen).of(old + new, inForce: inForce)
        var facts = assemble(inForce, gaps: untaken.gaps, keys: keys)
        facts.deliveries.untaken = untaken.exports
        facts.deliveries.renamed = renamed
        return Reading(
            facts: facts, newDeliveries: unrepeated(new, known: known),
            untaken: untaken.deliveries, heard: heard(new), missing: missing,
            troubles: look.troubles + untaken.deliveries.compactMap(\.trouble))
    }

    private mutating func readAll(_ deliveries: [Delivery], _ reading: ExportReading) async {
        var names: Set<String> = []
        let unread = deliveries.filter {
            read[name($0)] == nil && names.insert(name($0)).inserted
        }
        let outcomes = await reading.read(
            unread, processors: Processors.usable, path: pathOfDelivery)
        for (delivery, outcome) in zip(unread, outcomes) { read[name(delivery)] = outcome }
    }

    /// An export that was taken once and cannot be read any more: nothing older may speak for its
    /// part, as it would bring back what has long been mended.
    private func leave(_ delivery: Delivery, as refused: Delivery, in old: inout [Delivery]) {
        let feed = settings.feeds.first { $0.id == delivery.feed }
        old.removeAll {
            feed?.mode == .full && $0.feed == delivery.feed && $0.part == delivery.part
                && $0.state == .accepted && $0.order != delivery.order
        }
        if let index = old.firstIndex(of: delivery) { old[index] = refused }
    }

    private var pathOfDelivery: @Sendable (Delivery) -> String {
        let paths = look.paths
        let archive = acceptance.archive
        return { paths[$0.sha256] ?? archive.path(of: $0.sha256) }
    }

    private func circumstances(of delivery: Delivery) -> String {
        look.beside[delivery.path].map { acceptance.circumstances($0.companions) }
            ?? settings.digest
    }

    /// Why a delivery is not taken; nil when it is.
    private mutating func objection(
        to delivery: Delivery, _ outcome: ExportReading.Outcome, _ reading: ExportReading
    ) async -> Refusal? {
        switch outcome {
        case .failure(let refusal): return Refusal(refusal)
        case .success(let facts):
            // What the journal has accepted once was whole then.
            guard delivery.order == 0 else { return nil }
            if let refusal = Completeness(known: acceptance.known).objection(
                to: delivery, facts, beside: look.beside[delivery.path]?.companions)
            {
                return refusal
            }
            return await objection(toLossesOf: delivery, facts, reading)
        }
    }

    private mutating func objection(
        toLossesOf delivery: Delivery, _ facts: ExportFacts, _ reading: ExportReading
    ) async -> Refusal? {
        guard let feed = settings.feeds.first(where: { $0.id == delivery.feed }),
            feed.mode == .full,
            let before = acceptance.known.inForce(part: delivery.part, of: feed),
            before.sha256 != delivery.sha256, Deliveries.isEarlier(before, delivery)
        else { return nil }
        var loss = await loss(from: before, to: delivery, facts, feed, reading)
        let corrections = await corrections(from: before, to: delivery, loss, reading)
        if let corrections { loss.forgive(corrections) }
        let objection = loss.objection(
            maxLossPercent: feed.maxLossPercent, sha256: delivery.sha256)
        let isReleased = acceptance.known.isReleased(
            delivery.sha256, at: delivery.path, feed)
        if let objection, !isReleased { return objection }
        missing += loss.lost
        renamed += corrections?.renamed ?? []
        return nil
    }

    /// The lost records that stand under another code in the newer export; nil when nothing is lost.
    private func corrections(
        from before: Delivery, to delivery: Delivery, _ loss: Loss, _ reading: ExportReading
    ) async -> Corrections? {
        guard !loss.lost.isEmpty else { return nil }
        let outcomes = await reading.identitiesOnly.read(
            [before, delivery], processors: Processors.usable, path: pathOfDelivery)
        guard case .success(let old)? = outcomes.first, case .success(let new)? = outcomes.last
        else { return nil }
        return Corrections(from: old.table, to: new.table, units: settings.units)
    }

    private func loss(
        from before: Delivery, to delivery: Delivery, _ facts: ExportFacts, _ feed: FeedSettings,
        _ reading: ExportReading
    ) async -> Loss {
        let outcome = await reading.keysOnly.read(
            [before], processors: 1, path: pathOfDelivery
        ).first
        guard case .success(let factsBefore)? = outcome else {
            return Loss(from: before.recordCount ?? 0, to: facts.notes.recordCount)
        }
        let cover = Cover(
            of: facts, name: look.beside[delivery.path]?.name ?? "",
            made: delivery.exportedAt ?? delivery.firstSeen.localDay, by: feed.covers)
        return Loss(
            from: factsBefore, of: before, to: facts, covering: cover, units: settings.units)
    }

    private mutating func assemble(
        _ inForce: [Delivery], gaps: Set<Int>, keys: KeyMaker
    ) -> FactSet {
        var assembly = FactAssembly(
            feeds: settings.feeds.map(\.mapping), units: settings.units,
            calendar: settings.calendar, keys: keys, today: instant.localDay)
        var uses = Dictionary(inForce.map { (name($0), 1) }, uniquingKeysWith: +)
        for delivery in inForce {
            let name = name(delivery)
            uses[name, default: 1] -= 1
            // Taken out at its last use, so that its memory is free as soon as it has been joined.
            let outcome = uses[name] == 0 ? read.removeValue(forKey: name) : read[name]
            guard case .success(let facts)? = outcome,
                let feed = settings.feeds.firstIndex(where: { $0.id == delivery.feed })
            else { continue }
            assembly.add(
                consume facts, of: delivery.place(feed: feed), exportedAt: delivery.exportedAt)
        }
        return assembly.finish(gaps: gaps)
    }

    private func name(_ delivery: Delivery) -> String { "\(delivery.feed)/\(delivery.sha256)" }

    /// What was refused is not kept in the archive, unless an accepted export has the same bytes.
    private func dropArchived(_ new: [Delivery], known: [Delivery]) {
        guard !acceptance.isDryRun else { return }
        let kept = Set((known + new).filter { $0.state != .refused }.map(\.sha256))
        for delivery in new where delivery.state == .refused && !kept.contains(delivery.sha256) {
            acceptance.archive.remove(delivery.sha256)
        }
    }

    /// A refusal that the journal has already is not recorded again.
    private func unrepeated(_ new: [Delivery], known: [Delivery]) -> [Delivery] {
        new.filter { delivery in
            let last = known.last { $0.feed == delivery.feed && $0.path == delivery.path }
            return delivery.state == .accepted || last?.state != delivery.state
                || last?.sha256 != delivery.sha256 || last?.refusedUnder != delivery.refusedUnder
        }
    }

    /// Only what can be used counts as heard of.
    private func heard(_ new: [Delivery]) -> [HeardFile] {
        let untaken = Set(new.filter { $0.state != .accepted }.map { "\($0.feed)/\($0.path)" })
        return look.heard.filter { !untaken.contains("\($0.feed)/\($0.path)") }
    }
}
