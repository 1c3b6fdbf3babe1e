import Facts

/// DOS-01: a dossier code against its grammar, the day of reception and the receiving unit.
///
/// Only what cannot be right counts: an online dossier may get its code when it is sent in, and
/// offices of the district receive at one desk under each other's codes.
enum DossierCodeContradiction {
    static let rule = Rule(
        id: "DOS-01", severity: .high, faultClass: .data,
        title: Text(
            vi: "Mã hồ sơ mâu thuẫn", en: "Dossier code contradicts the dossier"),
        message: Text(
            vi: "Mã hồ sơ không khớp: {contradictions}.",
            en: "The dossier code does not agree: {contradictions}."),
        remedy: Text(
            vi: "Đối chiếu giấy tiếp nhận; sửa mã, ngày hoặc nơi tiếp nhận cho khớp nhau.",
            en: "Compare the receipt; correct the code, the date or the receiving unit."),
        basis: Text(
            vi: "TT 01/2018/TT-VPCP, Điều 19: mã đơn vị – ngày tiếp nhận – số thứ tự trong ngày",
            en: "Circular 01/2018, Article 19: agency code – day of reception – order in the day"),
        needs: [
            Need(.dossiers, .code),
            Need(.dossiers, .receivedAt, .receivingUnit, isEssential: false),
        ],
        uses: [Need(.dossiers, .appliedAt, .channelIn, .handlingUnit)],
        telling: ["contradictions"],
        options: [
            RuleOption(
                name: "grammar", kind: .word(Grammar.allCases.map(\.rawValue)),
                defaultValue: .word(Grammar.auto.rawValue),
                meaning: Text(
                    vi: "mã sai mẫu có bị báo không: auto — chỉ ở nguồn có mã đúng mẫu, strict —"
                        + " luôn báo, off — không",
                    en:
                        "whether a code of no known form is a finding: auto in feeds that have codes"
                        + " of a known form, strict always, off never"))
        ],
        evaluate: evaluate)

    private enum Grammar: String, CaseIterable {
        case auto, strict, off
    }

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let dossiers = facts.dossiers
        let judgesGrammar = feedsWithGrammar(context)
        let owners = CodeOwners(facts.units, today: context.today)
        return context.judgeDossiers(rule.id) { row in
            let evidence = [dossiers.table.evidence(row)]
            let unit = dossiers.receivingUnit[row] ?? dossiers.workingUnit(row)
            guard let code = dossiers.parsedCode(row) else {
                let feed = facts.exports[Int(dossiers.table.exports[row])].feed
                guard dossiers.hasCode(row), judgesGrammar[feed], !dossiers.mayBePersonal(row)
                else { return .unchecked }
                return .found(
                    [("contradictions", .texts([noForm]))], unit: unit, evidence: evidence)
            }
            // Codes of the national portals follow the day and the order of others.
            if code.agency?.authority.isMinistry == true { return .fine }
            let received = dossiers.receivedAt[row]?.localDay
            let contradictions = [
                received.flatMap { dayContradiction(code, received: $0, dossiers, row) },
                dossiers.receivingUnit[row].flatMap { owners.contradiction(code, receivedBy: $0) },
            ].compactMap { $0 }
            guard contradictions.isEmpty else {
                return .found(
                    [("contradictions", .texts(contradictions))], unit: unit, evidence: evidence)
            }
            return received == nil ? .unchecked : .fine
        }
    }

    private static let noForm = Text(
        vi: "mã không theo mẫu nào đã quy định", en: "the code has none of the prescribed forms")

    /// Of each feed whether a code without a known form is a finding.
    ///
    /// A feed of which no code has one gives codes in a form of its own.
    private static func feedsWithGrammar(_ context: RuleContext) -> [Bool] {
        let facts = context.facts
        let grammar = Grammar(rawValue: context.word("grammar")) ?? .auto
        var judged = [Bool](repeating: grammar == .strict, count: facts.feeds.count)
        guard grammar == .auto else { return judged }
        let dossiers = facts.dossiers
        let feedOfExport = facts.exports.map(\.feed)
        var undecided = facts.feeds(holding: .dossiers).count
        for row in 0..<dossiers.count where undecided > 0 {
            let feed = feedOfExport[Int(dossiers.table.exports[row])]
            guard !judged[feed], dossiers.parsedCode(row) != nil else { continue }
            judged[feed] = true
            undecided -= 1
        }
        return judged
    }

    /// A code is given between the day on which the dossier was sent in and that of its reception.
    private static func dayContradiction(
        _ code: DossierCode, received: Day, _ dossiers: Dossiers, _ row: Int
    ) -> Text? {
        if code.day == received { return nil }
        let applied = dossiers.appliedAt[row]?.localDay
        let mayBeEarlier = applied == nil && dossiers.channelIn(row) == .online
        let first = min(applied ?? received, received)
        guard let day = code.day else {
            let (month, last) = (monthNumber(code.year, code.month), monthNumber(of: received))
            if month <= last, mayBeEarlier || month >= monthNumber(of: first) { return nil }
            let padded = code.month < 10 ? "0\(code.month)" : "\(code.month)"
            return Text(
                vi: "mã ghi tháng \(padded)/\(code.year), tiếp nhận ngày \(received.vietnamese)",
                en: "the code says \(code.year)-\(padded), received on \(received.iso)")
        }
        if day <= received, mayBeEarlier || day >= first { return nil }
        return Text(
            vi: "mã ghi ngày \(day.vietnamese), tiếp nhận ngày \(received.vietnamese)",
            en: "the code says \(day.iso), received on \(received.iso)")
    }

    private static func monthNumber(of day: Day) -> Int {
        let (year, month, _) = day.components
        return monthNumber(year, month)
    }

    private static func monthNumber(_ year: Int, _ month: Int) -> Int { year * 12 + month }
}

/// Whose codes are whose, as far as the registry knows.
private struct CodeOwners: Sendable {
    private let units: UnitRegistry
    private let codes: UnitCodes
    private let today: Day

    init(_ units: UnitRegistry, today: Day) {
        self.units = units
        codes = UnitCodes(units)
        self.today = today
    }

    /// What is wrong when a code is that of another unit; nil unless both units' codes are known.
    func contradiction(_ code: DossierCode, receivedBy unit: UnitID) -> Text? {
        guard !codes.isEmpty else { return nil }
        let owners = codes.units(of: code)
        guard let owner = owners.first, codes.knows(unit, inCodesLike: code),
            !owners.contains(where: { isOneOffice($0, unit) })
        else { return nil }
        return Text(
            vi: "mã của \(units[owner].short), nơi tiếp nhận là \(units[unit].short)",
            en: "the code is one of \(units[owner].short), received by \(units[unit].short)")
    }

    /// Whether both may receive under one code: a unit and its successor, all of the district's
    /// offices at their common desk, the province anywhere.
    private func isOneOffice(_ first: UnitID, _ second: UnitID) -> Bool {
        if first == second { return true }
        let levels = [units[first].level, units[second].level]
        if levels.contains(.province) || !levels.contains(.commune) { return true }
        let successor = units.responsible(for: first, on: today)
        return successor == nil || successor == units.responsible(for: second, on: today)
    }
}
