/// What stands in an export and could not be understood is unknown, not absent.
extension FactSet {
    /// Whether one of these cells of a record was filled, but could not be read.
    ///
    /// A dossier whose day of completion is `đã có` is not one that is still open.
    package func isUnreadable(_ fields: Field..., in table: FactTable, _ row: Int) -> Bool {
        let columns = notes[Int(table.exports[row])].columns
        guard !columns.isEmpty else { return false }
        return fields.contains {
            columns[$0]?.unreadable.contains(line: table.lines[row]) ?? false
        }
    }
}

/// The records of a table that lack their key: each may be one that seems to be missing.
package struct UnkeyedRecords: Sendable {
    private var unitsByDay: [Day?: Set<UnitID?>] = [:]

    /// - Parameters:
    ///   - units: whose records they are.
    ///   - day: of a row; nil where it has none.
    package init(_ table: FactTable, units: Column<UnitID>, day: (Int) -> Day?) {
        for row in 0..<table.count where table.keys[row] == nil {
            unitsByDay[day(row), default: []].insert(units[row])
        }
    }

    /// Whether one of them may be a record of this unit and day.
    package func mayInclude(_ unit: UnitID, _ day: Day) -> Bool {
        guard !unitsByDay.isEmpty else { return false }
        return [day, nil].contains { day in
            unitsByDay[day].map { $0.contains(unit) || $0.contains(nil) } ?? false
        }
    }
}
