/// The documents beyond the report's district: invitations between units of the district.
///
/// About as many as dossiers were added, half of them outgoing and half the recipients' entries,
/// made day by day while they are written.
struct AddedDocuments: Sendable {
    private let count: Int
    private let seed: UInt64
    private let arrived: [SampleUnit: Int]

    /// - Parameter arrived: how many documents each register of incoming documents already has.
    init(count: Int, seed: UInt64, arrived: [SampleUnit: Int]) {
        self.count = count
        self.seed = seed
        self.arrived = arrived
    }

    /// One outgoing document of so many has a fault: two in a thousand of all that is added.
    private static let faultEvery = 250

    private enum Fault: Equatable {
        case course(DocumentCourse)
        /// The number before it was never given.
        case skipsNumber
    }

    /// The faults, taken in turn.
    private static let faulty: [Fault] = [
        .course(.incomplete), .course(.notReceived), .course(.withoutFiles), .course(.unsigned),
        .course(.certifiedPaper), .skipsNumber,
    ]

    /// Calls back for each document, an outgoing one before its arrival.
    func forEachDocument<Failure: Error>(
        _ body: (Document) throws(Failure) -> Void
    ) throws(Failure) {
        let issuers = SampleUnit.districtIssuers
        let outgoing = (count + 1) / 2
        let firsts = (0...issuers.count).map { outgoing * $0 / issuers.count }
        let days = SampleDays.last + 1
        var skipped = issuers.map { _ in 0 }
        var arrivals = arrived
        var written = 0
        for day in 0..<days {
            for (place, issuer) in issuers.enumerated() {
                let share = firsts[place + 1] - firsts[place]
                for position in share * day / days..<share * (day + 1) / days {
                    let fault = Self.fault(firsts[place] + position, isFirst: position == 0)
                    var document = self.document(issuer, position, fault, day: day)
                    skipped[place] += document.skippedNumbers
                    document.number += skipped[place]
                    written += 2
                    if written > count { document.recipients = [] }
                    try body(document)
                    guard document.course != .notReceived,
                        let recipient = document.recipients.first
                    else { continue }
                    document.unit = recipient
                    document.course = .inOrder
                    document.skippedNumbers = 0
                    arrivals[recipient, default: 0] += 1
                    document.arrival = (arrivals[recipient] ?? 0, day)
                    try body(document)
                }
            }
        }
    }

    /// The fault of the outgoing document of this number among all issuers'.
    private static func fault(_ number: Int, isFirst: Bool) -> Fault? {
        guard number % faultEvery == faultEvery / 2 else { return nil }
        let fault = faulty[number / faultEvery % faulty.count]
        // Numbers are missing only between others.
        return isFirst && fault == .skipsNumber ? .course(.incomplete) : fault
    }

    private func document(
        _ issuer: SampleUnit, _ position: Int, _ fault: Fault?, day: Int
    ) -> Document {
        var draw = SplitMix64(seed: seed ^ 0xd0cadd, issuer.ordinal, day, position)
        let issuers = SampleUnit.districtIssuers
        let place = issuers.firstIndex(of: issuer) ?? 0
        var document = Document(
            unit: issuer, author: issuer, type: .invitation, number: position + 1, issued: day,
            released: day, seed: draw.next())
        switch fault {
        // Too near the end for a register to be late with it.
        case .course(.notReceived) where day > SampleDays.settled: document.course = .incomplete
        case .course(let course): document.course = course
        case .skipsNumber: document.skippedNumbers = 1
        case nil: break
        }
        let step = 1 + draw.below(issuers.count - 1)
        if document.course.isSent {
            document.recipients = [issuers[(place + step) % issuers.count]]
        }
        return document
    }
}
