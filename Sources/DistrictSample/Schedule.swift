/// The working days on which the steps of a dossier fall, by number.
struct Schedule: Sendable {
    var applied: Int
    var received: Int
    var due: Int
    var finished: Int?
    var returned: Int?

    /// A schedule somewhere in the sample's half-year.
    init(_ course: Course, term: Int, _ draw: inout SplitMix64) {
        let lag = Self.lag(course, term: term, &draw)
        let days = Self.receptionDays(course, term: term, lag: lag)
        self.init(course, term: term, lag: lag, received: draw.within(days), &draw)
    }

    /// A schedule of a dossier received on a given day, or nil when the course does not fit there.
    ///
    /// What is simply in order always fits: near the end it is finished a little sooner. So does an
    /// entry that is only on paper, as long as nothing excuses its absence from the system.
    init?(_ course: Course, term: Int, received: Int, _ draw: inout SplitMix64) {
        var lag = Self.lag(course, term: term, &draw)
        switch course {
        case .onTime, .appliedAfterReception: lag = min(lag, SampleDays.last - received)
        case .onPaperOnly:
            guard received <= SampleDays.settled else { return nil }
            lag = min(lag, SampleDays.last - received - 1)
        default:
            let last = Self.receptionDays(course, term: term, lag: lag).upperBound
            guard received >= 1, received <= last else { return nil }
        }
        self.init(course, term: term, lag: lag, received: received, &draw)
    }

    private init(
        _ course: Course, term: Int, lag: Int, received: Int, _ draw: inout SplitMix64
    ) {
        applied = received
        self.received = received
        due = received + term
        if course == .dueBeforeReception { due = received - 3 }
        if course == .appliedAfterReception { applied = received + 1 }
        guard !course.isOpen else { return }
        let done = received + lag
        finished = done
        switch course {
        case .returnedBeforeFinished: returned = done - 1
        case .returnedInTheFuture: returned = SampleDays.last + 3
        case .returnedOnlyInSystem: returned = done + draw.below(2)
        case .onPaperOnly, .finishedBeforeReception: returned = done + 1
        default: returned = Self.collected(after: done, &draw)
        }
    }

    /// When the citizen comes for the result: soon, or not yet.
    private static func collected(after finished: Int, _ draw: inout SplitMix64) -> Int? {
        let day = finished + draw.pick([0, 0, 0, 1, 1, 2])
        let waits = finished > SampleDays.last - 5 && draw.oneIn(4)
        return day > SampleDays.last || waits ? nil : day
    }

    /// Working days from reception until the result; for open courses until nothing.
    private static func lag(_ course: Course, term: Int, _ draw: inout SplitMix64) -> Int {
        switch course {
        case .late, .lateWithoutLetter: term + draw.within(1...5)
        case .finishedBeforeReception: -1
        case .returnedBeforeFinished: draw.within(2...term)
        case _ where course.isOpen: 0
        default: max(draw.within(0...term), draw.within(0...term))
        }
    }

    /// The days on which a dossier of this course can have come in.
    private static func receptionDays(
        _ course: Course, term: Int, lag: Int
    ) -> ClosedRange<Int> {
        let last = SampleDays.last
        switch course {
        case .missingOnPaper: return 1...min(SampleDays.settled, last - lag)
        case .onPaperOnly: return 0...min(SampleDays.settled, last - lag - 1)
        // Returned a week before the report at the latest.
        case .returnedOnlyInSystem: return 0...(SampleDays.settled - lag - 1)
        case .returnedInTheFuture: return (last - lag - 6)...(last - lag)
        case .finishedBeforeReception: return 1...last
        case .appliedAfterReception: return 0...(last - max(lag, 1))
        case .dueBeforeReception: return 5...last
        case .overdue, .overdueWithoutLetter: return (last - term - 4)...(last - term)
        case .dueToday: return (last + 1 - term)...(last + 1 - term)
        case .dueLater, .dueLaterWithoutFiles: return (last + 2 - term)...last
        case _ where course.isOpen: return (last - term - 15)...(last - term)
        default: return 0...(last - lag)
        }
    }
}
