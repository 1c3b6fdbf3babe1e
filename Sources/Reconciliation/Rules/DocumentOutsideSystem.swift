import Facts

/// DOC-04: an outgoing document not handled wholly in the document-management system.
///
/// Either it is in the paper register only, or its register says that the workflow was not
/// completed there.
enum DocumentOutsideSystem {
    static let rule = Rule(
        id: "DOC-04", severity: .high, faultClass: .service,
        title: Text(
            vi: "Văn bản đi không qua QLVBĐH", en: "Outgoing document outside the document system"),
        message: Text(
            vi: "Văn bản đi ngày {issued_on} {how}.", en: "The document issued {issued_on} {how}."),
        remedy: Text(
            vi: "Đưa văn bản lên QLVBĐH và luân chuyển, ký, phát hành trên hệ thống.",
            en: "Enter the document in the document system; route, sign and release it there."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 7.2: «xã Ia Rong chỉ đạt 29,4%…»",
            en: "Reform report 2021, 7.2: Ia Rong reaches only 29.4 %…"),
        needs: [
            Need(.documents, .direction, .unit, .number, .notation),
            Need(.documents, .workflowComplete, isEssential: false),
            Need(
                .paperDocuments, .direction, .unit, .number, .notation, .issuedOn,
                isEssential: false),
        ],
        uses: [Need(.documents, .issuedOn, .year), Need(.paperDocuments, .year)],
        telling: ["how"], evaluate: evaluate)

    private static let onPaperOnly = Text(
        vi: "chỉ có trong sổ giấy, không có trên QLVBĐH",
        en: "is in the paper register only, not in the document system")
    private static let workflowIncomplete = Text(
        vi: "chưa luân chuyển, xử lý hoàn toàn trên QLVBĐH",
        en: "was not handled wholly in the document system")

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let telling = facts.telling(.documents)
        let tellsWorkflow = facts.feeds(holding: .documents)
            .contains { $0.provides.contains(.workflowComplete) }
        let electronic = context.judgeOutgoing(rule.id, in: facts.documents) { row in
            guard let isComplete = facts.documents.isWorkflowComplete(row) else {
                return .unchecked
            }
            return isComplete ? .fine : found(facts.documents, row, workflowIncomplete)
        }
        let papers = facts.paperDocuments
        let documents = facts.documents
        let unkeyed = UnkeyedRecords(documents.table, units: documents.unit) {
            documents.issuedOn[$0]
        }
        let paper = context.judgeOutgoing(rule.id, in: papers) { row in
            guard let key = papers.table.keys[row], let unit = papers.unit[row],
                papers.notation[row] != nil, let issued = papers.issuedOn[row]
            else { return .unchecked }
            if facts.documents.row(of: key) != nil { return .fine }
            guard telling.tellsAll(about: unit, on: issued), !unkeyed.mayInclude(unit, issued)
            else { return .unchecked }
            return found(papers, row, onPaperOnly)
        }
        return RuleOutcome(
            findings: electronic.findings + paper.findings,
            checked: electronic.checked + paper.checked,
            unchecked: electronic.unchecked + paper.unchecked
        ) { id in
            let standing = electronic.standing(id)
            switch standing {
            case .gone: return paper.standing(id)
            // A system that does not tell of workflows can still end "on paper only".
            case .inputsMissing where !tellsWorkflow: return paper.standing(id)
            case .fine, .inputsMissing: return standing
            }
        }
    }

    private static func found(_ documents: Documents, _ row: Int, _ how: Text) -> Verdict {
        let issued: FindingValue =
            documents.issuedOn[row].map { .day($0) } ?? .texts([Text(vi: "?", en: "?")])
        return .found(
            [("issued_on", issued), ("how", .texts([how]))], unit: documents.unit[row],
            evidence: [documents.table.evidence(row)])
    }
}
