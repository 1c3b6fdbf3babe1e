/// The register of apology letters (Mẫu 04).
package struct ApologyLetters: Sendable {
    package let table: FactTable
    private let byDossier: KeyIndex

    package let dossierKey: Column<FactKey>

    package init(_ table: FactTable) {
        self.table = table
        dossierKey = table.keyColumns[.dossierCode] ?? Column()
        byDossier = KeyIndex(dossierKey)
    }

    package var count: Int { table.count }

    /// The first letter that names this dossier, or nil.
    package func row(ofDossier key: FactKey) -> Int? { byDossier.row(of: key, in: dossierKey) }
}

/// The procedures that the district and its communes offer.
package struct ProceduresOffered: Sendable {
    package let table: FactTable
    private let paperResults: [String: Bool]

    package init(_ table: FactTable) {
        self.table = table
        let codes = table.symbolColumns[.procedureCode] ?? Column()
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

    /// Whether a procedure's result is a paper, by the core of its code; nil when not offered.
    package func resultIsPaper(core: String) -> Bool? { paperResults[core] }
}
