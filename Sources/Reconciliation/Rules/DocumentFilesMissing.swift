import Facts

/// DOC-07: a document without a file, or with fewer files than it declares.
enum DocumentFilesMissing {
    static let rule = Rule(
        id: "DOC-07", severity: .medium, faultClass: .data,
        title: Text(vi: "Văn bản thiếu tệp", en: "Document lacks files"),
        message: Text(
            vi: "Văn bản có {files} tệp trên hệ thống, cần {declared} tệp.",
            en: "The document has {files} file(s) in the system and should have {declared}."),
        remedy: Text(
            vi: "Đính kèm đủ tệp văn bản và phụ lục đã ký số.",
            en: "Attach the document and its annexes, digitally signed."),
        basis: Text(
            vi: "NĐ 30/2020/NĐ-CP, Điều 15, 18, 22: văn bản và phụ lục phải có trên hệ thống",
            en: "Decree 30/2020, Articles 15, 18, 22: documents and annexes are in the system"),
        needs: [Need(.documents, .direction, .unit, .number, .notation, .fileCount)],
        uses: [Need(.documents, .declaredFileCount, .author)],
        telling: ["files", "declared"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let documents = facts.documents
        return context.judgeRows(
            rule.id, .document, rows: documents.count,
            subject: { documents.symbol($0)?.id(in: facts.units) },
            row: { documents.row(of: facts.key(ofSubject: $0)) },
            verdict: { row in
                guard let files = documents.fileCount[row] else { return .unchecked }
                let declared = max(1, documents.declaredFileCount[row]?.raw ?? 1)
                guard files.raw < declared else { return .fine }
                return .found(
                    [("files", .count(Int(files.raw))), ("declared", .count(Int(declared)))],
                    unit: documents.unit[row], evidence: [documents.table.evidence(row)])
            })
    }
}
