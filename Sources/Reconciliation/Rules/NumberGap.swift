import Facts

/// DOC-01: a number missing from a series of outgoing documents, or given twice.
///
/// A series is looked for in the union of electronic and paper registers, between the smallest and
/// the largest number seen (Nghị định 30/2020/NĐ-CP, Điều 15: consecutive within the year).
enum NumberGap {
    static let rule = Rule(
        id: "DOC-01", severity: .high, faultClass: .control,
        title: Text(vi: "Số văn bản thiếu hoặc trùng", en: "Document number missing or double"),
        message: Text(vi: "{fault}.", en: "{fault}."),
        remedy: Text(
            vi:
                "Tìm văn bản còn thiếu và đăng ký, hoặc lập biên bản hủy số; số trùng thì đính chính.",
            en: "Find and register the missing document or record the number as void; correct a"
                + " number given twice."),
        basis: Text(
            vi: "NĐ 30/2020/NĐ-CP, Điều 15: số văn bản liên tục từ 01 trong năm",
            en: "Decree 30/2020, Article 15: numbers run from 01 without gaps within a year"),
        needs: [
            Need(.documents, .direction, .unit, .number, .notation),
            Need(.paperDocuments, .direction, .unit, .number, .notation, isEssential: false),
        ],
        uses: [
            Need(.documents, .year, .type, .issuedOn),
            Need(.paperDocuments, .year, .type, .issuedOn),
        ],
        telling: ["fault"],
        options: [
            RuleOption(
                name: "series", kind: .word(NumberSeries.Scope.allCases.map(\.rawValue)),
                defaultValue: .word(NumberSeries.Scope.notation.rawValue),
                meaning: Text(
                    vi: "số chạy theo ký hiệu, theo loại văn bản, hay chung cho cả đơn vị",
                    en: "whether numbers run by notation, by type or through the whole unit")),
            RuleOption(
                name: "series_by_unit",
                kind: .wordByUnit(NumberSeries.Scope.allCases.map(\.rawValue)),
                defaultValue: .wordByUnit([:]),
                meaning: Text(
                    vi: "cách đánh số riêng của từng đơn vị", en: "the series of particular units")),
        ],
        evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let byUnit = context.words("series_by_unit")
        let common = context.word("series")
        let all = NumberSeries.collect(facts) { unit in
            NumberSeries.Scope(rawValue: byUnit[facts.units[unit].key] ?? common) ?? .notation
        }
        let telling = facts.telling(.documents)
        let paperTelling = facts.telling(.paperDocuments)
        let hasPaperFeeds = !facts.feeds(holding: .paperDocuments).isEmpty
        @Sendable func isComplete(_ series: NumberSeries) -> Bool {
            telling.isComplete(about: series.unit)
                && (!hasPaperFeeds || paperTelling.isComplete(about: series.unit))
        }
        var findings: [Finding] = []
        var checked = 0
        var unchecked = 0
        for series in all {
            guard isComplete(series) else {
                unchecked += series.members.count
                continue
            }
            checked += series.members.count
            findings += judge(series, context)
        }
        return RuleOutcome(findings: findings, checked: checked, unchecked: unchecked) { id in
            guard let symbol = DocumentSymbol(outgoingID: id, in: facts.units),
                let series = all.first(where: { $0.holds(symbol) })
            else { return .gone }
            guard isComplete(series) else { return .inputsMissing }
            return series.members(of: symbol.number).isEmpty ? .gone : .fine
        }
    }

    private static func judge(_ series: NumberSeries, _ context: RuleContext) -> [Finding] {
        var findings: [Finding] = []
        for (before, after) in zip(series.members, series.members.dropFirst()) {
            if before.number == after.number {
                guard before.isElectronic == after.isElectronic else { continue }
                let text = Text(
                    vi:
                        "Số \(before.number.text) được cấp hai lần\(days(before, after, context).vi)",
                    en:
                        "Number \(before.number.text) was given twice\(days(before, after, context).en)"
                )
                findings.append(
                    finding(series, before.number, like: before, text, [before, after], context))
            } else if after.number.value > before.number.value + 1 {
                let first = DocumentNumber(value: before.number.value + 1)
                let last = DocumentNumber(value: after.number.value - 1)
                let range = first == last ? first.text : "\(first.text)–\(last.text)"
                let text = Text(
                    vi: "Thiếu số \(range) giữa số \(before.number.text) và \(after.number.text)",
                    en: "Number \(range) is missing between \(before.number.text) and"
                        + " \(after.number.text)")
                findings.append(
                    finding(series, first, like: before, text, [before, after], context))
            }
        }
        return findings
    }

    private static func days(
        _ first: NumberSeries.Member, _ second: NumberSeries.Member, _ context: RuleContext
    ) -> Text {
        guard let one = documents(of: first, context).issuedOn[Int(first.row)],
            let other = documents(of: second, context).issuedOn[Int(second.row)]
        else { return Text(vi: "", en: "") }
        return Text(
            vi: " (ngày \(one.vietnamese) và \(other.vietnamese))",
            en: " (on \(one.iso) and \(other.iso))")
    }

    private static func finding(
        _ series: NumberSeries, _ number: DocumentNumber, like neighbour: NumberSeries.Member,
        _ fault: Text, _ members: [NumberSeries.Member], _ context: RuleContext
    ) -> Finding {
        let documents = documents(of: neighbour, context)
        let notation = documents.notation[Int(neighbour.row)]
        let symbol = DocumentSymbol(
            direction: .outgoing, unit: series.unit, author: nil, year: series.year, number: number,
            notation: notation.map { series.written(documents.table.symbols[$0]) } ?? "")
        return Finding(
            rule: rule.id, subject: Subject(.document, symbol.id(in: context.facts.units)),
            unit: series.unit, severity: context.severity, facts: [("fault", .texts([fault]))],
            evidence: members.map {
                Self.documents(of: $0, context).table.evidence(Int($0.row))
            })
    }

    private static func documents(
        of member: NumberSeries.Member, _ context: RuleContext
    ) -> Documents {
        member.isElectronic ? context.facts.documents : context.facts.paperDocuments
    }
}
