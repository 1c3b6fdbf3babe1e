import Facts

/// How many documents each unit issues, in which series, and what is wrong with them.
enum DocumentPlan {
    /// Documents of one unit and type, numbered from 1.
    struct Series: Sendable {
        let unit: SampleUnit
        let type: DocumentType
        let count: Int
        /// Numbers known to have been given on a day; the rest lie evenly between.
        var anchors: [(number: Int, day: Day)] = []
    }

    /// Outgoing documents of the half-year, on paper or not; the report gives six communes'.
    static let communes: [(SampleUnit, Int)] = [
        (.nhonHoa, 103), (.iaHru, 118), (.iaRong, 17), (.iaDreng, 78), (.iaHla, 167),
        (.chuDon, 364), (.iaPhang, 146), (.iaLe, 175), (.iaBlu, 92),
    ]

    static let departments: [(SampleUnit, Int)] = [
        (.environment, 64), (.justice, 52), (.labour, 70), (.education, 88), (.finance, 76),
        (.infrastructure, 60), (.interior, 74), (.culture, 48), (.agriculture, 56),
        (.ethnicAffairs, 34), (.inspectorate, 36), (.secretariat, 58), (.landOffice, 66),
        (.taxOffice, 40), (.urbanWorks, 30), (.waterSupply, 24), (.redCross, 22),
        (.cultureCentre, 42),
    ]

    /// The district's own, with the numbers and days that its report mentions.
    static let district: [Series] = [
        Series(
            unit: .chuPuh, type: .letter, count: 560, anchors: [(331, SampleDays.day(4, 12))]),
        Series(
            unit: .chuPuh, type: .decision, count: 250, anchors: [(94, SampleDays.day(1, 29))]),
        Series(
            unit: .chuPuh, type: .plan, count: 150,
            anchors: [
                (66, SampleDays.day(1, 29)), (68, SampleDays.day(1, 29)),
                (74, SampleDays.day(2, 2)),
            ]),
        Series(
            unit: .chuPuh, type: .report, count: 175,
            anchors: [(53, SampleDays.day(3, 12)), (140, SampleDays.day(6, 14))]),
        Series(unit: .chuPuh, type: .notice, count: 60),
    ]

    /// Documents of the province that the district receives.
    static let fromProvince = 120

    /// Shares of a unit's documents by type, in percent.
    static let communeShares: [(DocumentType, Int)] = [
        (.letter, 35), (.report, 30), (.decision, 20), (.notice, 15),
    ]
    static let departmentShares: [(DocumentType, Int)] = [
        (.report, 40), (.submission, 25), (.notice, 35),
    ]

    /// What goes wrong, and what also stands in a paper register, by unit.
    static let special: [(DocumentCourse, [(SampleUnit, Int)])] = [
        // With the next: 12, 107, 62, 10, 73 and 7 outside the system, the report's shares.
        (
            .onPaperOnly,
            [
                (.iaRong, 8), (.iaLe, 64), (.iaHla, 38), (.nhonHoa, 6), (.chuDon, 41),
                (.iaDreng, 4),
            ]
        ),
        (
            .incomplete,
            [
                (.iaRong, 4), (.iaLe, 43), (.iaHla, 24), (.nhonHoa, 4), (.chuDon, 32),
                (.iaDreng, 3),
            ]
        ),
        (
            .certifiedPaper,
            [
                (.inspectorate, 5), (.infrastructure, 6), (.education, 6), (.finance, 5),
                (.urbanWorks, 4), (.waterSupply, 3), (.redCross, 3), (.iaBlu, 4), (.iaHla, 4),
                (.iaLe, 3), (.nhonHoa, 5),
            ]
        ),
        (
            .unsigned,
            [
                (.culture, 1), (.agriculture, 1), (.ethnicAffairs, 1), (.iaHru, 2), (.chuDon, 1),
            ]
        ),
        (.withoutFiles, [(.justice, 1), (.labour, 1), (.iaPhang, 1), (.chuPuh, 1)]),
        (.withFewerFiles, [(.secretariat, 1), (.iaDreng, 1), (.chuPuh, 2)]),
        (.notReceived, [(.chuPuh, 9)]),
        (
            .alsoOnPaper,
            [
                (.nhonHoa, 8), (.iaHru, 6), (.iaDreng, 5), (.iaHla, 9), (.chuDon, 12),
                (.iaPhang, 7), (.iaLe, 6), (.iaBlu, 5),
            ]
        ),
    ]

    /// Numbers left out: half way through a series, so many.
    static let gaps: [(SampleUnit, DocumentType, Int)] = [
        (.chuPuh, .notice, 3), (.environment, .report, 1), (.justice, .submission, 1),
        (.secretariat, .notice, 1), (.iaPhang, .report, 1),
    ]

    /// Numbers given twice: half way through a series.
    static let doubles: [(SampleUnit, DocumentType)] = [
        (.labour, .report), (.iaBlu, .decision),
    ]
}
