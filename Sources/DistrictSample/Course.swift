/// How a dossier of the sample goes: what happens to it, and so which fault it shows.
enum Course: Sendable {
    /// Finished in time, everything in order.
    case onTime
    case onTimeOnline
    /// In time; the result is a paper and its file is stored.
    case digitised
    /// In time; the result is a paper and there is no file of it.
    case undigitised
    case undigitisedOnline
    /// Finished after the due day, with a letter of apology.
    case late
    case lateWithoutLetter
    /// In time, without a single component file.
    case withoutFiles
    /// In time, but the desk's paper register does not have it.
    case missingOnPaper
    /// Returned in the system; the paper register shows neither a day nor a signature.
    case returnedOnlyInSystem

    case appliedAfterReception
    case finishedBeforeReception
    case returnedBeforeFinished
    case returnedInTheFuture
    /// Withdrawn, with a due day before its reception.
    case dueBeforeReception

    /// Open after the due day, with a letter of apology.
    case overdue
    case overdueWithoutLetter
    case dueToday
    case dueLater
    /// Passed on without a single component file, not due yet.
    case dueLaterWithoutFiles
    /// Past the due day, but the clock waits for the citizen or nobody works on it.
    case awaitingSupplement
    case awaitingPayment
    case withdrawn
    case refused
    case stopped

    /// Only in the paper register, under a code given by hand.
    case onPaperOnly

    /// The faults that a dossier on this course shows.
    var faults: [PlantedRule] {
        switch self {
        case .onTime, .onTimeOnline, .digitised, .late, .dueToday, .dueLater, .awaitingSupplement,
            .awaitingPayment, .withdrawn, .refused, .stopped:
            []
        case .undigitised, .undigitisedOnline: [.att03]
        case .lateWithoutLetter: [.apo01]
        case .withoutFiles, .dueLaterWithoutFiles: [.att01]
        case .missingOnPaper: [.pap02]
        case .returnedOnlyInSystem: [.pap04]
        case .appliedAfterReception, .finishedBeforeReception, .returnedBeforeFinished,
            .returnedInTheFuture, .dueBeforeReception:
            [.dos04]
        case .overdue: [.dos08]
        case .overdueWithoutLetter: [.apo01, .dos08]
        case .onPaperOnly: [.pap01]
        }
    }

    var isOnline: Bool { self == .onTimeOnline || self == .undigitisedOnline }

    /// Whether a letter of apology was written.
    var hasLetter: Bool { self == .late || self == .overdue }

    /// Whether it ends without a result, or has none yet.
    var isOpen: Bool {
        switch self {
        case .dueBeforeReception, .overdue, .overdueWithoutLetter, .dueToday, .dueLater,
            .dueLaterWithoutFiles, .awaitingSupplement, .awaitingPayment, .withdrawn, .refused,
            .stopped:
            true
        default: false
        }
    }

    /// The shortest term with which the course can be gone.
    var leastTerm: Int {
        self == .returnedBeforeFinished || isOpen ? 3 : 0
    }

    /// Whether its procedure's result is a paper.
    ///
    /// The land office's late dossiers are of its main work, certificates; all have their result
    /// files, so that being late is their only fault.
    func resultIsPaper(at unit: SampleUnit) -> Bool {
        switch self {
        case .digitised, .undigitised, .undigitisedOnline: true
        case .late, .lateWithoutLetter: unit == .landOffice
        default: false
        }
    }
}

/// A rule for which faults are planted.
enum PlantedRule: String, Sendable {
    case apo01 = "APO-01"
    case att01 = "ATT-01"
    case att03 = "ATT-03"
    case doc01 = "DOC-01"
    case doc04 = "DOC-04"
    case doc05 = "DOC-05"
    case doc07 = "DOC-07"
    case dos04 = "DOS-04"
    case dos08 = "DOS-08"
    case pap01 = "PAP-01"
    case pap02 = "PAP-02"
    case pap04 = "PAP-04"
    case sig01 = "SIG-01"
    case sig02 = "SIG-02"
}
