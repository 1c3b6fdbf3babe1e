/// The canonical subject ids of a table's records.
package struct SubjectIDs {
    private let id: (Int) -> String?

    package init(_ table: FactTable, units: UnitRegistry) {
        switch table.holds {
        case .dossiers:
            let dossiers = Dossiers(table)
            id = { dossiers.code($0) }
        case .paperDossiers:
            let entries = PaperDossiers(table)
            id = { entries.id($0, in: units) }
        case .documents, .paperDocuments:
            let documents = Documents(table)
            id = { documents.symbol($0)?.id(in: units) }
        default:
            id = { _ in nil }
        }
    }

    /// The id of a row's record; nil where the row or the kind of record has none.
    package func id(_ row: Int) -> String? { id(row) }
}
