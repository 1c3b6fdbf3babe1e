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
            let through = told(.dossierFiles, feeds)
            fill(.fileCount, of: &dossiers, files.count, told: through) { row in
                let role = roles[row].flatMap { FileRole(rawValue: $0.raw) } ?? .component
                return role == .component ? owners[row] : nil
            }
            let tellsRoles = feeds.contains {
                $0.holds == .dossierFiles && $0.provides.contains(.role)
            }
            if tellsRoles {
                fill(.resultFileCount, of: &dossiers, files.count, told: through) { row in
                    roles[row]?.raw == FileRole.result.rawValue ? owners[row] : nil
                }
            }
            tables[.dossiers] = dossiers
            provide([.fileCount] + (tellsRoles ? [.resultFileCount] : []), .dossiers, &feeds)
        }
        if isWhole(.documentFiles, feeds), let files = tables[.documentFiles],
            var documents = tables.removeValue(forKey: .documents)
        {
            var documentKeys = DocumentKeys(files, units: units, keys: keys)
            fill(
                .fileCount, of: &documents, files.count, told: told(.documentFiles, feeds)
            ) { row in
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
        _ field: Field, of owners: inout FactTable, _ rows: Int, told: Day?,
        owner: (Int) -> FactKey?
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
        let days = lastDays(of: owners)
        for row in counts.indices where column[row] == nil {
            // A list made before the record was worked on says nothing of it.
            if counts[row] == 0, let told, let day = days(row), day > told { continue }
            column.raws[row] = counts[row]
        }
        owners.counts[field] = column
    }

    /// The last day that every list of files tells to its end; nil when their names do not say.
    private func told(_ holds: Holds, _ feeds: [FeedFacts]) -> Day? {
        feeds.filter { $0.holds == holds }
            .compactMap { $0.parts.compactMap(\.exportedAt).max()?.adding(days: -1) }.min()
    }

    /// The last day on which something happened to a record.
    private func lastDays(of table: FactTable) -> (Int) -> Day? {
        let instants = [Field.receivedAt, .transferredAt, .finishedAt, .releasedAt]
            .compactMap { table.instants[$0] }
        let days = [Field.issuedOn].compactMap { table.days[$0] }
        return { row in
            (instants.compactMap { $0[row]?.localDay } + days.compactMap { $0[row] }).max()
        }
    }

    /// With one list missing, a record without files may have them there: nothing is said.
    private func isWhole(_ holds: Holds, _ feeds: [FeedFacts]) -> Bool {
        feeds.allSatisfy { $0.holds != holds || ($0.isInForce && !$0.hasGap) }
    }

    private func provide(_ fields: [Field], _ owner: Holds, _ feeds: inout [FeedFacts]) {
        for index in feeds.indices where feeds[index].holds == owner && feeds[index].isInForce {
            feeds[index].provides.formUnion(fields)
        }
    }
}
