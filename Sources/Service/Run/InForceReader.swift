import AlertJournal
import Facts
import Ingest
import Reconciliation

/// Reads the exports in force; one that is refused leaves the one before it in force.
struct InForceReader {
    private let settings: Settings
    private let instant: Instant
    private let acceptance: Acceptance
    private var look: Acceptance.Look
    private var read: [String: ExportReading.Outcome] = [:]

    struct Reading {
        let facts: FactSet
        /// The new deliveries with what became of them.
        let newDeliveries: [Delivery]
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
        var troubles: [String] = []
        while true {
            let inForce = Deliveries.inForce(old + new, feeds: settings.feeds)
            var names: Set<String> = []
            let unread = inForce.filter { read[name($0)] == nil && names.insert(name($0)).inserted }
            guard !unread.isEmpty else { break }
            let paths = look.paths
            let archive = acceptance.archive
            let outcomes = await reading.read(unread, processors: Processors.usable) { delivery in
                paths[delivery.sha256] ?? archive.path(of: delivery.sha256)
            }
            for (delivery, outcome) in zip(unread, outcomes) {
                read[name(delivery)] = outcome
                guard case .failure(let refusal) = outcome else { continue }
                let trouble = Self.message(refusal, of: delivery)
                troubles.append(trouble)
                Self.refuse(delivery, trouble, in: &new)
                Self.refuse(delivery, trouble, in: &old)
                if let older = acceptance.nextOlder(than: delivery, &look) {
                    new.insert(older, at: 0)
                }
            }
        }
        dropArchived(new, known: known)
        let inForce = Deliveries.inForce(old + new, feeds: settings.feeds)
        let gaps = gaps(old + new, inForce: inForce)
        return Reading(
            facts: assemble(inForce, gaps: gaps, keys: keys),
            newDeliveries: unrepeated(new, known: known), troubles: look.troubles + troubles)
    }

    /// Feeds of which an export was refused that nothing in force stands for: a part that has none
    /// other, or a link of a chain of deltas.
    private func gaps(_ deliveries: [Delivery], inForce: [Delivery]) -> Set<Int> {
        var gaps: Set<Int> = []
        for (index, feed) in settings.feeds.enumerated() {
            let its = deliveries.filter { $0.feed == feed.id }
            let partsInForce = Set(inForce.filter { $0.feed == feed.id }.map(\.part))
            let last = Dictionary(its.map { ($0.path, $0) }) { $1 }
            let seen = look.seen[feed.id]
            let hasGap = last.values.contains {
                // A file that was taken away is no longer waited for.
                $0.state == .refused && seen?.contains($0.path) ?? true
                    && (feed.mode == .delta || !partsInForce.contains($0.part))
            }
            if hasGap { gaps.insert(index) }
        }
        return gaps
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
            let place = ExportPlace(
                feed: feed, part: delivery.part, file: delivery.file, sha256: delivery.sha256)
            assembly.add(consume facts, of: place, exportedAt: delivery.exportedAt)
        }
        return assembly.finish(gaps: gaps)
    }

    private func name(_ delivery: Delivery) -> String { "\(delivery.feed)/\(delivery.sha256)" }

    /// `file:line:column: error: what; what would do`.
    private static func message(_ refusal: ExportRefusal, of delivery: Delivery) -> String {
        let place =
            refusal.line == 0
            ? delivery.file : "\(delivery.file):\(refusal.line):\(max(1, refusal.column))"
        return "\(place): error: \(refusal.message.en); \(refusal.remedy.en)"
    }

    private static func refuse(
        _ delivery: Delivery, _ reason: String, in deliveries: inout [Delivery]
    ) {
        for index in deliveries.indices
        where deliveries[index].feed == delivery.feed
            && deliveries[index].sha256 == delivery.sha256
        {
            deliveries[index] = deliveries[index].refused(reason)
        }
    }

    /// What was refused is not kept in the archive, unless an accepted export has the same bytes.
    private func dropArchived(_ new: [Delivery], known: [Delivery]) {
        guard !acceptance.isDryRun else { return }
        let kept = Set((known + new).filter { $0.state == .accepted }.map(\.sha256))
        for delivery in new where delivery.state == .refused && !kept.contains(delivery.sha256) {
            acceptance.archive.remove(delivery.sha256)
        }
    }

    /// A refusal that the journal has already is not recorded again.
    private func unrepeated(_ new: [Delivery], known: [Delivery]) -> [Delivery] {
        new.filter { delivery in
            let last = known.last { $0.feed == delivery.feed && $0.path == delivery.path }
            return delivery.state == .accepted || last?.state != .refused
                || last?.sha256 != delivery.sha256
        }
    }
}

extension Delivery {
    /// The same delivery, refused for this reason.
    func refused(_ reason: String) -> Delivery {
        Delivery(
            order: order, feed: feed, part: part, path: path, file: file, sha256: sha256,
            size: size, inode: inode, modifiedNanoseconds: modifiedNanoseconds,
            exportedAt: exportedAt, firstSeen: firstSeen, state: .refused, refusal: reason)
    }
}
