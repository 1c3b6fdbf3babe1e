import Facts

/// The dossiers of the sample.
struct Population: Sendable {
    /// The report's district by receiving unit, in order of reception.
    private let reported: [SampleUnit: [Dossier]]
    private let added: AddedDossiers

    init(dossiers: Int, seed: UInt64) {
        let choice = ProcedureChoice()
        var draw = SplitMix64(seed: seed)
        var all = Cohort.all(dossiers: min(dossiers, Cohort.reportedDossiers)).flatMap {
            Self.members(of: $0, choice, &draw)
        }
        Self.sendByPost(&all, dossiers: dossiers, &draw)
        reported = Dictionary(grouping: all, by: \.receivingUnit).mapValues(Self.numbered)
        added = AddedDossiers(
            count: max(0, dossiers - Cohort.reportedDossiers), seed: seed, choice: choice)
    }

    /// Calls back for each dossier that came in at a unit, day by day.
    func forEachDossier<Failure: Error>(
        receivedBy unit: SampleUnit, _ body: (Dossier) throws(Failure) -> Void
    ) throws(Failure) {
        let mine = reported[unit] ?? []
        var next = 0
        for day in 0...SampleDays.last {
            var order = 0
            var byHand = Self.firstOrderByHand
            while next < mine.count, mine[next].receptionDay == day {
                try body(mine[next])
                if mine[next].isInSystem {
                    order = mine[next].order
                } else {
                    byHand = mine[next].order + 1
                }
                next += 1
            }
            try added.forEachDossier(
                unit, day: day, order: order + 1, orderByHand: byHand, body)
        }
    }

    /// Orders of codes given by hand start here, far above what the system reaches in a day.
    static let firstOrderByHand = 9001

    private static func members(
        of cohort: Cohort, _ choice: ProcedureChoice, _ draw: inout SplitMix64
    ) -> [Dossier] {
        let fitting = procedures(for: cohort, choice)
        return (0..<cohort.count).map { number in
            let procedure: Int
            if cohort.course == .onPaperOnly {
                procedure = choice.onPaperOnly(cohort.unit, &draw)
            } else if number < fitting.count {
                procedure = fitting[number]
            } else {
                // The first of the list are the common ones.
                procedure = fitting[min(draw.below(fitting.count), draw.below(fitting.count))]
            }
            let opensRegister =
                number == 0 && cohort.course == .onTime
                && (cohort.unit.isCommune || cohort.unit == .landOffice)
            if opensRegister,
                let schedule = Schedule(
                    .onTime, term: Procedure[procedure].term, received: 0, &draw)
            {
                return Dossier(
                    .onTime, at: cohort.unit, procedure: procedure, schedule, &draw)
            }
            return Dossier(cohort.course, at: cohort.unit, procedure: procedure, &draw)
        }
    }

    private static func procedures(for cohort: Cohort, _ choice: ProcedureChoice) -> [Int] {
        let isPaper = cohort.course.resultIsPaper(at: cohort.unit)
        if cohort.course.isOnline {
            return choice.online(cohort.unit, resultIsPaper: isPaper)
        }
        var fitting = choice.inPerson(cohort.unit, resultIsPaper: isPaper)
        if cohort.course.isOpen {
            fitting += choice.inPerson(cohort.unit, resultIsPaper: !isPaper)
        }
        return fitting.filter { Procedure[$0].term >= cohort.course.leastTerm }
    }

    /// Sends 1,436 results (of 6,015 dossiers) by post, of each postal procedure at least one.
    private static func sendByPost(
        _ dossiers: inout [Dossier], dossiers count: Int, _ draw: inout SplitMix64
    ) {
        let reported = Cohort.reportedDossiers
        let target = (1436 * min(count, reported) + reported / 2) / reported
        let courses: Set<Course> = [.onTime, .digitised, .undigitised]
        let eligible = draw.shuffled(
            dossiers.indices.filter {
                courses.contains(dossiers[$0].course) && dossiers[$0].returnedAt != nil
                    && Procedure[dossiers[$0].procedure].isPostal
            })
        var seen: Set<Int> = []
        let firsts = eligible.filter { seen.insert(dossiers[$0].procedure).inserted }
        let others = eligible.filter { !firsts.contains($0) }
        for position in (firsts + others).prefix(target) {
            if draw.oneIn(8) { dossiers[position].channelIn = .postal }
            if dossiers[position].channelIn == .direct || draw.oneIn(2) {
                dossiers[position].channelOut = .postal
            }
        }
    }

    /// One unit's dossiers in order of reception, with their orders of the day.
    private static func numbered(_ dossiers: [Dossier]) -> [Dossier] {
        let arrived = dossiers.enumerated().sorted {
            $0.element.receivedAt == $1.element.receivedAt
                ? $0.offset < $1.offset : $0.element.receivedAt < $1.element.receivedAt
        }
        var day = -1
        var order = 0
        var byHand = firstOrderByHand
        return arrived.map { _, dossier in
            var dossier = dossier
            if dossier.receptionDay != day {
                day = dossier.receptionDay
                (order, byHand) = (0, firstOrderByHand)
            }
            if dossier.isInSystem {
                order += 1
                dossier.order = order
            } else {
                dossier.order = byHand
                byHand += 1
            }
            return dossier
        }
    }
}
