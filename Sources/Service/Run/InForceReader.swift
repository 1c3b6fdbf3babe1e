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
        while true {
            let inForce = Deliveries.inForce(old + new, feeds: settings.feeds)
            var names: Set<String> = []
            let unread = inForce.filter { read[name($0)] == nil && names.insert(name($0)).inserted }
            guard !unread.isEmpty else { break }
            let outcomes = await reading.read(
                unread, processors: Processors.usable, path: pathOfDelivery)
            for (delivery, outcome) in zip(unread, outcomes) {
                read[name(delivery)] = outcome
                guard let refusal = await objection(to: delivery, outcome, reading) else {
                    continue
                }
                let circumstances = circumstances(of: delivery)
                Self.mark(delivery, refusal, under: circumstances, in: &new)
                Self.mark(delivery, refusal, under: circumstances, in: &old)
                guard refusal.kind != .loss else { continue }
                if let older = acceptance.nextOlder(than: delivery, &look) {
                    new.insert(older, at: 0)
                }
            }
        }
        dropArchived(new, known: known)
        let inForce = Deliveries.inForce(old + new, feeds: settings.feeds)
        let untaken = Untaken(settings: settings, seen: look.seen).of(old + new, inForce: inForce)
        var facts = assemble(inForce, gaps: untaken.gaps, keys: keys)
        facts.deliveries.untaken = untaken.exports
        return Reading(
            facts: facts, newDeliveries: unrepeated(new, known: known),
            untaken: untaken.deliveries, heard: heard(new), missing: missing,
            troubles: look.troubles + untaken.deliveries.compactMap(\.trouble))
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
            Deliveries.isEarlier(before, delivery),
            case .success(let factsBefore)? = await reading.keysOnly.read(
                [before], processors: 1, path: pathOfDelivery
            ).first
        else { return nil }
        let cover = Cover(
            of: facts, name: look.beside[delivery.path]?.name ?? "",
            made: delivery.exportedAt ?? delivery.firstSeen.localDay, by: feed.covers)
        let loss = Loss(
            from: factsBefore, of: before, to: facts, covering: cover, units: settings.units)
        let objection = loss.objection(
            maxLossPercent: feed.maxLossPercent, sha256: delivery.sha256)
        if let objection, !acceptance.known.isReleased(delivery.sha256, feed) { return objection }
        missing += loss.lost
        return nil
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

    private static func mark(
        _ delivery: Delivery, _ refusal: Refusal, under circumstances: String,
        in deliveries: inout [Delivery]
    ) {
        for index in deliveries.indices
        where deliveries[index].feed == delivery.feed
            && deliveries[index].sha256 == delivery.sha256
        {
            deliveries[index] = deliveries[index].notTaken(refusal, under: circumstances)
        }
    }

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
