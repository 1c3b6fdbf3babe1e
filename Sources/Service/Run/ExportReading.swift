import AlertJournal
import Facts
import Ingest
import Reconciliation
import RecordReading

/// Reads exports side by side, the largest first, into facts in a fixed order.
struct ExportReading: Sendable {
    let settings: Settings
    let wanted: [Holds: Set<Field>]
    let keys: KeyMaker
    let today: Day

    init(settings: Settings, keys: KeyMaker, today: Day) {
        self.settings = settings
        self.keys = keys
        self.today = today
        wanted = RuleCatalogue.fields(of: settings.rulesOn)
    }

    private init(_ other: ExportReading, wanted: [Holds: Set<Field>]) {
        settings = other.settings
        keys = other.keys
        today = other.today
        self.wanted = wanted
    }

    /// The same for the keys and days of records alone.
    var keysOnly: ExportReading { ExportReading(self, wanted: [:]) }

    /// The same for what records are known again by when their codes were corrected.
    var identitiesOnly: ExportReading { ExportReading(self, wanted: Corrections.fields) }

    typealias Outcome = Result<ExportFacts, ExportRefusal>

    /// Reads each delivery; the answers stand in the order of the deliveries.
    ///
    /// - Parameter path: where a delivery's bytes lie.
    func read(
        _ deliveries: [Delivery], processors: Int, path: @escaping @Sendable (Delivery) -> String
    ) async -> [Outcome] {
        let largestFirst = deliveries.indices.sorted { deliveries[$0].size > deliveries[$1].size }
        var outcomes = [Outcome?](repeating: nil, count: deliveries.count)
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var next = largestFirst.makeIterator()
            func add() {
                guard let index = next.next() else { return }
                let delivery = deliveries[index]
                group.addTask { (index, readOne(delivery, at: path(delivery))) }
            }
            for _ in 0..<max(1, processors) { add() }
            for await (index, outcome) in group {
                outcomes[index] = outcome
                add()
            }
        }
        return outcomes.compactMap { $0 }
    }

    private func readOne(_ delivery: Delivery, at path: String) -> Outcome {
        guard let feed = settings.feeds.first(where: { $0.id == delivery.feed }) else {
            preconditionFailure("a delivery of a feed that is not in the settings")
        }
        let reader = ExportReader(
            mapping: feed.mapping, wanted: wanted[feed.mapping.holds] ?? [],
            units: settings.units, keys: keys, today: today)
        do {
            return .success(try reader.read(path: path))
        } catch {
            return .failure(error)
        }
    }
}
