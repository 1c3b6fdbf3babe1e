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
package struct PaperDossiers: Sendable {
    package let table: FactTable
    private let index: KeyIndex
    private let byCode: KeyIndex
    private let furtherRows: [Int: [Int]]

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
        index = KeyIndex(table.keys)
        var byCode = KeyIndex(capacity: dossierKey.raws.count)
        var furtherRows: [Int: [Int]] = [:]
        for row in dossierKey.raws.indices {
            guard let first = byCode.insert(row, in: dossierKey) else { continue }
            furtherRows[first, default: []].append(row)
        }
        self.byCode = byCode
        self.furtherRows = furtherRows
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

    /// The row of an entry's key, or nil.
    package func row(of key: FactKey) -> Int? { index.row(of: key, in: table.keys) }

    /// The first entry that names this dossier, or nil.
    package func row(ofDossier key: FactKey) -> Int? { byCode.row(of: key, in: dossierKey) }

    /// All entries that name the dossier of this first entry.
    package func rows(ofDossierAt first: Int) -> [Int] { [first] + (furtherRows[first] ?? []) }
}
