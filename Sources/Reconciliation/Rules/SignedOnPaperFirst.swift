import Facts

/// SIG-02: a document that looks signed on paper and certified afterwards (domain §4.4).
///
/// From register fields alone this is a suspicion with its signals listed, never an accusation.
enum SignedOnPaperFirst {
    static let rule = Rule(
        id: "SIG-02", severity: .high, faultClass: .service,
        title: Text(
            vi: "Nghi ký giấy rồi xác thực số", en: "Probably signed on paper, certified later"),
        message: Text(
            vi: "Nghi ký giấy rồi dùng chứng thư số xác nhận: {signals}.",
            en: "Probably signed on paper and certified afterwards: {signals}."),
        remedy: Text(
            vi:
                "Ký số trực tiếp trên văn bản điện tử: người có thẩm quyền ký trước, cơ quan ký sau.",
            en: "Sign the electronic document itself: the competent person first, then the agency."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 7.2: «sử dụng bản ký giấy sau đó dùng chứng thư số để xác"
                + " nhận bản ký giấy»; NĐ 30/2020/NĐ-CP, Phụ lục I",
            en: "Reform report 2021, 7.2: a copy signed on paper is afterwards confirmed with a"
                + " certificate; Decree 30/2020, annex I"),
        needs: [
            Need(
                .documents, .direction, .unit, .number, .notation,
                anyOf: [.signingMode, .agencySignedAt])
        ],
        uses: [Need(.documents, .personSignedAt, .agencySignedAt, .releasedAt, .issuedOn)],
        telling: ["signals"],
        options: [
            RuleOption(
                name: "signals_needed", kind: .count(atLeast: 1), defaultValue: .count(2),
                meaning: Text(
                    vi: "số dấu hiệu gián tiếp cần có khi sổ không ghi rõ hình thức ký",
                    en: "how many indirect signals count when the register does not say so itself"))
        ],
        evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let documents = context.facts.documents
        let needed = context.count("signals_needed")
        return context.judgeOutgoing(rule.id, in: documents) { row in
            let mode = documents.signingMode(row)
            let indirect = signals(context.facts, row)
            if mode == nil, documents.agencySignedAt[row] == nil, documents.isSigned(row) != false {
                return .unchecked
            }
            let says = Text(
                vi: "sổ ghi ký giấy rồi xác thực số",
                en: "the register says signed on paper, then certified")
            let found = (mode == .paperThenCertificate ? [says] : []) + indirect
            guard mode == .paperThenCertificate || found.count >= needed else { return .fine }
            return .found(
                [("signals", .texts(found))], unit: documents.unit[row],
                evidence: [documents.table.evidence(row)])
        }
    }

    private static func signals(_ facts: FactSet, _ row: Int) -> [Text] {
        let documents = facts.documents
        guard let agency = documents.agencySignedAt[row] else { return [] }
        var signals: [Text] = []
        if let person = documents.personSignedAt[row] {
            if agency < person {
                signals.append(
                    Text(
                        vi: "cơ quan ký số trước người có thẩm quyền",
                        en: "the agency signed before the person"))
            }
        } else if facts.feed(ofExport: documents.table.exports[row]).provides
            .contains(.personSignedAt)
        {
            signals.append(
                Text(
                    vi: "chỉ có chữ ký số của cơ quan",
                    en: "only the agency's digital signature"))
        }
        if let released = documents.releasedAt[row]?.localDay, agency.localDay > released {
            signals.append(
                Text(vi: "ký số sau khi phát hành", en: "digitally signed after the release"))
        }
        if let issued = documents.issuedOn[row],
            let gap = facts.calendar.workingDays(after: issued, through: agency.localDay), gap >= 1
        {
            signals.append(
                Text(
                    vi: "ký số sau ngày văn bản \(gap) ngày làm việc",
                    en: "digitally signed \(gap) working day(s) after its date"))
        }
        return signals
    }
}
