/// The dossiers of the one-stop system.
package struct Dossiers: Sendable {
    package let table: FactTable
    private let index: KeyIndex

    package let procedureCode: Column<Symbol>
    package let receivingUnit: Column<UnitID>
    package let handlingUnit: Column<UnitID>
    package let appliedAt: Column<Instant>
    package let receivedAt: Column<Instant>
    package let dueAt: Column<Instant>
    package let transferredAt: Column<Instant>
    package let finishedAt: Column<Instant>
    package let returnedAt: Column<Instant>
    package let fileCount: Column<Count>
    package let resultFileCount: Column<Count>
    private let codes: Column<TextRef>
    private let statuses: Column<WordByte>
    private let channelsIn: Column<WordByte>

    package init(_ table: FactTable) {
        self.table = table
        index = KeyIndex(table.keys)
        codes = table.texts[.code] ?? Column()
        statuses = table.words[.status] ?? Column()
        channelsIn = table.words[.channelIn] ?? Column()
        procedureCode = table.symbolColumns[.procedureCode] ?? Column()
        receivingUnit = table.unitColumns[.receivingUnit] ?? Column()
        handlingUnit = table.unitColumns[.handlingUnit] ?? Column()
        appliedAt = table.instants[.appliedAt] ?? Column()
        receivedAt = table.instants[.receivedAt] ?? Column()
        dueAt = table.instants[.dueAt] ?? Column()
        transferredAt = table.instants[.transferredAt] ?? Column()
        finishedAt = table.instants[.finishedAt] ?? Column()
        returnedAt = table.instants[.returnedAt] ?? Column()
        fileCount = table.counts[.fileCount] ?? Column()
        resultFileCount = table.counts[.resultFileCount] ?? Column()
    }

    package var count: Int { table.count }

    /// The canonical code; nil where the record has none.
    package func code(_ row: Int) -> String? { codes[row].map(table.text) }

    /// Whether the record has a code at all, of whatever form.
    package func hasCode(_ row: Int) -> Bool { codes[row] != nil }

    /// The parts of the code; nil where it obeys none of the known forms.
    package func parsedCode(_ row: Int) -> DossierCode? {
        withCode(row) { DossierCode($0) } ?? nil
    }

    /// Whether what stands as its code may be a citizen's number, of which nothing is told.
    package func mayBePersonal(_ row: Int) -> Bool {
        withCode(row) { IdentityNumber.mayBe($0) } ?? false
    }

    private func withCode<Result>(
        _ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        guard let code = codes[row] else { return nil }
        return table.bytes.withUnsafeBufferPointer { bytes in
            body(UnsafeBufferPointer(rebasing: bytes[code.offset..<code.offset + code.length]))
        }
    }

    package func status(_ row: Int) -> DossierStatus? {
        statuses[row].flatMap { DossierStatus(rawValue: $0.raw) }
    }

    package func channelIn(_ row: Int) -> Channel? {
        channelsIn[row].flatMap { Channel(rawValue: $0.raw) }
    }

    /// Who works on it: the handling unit, else the one that received it.
    package func workingUnit(_ row: Int) -> UnitID? { handlingUnit[row] ?? receivingUnit[row] }

    /// The row of a code's key, or nil.
    package func row(of key: FactKey) -> Int? { index.row(of: key, in: table.keys) }
}

/// The entries of the typed-in paper registers of dossiers (Mẫu 06).
///
/// Several may share one number: where numbers begin anew each month or year, or were given twice.
package struct PaperDossiers: Sendable {
    package let table: FactTable
    private let byNumber: RowsByKey
    private let byCode: RowsByKey

    package let unit: Column<UnitID>
    package let dossierKey: Column<FactKey>
    package let receivedOn: Column<Day>
    package let returnedOn: Column<Day>
    private let books: Column<Symbol>
    private let numbers: Column<TextRef>
    private let dossierCodes: Column<TextRef>
    private let signatures: Column<WordByte>

    package init(_ table: FactTable) {
        self.table = table
        dossierKey = table.keyColumns[.dossierCode] ?? Column()
        byNumber = RowsByKey(table.keys)
        byCode = RowsByKey(dossierKey)
        unit = table.unitColumns[.unit] ?? Column()
        receivedOn = table.days[.receivedOn] ?? Column()
        returnedOn = table.days[.returnedOn] ?? Column()
        books = table.symbolColumns[.book] ?? Column()
        numbers = table.texts[.number] ?? Column()
        dossierCodes = table.texts[.dossierCode] ?? Column()
        signatures = table.words[.signedFor] ?? Column()
    }

    package var count: Int { table.count }

    /// The canonical subject id `IALE:01:145` (unit, book, number), or nil.
    package func id(_ row: Int, in units: UnitRegistry) -> String? {
        guard let unit = unit[row], let number = number(row) else { return nil }
        let book = books[row].map { table.symbols[$0] } ?? ""
        return "\(units[unit].key):\(book):\(number)"
    }

    package func number(_ row: Int) -> String? { numbers[row].map(table.text) }

    package func dossierCode(_ row: Int) -> String? { dossierCodes[row].map(table.text) }

    /// Whether the citizen signed for the result; nil when the register does not say.
    package func isSignedFor(_ row: Int) -> Bool? {
        signatures[row].map { $0.raw == Flag.yes.rawValue }
    }

    /// The first row of an entry's key, or nil.
    package func row(of key: FactKey) -> Int? { byNumber.first(of: key, in: table.keys) }

    /// The entries of the number that this first entry has, in the order of their codes.
    package func rows(ofNumberAt first: Int) -> [Int] { inOrder(byNumber.rows(at: first)) }

    /// The entries of each number that several have, in the order of their codes.
    package var sharedNumbers: [[Int]] { byNumber.shared.map(inOrder) }

    /// Whatever the order of the rows, so that all runs tell the same.
    private func inOrder(_ rows: [Int]) -> [Int] {
        guard rows.count > 1 else { return rows }
        return rows.map { (code: dossierCode($0) ?? "", day: receivedOn[$0]?.raw ?? .min, row: $0) }
            .sorted { ($0.code, $0.day, $0.row) < ($1.code, $1.day, $1.row) }
            .map(\.row)
    }

    /// The first entry that names this dossier, or nil.
    package func row(ofDossier key: FactKey) -> Int? { byCode.first(of: key, in: dossierKey) }

    /// All entries that name the dossier of this first entry.
    package func rows(ofDossierAt first: Int) -> [Int] { byCode.rows(at: first) }
}

/// The rows of each key of a column in which keys may recur.
private struct RowsByKey: Sendable {
    private var index: KeyIndex
    /// By first row; only of keys that recur.
    private var further: [Int: [Int]] = [:]

    init(_ keys: Column<FactKey>) {
        index = KeyIndex(capacity: keys.raws.count)
        for row in keys.raws.indices {
            guard let first = index.insert(row, in: keys) else { continue }
            further[first, default: []].append(row)
        }
    }

    func first(of key: FactKey, in keys: Column<FactKey>) -> Int? { index.row(of: key, in: keys) }

    func rows(at first: Int) -> [Int] { [first] + (further[first] ?? []) }

    /// The rows of each key that recurs, by their first row.
    var shared: [[Int]] { further.keys.sorted().map(rows) }
}
