import Facts

/// The days that an export's dossier codes tell, by which its columns of dates are judged.
///
/// A spreadsheet that puts the month first turns each date it understands (07/01 of `01/07`) and
/// leaves the others as text, so that every cell can be read, and nothing but the code of the
/// record tells that one is wrong (domain §7.8). The same goes for the calendar of 1904.
struct CodeDays {
    /// A column of dates that tells other days than were meant.
    struct Misread {
        let field: Field
        let reading: Misreading
        /// Cells that show it.
        let cells: NotedCells
    }

    /// A row whose code tells a day, and that day.
    private struct Told {
        let row: Int
        let day: Day
    }

    private let told: [Told]
    /// The column of the days of receipt, and what is wrong with it.
    private let received: Misread?

    /// What so many rows with a code do not show is not looked for in the others.
    private static let sample = 2_000
    private static let fewest = 3

    /// - Parameter serials: how many cells of a column are days of Excel's calendar.
    init(_ table: FactTable, serials: (Field) -> Int) {
        let fields: (code: Field, received: Field)? =
            switch table.holds {
            case .dossiers: (.code, .receivedAt)
            case .paperDossiers: (.dossierCode, .receivedOn)
            default: nil
            }
        guard let fields, let dates = DateColumn(fields.received, table),
            let codes = table.texts[fields.code], codes.isBuilt
        else {
            (told, received) = ([], nil)
            return
        }
        var told: [Told] = []
        var swapped = NotedCells()
        var early = NotedCells()
        var ambiguous = 0
        table.bytes.withUnsafeBufferPointer { bytes in
            var examined = 0
            for row in 0..<table.count {
                if examined == Self.sample, swapped.count + early.count == 0 { break }
                guard let text = codes[row], let written = dates[row] else { continue }
                examined += 1
                let code = UnsafeBufferPointer(
                    rebasing: bytes[text.offset..<text.offset + text.length])
                guard let day = DossierCode(code)?.day else { continue }
                told.append(Told(row: row, day: day))
                if let other = written.swapped {
                    ambiguous += 1
                    if other == day { swapped.count(table.lines[row]) }
                }
                if written.adding(days: Self.daysTo1904) == day { early.count(table.lines[row]) }
            }
        }
        self.told = told
        let derived = min(serials(fields.received), told.count)
        if swapped.count >= Self.fewest, swapped.count * 2 > ambiguous {
            received = Misread(field: fields.received, reading: .swapped, cells: swapped)
        } else if early.count >= Self.fewest, early.count * 2 > derived, derived > 0 {
            received = Misread(field: fields.received, reading: .calendarOf1904, cells: early)
        } else {
            received = nil
        }
    }

    /// From the first day of 1900's calendar to that of 1904's.
    private static let daysTo1904 = 1_462

    /// The columns of an export that tell other days than were meant: what wrote the days of
    /// receipt wrote the others, too.
    ///
    /// A workbook counts all its days by one calendar. Of the other columns those are swapped in
    /// which at least three days make no sense as written, and would with day and month swapped.
    func misread(
        in table: FactTable, serials: (Field) -> NotedCells, today: Day
    ) -> [Misread] {
        guard let received else { return [] }
        let others = table.holds.fields.filter { $0 != received.field }
        switch received.reading {
        case .calendarOf1904:
            return [received]
                + others.filter { DateColumn($0, table) != nil && serials($0).count > 0 }
                .map { Misread(field: $0, reading: .calendarOf1904, cells: serials($0)) }
        case .swapped:
            return [received]
                + others.compactMap { field in
                    let cells = senseless(field, table, today)
                    guard cells.count >= Self.fewest else { return nil }
                    return Misread(field: field, reading: .swapped, cells: cells)
                }
        }
    }

    /// Cells whose day comes before the code's or after today, and would not with day and month
    /// swapped. Only the application comes before the code.
    private func senseless(_ field: Field, _ table: FactTable, _ today: Day) -> NotedCells {
        var cells = NotedCells()
        guard let dates = DateColumn(field, table) else { return cells }
        for told in told {
            guard let written = dates[told.row], let other = written.swapped else { continue }
            let isPossible =
                field == .appliedAt
                ? { (day: Day) in day <= told.day }
                : { (day: Day) in told.day <= day && day <= today }
            if !isPossible(written), isPossible(other) { cells.count(table.lines[told.row]) }
        }
        return cells
    }
}

/// A column of days, or of instants read as days.
private enum DateColumn {
    case days(Column<Day>)
    case instants(Column<Instant>)

    /// Nil when the field has no dates or no column.
    init?(_ field: Field, _ table: FactTable) {
        if let days = table.days[field], days.isBuilt {
            self = .days(days)
        } else if let instants = table.instants[field], instants.isBuilt {
            self = .instants(instants)
        } else {
            return nil
        }
    }

    subscript(row: Int) -> Day? {
        switch self {
        case .days(let days): days[row]
        case .instants(let instants): instants[row]?.localDay
        }
    }
}

extension Day {
    /// The other day that it is with day and month swapped; nil where there is none.
    fileprivate var swapped: Day? {
        let (year, month, day) = components
        return day == month || day > 12 ? nil : Day(year: year, month: day, day: month)
    }
}
