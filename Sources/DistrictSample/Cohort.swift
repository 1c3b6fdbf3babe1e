/// So many dossiers of one handling unit that go the same course.
struct Cohort: Sendable {
    let unit: SampleUnit
    let course: Course
    var count: Int
}

extension Cohort {
    /// The size of the report's district: 6,015 dossiers, 710 of the district's desk.
    static let reportedDossiers = 6015

    /// The district of the report, or one of the same shape with fewer dossiers.
    ///
    /// Shrinking keeps each cohort, down to one dossier; what is in order makes up the rest.
    static func all(dossiers: Int) -> [Cohort] {
        let scale = { (count: Int) in
            max(1, (count * dossiers + reportedDossiers / 2) / reportedDossiers)
        }
        var cohorts: [Cohort] = []
        for (course, counts) in special {
            cohorts += counts.map { Cohort(unit: $0, course: course, count: scale($1)) }
        }
        let inSystem = cohorts.filter { $0.course != .onPaperOnly }
        var left = dossiers - inSystem.reduce(0) { $0 + $1.count }
        var weights = totals.map { unit, total in
            (unit, total - specialCount(of: unit))
        }
        // The smallest first: what rounding leaves over goes to the largest.
        weights.sort { $0.1 == $1.1 ? $0.0.key < $1.0.key : $0.1 < $1.1 }
        var weightLeft = weights.reduce(0) { $0 + $1.1 }
        for (unit, weight) in weights {
            let count = max(1, left * weight / weightLeft)
            cohorts.append(Cohort(unit: unit, course: .onTime, count: count))
            left -= count
            weightLeft -= weight
        }
        return cohorts
    }

    private static func specialCount(of unit: SampleUnit) -> Int {
        special.filter { $0.0 != .onPaperOnly }.flatMap(\.1).filter { $0.0 == unit }
            .reduce(0) { $0 + $1.1 }
    }

    /// Dossiers in the system by handling unit: 710 at the district, 5,305 in the communes.
    private static let totals: [(SampleUnit, Int)] = [
        (.landOffice, 272), (.environment, 41), (.justice, 41), (.labour, 128), (.education, 40),
        (.finance, 68), (.infrastructure, 57), (.interior, 29), (.culture, 10), (.agriculture, 10),
        (.taxOffice, 14),
        (.nhonHoa, 1412), (.iaHru, 1047), (.iaRong, 836), (.iaDreng, 188), (.iaHla, 17),
        (.chuDon, 63), (.iaPhang, 951), (.iaLe, 20), (.iaBlu, 771),
    ]

    /// Everything but the dossiers that are simply in order.
    private static let special: [(Course, [(SampleUnit, Int)])] = lateness + faults + open

    /// 43 finished late (29 at the district, 7 of them without a letter) and 5 overdue.
    private static let lateness: [(Course, [(SampleUnit, Int)])] = [
        (
            .late,
            [
                (.landOffice, 14), (.environment, 1), (.justice, 7), (.nhonHoa, 1), (.chuDon, 1),
                (.iaBlu, 1), (.iaHla, 2), (.iaLe, 5), (.iaPhang, 2), (.iaRong, 2),
            ]
        ),
        (.lateWithoutLetter, [(.landOffice, 7)]),
        (.overdue, [(.landOffice, 3)]),
        (.overdueWithoutLetter, [(.environment, 1), (.iaLe, 1)]),
    ]

    private static let faults: [(Course, [(SampleUnit, Int)])] = [
        // 226 of the district's 479 paper results, Ia Phang's 140 of 149.
        (.digitised, [(.landOffice, 99), (.labour, 106), (.iaPhang, 140)]),
        (
            .undigitised,
            [
                (.landOffice, 60), (.labour, 4), (.justice, 20), (.environment, 22),
                (.infrastructure, 2), (.finance, 2), (.education, 2), (.interior, 2),
                (.culture, 5), (.agriculture, 5), (.iaPhang, 9), (.nhonHoa, 30), (.iaHru, 27),
                (.iaRong, 21), (.iaDreng, 24), (.iaHla, 12), (.chuDon, 18), (.iaLe, 12),
                (.iaBlu, 16),
            ]
        ),
        // 145 online, all at the district.
        (
            .undigitisedOnline,
            [(.infrastructure, 36), (.finance, 48), (.education, 26), (.interior, 19)]
        ),
        (.onTimeOnline, [(.finance, 10), (.education, 6)]),
        (
            .withoutFiles,
            [
                (.justice, 1), (.infrastructure, 1), (.finance, 2), (.education, 2), (.interior, 1),
                (.nhonHoa, 3), (.iaHru, 3), (.iaRong, 2), (.iaBlu, 1), (.chuDon, 1), (.iaDreng, 1),
            ]
        ),
        (
            .missingOnPaper,
            [
                (.justice, 1), (.infrastructure, 1), (.nhonHoa, 2), (.iaHru, 2), (.iaRong, 2),
                (.iaPhang, 1), (.iaBlu, 1),
            ]
        ),
        (
            .returnedOnlyInSystem,
            [
                (.justice, 1), (.finance, 1), (.nhonHoa, 2), (.iaHru, 2), (.iaRong, 2), (.iaBlu, 2),
                (.chuDon, 1), (.iaDreng, 1),
            ]
        ),
        (.appliedAfterReception, [(.justice, 1), (.iaRong, 1)]),
        (.finishedBeforeReception, [(.infrastructure, 1), (.nhonHoa, 1)]),
        (.returnedBeforeFinished, [(.landOffice, 1), (.iaHru, 1)]),
        (.returnedInTheFuture, [(.iaBlu, 1)]),
        (.dueBeforeReception, [(.landOffice, 1)]),
        // Paper rows 190, 69, 68 and 199 against 17, 20, 63 and 188 in the system.
        (.onPaperOnly, [(.iaHla, 173), (.iaLe, 49), (.chuDon, 5), (.iaDreng, 11)]),
    ]

    /// The rest of the 99 without a result: traps that must stay silent, but for two without files.
    private static let open: [(Course, [(SampleUnit, Int)])] = [
        (.dueToday, [(.landOffice, 3), (.environment, 1), (.iaPhang, 1)]),
        (
            .dueLater,
            [
                (.landOffice, 36), (.environment, 5), (.labour, 5), (.justice, 2),
                (.infrastructure, 3), (.finance, 3), (.education, 2), (.interior, 1),
                (.culture, 1), (.agriculture, 1), (.nhonHoa, 1),
            ]
        ),
        (.dueLaterWithoutFiles, [(.justice, 1), (.infrastructure, 1)]),
        (
            .awaitingSupplement,
            [(.landOffice, 6), (.environment, 1), (.infrastructure, 1), (.iaHru, 1)]
        ),
        (.awaitingPayment, [(.landOffice, 10)]),
        (.withdrawn, [(.landOffice, 1), (.justice, 1), (.iaRong, 1)]),
        (.refused, [(.landOffice, 1), (.labour, 1), (.iaBlu, 1)]),
        (.stopped, [(.landOffice, 1)]),
    ]
}
