/// What reading an export brought to light besides its facts.
///
/// Rules turn it into findings (ING, TXT, ORG); nothing in it is content of the export.
package struct ExportNotes: Sendable, Hashable {
    /// Records that were read, without totals, group rows and repeated headers.
    package var recordCount = 0
    /// Records that lack their key: they could not be checked.
    package var recordsWithoutKey = 0
    /// The encoding of a CSV that was not Unicode, by its usual name (`TCVN3`); nil otherwise.
    package var legacyEncoding: String?
    /// What the header of a CSV had to be repaired of before it made sense: the cells below it are
    /// likely damaged the same way. Nil otherwise.
    package var headerDamage: ColumnDamage?
    /// Rows with more cells than the header has columns: the records remain, but what may be
    /// shifted in them is unknown.
    package var raggedRows = NotedCells()
    /// What a row of totals at the end states, where there is one.
    package var controlTotal: ControlTotal?
    package var columns: [Field: ColumnNotes] = [:]

    package init() {}
}

/// What reading the column of one field brought to light.
package struct ColumnNotes: Sendable, Hashable {
    /// Its position in the header of a CSV, from 1; 0 where it has none.
    package var column = 0
    /// Cells that could not be understood: their field is unknown, the record remains.
    package var unreadable = NotedCells()
    /// Cells with nothing but `####`, which Excel shows where a column is too narrow; they are among
    /// the unreadable ones.
    package var tooNarrow = NotedCells()
    /// Codes and identity numbers whose leading zeros a spreadsheet took away; they were put back.
    package var restoredZeros = NotedCells()
    /// Codes and identity numbers that a spreadsheet wrote as `3,52E+11`: their field is unknown.
    package var destroyed = NotedCells()
    /// Cells with a day of Excel's calendar (`44405`), from which the date was derived.
    package var serials = NotedCells()
    /// Cells that are a date only with the month first; they are among the unreadable ones.
    package var swapped = NotedCells()
    /// Whether the export says nothing in this field because too many cells are swapped or misread:
    /// the others are as likely to be wrong.
    package var isWithheld = false
    /// What is wrong with dates that could be read, as the codes of their records show.
    package var misreading: Misreading?
    /// Cells that show it.
    package var misread = NotedCells()
    /// Names of units that are in the registry only as a misspelling, or read with `la` for `Ia`.
    package var looseUnits: [LooseUnit: NotedCells] = [:]

    /// What had happened to its text; it was repaired.
    package var damage: ColumnDamage?

    package init() {}

    /// Whether there is anything to tell.
    package var isNotable: Bool {
        unreadable.count > 0 || restoredZeros.count > 0 || destroyed.count > 0
            || serials.count > 0 || !looseUnits.isEmpty || damage != nil || misreading != nil
    }
}

/// Why the dates of a column are read as other days than were meant (domain §7.8).
package enum Misreading: Sendable {
    /// Day and month are swapped wherever that makes a date.
    case swapped
    /// They are counted in days of the calendar of 1904, as in old Macintosh workbooks.
    case calendarOf1904
}

/// What happened to the text of a column on its way to Unicode.
package enum ColumnDamage: String, CaseIterable, Sendable {
    /// UTF-8 that was read in another encoding (`ChÆ° PÆ°h`).
    case mojibake
    /// The bytes of these encodings saved as if they were letters of Unicode.
    case tcvn3, vni
    /// Letters and their marks apart (NFD).
    case decomposed
}

/// How many records an export says it has, in a row of totals.
package struct ControlTotal: Sendable, Hashable {
    package let stated: Int
    package let line: Int

    package init(stated: Int, line: Int) {
        self.stated = stated
        self.line = line
    }
}

/// Cells of a column that have something in common, and where and what the first of them are.
package struct NotedCells: Sendable, Hashable {
    /// A cell: the line of its record and the shape of its text, which is none of its content.
    package struct Place: Sendable, Hashable {
        package let line: Int
        package let shape: String
    }

    package private(set) var count = 0
    /// The lines of all of them, in the order of the file; none where records share lines.
    private var lines: ContiguousArray<UInt32> = []
    /// The first such cells, in the order of the file.
    package private(set) var places: [Place] = []

    /// So many places are enough to find the others.
    private static let placesKept = 5

    package init() {}

    /// - Parameter firstLines: of the first of them, in the order of the file.
    package init(count: Int, firstLines: [Int]) {
        self.count = count
        places = firstLines.prefix(Self.placesKept).map { Place(line: $0, shape: "") }
    }

    package mutating func count(_ line: UInt32, _ text: UnsafeBufferPointer<UInt8>? = nil) {
        count += 1
        lines.append(line)
        guard places.count < Self.placesKept else { return }
        places.append(Place(line: Int(line), shape: text.map { CellShape.of($0) } ?? ""))
    }

    /// Whether the record on this line has such a cell.
    package func contains(line: UInt32) -> Bool {
        var (low, high) = (0, lines.count)
        while low < high {
            let middle = (low + high) / 2
            if lines[middle] < line { low = middle + 1 } else { high = middle }
        }
        return low < lines.count && lines[low] == line
    }

    /// Forgets which record each cell belongs to: several records stand on one line.
    package mutating func forgetLines() { lines = [] }

    /// Lines of the first records with such a cell.
    package var firstLines: [Int] { places.map(\.line) }

    package var firstLine: Int { places.first?.line ?? 0 }
}
