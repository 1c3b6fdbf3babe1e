/// The documents of the sample.
struct DocumentPopulation: Sendable {
    /// The report's documents by issuing unit, each series in the order of its numbers.
    let outgoing: [Document]
    /// The registers of incoming documents, each in the order of arrival.
    let incoming: [Document]
    let added: AddedDocuments

    init(dossiers: Int, seed: UInt64) {
        var draw = SplitMix64(seed: seed ^ 0xd0c)
        let scale = Scale(dossiers: min(dossiers, Cohort.reportedDossiers))
        var outgoing: [Document] = []
        for unit in SampleUnit.districtIssuers + SampleUnit.communes {
            var documents = Self.series(of: unit, scale).flatMap { series, full in
                Self.documents(series, of: full, &draw)
            }
            Self.assignCourses(&documents, of: unit, scale, &draw)
            Self.assignRecipients(&documents, &draw)
            outgoing += documents
        }
        self.outgoing = outgoing
        incoming = Self.arrivals(of: outgoing + Self.fromProvince(scale, &draw), &draw)
        let arrived = Dictionary(grouping: incoming, by: \.unit).mapValues(\.count)
        added = AddedDocuments(
            count: max(0, dossiers - Cohort.reportedDossiers), seed: seed, arrived: arrived)
    }

    /// Shrinks counts of the report's district, never to nothing.
    private struct Scale {
        let dossiers: Int

        func callAsFunction(_ count: Int) -> Int {
            let full = Cohort.reportedDossiers
            return max(1, (count * dossiers + full / 2) / full)
        }
    }

    /// A unit's series with their counts, and the counts that the report's district has.
    private static func series(
        of unit: SampleUnit, _ scale: Scale
    ) -> [(DocumentPlan.Series, full: Int)] {
        if unit == .chuPuh {
            return DocumentPlan.district.map { plan in
                let count = max(scale(plan.count), leastCount(unit, plan.type))
                let series = DocumentPlan.Series(
                    unit: unit, type: plan.type, count: count, anchors: plan.anchors)
                return (series, plan.count)
            }
        }
        let isCommune = unit.isCommune
        let totals = isCommune ? DocumentPlan.communes : DocumentPlan.departments
        let shares = isCommune ? DocumentPlan.communeShares : DocumentPlan.departmentShares
        guard let full = totals.first(where: { $0.0 == unit })?.1 else { return [] }
        let special = DocumentPlan.special.flatMap(\.1).filter { $0.0 == unit }
        let total = max(scale(full), special.reduce(4) { $0 + scale($1.1) })
        var percent = 0
        return shares.map { type, share in
            let before = total * percent / 100
            percent += share
            let count = max(total * percent / 100 - before, leastCount(unit, type))
            return (DocumentPlan.Series(unit: unit, type: type, count: count), count)
        }
    }

    /// A gap or a double needs numbers on both sides.
    private static func leastCount(_ unit: SampleUnit, _ type: DocumentType) -> Int {
        let isPlanned =
            DocumentPlan.gaps.contains { $0.0 == unit && $0.1 == type }
            || DocumentPlan.doubles.contains { $0.0 == unit && $0.1 == type }
        return isPlanned ? 4 : 0
    }

    private static func documents(
        _ series: DocumentPlan.Series, of full: Int, _ draw: inout SplitMix64
    ) -> [Document] {
        let gap = DocumentPlan.gaps.first { $0.0 == series.unit && $0.1 == series.type }?.2 ?? 0
        let isDoubled = DocumentPlan.doubles.contains {
            $0.0 == series.unit && $0.1 == series.type
        }
        let middle = series.count / 2
        var lastDay = 0
        return (0..<series.count).map { position in
            var number = position + 1
            if position >= middle { number += gap - (isDoubled ? 1 : 0) }
            var day = day(of: (position + 1) * full / series.count, in: series, full: full)
            if isDoubled, position == middle { day = max(day, lastDay + 1) }
            day = max(day, lastDay)
            lastDay = day
            let released = day < SampleDays.last && draw.oneIn(7) ? day + 1 : day
            var document = Document(
                unit: series.unit, author: series.unit, type: series.type, number: number,
                issued: day, released: released, seed: draw.next())
            if gap > 0, position == middle { document.skippedNumbers = gap }
            if isDoubled, position == middle || position == middle - 1 {
                document.course = .numberedTwice
            }
            return document
        }
    }

    /// The day of a number: its anchor's, or evenly between its neighbours'.
    private static func day(
        of number: Int, in series: DocumentPlan.Series, full: Int
    ) -> Int {
        var (before, start) = (0, 0)
        for anchor in series.anchors + [(full, SampleDays.day(SampleDays.last))] {
            let end = SampleDays.number(of: anchor.day)
            if number <= anchor.number {
                return start + (end - start) * (number - before) / max(1, anchor.number - before)
            }
            (before, start) = (anchor.number, end)
        }
        return SampleDays.last
    }

    private static func assignCourses(
        _ documents: inout [Document], of unit: SampleUnit, _ scale: Scale,
        _ draw: inout SplitMix64
    ) {
        // The first of each series stays in order.
        var free = draw.shuffled(
            documents.indices.filter {
                documents[$0].course == .inOrder && documents[$0].number > 1
            })
        for (course, counts) in DocumentPlan.special {
            guard let count = counts.first(where: { $0.0 == unit })?.1 else { continue }
            for _ in 0..<scale(count) {
                let place = free.firstIndex {
                    course != .notReceived
                        || documents[$0].type == .letter
                            && documents[$0].released <= SampleDays.settled
                }
                guard let place else { break }
                documents[free.remove(at: place)].course = course
            }
        }
    }

    private static func assignRecipients(
        _ documents: inout [Document], _ draw: inout SplitMix64
    ) {
        let others = SampleUnit.departments + SampleUnit.communes
        for position in documents.indices where documents[position].course.isSent {
            let unit = documents[position].unit
            var recipients: [SampleUnit]
            switch documents[position].type {
            case .letter where unit == .chuPuh, .notice where unit == .chuPuh:
                recipients = Array(draw.shuffled(others).prefix(draw.within(1...2)))
            case .decision where unit == .chuPuh: recipients = [draw.pick(others)]
            case .plan: recipients = Array(draw.shuffled(others).prefix(draw.within(2...4)))
            case .report where unit == .chuPuh: recipients = [.province]
            case .report, .submission: recipients = [.chuPuh]
            case .notice where !unit.isCommune: recipients = [draw.pick(SampleUnit.communes)]
            default: recipients = []
            }
            // The first letter reaches the education division: it does keep a register.
            let isFirst = documents[position].number == 1 && documents[position].type == .letter
            if documents[position].course == .notReceived || isFirst && unit == .chuPuh {
                recipients = [.education] + recipients.filter { $0 != .education }
            }
            documents[position].recipients = recipients
        }
    }

    private static func fromProvince(_ scale: Scale, _ draw: inout SplitMix64) -> [Document] {
        let count = scale(DocumentPlan.fromProvince)
        return (0..<count).map { position in
            let day = SampleDays.last * position / count
            var document = Document(
                unit: .province, author: .province, type: draw.oneIn(3) ? .decision : .letter,
                number: 11 * position + draw.within(1...11), issued: day, released: day,
                seed: draw.next())
            document.recipients = [.chuPuh]
            return document
        }
    }

    /// The registers that took the documents in: the same or the next working day, never later.
    ///
    /// What would arrive after the last day is not there yet, and not missing either.
    private static func arrivals(
        of documents: [Document], _ draw: inout SplitMix64
    ) -> [Document] {
        var arrivals: [SampleUnit: [(day: Int, document: Document)]] = [:]
        for document in documents {
            for (place, recipient) in document.recipients.enumerated() {
                if recipient == .province { continue }
                if document.course == .notReceived, place == 0 { continue }
                let day = document.released + draw.below(2)
                if day > SampleDays.last { continue }
                var arrived = document
                arrived.unit = recipient
                arrived.course = .inOrder
                arrived.skippedNumbers = 0
                arrivals[recipient, default: []].append((day, arrived))
            }
        }
        return SampleUnit.allCases.flatMap { unit in
            let sorted = (arrivals[unit] ?? []).enumerated().sorted {
                ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
            }
            return sorted.enumerated().map { place, entry in
                var document = entry.element.document
                document.arrival = (place + 1, entry.element.day)
                return document
            }
        }
    }
}
