/// Documents: of the document-management system, or of the paper registers.
package struct Documents: Sendable {
    package let table: FactTable
    private let index: KeyIndex

    package let unit: Column<UnitID>
    package let author: Column<UnitID>
    package let year: Column<Count>
    package let number: Column<DocumentNumber>
    package let notation: Column<Symbol>
    package let type: Column<Symbol>
    package let issuedOn: Column<Day>
    package let personSignedAt: Column<Instant>
    package let agencySignedAt: Column<Instant>
    package let releasedAt: Column<Instant>
    package let fileCount: Column<Count>
    package let declaredFileCount: Column<Count>
    private let recipientLists: Column<UnitsRef>
    private let directions: Column<WordByte>
    private let signingModes: Column<WordByte>
    private let signatures: Column<WordByte>
    private let workflows: Column<WordByte>

    package init(_ table: FactTable) {
        self.table = table
        index = KeyIndex(table.keys)
        unit = table.unitColumns[.unit] ?? Column()
        author = table.unitColumns[.author] ?? Column()
        year = table.counts[.year] ?? Column()
        number = table.numbers[.number] ?? Column()
        notation = table.symbolColumns[.notation] ?? Column()
        type = table.symbolColumns[.type] ?? Column()
        issuedOn = table.days[.issuedOn] ?? Column()
        personSignedAt = table.instants[.personSignedAt] ?? Column()
        agencySignedAt = table.instants[.agencySignedAt] ?? Column()
        releasedAt = table.instants[.releasedAt] ?? Column()
        fileCount = table.counts[.fileCount] ?? Column()
        declaredFileCount = table.counts[.declaredFileCount] ?? Column()
        recipientLists = table.unitLists[.recipients] ?? Column()
        directions = table.words[.direction] ?? Column()
        signingModes = table.words[.signingMode] ?? Column()
        signatures = table.words[.signed] ?? Column()
        workflows = table.words[.workflowComplete] ?? Column()
    }

    package var count: Int { table.count }

    package func direction(_ row: Int) -> Direction? {
        directions[row].flatMap { Direction(rawValue: $0.raw) }
    }

    package func isOutgoing(_ row: Int) -> Bool {
        directions[row]?.raw == Direction.outgoing.rawValue
    }

    package func signingMode(_ row: Int) -> SigningMode? {
        signingModes[row].flatMap { SigningMode(rawValue: $0.raw) }
    }

    /// Whether its register says that it is digitally signed.
    package func isSigned(_ row: Int) -> Bool? {
        signatures[row].map { $0.raw == Flag.yes.rawValue }
    }

    /// Whether it was handled wholly in the document-management system.
    package func isWorkflowComplete(_ row: Int) -> Bool? {
        workflows[row].map { $0.raw == Flag.yes.rawValue }
    }

    /// The units of the registry among its recipients; nil when the record names none.
    package func recipients(_ row: Int) -> ContiguousArray<UnitID>.SubSequence? {
        recipientLists[row].map(table.units)
    }

    /// The parts of its key, or nil when number, unit, year or notation are missing.
    package func symbol(_ row: Int) -> DocumentSymbol? {
        guard let unit = unit[row], let year = year[row], let number = number[row] else {
            return nil
        }
        let notation = notation[row].map { table.symbols[$0] } ?? ""
        return DocumentSymbol(
            direction: direction(row) ?? .outgoing, unit: unit, author: author[row],
            year: Int(year.raw), number: number, notation: notation)
    }

    /// The first row of a key, or nil.
    package func row(of key: FactKey) -> Int? { index.row(of: key, in: table.keys) }
}
