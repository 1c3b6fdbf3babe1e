package import Facts

/// What a rule says of one row.
package enum Verdict {
    case fine
    /// It cannot be judged: a value is missing, or an export does not tell that far.
    case unchecked
    case found([(name: String, value: FindingValue)], unit: UnitID?, evidence: [Evidence])
}

extension RuleContext {
    /// The outcome of a rule that judges each row of a table by itself.
    ///
    /// - Parameters:
    ///   - rows: how many rows there are.
    ///   - subject: a row's canonical subject; nil for a row without a key, which is unchecked.
    ///   - row: the row of a subject id.
    func judgeRows(
        _ rule: String, _ kind: Subject.Kind, rows: Int,
        subject: @escaping @Sendable (Int) -> String?,
        row: @escaping @Sendable (String) -> Int?,
        verdict: @escaping @Sendable (Int) -> Verdict
    ) -> RuleOutcome {
        var findings: [Finding] = []
        var unchecked = 0
        for row in 0..<rows {
            switch verdict(row) {
            case .fine: break
            case .unchecked: unchecked += 1
            case .found(let values, let unit, let evidence):
                guard let id = subject(row) else {
                    unchecked += 1
                    continue
                }
                findings.append(
                    Finding(
                        rule: rule, subject: Subject(kind, id), unit: unit, severity: severity,
                        facts: values, evidence: evidence))
            }
        }
        return RuleOutcome(findings: findings, checked: rows - unchecked, unchecked: unchecked) {
            guard let row = row($0) else { return .gone }
            switch verdict(row) {
            case .unchecked: return .inputsMissing
            case .fine, .found: return .fine
            }
        }
    }

    /// The outcome of a rule that judges each dossier by itself.
    func judgeDossiers(
        _ rule: String, verdict: @escaping @Sendable (Int) -> Verdict
    ) -> RuleOutcome {
        judgeRows(
            rule, .dossier, rows: facts.dossiers.count, subject: facts.dossiers.code,
            row: { [facts] in facts.dossiers.row(of: facts.key(ofSubject: $0)) },
            verdict: verdict)
    }

    /// The outcome of a rule that judges each outgoing document by itself.
    func judgeOutgoing(
        _ rule: String, in documents: Documents, verdict: @escaping @Sendable (Int) -> Verdict
    ) -> RuleOutcome {
        judgeRows(
            rule, .document, rows: documents.count,
            subject: { [units = facts.units] in documents.symbol($0)?.id(in: units) },
            row: { [facts] in documents.row(of: facts.key(ofSubject: $0)) },
            verdict: { documents.isOutgoing($0) ? verdict($0) : .fine })
    }
}

extension FactTable {
    /// A row's place as evidence.
    func evidence(_ row: Int) -> Evidence {
        Evidence(export: exports[row], line: lines[row])
    }
}
