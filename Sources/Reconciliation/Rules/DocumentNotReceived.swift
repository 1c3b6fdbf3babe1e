import Facts

/// DOC-05: a document sent to a unit that its register of incoming documents does not have.
///
/// The subject is the incoming document that is missing: `GDDT<CHUPUH:2021:331/UBND-NC`.
enum DocumentNotReceived {
    static let rule = Rule(
        id: "DOC-05", severity: .high, faultClass: .service,
        title: Text(vi: "Văn bản đến chưa tiếp nhận", en: "Incoming document not registered"),
        message: Text(
            vi: "{sender} phát hành ngày {released_on}, {recipient} chưa vào sổ văn bản đến trên"
                + " QLVBĐH.",
            en: "Released by {sender} on {released_on}; {recipient} has not registered it as"
                + " incoming."),
        remedy: Text(
            vi:
                "Tiếp nhận, đăng ký văn bản đến trên QLVBĐH trong ngày hoặc ngày làm việc tiếp theo.",
            en: "Receive and register it in the document system, the same or the next working day."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 7.2: «Phòng Giáo dục-Đào tạo không tiếp nhận đầy đủ văn bản"
                + " đến»; NĐ 30/2020/NĐ-CP, Điều 22",
            en: "Reform report 2021, 7.2: the education division does not receive all incoming"
                + " documents; Decree 30/2020, Article 22"),
        needs: [
            Need(
                .documents, .direction, .unit, .number, .notation, .recipients, .releasedAt)
        ],
        uses: [Need(.documents, .author, .year, .issuedOn)],
        options: [
            RuleOption(
                name: "grace_working_days", kind: .count(atLeast: 0), defaultValue: .count(1),
                meaning: Text(
                    vi: "số ngày làm việc được phép sau ngày phát hành",
                    en: "working days allowed after the day of release"))
        ],
        evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let judge = Judge(context)
        let documents = context.facts.documents
        var findings: [Finding] = []
        var checked = 0
        var unchecked = 0
        var keys = DocumentKeys(
            documents.table, units: context.facts.units, keys: context.facts.keys)
        for row in 0..<documents.count where documents.isOutgoing(row) {
            for recipient in documents.recipients(row) ?? [] {
                switch judge.verdict(row, recipient, &keys) {
                case .fine: checked += 1
                case .unchecked: unchecked += 1
                case .found(let values, let unit, let evidence):
                    checked += 1
                    guard var symbol = documents.symbol(row) else { continue }
                    symbol.author = symbol.unit
                    symbol.unit = recipient
                    symbol.direction = .incoming
                    findings.append(
                        Finding(
                            rule: rule.id,
                            subject: Subject(.document, symbol.id(in: context.facts.units)),
                            unit: unit, severity: context.severity, facts: values,
                            evidence: evidence))
                }
            }
        }
        return RuleOutcome(findings: findings, checked: checked, unchecked: unchecked) {
            judge.standing($0)
        }
    }

    private struct Judge: Sendable {
        let context: RuleContext
        let telling: Telling
        let grace: Int
        /// Units that keep a register of incoming documents in some feed.
        let registrars: Set<UnitID>

        init(_ context: RuleContext) {
            self.context = context
            let documents = context.facts.documents
            telling = context.facts.telling(.documents, .incoming)
            grace = context.count("grace_working_days")
            var registrars: Set<UnitID> = []
            var last: UnitID?
            for row in 0..<documents.count where documents.direction(row) == .incoming {
                guard let unit = documents.unit[row], unit != last else { continue }
                last = unit
                registrars.insert(unit)
            }
            self.registrars = registrars
        }

        func verdict(_ row: Int, _ recipient: UnitID, _ keys: inout DocumentKeys) -> Verdict {
            let facts = context.facts
            let documents = facts.documents
            guard registrars.contains(recipient) else { return .unchecked }
            guard let sender = documents.unit[row], recipient != sender else { return .fine }
            guard let key = keys.incoming(row, at: recipient, documents) else { return .unchecked }
            if documents.row(of: key) != nil { return .fine }
            guard let released = documents.releasedAt[row]?.localDay,
                let deadline = facts.calendar.day(workingDays: grace, after: released)
            else { return .unchecked }
            guard deadline < context.today, telling.tellsAll(about: recipient, on: deadline) else {
                return .unchecked
            }
            return .found(
                [
                    ("sender", .unit(sender)), ("released_on", .day(released)),
                    ("recipient", .unit(recipient)),
                ],
                unit: recipient, evidence: [documents.table.evidence(row)])
        }

        func standing(_ id: String) -> RuleOutcome.Standing {
            let facts = context.facts
            let parts = id.split(separator: "<", maxSplits: 1)
            guard parts.count == 2, let recipient = facts.units.id(key: String(parts[0])),
                let row = facts.documents.row(of: facts.key(ofSubject: String(parts[1])))
            else { return .gone }
            guard let recipients = facts.documents.recipients(row) else { return .inputsMissing }
            guard recipients.contains(recipient) else { return .fine }
            var keys = DocumentKeys(facts.documents.table, units: facts.units, keys: facts.keys)
            switch verdict(row, recipient, &keys) {
            case .unchecked: return .inputsMissing
            case .fine, .found: return .fine
            }
        }
    }
}
