import Facts

/// PAP-02: a dossier of the one-stop system that its unit's paper register does not have.
enum DossierWithoutPaperEntry {
    static let rule = Rule(
        id: "PAP-02", severity: .medium, faultClass: .data,
        title: Text(
            vi: "Hồ sơ điện tử không có trong sổ giấy", en: "Electronic dossier without paper entry"
        ),
        message: Text(
            vi: "Hồ sơ nhận ngày {received_on} có trên hệ thống một cửa nhưng không có trong sổ"
                + " theo dõi của {register}.",
            en: "The dossier received {received_on} is in the one-stop system but not in the"
                + " register of {register}."),
        remedy: Text(
            vi: "Kiểm tra hồ sơ có thật không; nếu có thì ghi bổ sung vào sổ theo dõi (Mẫu 06).",
            en: "See whether the dossier is real; if so, add it to the register (form 06)."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 3.2: «không có hồ sơ thực tế»; TT 01/2018/TT-VPCP, Mẫu 06",
            en: "Reform report 2021, 3.2: no real dossier; Circular 01/2018, form 06"),
        needs: [
            Need(.dossiers, .code, .receivingUnit, .receivedAt),
            Need(.paperDossiers, .unit, .dossierCode, .receivedOn),
        ],
        evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let dossiers = facts.dossiers
        let telling = facts.telling(.paperDossiers)
        let registers = Registers(facts.paperDossiers)
        return context.judgeDossiers(rule.id) { row in
            guard let unit = dossiers.receivingUnit[row],
                let received = dossiers.receivedAt[row]?.localDay,
                let key = dossiers.table.keys[row]
            else { return .unchecked }
            if facts.paperDossiers.row(ofDossier: key) != nil { return .fine }
            guard registers.cover(unit, received), telling.tellsAll(about: unit, on: received)
            else { return .unchecked }
            return .found(
                [("received_on", .day(received)), ("register", .unit(unit))], unit: unit,
                evidence: [dossiers.table.evidence(row)])
        }
    }

    /// What each unit's register covers.
    private struct Registers {
        struct UnitDay: Hashable {
            let unit: UnitID
            let day: Day
        }

        private var firstDay: [UnitID: Day] = [:]
        /// An entry without a code may be the dossier looked for; then nothing is said.
        private var entriesWithoutCode: Set<UnitDay> = []

        init(_ entries: PaperDossiers) {
            // Registers come one after the other, so the last unit is mostly this one.
            var first: (unit: UnitID?, day: Day) = (nil, Day(daysSince1970: .max))
            for row in 0..<entries.count {
                guard let unit = entries.unit[row], let day = entries.receivedOn[row] else {
                    continue
                }
                if first.unit != unit || day < first.day {
                    firstDay[unit] = min(firstDay[unit] ?? day, day)
                    first = (unit, firstDay[unit] ?? day)
                }
                if entries.dossierKey[row] == nil {
                    entriesWithoutCode.insert(UnitDay(unit: unit, day: day))
                }
            }
        }

        /// Whether a dossier received then would have an entry with its code.
        func cover(_ unit: UnitID, _ day: Day) -> Bool {
            guard let first = firstDay[unit], first <= day else { return false }
            return !entriesWithoutCode.contains(UnitDay(unit: unit, day: day))
        }
    }
}
