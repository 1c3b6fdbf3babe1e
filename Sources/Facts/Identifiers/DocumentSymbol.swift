/// What names a document across registers (Quyết định 395/QĐ-BTTTT: agency, year, symbol).
package struct DocumentSymbol: Hashable, Sendable {
    package var direction: Direction
    /// Whose register it is in.
    package var unit: UnitID
    /// Who issued it; nil outside the registry.
    package var author: UnitID?
    package var year: Int
    package var number: DocumentNumber
    package var notation: String

    package init(
        direction: Direction, unit: UnitID, author: UnitID?, year: Int, number: DocumentNumber,
        notation: String
    ) {
        self.direction = direction
        self.unit = unit
        self.author = author
        self.year = year
        self.number = number
        self.notation = notation
    }

    /// The canonical subject id: `CHUPUH:2021:331/UBND-NC`, incoming `GDDT<CHUPUH:2021:331/UBND-NC`.
    ///
    /// An author outside the registry is `~`.
    package func id(in units: UnitRegistry) -> String {
        var bytes = ContiguousArray<UInt8>()
        writeID(
            unit: units[unit].key.utf8, author: author.map { units[$0].key.utf8 },
            notation: notation.utf8, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The symbol that an outgoing document's subject id names, or nil.
    package init?(outgoingID id: String, in units: UnitRegistry) {
        let parts = id.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let unit = units.id(key: String(parts[0])),
            let year = Int(parts[1]), let number = Codes.documentNumber(parts[2])
        else { return nil }
        let notation = parts[2].split(separator: "/", maxSplits: 1).dropFirst().first ?? ""
        self.init(
            direction: .outgoing, unit: unit, author: nil, year: year, number: number,
            notation: String(notation))
    }

    /// Appends the subject id, with the unit keys given as bytes so that a million are cheap.
    @inlinable
    package func writeID<Bytes: Sequence<UInt8>>(
        unit: Bytes, author: Bytes?, notation: Bytes, to output: inout ContiguousArray<UInt8>
    ) {
        output.append(contentsOf: unit)
        if direction == .incoming {
            output.append(UInt8(ascii: "<"))
            if let author {
                output.append(contentsOf: author)
            } else {
                output.append(UInt8(ascii: "~"))
            }
        }
        output.append(UInt8(ascii: ":"))
        DocumentNumber.writeDigits(year, to: &output)
        output.append(UInt8(ascii: ":"))
        number.write(to: &output)
        let start = output.count
        output.append(UInt8(ascii: "/"))
        output.append(contentsOf: notation)
        if output.count == start + 1 { output.removeLast() }
    }
}

/// Makes the keys of documents row by row, without a String each.
package struct DocumentKeys {
    private let keys: KeyMaker
    private let unitKeys: [ContiguousArray<UInt8>]
    private let notations: [ContiguousArray<UInt8>]
    private var scratch = ContiguousArray<UInt8>()

    /// - Parameter table: the table whose symbols the rows' notations are.
    package init(_ table: FactTable, units: UnitRegistry, keys: KeyMaker) {
        self.keys = keys
        unitKeys = units.units.map { ContiguousArray($0.key.utf8) }
        notations = table.symbols.texts.map { ContiguousArray($0.utf8) }
    }

    /// The key of the document of these parts.
    package mutating func key(
        _ direction: Direction, unit: UnitID, author: UnitID?, year: Int, number: DocumentNumber,
        notation: Symbol?
    ) -> FactKey {
        scratch.removeAll(keepingCapacity: true)
        let symbol = DocumentSymbol(
            direction: direction, unit: unit, author: author, year: year, number: number,
            notation: "")
        symbol.writeID(
            unit: unitKeys[Int(unit.index)], author: author.map { unitKeys[Int($0.index)] },
            notation: notation.map { notations[Int($0.raw)] } ?? [], to: &scratch)
        return keys.keyFoldingCase(&scratch)
    }

    /// The key that an outgoing document has in a recipient's register of incoming documents.
    package mutating func incoming(
        _ row: Int, at recipient: UnitID, _ documents: Documents
    ) -> FactKey? {
        guard let sender = documents.unit[row], let year = documents.year[row],
            let number = documents.number[row]
        else { return nil }
        return key(
            .incoming, unit: recipient, author: sender, year: Int(year.raw), number: number,
            notation: documents.notation[row])
    }
}
