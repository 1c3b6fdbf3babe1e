import Facts
import Testing

@testable import Reconciliation

@Suite struct `How far exports tell everything` {
    private let july = Day("2021-07-20")!

    @Test func `without a feed nothing is told`() {
        #expect(!tells([], about: "AN", on: july))
    }

    @Test func `an export tells everything up to its last day`() {
        let feed = feed("a", through: july)
        #expect(tells([feed], about: "AN", on: july))
        #expect(!tells([feed], about: "AN", on: july.adding(days: 1)))
    }

    @Test func `an export without a day tells everything of none`() {
        #expect(!tells([feed("a", through: nil)], about: "AN", on: july))
    }

    @Test func `a feed that is not in force might hold any unit's records`() {
        let feeds = [feed("a", through: july), feed("b", isInForce: false)]
        #expect(!tells(feeds, about: "AN", on: july))
    }

    @Test func `a feed of one unit keeps nothing of another back`() {
        let feeds = [feed("a", through: july), feed("b", of: "BINH", isInForce: false)]
        #expect(tells(feeds, about: "AN", on: july))
        #expect(!tells(feeds, about: "BINH", on: july))
    }

    @Test func `a unit is told as far as the feeds that have it`() {
        let feeds = [
            feed("a", of: "AN", through: july),
            feed("b", of: "BINH", through: july.adding(days: 5)),
        ]
        #expect(!tells(feeds, about: "AN", on: july.adding(days: 1)))
        #expect(tells(feeds, about: "BINH", on: july.adding(days: 1)))
    }

    @Test func `a unit that two feeds have is told as far as the one that lags`() {
        let feeds = [
            feed("a", through: july, seen: ["AN"]),
            feed("b", through: july.adding(days: 5), seen: ["AN"]),
        ]
        #expect(!tells(feeds, about: "AN", on: july.adding(days: 3)))
    }

    @Test func `feeds of other units tell nothing about a unit`() {
        let feeds = [feed("a", of: "BINH", through: july), feed("b", of: "MOI", through: july)]
        #expect(!tells(feeds, about: "AN", on: july))
    }

    @Test func `a unit that no record names yet is told by the feeds that could have it`() {
        #expect(tells([feed("a", through: july, seen: ["BINH"])], about: "AN", on: july))
    }

    @Test func `a part that lags keeps back the units that only it has`() {
        let feed = FeedFacts(
            id: "a", holds: .dossiers, provides: [],
            parts: [
                PartFacts(tellsThrough: july, unitsSeen: [District.unit("AN")]),
                PartFacts(
                    tellsThrough: july.adding(days: 5), unitsSeen: [District.unit("BINH")]),
            ])
        #expect(!tells([feed], about: "AN", on: july.adding(days: 1)))
        #expect(tells([feed], about: "BINH", on: july.adding(days: 1)))
    }

    @Test func `of the parts that have a unit the newest counts`() {
        let unit = District.unit("AN")
        let feed = FeedFacts(
            id: "a", holds: .dossiers, provides: [],
            parts: [
                PartFacts(tellsThrough: july.adding(days: -365), unitsSeen: [unit]),
                PartFacts(tellsThrough: july, unitsSeen: [unit]),
            ])
        #expect(tells([feed], about: "AN", on: july))
    }

    @Test func `a feed with a refused export that nothing stands for might hold any record`() {
        let feed = FeedFacts(
            id: "a", holds: .dossiers, provides: [], parts: [PartFacts(tellsThrough: july)],
            hasGap: true)
        #expect(!tells([feed], about: "AN", on: july))
    }

    private func feed(
        _ id: String, of unit: String? = nil, through: Day? = nil, isInForce: Bool = true,
        seen: Set<String> = []
    ) -> FeedFacts {
        let part = PartFacts(tellsThrough: through, unitsSeen: Set(seen.map(District.unit)))
        return FeedFacts(
            id: id, holds: .dossiers, provides: [], unit: unit.map(District.unit),
            parts: isInForce ? [part] : [])
    }

    private func tells(_ feeds: [FeedFacts], about unit: String, on day: Day) -> Bool {
        District.facts(feeds: feeds).telling(.dossiers)
            .tellsAll(about: District.unit(unit), on: day)
    }
}
