import Facts
import Ingest
import Reconciliation

/// A record of an archived export as a clerk may see it: no name, number or free text of a citizen.
struct MaskedRecord: Sendable {
    /// What is shown of one field.
    enum Appearance: Sendable {
        case value(FindingValue)
        /// Something stands there.
        case masked
        /// What stands there could not be understood; with its shape where that was kept.
        case unreadable(shape: String?)
        /// Nothing, or something that could not be understood: several records share their lines.
        case emptyOrUnreadable
        /// Its whole column tells other days than were meant.
        case withheld
    }

    /// The fields that are not empty, the key first.
    let fields: [(field: Field, appearance: Appearance)]
}

/// Masks the records of one export.
struct RecordMask {
    private let table: FactTable
    private let notes: ExportNotes
    private let units: UnitRegistry
    private let hasSharedLines: Bool

    init(_ facts: ExportFacts, units: UnitRegistry) {
        table = facts.table
        notes = facts.notes
        self.units = units
        let lines = facts.table.lines
        hasSharedLines = zip(lines, lines.dropFirst()).contains { $0 >= $1 }
    }

    func record(_ row: Int) -> MaskedRecord {
        MaskedRecord(
            fields: table.holds.fields.compactMap { field in
                (known(field, row) ?? unknown(field, row)).map { (field, $0) }
            })
    }

    private func known(_ field: Field, _ row: Int) -> MaskedRecord.Appearance? {
        switch table.holds.kind(of: field) {
        case .instant: table.instants[field]?[row].map { .value(Self.time($0)) }
        case .day: table.days[field]?[row].map { .value(.day($0)) }
        case .unit: table.unitColumns[field]?[row].map { .value(.unit($0)) }
        case .units: table.unitLists[field]?[row].map(recipients)
        case .count: table.counts[field]?[row].map { Self.number(Int($0.raw)) }
        case .documentNumber: table.numbers[field]?[row].map { .value(.code($0.text)) }
        case .decimal: table.decimals[field]?[row].map(Self.decimal)
        case .dossierCode:
            table.texts[field]?[row].map {
                Self.code(table.text($0), if: OfficeText.isDossierCode)
            }
        case .procedureCode:
            table.symbolColumns[field]?[row].map {
                Self.code(table.symbols[$0], if: OfficeText.isProcedureCode)
            }
        case .symbol: table.symbolColumns[field]?[row].map { symbol(table.symbols[$0], field) }
        case .text: table.texts[field]?[row].map { text(table.text($0), field) }
        case .status, .channel, .role, .direction, .signingMode, .flag, .presence:
            table.words[field]?[row].flatMap { word($0.raw, field) }.map { .value(.texts([$0])) }
        case .display: table.words[field]?[row].map { _ in .masked }
        case .compared, .personal: table.keyColumns[field]?[row].map { _ in .masked }
        case nil: nil
        }
    }

    private func unknown(_ field: Field, _ row: Int) -> MaskedRecord.Appearance? {
        guard let column = notes.columns[field] else { return nil }
        if column.isWithheld { return .withheld }
        let line = table.lines[row]
        for cells in [column.unreadable, column.destroyed] where cells.contains(line: line) {
            let shape = cells.places.first { $0.line == Int(line) }?.shape ?? ""
            return .unreadable(shape: hasSharedLines || shape.isEmpty ? nil : shape)
        }
        return hasSharedLines && column.unreadable.count > 0 ? .emptyOrUnreadable : nil
    }

    /// At midnight, as where the export has the day alone, it is the day that counts.
    private static func time(_ instant: Instant) -> FindingValue {
        instant == Instant(day: instant.localDay) ? .day(instant.localDay) : .instant(instant)
    }

    /// A list of which no unit is in the registry names others, perhaps people.
    private func recipients(_ list: UnitsRef) -> MaskedRecord.Appearance {
        let names = table.units(list).map { units[$0].short }
        return names.isEmpty ? .masked : .value(.texts(names.map { Text(vi: $0, en: $0) }))
    }

    /// A number of eight digits may be an identity number whose zero a spreadsheet took.
    private static func number(_ count: Int) -> MaskedRecord.Appearance {
        count.magnitude < longestNumber ? .value(.count(count)) : .masked
    }

    private static func decimal(_ decimal: Millionths) -> MaskedRecord.Appearance {
        let (whole, part) = decimal.raw.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        guard whole < longestNumber else { return .masked }
        var digits = String(part + 1_000_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        let sign = decimal.raw < 0 ? "-" : ""
        let texts = [",", "."].map { "\(sign)\(whole)" + (digits.isEmpty ? "" : $0 + digits) }
        return .value(.texts([Text(vi: texts[0], en: texts[1])]))
    }

    private static let longestNumber: UInt64 = 10_000_000

    private static func code(
        _ text: String, if isShown: (String) -> Bool
    ) -> MaskedRecord.Appearance {
        isShown(text) ? .value(.code(text)) : .masked
    }

    /// Parcels lead to people, and digests tell a clerk nothing.
    private func text(_ text: String, _ field: Field) -> MaskedRecord.Appearance {
        switch field {
        case .number, .arrivalNumber, .replyTo: Self.code(text, if: OfficeText.isCode)
        default: .masked
        }
    }

    /// Free text in disguise: only words that are known and codes are shown.
    private func symbol(_ text: String, _ field: Field) -> MaskedRecord.Appearance {
        let label: Text? =
            switch field {
            case .type: DocumentType(column: text).map { Text(sameInBoth: $0.vietnameseName) }
            case .returnMethod: Channel(label: text)?.label
            case .direction: Direction(label: text)?.label
            case .level: Self.levels.first { VietnameseText.key($0.vi) == VietnameseText.key(text) }
            default: nil
            }
        if let label { return .value(.texts([label])) }
        switch field {
        case .notation: return Self.code(text, if: OfficeText.isNotation)
        case .book, .report, .section, .indicator: return Self.code(text, if: OfficeText.isCode)
        default: return .masked
        }
    }

    private static let levels = [
        Text(vi: "Cấp tỉnh", en: "province"), Text(vi: "Cấp huyện", en: "district"),
        Text(vi: "Cấp xã", en: "commune"),
    ]

    private func word(_ raw: UInt8, _ field: Field) -> Text? {
        switch table.holds.kind(of: field) {
        case .status: DossierStatus(rawValue: raw)?.label
        case .channel: Channel(rawValue: raw)?.label
        case .role: FileRole(rawValue: raw)?.label
        case .direction: Direction(rawValue: raw)?.label
        case .signingMode: SigningMode(rawValue: raw)?.label
        default:
            Flag(rawValue: raw).map {
                $0 == .yes ? Text(vi: "có", en: "yes") : Text(vi: "không", en: "no")
            }
        }
    }
}

extension Word {
    /// As the systems show it, and as settings write it.
    fileprivate var label: Text { Text(vi: labels.first ?? name, en: name) }
}

extension Text {
    fileprivate init(sameInBoth text: String) {
        self.init(vi: text, en: text)
    }
}
