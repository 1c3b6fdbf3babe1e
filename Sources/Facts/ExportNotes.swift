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
    /// What the header of a CSV had to be repaired of before it made sense (`tcvn3`, `vni`,
    /// `mojibake`): the cells below it are likely damaged the same way. Nil otherwise.
    package var headerDamage: String?
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
    /// Cells that could not be understood: their field is unknown, the record remains.
    package var unreadable = NotedCells()

    package init() {}
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

/// Cells of a column that have something in common, and the lines of the first of them.
package struct NotedCells: Sendable, Hashable {
    package private(set) var count = 0
    /// Lines of the first records with such a cell, in the order of the file.
    package private(set) var firstLines: [Int] = []

    /// So many places are enough to find the others.
    private static let linesKept = 5

    package init() {}

    /// - Parameter firstLines: of the first of them, in the order of the file.
    package init(count: Int, firstLines: [Int]) {
        self.count = count
        self.firstLines = Array(firstLines.prefix(Self.linesKept))
    }

    package mutating func count(_ line: UInt32) {
        count += 1
        if firstLines.count < Self.linesKept { firstLines.append(Int(line)) }
    }

    package var firstLine: Int { firstLines.first ?? 0 }
}
