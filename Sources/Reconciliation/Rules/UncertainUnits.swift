import Facts

/// ORG-01: names of units that the registry does not have, or has as a misspelling only.
enum UncertainUnits {
    static let rule = Rule(
        id: "ORG-01", severity: .medium, faultClass: .data,
        title: Text(vi: "Tên đơn vị sai hoặc lạ", en: "Wrong or unknown names of units"),
        message: Text(vi: "{place}: {names}.", en: "{place}: {names}."),
        remedy: Text(
            vi: "Sửa tên đơn vị trong hệ thống hoặc sổ rồi xuất lại; nếu tên đúng, thêm vào"
                + " `aliases` của đơn vị trong units.yaml.",
            en: "Correct the names in the system or register and export again; if a name is right,"
                + " add it to the `aliases` of its unit in units.yaml."),
        basis: Text(
            vi: "Danh mục đơn vị hành chính của Tổng cục Thống kê; danh mục đơn vị của huyện",
            en: "The list of units of the General Statistics Office; the district's own list"),
        needs: [], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        return context.judgeParts(rule.id) { part in
            facts.columns(of: part).filter { part.feed.holds.namesUnits($0.field) }
                .compactMap { finding($0, part, facts.units) }
        }
    }

    private static func finding(
        _ column: PartColumn, _ part: PartInForce, _ units: UnitRegistry
    ) -> PartFinding? {
        let doubted = Set(column.notes.flatMap(\.notes.looseUnits.keys)).sorted(by: isBefore)
        var names: [Text] = []
        var places = column.places(\.unreadable)
        let unknown = column.count(\.unreadable)
        if unknown > 0 {
            let list = PartColumn.list(places)
            names.append(
                Text(
                    vi: "\(unknown) ô ghi tên không có trong danh mục đơn vị: \(list.vi)",
                    en: "\(unknown) cells have a name that is not in the list of units: \(list.en)"
                ))
        }
        for loose in doubted {
            let cells = { (notes: ColumnNotes) in notes.looseUnits[loose] ?? NotedCells() }
            names.append(text(of: loose, count: column.count(cells), units))
            places += column.places(cells)
        }
        guard !names.isEmpty else { return nil }
        return PartFinding(
            subject: Subject(.column, part.id(ofColumn: column.field)),
            facts: [("place", .texts([column.name])), ("names", .texts(names))],
            evidence: places.prefix(5).map(\.evidence))
    }

    /// Tells no cell's text: a misspelling is quoted from the registry.
    private static func text(of loose: LooseUnit, count: Int, _ units: UnitRegistry) -> Text {
        let name = units[loose.unit].name
        switch loose.doubt {
        case .misspelling(let misspelling):
            return Text(
                vi: "\(count) ô ghi «\(misspelling)», hiểu là \(name)",
                en: "\(count) cells say «\(misspelling)», taken for \(name)")
        case .letters:
            return Text(
                vi: "\(count) ô ghi «la» thay «Ia», hiểu là \(name)",
                en: "\(count) cells say «la» for «Ia», taken for \(name)")
        }
    }

    private static func isBefore(_ left: LooseUnit, _ right: LooseUnit) -> Bool {
        if left.unit != right.unit { return left.unit < right.unit }
        switch (left.doubt, right.doubt) {
        case (.letters, .misspelling): return true
        case (.misspelling(let mine), .misspelling(let other)): return mine < other
        default: return false
        }
    }
}
