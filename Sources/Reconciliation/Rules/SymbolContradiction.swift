import Facts

/// DOC-03: the symbol of an outgoing document against its grammar, type, year and issuer.
///
/// What an agency's abbreviation may stand for is nowhere listed (`TC-KH` is also a finance
/// division), so only contradictions that no abbreviation explains are told.
enum SymbolContradiction {
    static let rule = Rule(
        id: "DOC-03", severity: .low, faultClass: .data,
        title: Text(
            vi: "Ký hiệu văn bản chưa đúng", en: "Symbol of a document is not as it should be"),
        message: Text(
            vi: "Số, ký hiệu văn bản chưa đúng: {contradictions}.",
            en: "The document's symbol is not as it should be: {contradictions}."),
        remedy: Text(
            vi: "Đối chiếu bản gốc; sửa ký hiệu hoặc tên loại trong sổ.",
            en: "Compare the original; correct the symbol or the type in the register."),
        basis: Text(
            vi: "NĐ 30/2020/NĐ-CP, Phụ lục I và III: số/tên loại–cơ quan; công văn không ghi tên"
                + " loại",
            en: "Decree 30/2020, annexes I and III: number/type–agency; letters name no type"),
        needs: [Need(.documents, .direction, .unit, .number, .notation)],
        uses: [Need(.documents, .type, .issuedOn, .year)],
        telling: ["contradictions"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let documents = context.facts.documents
        let symbols = documents.table.symbols
        // There are few notations and types: each is understood once.
        let notations = symbols.texts.map { DocumentNotation($0) }
        let types = symbols.texts.map { DocumentType(column: $0) }
        return context.judgeOutgoing(rule.id, in: documents) { row in
            guard let symbol = documents.notation[row] else { return .unchecked }
            var contradictions: [Text] = []
            if let notation = notations[Int(symbol.raw)] {
                let type = documents.type[row].flatMap { types[Int($0.raw)] }
                contradictions += self.contradictions(of: notation, type)
            } else {
                contradictions.append(emptyPart)
            }
            if let year = symbols.year(of: symbol), let issued = documents.issuedOn[row],
                issued.year != year
            {
                contradictions.append(
                    Text(
                        vi: "ký hiệu ghi năm \(year), ngày văn bản \(issued.vietnamese)",
                        en: "the symbol says \(year), the document is of \(issued.iso)"))
            }
            guard !contradictions.isEmpty else { return .fine }
            return .found(
                [("contradictions", .texts(contradictions))], unit: documents.unit[row],
                evidence: [documents.table.evidence(row)])
        }
    }

    private static func contradictions(
        of notation: DocumentNotation, _ type: DocumentType?
    ) -> [Text] {
        if notation.beginsWithLetterAbbreviation { return [letterAbbreviation] }
        var contradictions: [Text] = []
        if let type, let text = contradiction(of: notation, type) { contradictions.append(text) }
        if notation.hasTypeAbbreviation, let agency = notation.agency,
            centralAgencies.contains(agency)
        {
            contradictions.append(
                Text(
                    vi: "cơ quan ban hành trong ký hiệu là \(agency), không phải đơn vị",
                    en: "the symbol names \(agency) as its issuer, not the unit"))
        }
        return contradictions
    }

    /// What the register's type and the abbreviation in the symbol cannot both be.
    private static func contradiction(
        of notation: DocumentNotation, _ type: DocumentType
    ) -> Text? {
        // Copies have a type of their own in front; legal documents are none of the 29.
        if notation.isOther || type == .publicLetter || notation.type == type { return nil }
        let name = type.vietnameseName
        if let other = notation.type {
            // In a letter's symbol the abbreviation may be the agency's own.
            let isCertain = type != .officialLetter || councils.contains(notation.agency ?? "")
            guard isCertain else { return nil }
            return Text(
                vi: "tên loại là \(name), ký hiệu \(other.abbreviation) là \(other.vietnameseName)",
                en: "the type is \(name), but \(other.abbreviation) in the symbol means"
                    + " \(other.vietnameseName)")
        }
        // Contracts and records have longer ones: HĐKT, BBVPHC.
        if type == .officialLetter
            || notation.parts[0].uppercased().hasPrefix(type.abbreviation.uppercased())
        {
            return nil
        }
        return Text(
            vi: "tên loại là \(name), ký hiệu không có \(type.abbreviation)",
            en: "the type is \(name), but the symbol lacks \(type.abbreviation)")
    }

    private static let emptyPart = Text(
        vi: "ký hiệu thiếu phần trước hoặc sau dấu gạch", en: "a part of the symbol is empty")

    private static let letterAbbreviation = Text(
        vi: "ký hiệu có CV; công văn không ghi tên loại",
        en: "the symbol has CV; letters name no type")

    /// Issuers that no division of the district shares its abbreviation with.
    private static let councils: Set = ["UBND", "HĐND"]

    /// Issuers whose documents only arrive.
    private static let centralAgencies: Set = ["CP", "TTG", "VPCP", "UBTVQH"]
}
