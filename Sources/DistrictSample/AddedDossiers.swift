import Facts

/// The dossiers beyond the report's district, made one by one while they are written.
///
/// Each follows from the seed, its unit, its day and its place in it, so that the export and the
/// paper register can make the same ones without keeping a million of them.
struct AddedDossiers: Sendable {
    private let count: Int
    private let seed: UInt64
    private let choice: ProcedureChoice

    init(count: Int, seed: UInt64, choice: ProcedureChoice) {
        self.count = count
        self.seed = seed
        self.choice = choice
    }

    /// Three faults in a thousand dossiers; the documents have the other two.
    private static let faultPlaces = [200, 500, 800]

    /// The courses with a fault, taken in turn.
    private static let faulty: [Course] = [
        .onPaperOnly, .missingOnPaper, .returnedOnlyInSystem, .withoutFiles, .undigitised,
        .appliedAfterReception, .overdue, .lateWithoutLetter,
    ]

    /// What is planted where another fault does not fit.
    private static let lastResort = Course.appliedAfterReception

    /// Calls back for each dossier that comes in at a unit on a day.
    ///
    /// - Parameters:
    ///   - order: the first free order in the codes of that day.
    ///   - orderByHand: the first free order of codes given by hand.
    func forEachDossier<Failure: Error>(
        _ unit: SampleUnit, day: Int, order: Int, orderByHand: Int,
        _ body: (Dossier) throws(Failure) -> Void
    ) throws(Failure) {
        let (first, share) = places(of: unit)
        let before = share * day / (SampleDays.last + 1)
        let today = share * (day + 1) / (SampleDays.last + 1) - before
        var byHand = orderByHand
        for place in 0..<today {
            var draw = SplitMix64(seed: seed ^ 0xadd, unit.ordinal, day, place)
            let course = Self.course(first + before + place, day: day)
            var dossier = self.dossier(course, unit, number: before + place, day: day, &draw)
            dossier.order = order + place
            try body(dossier)
            if course == .onPaperOnly {
                // One more entry in the register; the dossier itself is in order.
                guard var entry = paperEntry(unit, day: day, &draw) else { continue }
                entry.order = byHand
                byHand += 1
                try body(entry)
            }
        }
    }

    /// The unit's share of all that is added: the same for each, spread evenly over the days.
    private func places(of unit: SampleUnit) -> (first: Int, share: Int) {
        let units = SampleUnit.receiving
        let place = units.firstIndex(of: unit) ?? 0
        let first = count * place / units.count
        return (first, count * (place + 1) / units.count - first)
    }

    private static func course(_ number: Int, day: Int) -> Course {
        guard let place = faultPlaces.firstIndex(of: number % 1000) else { return .onTime }
        let course = faulty[(number / 1000 * faultPlaces.count + place) % faulty.count]
        let isTooLate = course == .onPaperOnly && day > SampleDays.settled
        return isTooLate ? lastResort : course
    }

    private func dossier(
        _ course: Course, _ unit: SampleUnit, number: Int, day: Int, _ draw: inout SplitMix64
    ) -> Dossier {
        let handling =
            unit == .desk ? SampleUnit.handling[number % SampleUnit.handling.count] : unit
        guard course != .onTime, course != .onPaperOnly else {
            return plain(handling, day: day, &draw)
        }
        let spares =
            course == .withoutFiles && SampleUnit.completeFiles.contains(handling)
            || course == .missingOnPaper && SampleUnit.partlyEntered.contains(unit)
        for course in spares ? [Self.lastResort] : [course, Self.lastResort] {
            guard let procedure = procedure(course, handling, &draw),
                let schedule = Schedule(
                    course, term: Procedure[procedure].term, received: day, &draw)
            else { continue }
            return Dossier(course, at: handling, procedure: procedure, schedule, &draw)
        }
        return plain(handling, day: day, &draw)
    }

    private func plain(
        _ handling: SampleUnit, day: Int, _ draw: inout SplitMix64
    ) -> Dossier {
        let wanted: Course = draw.oneIn(10) ? .digitised : .onTime
        guard
            let procedure = procedure(wanted, handling, &draw)
                ?? procedure(.onTime, handling, &draw),
            let schedule = Schedule(
                .onTime, term: Procedure[procedure].term, received: day, &draw)
        else { preconditionFailure("\(handling.key) has no procedure") }
        var dossier = Dossier(.onTime, at: handling, procedure: procedure, schedule, &draw)
        if dossier.returnedAt != nil, Procedure[procedure].isPostal, draw.oneIn(5) {
            dossier.channelOut = .postal
        }
        return dossier
    }

    private func paperEntry(
        _ unit: SampleUnit, day: Int, _ draw: inout SplitMix64
    ) -> Dossier? {
        guard let procedure = procedure(.onTime, unit == .desk ? .landOffice : unit, &draw),
            let schedule = Schedule(
                .onPaperOnly, term: Procedure[procedure].term, received: day, &draw)
        else { return nil }
        return Dossier(
            .onPaperOnly, at: unit == .desk ? .landOffice : unit, procedure: procedure, schedule,
            &draw)
    }

    private func procedure(
        _ course: Course, _ unit: SampleUnit, _ draw: inout SplitMix64
    ) -> Int? {
        var fitting = choice.inPerson(unit, resultIsPaper: course.resultIsPaper(at: unit))
        if course.leastTerm > 0 {
            fitting.removeAll { Procedure[$0].term < course.leastTerm }
        }
        return fitting.isEmpty ? nil : fitting[draw.below(fitting.count)]
    }
}
