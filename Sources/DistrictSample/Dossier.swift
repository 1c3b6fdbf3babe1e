import Facts

/// A dossier of the sample: in the one-stop system, in a paper register, or in both.
struct Dossier: Sendable {
    /// Where it came in; the agency part of its code.
    let receivingUnit: SampleUnit
    let handlingUnit: SampleUnit
    let course: Course
    /// A position in `Procedure.used`.
    let procedure: Int
    /// The working day of its reception.
    let receptionDay: Int
    /// Its place among the unit's dossiers of the day, from 1.
    var order = 0

    let appliedAt: Instant
    let receivedAt: Instant
    let dueAt: Instant
    let transferredAt: Instant?
    let finishedAt: Instant?
    let returnedAt: Instant?
    let status: DossierStatus
    var channelIn: Channel
    var channelOut = Channel.direct
    let componentFiles: Int
    let resultFiles: Int
    /// The seed of the applicant.
    let person: UInt64

    /// A dossier somewhere in the half-year.
    init(_ course: Course, at unit: SampleUnit, procedure: Int, _ draw: inout SplitMix64) {
        let schedule = Schedule(course, term: Procedure[procedure].term, &draw)
        self.init(course, at: unit, procedure: procedure, schedule, &draw)
    }

    init(
        _ course: Course, at unit: SampleUnit, procedure: Int, _ schedule: Schedule,
        _ draw: inout SplitMix64
    ) {
        handlingUnit = unit
        receivingUnit = unit.isCommune ? unit : .desk
        self.course = course
        self.procedure = procedure
        receptionDay = schedule.received

        let clock = Clock(course, schedule, &draw)
        appliedAt = clock.applied
        receivedAt = clock.received
        dueAt = SampleDays.instant(schedule.due, minute: 17 * 60)
        let cameInLast = schedule.received == SampleDays.last
        let isUntouched = course == .refused || course == .dueLater && cameInLast
        transferredAt = isUntouched ? nil : clock.transferred
        finishedAt = clock.finished
        returnedAt = clock.returned
        status = Self.status(
            course, isTransferred: transferredAt != nil, isReturned: returnedAt != nil)

        channelIn = course.isOnline ? .online : .direct
        let lacksFiles = course == .withoutFiles || course == .dueLaterWithoutFiles
        componentFiles = lacksFiles ? 0 : draw.within(1...4)
        let resultIsPaper = Procedure[procedure].resultIsPaper
        let lacksResult =
            course == .undigitised || course == .undigitisedOnline || course.isOpen
        resultFiles = resultIsPaper && !lacksResult ? 1 : 0
        person = draw.next()
    }

    var isInSystem: Bool { course != .onPaperOnly }
    var isOnPaper: Bool { course != .missingOnPaper }

    /// Whether the paper register shows when the result was given out, and who signed for it.
    var isReturnedOnPaper: Bool { returnedAt != nil && course != .returnedOnlyInSystem }

    /// The code, `000.09.21.H21-210701-0003`.
    var code: String {
        let (year, month, day) = SampleDays.day(receptionDay).components
        return receivingUnit.agencyCode + "-" + Self.digits(year % 100, 2)
            + Self.digits(month, 2) + Self.digits(day, 2) + "-" + Self.digits(order, 4)
    }

    static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private static func status(
        _ course: Course, isTransferred: Bool, isReturned: Bool
    ) -> DossierStatus {
        switch course {
        case .awaitingSupplement: .awaitingSupplement
        case .awaitingPayment: .awaitingPayment
        case .withdrawn, .dueBeforeReception: .withdrawn
        case .refused: .refused
        case .stopped: .stopped
        case _ where course.isOpen: isTransferred ? .processing : .accepted
        default: isReturned ? .returned : .finished
        }
    }
}

/// The times of day at which the steps of a dossier happen, desks being open 7:30–17:00.
private struct Clock {
    let applied: Instant
    let received: Instant
    let transferred: Instant
    let finished: Instant?
    let returned: Instant?

    init(_ course: Course, _ schedule: Schedule, _ draw: inout SplitMix64) {
        let morning = draw.within(450...630)
        let received = draw.oneIn(3) ? morning + 360 : morning
        let start = SampleDays.instant(schedule.received, minute: received)
        self.received = start
        if course.isOnline {
            // In the evening before, also on a Sunday; accepted within eight working hours.
            let evening = Instant(
                day: SampleDays.day(schedule.received).adding(days: -1), hour: 20,
                minute: draw.below(60))
            applied = evening
        } else if schedule.applied == schedule.received {
            applied = start
        } else {
            applied = SampleDays.instant(schedule.applied, minute: 480 + draw.below(120))
        }
        let forwarded = received + draw.within(10...30)
        transferred = SampleDays.instant(schedule.received, minute: forwarded)
        var done = forwarded + draw.within(15...90)
        if schedule.finished != schedule.received { done = draw.within(480...1050) }
        finished = schedule.finished.map { SampleDays.instant($0, minute: done) }
        let collected =
            schedule.returned == schedule.finished
            ? done + draw.within(5...20) : draw.within(480...990)
        returned = schedule.returned.map { SampleDays.instant($0, minute: collected) }
    }
}
