import Facts
import Ingest

/// The records of an export whose code a person corrected in the one that replaced it.
///
/// A record left out and one that is new are the same when they tell of the same citizen or matter
/// at the same time, and no other record of either export does.
struct Corrections {
    let renamed: [RenamedRecord]

    /// The fields beside the key by which a record is known again.
    static let fields: [Holds: Set<Field>] = [
        .dossiers: [.applicantName, .applicantId, .procedureCode, .receivedAt],
        .paperDossiers: [.applicantName, .dossierCode, .receivedOn],
        .documents: [.subject, .type, .issuedOn], .paperDocuments: [.subject, .type, .issuedOn],
    ]

    /// - Parameters: the facts of both exports, with `fields` among their columns.
    init(from before: FactTable, to after: FactTable, units: UnitRegistry) {
        let old = Self.known(before, unlike: after)
        let new = Self.known(after, unlike: before)
        let (oldIDs, newIDs) = (
            SubjectIDs(before, units: units), SubjectIDs(after, units: units)
        )
        renamed = old.compactMap { identity, rows -> RenamedRecord? in
            guard rows.count == 1, let others = new[identity], others.count == 1,
                let from = oldIDs.id(rows[0]), let to = newIDs.id(others[0]), from != to
            else { return nil }
            return RenamedRecord(holds: before.holds, from: from, to: to)
        }
        .sorted { $0.from < $1.from }
    }

    /// What a record tells beside its key.
    private struct Identity: Hashable {
        let time: Int64
        let who: [FactKey?]
        let what: String?
    }

    /// The rows of each identity among the records that the other table has no key of.
    private static func known(
        _ table: FactTable, unlike other: FactTable
    ) -> [Identity: [Int]] {
        let index = KeyIndex(other.keys)
        var rows: [Identity: [Int]] = [:]
        for row in 0..<table.count {
            guard let key = table.keys[row], index.row(of: key, in: other.keys) == nil,
                let identity = identity(of: row, in: table)
            else { continue }
            rows[identity, default: []].append(row)
        }
        return rows
    }

    /// Nil where it tells too little to be known again.
    private static func identity(of row: Int, in table: FactTable) -> Identity? {
        let times: [Int64?] = [
            table.instants[.receivedAt]?[row]?.secondsSince1970,
            (table.days[.receivedOn]?[row]).map { Int64($0.daysSince1970) },
            (table.days[.issuedOn]?[row]).map { Int64($0.daysSince1970) },
        ]
        let fields: [Field] = [.applicantName, .applicantId, .dossierCode, .subject]
        let who = fields.map { table.keyColumns[$0]?[row] }
        guard let time = times.compactMap({ $0 }).first, who.contains(where: { $0 != nil }) else {
            return nil
        }
        let words: [Field] = [.procedureCode, .type]
        let what = words.compactMap { table.symbolColumns[$0]?[row] }.first
        return Identity(time: time, who: who, what: what.map { table.symbols[$0] })
    }
}
