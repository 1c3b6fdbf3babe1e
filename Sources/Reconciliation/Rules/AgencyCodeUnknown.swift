import Facts

/// ORG-02: an agency code in dossier codes that the registry of units does not know, or one of the
/// old form where the new one is due.
///
/// One finding an agency code, however many dossiers carry it. As long as any unit at work has no
/// code of that form in the registry, a code that is not there may well be its.
enum AgencyCodeUnknown {
    static let rule = Rule(
        id: "ORG-02", severity: .high, faultClass: .data,
        title: Text(vi: "Mã định danh đơn vị lạ hoặc đã cũ", en: "Agency code unknown or outdated"),
        message: Text(
            vi: "Mã đơn vị {agency} trong mã của {count} hồ sơ (ví dụ {example}): {faults}.",
            en: "Agency code {agency} in the codes of {count} dossiers (such as {example}):"
                + " {faults}."),
        remedy: Text(
            vi: "Sửa mã đơn vị trên phần mềm, hoặc bổ sung vào `codes` của units.yaml nếu mã đúng.",
            en: "Correct the agency code in the system, or add it to `codes` in units.yaml if it is"
                + " right."),
        basis: Text(
            vi: "QCVN 102:2016/BTTTT; QĐ 20/2020/QĐ-TTg (sửa đổi bởi QĐ 09/2025/QĐ-TTg)",
            en: "QCVN 102:2016; Decision 20/2020 (amended by Decision 09/2025)"),
        needs: [Need(.dossiers, .code)],
        uses: [Need(.dossiers, .receivingUnit, .handlingUnit)],
        telling: ["faults"],
        options: [
            RuleOption(
                name: "new_codes_from", kind: .day, defaultValue: .day(nil),
                meaning: Text(
                    vi: "từ ngày này mã hồ sơ phải mang mã định danh mới (QĐ 20/2020); để trống thì"
                        + " không kiểm tra",
                    en: "the day from which dossier codes must carry agency codes of Decision"
                        + " 20/2020; without it this is not checked"))
        ],
        evaluate: evaluate)

    /// The dossiers whose codes carry one agency code.
    private struct Tally {
        let agency: AgencyCode
        private(set) var rows: [Int] = []
        private(set) var count = 0
        /// Whether one is of the old form from the day on that the settings name.
        private(set) var isOutdated = false
        /// The unit that received them all; nil when there are several or none is known.
        var unit: UnitID? { hasSeveralUnits ? nil : firstUnit }
        private var firstUnit: UnitID?
        private var hasSeveralUnits = false

        init(agency: AgencyCode) { self.agency = agency }

        mutating func add(_ row: Int, _ code: DossierCode, unit: UnitID?, newFrom: Day?) {
            count += 1
            if rows.count < rowsKept { rows.append(row) }
            if agency.generation == .qcvn102, let newFrom, let day = code.day, day >= newFrom {
                isOutdated = true
            }
            guard let unit, unit != firstUnit else { return }
            hasSeveralUnits = firstUnit != nil
            firstUnit = unit
        }
    }

    /// So many of the first dossiers are evidence.
    private static let rowsKept = 3

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let dossiers = context.facts.dossiers
        let newFrom = context.day("new_codes_from")
        let known = KnownCodes(context.facts)
        let tallies = tallies(dossiers, newFrom: newFrom)
        @Sendable func isChecked(_ agency: AgencyCode) -> Bool {
            known.canJudge(agency) || newFrom != nil && agency.generation == .qcvn102
        }
        var findings: [Finding] = []
        var unchecked = 0
        for tally in tallies {
            let agency = tally.agency
            var faults: [Text] = []
            if known.isUnknown(agency) { faults.append(unknown) }
            if tally.isOutdated, let newFrom { faults.append(outdated(since: newFrom)) }
            if !isChecked(agency) { unchecked += 1 }
            guard !faults.isEmpty else { continue }
            findings.append(
                Finding(
                    rule: rule.id, subject: Subject(.unit, agency.text),
                    unit: tally.unit, severity: context.severity,
                    facts: [
                        ("agency", .code(agency.text)), ("count", .count(tally.count)),
                        ("example", .code(tally.rows.first.flatMap(dossiers.code) ?? "")),
                        ("faults", .texts(faults)),
                    ],
                    evidence: tally.rows.map { dossiers.table.evidence($0) }))
        }
        let agencies = Set(tallies.map(\.agency))
        return RuleOutcome(
            findings: findings, checked: tallies.count - unchecked, unchecked: unchecked
        ) { id in
            guard let agency = AgencyCode(id), agencies.contains(agency) else { return .gone }
            return isChecked(agency) ? .fine : .inputsMissing
        }
    }

    private static let unknown = Text(
        vi: "mã không có trong danh mục đơn vị", en: "the code is in no unit of the registry")

    private static func outdated(since day: Day) -> Text {
        Text(
            vi: "mã theo QCVN 102:2016 vẫn dùng từ ngày \(day.vietnamese)",
            en: "a code of QCVN 102:2016 still in use from \(day.iso) on")
    }

    private static func tallies(_ dossiers: Dossiers, newFrom: Day?) -> [Tally] {
        var tallies: [Tally] = []
        var byAgency: [AgencyCode: Int] = [:]
        // Dossiers of one unit stand together, so the last tally is mostly the next one's too.
        var index = 0
        for row in 0..<dossiers.count {
            guard let code = dossiers.parsedCode(row), let agency = code.agency else { continue }
            if tallies.isEmpty || tallies[index].agency != agency {
                index = byAgency[agency] ?? tallies.count
                byAgency[agency] = index
                if index == tallies.count { tallies.append(Tally(agency: agency)) }
            }
            tallies[index].add(row, code, unit: dossiers.receivingUnit[row], newFrom: newFrom)
        }
        return tallies
    }

    /// The agency codes of the registry, and of which form every unit at work has one.
    private struct KnownCodes: Sendable {
        private let codes: UnitCodes
        private let complete: Set<AgencyCode.Generation>

        init(_ facts: FactSet) {
            codes = UnitCodes(facts.units)
            var isAtWork = [Bool](repeating: false, count: facts.units.units.count)
            for column in [facts.dossiers.receivingUnit, facts.dossiers.handlingUnit] {
                for raw in column.raws where raw != UnitID.unknown { isAtWork[Int(raw)] = true }
            }
            let atWork = isAtWork.indices.filter { isAtWork[$0] }.map { UnitID(index: UInt16($0)) }
            let generations: [AgencyCode.Generation] = [.qcvn102, .qd20]
            complete = Set(
                generations.filter { [codes] generation in
                    !atWork.isEmpty && atWork.allSatisfy { codes.knows($0, generation) }
                })
        }

        /// Codes of ministries' portals are not this registry's to know.
        func canJudge(_ agency: AgencyCode) -> Bool {
            !agency.authority.isMinistry && complete.contains(agency.generation)
        }

        func isUnknown(_ agency: AgencyCode) -> Bool {
            canJudge(agency) && codes.units(of: agency).isEmpty
        }
    }
}
