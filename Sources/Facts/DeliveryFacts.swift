/// What inbox and journal tell of deliveries, besides the exports in force.
package struct DeliveryFacts: Sendable {
    /// The newest exports that are not in force because they were refused or are held.
    package var untaken: [UntakenExport] = []
    /// Records that a newer export of their part left out although it covers their days.
    package var missing: [MissingRecord] = []
    /// Records that stand under another id in the export that replaced theirs.
    package var renamed: [RenamedRecord] = []
    /// By index of the feed (of the settings).
    package var hearing: [Int: FeedHearing] = [:]

    package init() {}
}

/// An export that was refused or is held, and that nothing newer stands for.
package struct UntakenExport: Hashable, Sendable {
    package let place: ExportPlace
    package let refusal: Refusal

    package init(place: ExportPlace, refusal: Refusal) {
        self.place = place
        self.refusal = refusal
    }
}

/// A record that was in a part's full export and is not in the one that replaced it.
package struct MissingRecord: Hashable, Sendable {
    package let feed: String
    package let part: String
    package let holds: Holds
    /// Its canonical subject id.
    package let subject: String
    /// Where it stood last.
    package let file: String
    package let sha256: String
    package let line: Int

    package init(
        feed: String, part: String, holds: Holds, subject: String, file: String, sha256: String,
        line: Int
    ) {
        self.feed = feed
        self.part = part
        self.holds = holds
        self.subject = subject
        self.file = file
        self.sha256 = sha256
        self.line = line
    }

    /// A record is the same wherever it stood.
    package static func == (left: MissingRecord, right: MissingRecord) -> Bool {
        left.subject == right.subject && left.feed == right.feed && left.part == right.part
            && left.holds == right.holds
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(subject)
        hasher.combine(feed)
        hasher.combine(part)
    }
}

/// A record whose id a person corrected between two full exports of its part.
package struct RenamedRecord: Hashable, Sendable {
    package let holds: Holds
    /// Its canonical subject id before.
    package let from: String
    package let to: String

    package init(holds: Holds, from: String, to: String) {
        self.holds = holds
        self.from = from
        self.to = to
    }
}

/// When a feed was last heard of, and how often it should be.
package struct FeedHearing: Hashable, Sendable {
    /// The day of its last usable delivery; the day from which it is known while it had none.
    package let lastHeard: Day
    package let hasDelivered: Bool
    /// How many working days may pass between two deliveries; nil: nobody said.
    package let expectedEveryWorkingDays: Int?

    package init(lastHeard: Day, hasDelivered: Bool, expectedEveryWorkingDays: Int?) {
        self.lastHeard = lastHeard
        self.hasDelivered = hasDelivered
        self.expectedEveryWorkingDays = expectedEveryWorkingDays
    }
}

extension FactSet {
    /// The place of an export by the index that evidence uses: first those in force, then those of
    /// `deliveries`.
    package func place(ofExport index: UInt32) -> ExportPlace {
        let index = Int(index)
        return index < exports.count ? exports[index] : otherPlaces[index - exports.count]
    }

    /// The index by which evidence names an export that was not taken.
    package func exportIndex(ofUntaken index: Int) -> UInt32 { UInt32(exports.count + index) }

    /// The index by which evidence names the export in which a missing record stood.
    package func exportIndex(ofMissing record: MissingRecord) -> UInt32? {
        otherPlaces.firstIndex { $0.sha256 == record.sha256 && $0.file == record.file }
            .map { UInt32(exports.count + $0) }
    }

    /// All places that evidence can name, in the order of their indices.
    package var places: [ExportPlace] { exports + otherPlaces }

    private var otherPlaces: [ExportPlace] {
        var places = deliveries.untaken.map(\.place)
        for record in deliveries.missing {
            let isKnown = places.contains { $0.sha256 == record.sha256 && $0.file == record.file }
            guard !isKnown, let feed = feeds.firstIndex(where: { $0.id == record.feed }) else {
                continue
            }
            places.append(
                ExportPlace(
                    feed: feed, part: record.part, file: record.file, sha256: record.sha256))
        }
        return places
    }

    /// Which of these records the exports in force have again.
    package func present(among records: [MissingRecord]) -> Set<MissingRecord> {
        var present: Set<MissingRecord> = []
        for (holds, its) in Dictionary(grouping: records, by: \.holds) {
            var wanted: [FactKey: [MissingRecord]] = [:]
            for record in its { wanted[key(ofSubject: record.subject), default: []].append(record) }
            let keys = table(holds)?.keys ?? Column()
            for row in keys.raws.indices {
                guard let key = keys[row], let records = wanted[key] else { continue }
                present.formUnion(records)
            }
        }
        return present
    }

    /// The merged table of one kind; nil for kinds that no rule looks at.
    private func table(_ holds: Holds) -> FactTable? {
        switch holds {
        case .dossiers: dossiers.table
        case .paperDossiers: paperDossiers.table
        case .documents: documents.table
        case .paperDocuments: paperDocuments.table
        case .apologyLetters: apologyLetters.table
        case .proceduresOffered: proceduresOffered.table
        default: nil
        }
    }
}
