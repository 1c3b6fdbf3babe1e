import Facts

/// ING-06: records of one key that contradict each other, or a total that the records do not make.
enum ContradictoryRecords {
    static let rule = Rule(
        id: "ING-06", severity: .high, faultClass: .control,
        title: Text(
            vi: "Bản ghi trùng khóa khác nội dung, hoặc dòng tổng cộng không khớp",
            en: "Records of one key that differ, or a total that does not match"),
        message: Text(vi: "{fault} ({counts}).", en: "{fault} ({counts})."),
        remedy: Text(
            vi: "Mở các dòng đã nêu: giữ nội dung đúng, xóa bản trùng hoặc cấp lại mã, số; nếu dòng"
                + " tổng cộng không khớp, đếm lại và xuất lại cho đủ.",
            en: "Look at these lines: keep what is right, delete the double or number it anew;"
                + " where the total does not match, count again and export everything again."),
        basis: Text(
            vi: "Mỗi mã, mỗi số chỉ một hồ sơ, một văn bản; dòng «Tổng cộng» bằng số dòng của sổ",
            en: "One code or number is one dossier or document; the row of totals states the number"
                + " of records"),
        // Whatever columns a run builds are compared; these tell a district what matters.
        needs: [],
        uses: [
            Need(
                .dossiers, .code, .procedureCode, .receivingUnit, .handlingUnit, .appliedAt,
                .receivedAt, .dueAt, .transferredAt, .finishedAt, .returnedAt, .status, .fileCount,
                .resultFileCount),
            Need(
                .paperDossiers, .unit, .book, .number, .dossierCode, .receivedOn, .returnedOn,
                .signedFor),
            Need(
                .documents, .direction, .unit, .author, .year, .number, .notation, .issuedOn, .type,
                .subject, .recipients),
            Need(
                .paperDocuments, .direction, .unit, .author, .year, .number, .notation, .issuedOn,
                .type, .subject, .recipients),
            Need(.apologyLetters, .unit, .number, .issuedOn, .dossierCode),
            Need(.proceduresOffered, .procedureCode, .level, .resultIsPaper),
        ],
        telling: ["fault"], evaluate: evaluate)

    private static let evidenceAtMost = 4

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let registers = Registers(facts)
        let totals = context.judgeParts(rule.id) { Self.totals(of: $0, facts) }
        return RuleOutcome(
            findings: contradictions(registers, context) + totals.findings,
            checked: registers.recordCount + totals.checked, unchecked: 0
        ) { id in
            registers.standing(id) ?? totals.standing(id)
        }
    }

    /// The conflicts of one subject are one finding: a document may be double in two registers.
    private static func contradictions(
        _ registers: Registers, _ context: RuleContext
    ) -> [Finding] {
        var subjects: [Subject] = []
        var conflicts: [Subject: [KeyConflict]] = [:]
        let facts = context.facts
        for conflict in facts.conflicts + facts.paperDossiers.numbersGivenTwice {
            guard let subject = registers.subject(of: conflict) else { continue }
            if conflicts[subject] == nil { subjects.append(subject) }
            conflicts[subject, default: []].append(conflict)
        }
        return subjects.map { subject in
            let its = conflicts[subject] ?? []
            let names = names(its)
            let places = Set(its.flatMap(\.places)).sorted()
            return Finding(
                rule: rule.id, subject: subject, unit: its.first.flatMap(registers.unit),
                severity: context.severity,
                facts: [
                    (
                        "fault",
                        .texts([
                            Text(
                                vi: "Cùng một mã mà khác nhau ở: \(list(names, .vi))",
                                en: "The same key with a different \(list(names, .en))")
                        ])
                    ),
                    (
                        "counts",
                        .texts([
                            Text(vi: "\(places.count) bản ghi", en: "\(places.count) records")
                        ])
                    ),
                ],
                evidence: evidence(places))
        }
    }

    /// The fields that conflicts are about, in the order of their kinds' fields.
    private static func names(_ conflicts: [KeyConflict]) -> [Text] {
        var names: [Text] = []
        for holds in Set(conflicts.map(\.holds)).sorted(by: { $0.rawValue < $1.rawValue }) {
            let fields = Set(conflicts.filter { $0.holds == holds }.flatMap(\.fields))
            for field in holds.fields where fields.contains(field) && !names.contains(field.name) {
                names.append(field.name)
            }
        }
        return names
    }

    private static func list(_ names: [Text], _ language: Language) -> String {
        names.map { $0[language] }.joined(separator: ", ")
    }

    /// One place of each export first, so that all sides are shown.
    private static func evidence(_ places: [RowPlace]) -> [Evidence] {
        var exports: Set<UInt32> = []
        let first = places.filter { exports.insert($0.export).inserted }
        let further = places.filter { !first.contains($0) }
        return (first + further).prefix(evidenceAtMost).sorted()
            .map { Evidence(export: $0.export, line: $0.line) }
    }

    private static func totals(of part: PartInForce, _ facts: FactSet) -> [PartFinding] {
        let wrong = part.exports.compactMap { export -> (total: ControlTotal, export: Int)? in
            guard let total = facts.notes[export].controlTotal,
                total.stated != facts.notes[export].recordCount
            else { return nil }
            return (total, export)
        }
        guard let last = wrong.last else { return [] }
        let stated = last.total.stated
        let counted = facts.notes[last.export].recordCount
        return [
            PartFinding(
                subject: Subject(.export, part.id),
                facts: [
                    (
                        "fault",
                        .texts([
                            Text(
                                vi: "Dòng tổng cộng không khớp số bản ghi",
                                en: "The total is not the number of records")
                        ])
                    ),
                    (
                        "counts",
                        .texts([
                            Text(
                                vi: "ghi \(stated), đếm được \(counted)",
                                en: "stated \(stated), counted \(counted)")
                        ])
                    ),
                    ("stated", .count(stated)), ("counted", .count(counted)),
                ],
                evidence: wrong.suffix(evidenceAtMost).map {
                    Evidence(export: UInt32($0.export), line: UInt32($0.total.line))
                })
        ]
    }
}

/// The registers whose records are subjects of findings.
private struct Registers: Sendable {
    private let facts: FactSet

    init(_ facts: FactSet) {
        self.facts = facts
    }

    private static let kinds: [Holds] = [
        .dossiers, .paperDossiers, .documents, .paperDocuments, .apologyLetters, .proceduresOffered,
    ]

    var recordCount: Int { Self.kinds.map { table($0)?.count ?? 0 }.reduce(0, +) }

    private func table(_ holds: Holds) -> FactTable? {
        switch holds {
        case .dossiers: facts.dossiers.table
        case .paperDossiers: facts.paperDossiers.table
        case .documents: facts.documents.table
        case .paperDocuments: facts.paperDocuments.table
        case .apologyLetters: facts.apologyLetters.table
        case .proceduresOffered: facts.proceduresOffered.table
        default: nil
        }
    }

    /// What a conflict is about; nil for a kind of record that no finding is about.
    func subject(of conflict: KeyConflict) -> Subject? {
        let row = conflict.row
        let units = facts.units
        let subject: (kind: Subject.Kind, id: String?)? =
            switch conflict.holds {
            case .dossiers: (.dossier, facts.dossiers.code(row))
            case .paperDossiers: (.paperEntry, facts.paperDossiers.id(row, in: units))
            case .documents: (.document, facts.documents.symbol(row)?.id(in: units))
            case .paperDocuments: (.document, facts.paperDocuments.symbol(row)?.id(in: units))
            case .apologyLetters: (.letter, facts.apologyLetters.id(row, in: units))
            case .proceduresOffered: (.procedure, facts.proceduresOffered.id(row))
            default: nil
            }
        guard let subject, let id = subject.id else { return nil }
        return Subject(subject.kind, id)
    }

    /// Whose it is to mend: the unit of the record, else the one whose records the feed holds.
    func unit(of conflict: KeyConflict) -> UnitID? {
        let unit: UnitID? =
            switch conflict.holds {
            case .dossiers: facts.dossiers.workingUnit(conflict.row)
            default: table(conflict.holds)?.unitColumns[.unit]?[conflict.row]
            }
        return unit ?? conflict.places.first.flatMap { facts.feed(ofExport: $0.export).unit }
    }

    /// What can be said of a subject without a finding; nil when no register has it.
    func standing(_ id: String) -> RuleOutcome.Standing? {
        let key = facts.key(ofSubject: id)
        let its = Self.kinds.filter { hasRecord(of: key, $0) }
        guard !its.isEmpty else { return nil }
        // The record that contradicted may be in the export that was refused.
        let hasGap = facts.feeds.contains { its.contains($0.holds) && $0.hasGap }
        return hasGap ? .inputsMissing : .fine
    }

    private func hasRecord(of key: FactKey, _ holds: Holds) -> Bool {
        switch holds {
        case .dossiers: facts.dossiers.row(of: key) != nil
        case .paperDossiers: facts.paperDossiers.row(of: key) != nil
        case .documents: facts.documents.row(of: key) != nil
        case .paperDocuments: facts.paperDocuments.row(of: key) != nil
        default: table(holds)?.keys.raws.contains(key.bits) ?? false
        }
    }
}
