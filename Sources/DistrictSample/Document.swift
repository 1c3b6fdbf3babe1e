import Facts

/// A document of the sample, in the register of the unit that issued or received it.
struct Document: Sendable {
    /// Whose register it is in.
    var unit: SampleUnit
    let author: SampleUnit
    let type: DocumentType
    var number: Int
    /// The working day of its date.
    let issued: Int
    var course = DocumentCourse.inOrder
    /// How many numbers just before its own were never given.
    var skippedNumbers = 0
    /// Units of the registry that it is sent to.
    var recipients: [SampleUnit] = []
    /// The working day of its release.
    var released: Int
    let seed: UInt64
    /// In a register of incoming documents: its place there and the day of arrival.
    var arrival: (number: Int, day: Int)?

    var isIncoming: Bool { arrival != nil }

    /// `UBND-NC`, `BC-TNMT`.
    var notation: String { type.notation(of: author) }

    /// The number as registers write it: 01…09, 10, ….
    var numberText: String { Dossier.digits(number, 2) }

    /// The canonical subject, `IALE:2021:05/BC-UBND`, incoming `GDDT<CHUPUH:2021:331/UBND-NC`.
    var id: String {
        let symbol = "\(author.key):2021:\(numberText)/\(notation)"
        return isIncoming ? "\(unit.key)<\(symbol)" : symbol
    }

    /// Files promised, with the annexes.
    var declaredFiles: Int {
        course == .withFewerFiles ? 2 + Int(seed >> 60) % 2 : 1 + Int(seed >> 60) % 3
    }

    var files: Int {
        switch course {
        case .withoutFiles: 0
        case .withFewerFiles: declaredFiles - 1
        default: declaredFiles
        }
    }

    /// Signed by the person in the morning, by the agency after that; registered and released then.
    var times: (person: Instant, agency: Instant, registered: Instant, released: Instant) {
        let person = 480 + Int(seed >> 8) % 120
        let agency = person + 10 + Int(seed >> 16) % 50
        return (
            SampleDays.instant(issued, minute: person), SampleDays.instant(issued, minute: agency),
            SampleDays.instant(issued, minute: agency + 5),
            SampleDays.instant(released, minute: released == issued ? agency + 15 : 490)
        )
    }

    /// When the recipient's register took it in; the day of arrival at 16:00 or so.
    var registeredOnArrival: Instant {
        SampleDays.instant(arrival?.day ?? released, minute: 930 + Int(seed >> 24) % 60)
    }
}

/// The kinds of documents that the sample's units number separately.
enum DocumentType: Sendable {
    case letter, decision, plan, report, notice, submission, invitation

    var name: String {
        switch self {
        case .letter: "Công văn"
        case .decision: "Quyết định"
        case .plan: "Kế hoạch"
        case .report: "Báo cáo"
        case .notice: "Thông báo"
        case .submission: "Tờ trình"
        case .invitation: "Giấy mời"
        }
    }

    /// The paper book in which a commune numbers it.
    var book: String {
        switch self {
        case .letter: "01"
        case .decision: "02"
        case .plan: "03"
        case .report: "04"
        case .notice: "05"
        case .submission: "06"
        case .invitation: "07"
        }
    }

    func notation(of author: SampleUnit) -> String {
        let prefix: String
        switch self {
        case .letter:
            return author == .province ? "UBND-KGVX" : author.isCommune ? "UBND-VP" : "UBND-NC"
        case .decision: prefix = "QĐ"
        case .plan: prefix = "KH"
        case .report: prefix = "BC"
        case .notice: prefix = "TB"
        case .submission: prefix = "TTr"
        case .invitation: prefix = "GM"
        }
        return "\(prefix)-\(author.symbol)"
    }
}

/// What becomes of a document, and so which fault it shows.
enum DocumentCourse: Sendable {
    case inOrder
    /// In order, and in the paper register besides.
    case alsoOnPaper
    case onPaperOnly
    /// In the system, but its workflow was not completed there.
    case incomplete
    case withoutFiles
    case withFewerFiles
    case unsigned
    /// Signed on paper first, then certified.
    case certifiedPaper
    /// Not registered by its first recipient.
    case notReceived
    /// Its number was given twice.
    case numberedTwice

    var faults: [PlantedRule] {
        switch self {
        case .inOrder, .alsoOnPaper: []
        case .onPaperOnly, .incomplete: [.doc04]
        case .withoutFiles, .withFewerFiles: [.doc07]
        case .unsigned: [.sig01]
        case .certifiedPaper: [.sig02]
        case .notReceived: [.doc05]
        case .numberedTwice: [.doc01]
        }
    }

    var isElectronic: Bool { self != .onPaperOnly }

    /// Whether it goes to units of the district: faults of a document stay with it.
    var isSent: Bool {
        switch self {
        case .inOrder, .alsoOnPaper, .unsigned, .certifiedPaper, .notReceived: true
        default: false
        }
    }
}
