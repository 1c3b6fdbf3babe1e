import Facts

/// A column of a part's exports in force, with what reading it brought to light in each.
struct PartColumn {
    let field: Field
    let notes: [(export: Int, notes: ColumnNotes)]

    /// A place in one of the exports.
    struct Place {
        let export: Int
        let cell: NotedCells.Place

        var evidence: Evidence { Evidence(export: UInt32(export), line: UInt32(cell.line)) }

        /// `dòng 15 (2#/##/###1)`.
        var shown: Text {
            let shape = cell.shape.isEmpty ? "" : " (\(cell.shape))"
            return Text(vi: "dòng \(cell.line)\(shape)", en: "line \(cell.line)\(shape)")
        }
    }

    func count(_ cells: (ColumnNotes) -> NotedCells) -> Int {
        notes.reduce(0) { $0 + cells($1.notes).count }
    }

    /// Whether its dates are misread this way in one of the exports.
    func has(_ misreading: Misreading) -> Bool {
        notes.contains { $0.notes.misreading == misreading }
    }

    /// The first such cells, five at most.
    func places(_ cells: (ColumnNotes) -> NotedCells) -> [Place] {
        let all = notes.flatMap { export, notes in
            cells(notes).places.map { Place(export: export, cell: $0) }
        }
        return Array(all.prefix(5))
    }

    /// `Cột 7 (ngày hẹn trả)`, after the newest of the exports.
    var name: Text {
        let position = notes.last?.notes.column ?? 0
        let label = field.label
        guard position > 0 else {
            return Text(vi: "Thông tin «\(label.vi)»", en: "Field \(label.en)")
        }
        return Text(
            vi: "Cột \(position) (\(label.vi))", en: "Column \(position) (\(label.en))")
    }

    /// `dòng 15 (2#/##/###1), dòng 20 (xxx)`.
    static func list(_ places: [Place]) -> Text {
        Text(
            vi: places.map(\.shown.vi).joined(separator: ", "),
            en: places.map(\.shown.en).joined(separator: ", "))
    }
}

extension FactSet {
    /// The columns of a part of which something is to be told, by the names of their fields.
    func columns(of part: PartInForce) -> [PartColumn] {
        var byField: [Field: [(export: Int, notes: ColumnNotes)]] = [:]
        for export in part.exports {
            for (field, notes) in notes[export].columns {
                byField[field, default: []].append((export, notes))
            }
        }
        return byField.map { PartColumn(field: $0, notes: $1) }
            .sorted { $0.field.rawValue < $1.field.rawValue }
    }

    /// Whether the export that a row comes from withholds a field (see `ColumnNotes.isWithheld`).
    func withholds(_ field: Field, export: UInt32) -> Bool {
        notes[Int(export)].columns[field]?.isWithheld ?? false
    }
}

extension Holds {
    /// Whether a column names units: what cannot be understood in it is a matter of ORG-01.
    func namesUnits(_ field: Field) -> Bool {
        switch kind(of: field) {
        case .unit, .units: true
        default: false
        }
    }
}
