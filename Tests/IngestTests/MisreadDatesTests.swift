import Facts
import Ingest
import Testing

/// A code given on a day of July 2021.
private func julyCode(_ day: Int) -> String { "000.00.53.H21-2107\(padded(day))-00\(padded(day))" }

private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

@Suite struct `Days of receipt that the dossier codes contradict` {
    /// Days of July and what a spreadsheet with the month first leaves of them.
    private static let july = (1...20).map { day in
        (code: day, cell: day > 12 ? "\(padded(day))/07/2021" : "07/\(padded(day))/2021")
    }

    @Test func `with day and month swapped are withheld`() throws {
        let facts = try Self.read(Self.july)
        #expect(
            facts.table.instants[.receivedAt]?.raws.allSatisfy { $0 == Instant.unknown } == true)
        #expect(!facts.provides.contains(.receivedAt))
        let notes = try #require(facts.notes.columns[.receivedAt])
        #expect(notes.isWithheld && notes.misreading == .swapped)
        #expect(notes.misread.count == 11)
        #expect(notes.misread.firstLines == [2, 3, 4, 5, 6])
        #expect(notes.unreadable.count == 0)
    }

    @Test func `are withheld in a register, too`() throws {
        let rows = Self.july.map { "IALE,\($0.code),\(julyCode($0.code)),\($0.cell)" }
        let facts = try Office.read(
            Office.csv("unit,number,dossier_code,received_on", rows), .csv(.paperDossiers))
        #expect(facts.table.days[.receivedOn]?.raws.allSatisfy { $0 == Day.unknown } == true)
        #expect(facts.notes.columns[.receivedOn]?.misreading == .swapped)
    }

    @Test(arguments: [
        // Two are typing errors.
        [(1, "07/01/2021"), (2, "07/02/2021"), (3, "04/03/2021")],
        // As many were written as they were meant.
        (1...3).map { ($0, "07/0\($0)/2021") } + (4...6).map { ($0, "0\($0)/07/2021") },
        // Received later than the code was given.
        (1...6).map { ($0, "0\($0 + 1)/07/2021") },
        // No other day with day and month swapped.
        [(7, "07/07/2021"), (7, "07/07/2021"), (7, "07/07/2021")],
        // Another year.
        (1...6).map { ($0, "07/0\($0)/2020") },
    ])
    func `are kept unless most of them fit once swapped`(_ cells: [(Int, String)]) throws {
        let facts = try Self.read(cells.map { ($0.0, $0.1) })
        #expect(facts.provides.contains(.receivedAt))
        #expect(facts.notes.columns[.receivedAt] == nil)
    }

    @Test func `are kept where codes tell no day`() throws {
        let rows = (1...9).map { "0035210700000\($0),07/0\($0)/2021" }
        let facts = try Office.read(Office.csv("code,received_at", rows), .csv(.dossiers))
        #expect(facts.notes.columns.isEmpty)
    }

    @Test func `take the columns along that make no sense without swapping`() throws {
        let rows = [
            // Before the code, before it, in the future: all on days of early July.
            "1,07/01/2021,07/02/2021,20/07/2021,05/07/2021",
            "2,07/02/2021,07/05/2021,21/07/2021,05/07/2021",
            "3,07/03/2021,07/12/2021,22/07/2021,06/07/2021",
        ].map { julyCode(Int($0.prefix(1))!) + $0.dropFirst() }
        let facts = try Office.read(
            Office.csv("code,received_at,finished_at,due_at,returned_at", rows), .csv(.dossiers))
        #expect(
            facts.notes.columns.mapValues(\.misread.firstLines) == [
                .receivedAt: [2, 3, 4], .finishedAt: [2, 3, 4],
            ])
        #expect(facts.table.instants[.finishedAt]?[0] == nil)
        #expect(facts.table.instants[.returnedAt]?[0] == instant("2021-07-05"))
    }

    @Test func `take others along also when their own cells show it`() throws {
        let rows = (1...3).map { "\(julyCode($0)),07/0\($0)/2021,07/0\($0 + 3)/2021" }
        let further = (14...16).map { "\(julyCode($0)),07/\($0)/2021,\($0)/07/2021" }
        let facts = try Office.read(
            Office.csv("code,received_at,finished_at", rows + further), .csv(.dossiers))
        let notes = facts.notes.columns
        #expect(notes[.receivedAt]?.isWithheld == true)
        #expect(notes[.finishedAt]?.misread.firstLines == [2, 3, 4])
    }

    @Test func `take applications along that come after the code`() throws {
        let rows = [
            "10,07/10/2021,07/08/2021", "11,07/11/2021,07/09/2021", "12,07/12/2021,08/07/2021",
        ]
        .map { julyCode(Int($0.prefix(2))!) + $0.dropFirst(2) }
        let header = "code,received_at,applied_at"
        let two = try Office.read(Office.csv(header, rows), .csv(.dossiers))
        #expect(two.notes.columns[.appliedAt] == nil)
        let third = julyCode(9) + ",07/09/2021,07/08/2021"
        let three = try Office.read(Office.csv(header, rows + [third]), .csv(.dossiers))
        #expect(three.notes.columns[.appliedAt]?.misread.firstLines == [2, 3, 5])
    }

    private static func read(_ cells: [(code: Int, cell: String)]) throws -> ExportFacts {
        let rows = cells.enumerated().map { index, cell in
            "\(julyCode(cell.code).dropLast(4))\(1000 + index),\(cell.cell)"
        }
        return try Office.read(Office.csv("code,received_at", rows), .csv(.dossiers))
    }
}

@Suite struct `Days of Excel's calendar that the dossier codes contradict` {
    @Test func `by the calendar of 1904 are withheld, like the others of their workbook`() throws {
        let rows = (1...4).map {
            "\(julyCode($0)),\(42_915 + $0),"
                + "\(42_925 + $0),10/07/2021"
        }
        let facts = try Office.read(
            Office.csv("code,received_at,due_at,finished_at", rows), .csv(.dossiers))
        #expect(
            facts.notes.columns.mapValues(\.misreading) == [
                .receivedAt: .calendarOf1904, .dueAt: .calendarOf1904,
            ])
        #expect(facts.notes.columns[.receivedAt]?.misread.count == 4)
        #expect(facts.table.instants[.dueAt]?[0] == nil)
        #expect(facts.provides.isDisjoint(with: [.receivedAt, .dueAt]))
        #expect(facts.table.instants[.finishedAt]?[0] == instant("2021-07-10"))
    }

    @Test(arguments: [
        [42_916, 42_917, 44_380], [42_916, 42_917, 42_918, 44_381, 44_382, 44_383],
        [42_915, 42_916, 42_917, 42_918],
    ])
    func `are kept unless most are that many days early`(_ serials: [Int]) throws {
        let rows = serials.enumerated().map {
            "\(julyCode($0 + 1)),\($1)"
        }
        let facts = try Office.read(Office.csv("code,received_at", rows), .csv(.dossiers))
        #expect(facts.provides.contains(.receivedAt))
        #expect(facts.notes.columns[.receivedAt]?.misreading == nil)
    }
}
