/// The register of apology letters (Mẫu 04).
package struct ApologyLetters: Sendable {
    package let table: FactTable
    private let byDossier: KeyIndex

    package let dossierKey: Column<FactKey>
    package let unit: Column<UnitID>
    private let numbers: Column<TextRef>
    private let issuedOn: Column<Day>

    package init(_ table: FactTable) {
        self.table = table
        dossierKey = table.keyColumns[.dossierCode] ?? Column()
        byDossier = KeyIndex(dossierKey)
        unit = table.unitColumns[.unit] ?? Column()
        numbers = table.texts[.number] ?? Column()
        issuedOn = table.days[.issuedOn] ?? Column()
    }

    package var count: Int { table.count }

    /// The canonical subject id `IALE:12:2021-07-15` (unit, number, day of issue), or nil.
    package func id(_ row: Int, in units: UnitRegistry) -> String? {
        guard let unit = unit[row], let number = numbers[row] else { return nil }
        return "\(units[unit].key):\(table.text(number)):\(issuedOn[row]?.iso ?? "")"
    }

    /// The first letter that names this dossier, or nil.
    package func row(ofDossier key: FactKey) -> Int? { byDossier.row(of: key, in: dossierKey) }
}

/// The procedures that the district and its communes offer.
package struct ProceduresOffered: Sendable {
    package let table: FactTable
    private let paperResults: [String: Bool]
    private let codes: Column<Symbol>
    private let levels: Column<Symbol>

    package init(_ table: FactTable) {
        self.table = table
        codes = table.symbolColumns[.procedureCode] ?? Column()
        levels = table.symbolColumns[.level] ?? Column()
        let flags = table.words[.resultIsPaper] ?? Column()
        var paperResults: [String: Bool] = [:]
        for row in 0..<table.count {
            guard let code = codes[row], let flag = flags[row] else { continue }
            let isPaper = flag.raw == Flag.yes.rawValue
            paperResults[table.symbols[code]] =
                (paperResults[table.symbols[code]] ?? false) || isPaper
        }
        self.paperResults = paperResults
    }

    package var count: Int { table.count }

    /// The canonical subject id `1.004194:Cấp huyện` (core of the code, level), or nil.
    package func id(_ row: Int) -> String? {
        guard let code = codes[row] else { return nil }
        return "\(table.symbols[code]):\(levels[row].map { table.symbols[$0] } ?? "")"
    }

    /// Whether a procedure's result is a paper, by the core of its code; nil when not offered.
    package func resultIsPaper(core: String) -> Bool? { paperResults[core] }
}
