import Facts

/// SIG-01: an issued electronic document without any digital signature, as its register says.
enum UnsignedDocument {
    static let rule = Rule(
        id: "SIG-01", severity: .high, faultClass: .service,
        title: Text(vi: "Văn bản điện tử chưa ký số", en: "Electronic document without signature"),
        message: Text(
            vi: "Văn bản đã phát hành trên QLVBĐH nhưng chưa được ký số.",
            en: "The document was issued in the document system without a digital signature."),
        remedy: Text(
            vi: "Ký số của người có thẩm quyền rồi của cơ quan, gửi lại bản đã ký.",
            en: "Have it signed digitally by the competent person, then the agency; send it again."),
        basis: Text(
            vi: "NĐ 30/2020/NĐ-CP, Phụ lục I; Báo cáo CCHC 2021, phần II.6: «dưới dạng điện tử"
                + " (được ký số)»",
            en: "Decree 30/2020, annex I; reform report 2021, II.6: in electronic form (digitally"
                + " signed)"),
        needs: [
            Need(.documents, .direction, .unit, .number, .notation, anyOf: [.signingMode, .signed])
        ],
        uses: [Need(.documents, .agencySignedAt, .personSignedAt)], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let documents = context.facts.documents
        return context.judgeOutgoing(rule.id, in: documents) { row in
            let isSigned: Bool
            switch documents.signingMode(row) {
            case .digital, .paperThenCertificate: isSigned = true
            case .some(.none), .paper:
                isSigned =
                    documents.agencySignedAt[row] != nil || documents.personSignedAt[row] != nil
                    || documents.isSigned(row) == true
            case nil:
                guard let flag = documents.isSigned(row) else { return .unchecked }
                isSigned = flag
            }
            guard !isSigned else { return .fine }
            return .found(
                [], unit: documents.unit[row], evidence: [documents.table.evidence(row)])
        }
    }
}
