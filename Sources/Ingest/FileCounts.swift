import Facts

/// Counts the files of feeds of their own (`dossier_files`, `document_files`) by their owner.
///
/// A count that a record brings itself stays. When every list of files is in force, a record that
/// no file names has none.
struct FileCounts {
    let units: UnitRegistry
    let keys: KeyMaker

    func join(_ tables: inout [Holds: FactTable], _ feeds: inout [FeedFacts]) {
        if isWhole(.dossierFiles, feeds), let files = tables[.dossierFiles],
            var dossiers = tables.removeValue(forKey: .dossiers)
        {
            let owners = files.keyColumns[.dossierCode] ?? Column()
            let roles = files.words[.role] ?? Column()
            fill(.fileCount, of: &dossiers, files.count) { row in
                let role = roles[row].flatMap { FileRole(rawValue: $0.raw) } ?? .component
                return role == .component ? owners[row] : nil
            }
            if roles.isBuilt {
                fill(.resultFileCount, of: &dossiers, files.count) { row in
                    roles[row]?.raw == FileRole.result.rawValue ? owners[row] : nil
                }
            }
            tables[.dossiers] = dossiers
            provide([.fileCount] + (roles.isBuilt ? [.resultFileCount] : []), .dossiers, &feeds)
        }
        if isWhole(.documentFiles, feeds), let files = tables[.documentFiles],
            var documents = tables.removeValue(forKey: .documents)
        {
            var documentKeys = DocumentKeys(files, units: units, keys: keys)
            fill(.fileCount, of: &documents, files.count) { row in
                owner(row, files, &documentKeys)
            }
            tables[.documents] = documents
            provide([.fileCount], .documents, &feeds)
        }
    }

    private func owner(
        _ row: Int, _ files: FactTable, _ documentKeys: inout DocumentKeys
    ) -> FactKey? {
        guard let byte = files.words[.direction]?[row],
            let direction = Direction(rawValue: byte.raw),
            let unit = files.unitColumns[.unit]?[row], let year = files.counts[.year]?[row],
            let number = files.numbers[.number]?[row]
        else { return nil }
        let author = files.unitColumns[.author]?[row] ?? (direction == .outgoing ? unit : nil)
        return documentKeys.key(
            direction, unit: unit, author: author, year: Int(year.raw), number: number,
            notation: files.symbolColumns[.notation]?[row])
    }

    private func fill(
        _ field: Field, of owners: inout FactTable, _ rows: Int, owner: (Int) -> FactKey?
    ) {
        guard var column = owners.counts.removeValue(forKey: field) else { return }
        let index = KeyIndex(owners.keys)
        var counts = [Int32](repeating: 0, count: owners.count)
        for row in 0..<rows {
            guard let key = owner(row), let its = index.row(of: key, in: owners.keys) else {
                continue
            }
            counts[its] += 1
        }
        for row in counts.indices where column[row] == nil { column.raws[row] = counts[row] }
        owners.counts[field] = column
    }

    /// With one list missing, a record without files may have them there: nothing is said.
    private func isWhole(_ holds: Holds, _ feeds: [FeedFacts]) -> Bool {
        feeds.allSatisfy { $0.holds != holds || $0.isInForce }
    }

    private func provide(_ fields: [Field], _ owner: Holds, _ feeds: inout [FeedFacts]) {
        for index in feeds.indices where feeds[index].holds == owner && feeds[index].isInForce {
            feeds[index].provides.formUnion(fields)
        }
    }
}
