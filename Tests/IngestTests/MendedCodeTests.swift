import Facts
import Ingest
import Testing

@Suite struct `A code that went through a spreadsheet` {
    @Test(arguments: ["352112000539", "0352112000539", "352112000539.0", "'00352112000539"])
    func `meets the dossier of the system`(_ cell: String) throws {
        let facts = try Office.facts(
            [
                Export("system", "code,status", "00352112000539,processing"),
                Export("register", "unit,number,dossier_code", "IALE,1,\(cell)"),
            ], of: [.csv(.dossiers, feed: "system"), .csv(.paperDossiers, feed: "register")])
        let key = try #require(facts.dossiers.table.keys[0])
        #expect(facts.paperDossiers.row(ofDossier: key) == 0)
        #expect(facts.paperDossiers.dossierCode(0) == "00352112000539")
    }

    @Test func `is one subject in two systems`() throws {
        let facts = try Office.facts(
            [
                Export("a", "code,status", "352112000539,"),
                Export("b", "code,status", "00352112000539,processing"),
            ], of: [.csv(.dossiers, feed: "a"), .csv(.dossiers, feed: "b")])
        #expect(facts.dossiers.count == 1)
        #expect(facts.dossiers.code(0) == "00352112000539")
        #expect(facts.dossiers.status(0) == .processing)
    }

    @Test func `is noted with its line when zeros were put back`() throws {
        let facts = try Office.read(
            "code\n00352112000539\n352112000540\n352112000541\nA-1\n", .csv(.dossiers))
        let notes = try #require(facts.notes.columns[.code])
        #expect(notes.restoredZeros.count == 2)
        #expect(notes.restoredZeros.firstLines == [3, 4])
        #expect(notes.unreadable.count == 0 && notes.destroyed.count == 0)
    }

    @Test(arguments: ["\"3,52112E+11\"", "3.52E+11", "\"6,4E+10\""])
    func `is unknown and noted when its digits are lost`(_ cell: String) throws {
        let facts = try Office.read("code\nA-1\n\(cell)\n", .csv(.dossiers))
        let notes = try #require(facts.notes.columns[.code])
        #expect(notes.destroyed.firstLines == [3])
        #expect(notes.unreadable.count == 0 && notes.restoredZeros.count == 0)
        #expect(Dossiers(facts.table).code(1) == nil)
        #expect(facts.notes.recordsWithoutKey == 1)
    }
}

@Suite struct `A citizen's number in an export` {
    private static let header = "code,applicant_id"

    @Test(arguments: [
        ("064091001234", "64091001234"), ("064091001234", "'064091001234"),
        ("B1234567", "b1234567"),
    ])
    func `is one key for all ways to write it`(_ left: String, _ right: String) throws {
        let facts = try Office.read("\(Self.header)\nA1,\(left)\nB1,\(right)\n", .csv(.dossiers))
        let keys = try #require(facts.table.keyColumns[.applicantId])
        #expect(keys[0] != nil && keys[0] == keys[1])
    }

    @Test func `is counted by its shape only`() throws {
        let rows = [
            "064091001234", "231000000", "64091001234", "31000000", "\"6,4E+10\"", "C123", "",
        ]
        let cells = rows.enumerated().map { "A\($0),\($1)\n" }.joined()
        let facts = try Office.read("\(Self.header)\n\(cells)", .csv(.dossiers))
        let notes = try #require(facts.notes.columns[.applicantId])
        #expect(notes.restoredZeros.firstLines == [4, 5])
        #expect(notes.destroyed.firstLines == [6])
        #expect(notes.unreadable.count == 0)
    }
}

@Suite struct `A symbol that went through a spreadsheet` {
    @Test(arguments: ["12-May", "05/12/2021", "12/05/2021", "2021-12-05"])
    func `cannot be read once it is a date`(_ cell: String) throws {
        let facts = try Office.read(
            "direction,unit,year,number,notation\nĐi,IALE,2021,1,BC-UBND\n"
                + "Đi,IALE,2021,\(cell),\(cell)\n", .csv(.documents))
        let documents = Documents(facts.table)
        #expect(documents.number[1] == nil && documents.notation[1] == nil)
        #expect(facts.notes.unreadable[.number]?.firstLines == [3])
        #expect(facts.notes.unreadable[.notation]?.firstLines == [3])
    }

    @Test func `keeps its number`() throws {
        let documents = try Office.documents(
            "direction,unit,year,number,notation", "Đi,IALE,2021,331.0,BC-UBND",
            "Đi,IALE,2021,'05,ВС-UBND")
        #expect(documents.number[0]?.text == "331" && documents.number[1]?.text == "05")
        #expect(documents.symbol(1)?.notation == "BC-UBND")
    }

    @Test func `has one key with and without the year in it`() throws {
        let facts = try Office.facts(
            [
                Export("a", "direction,unit,year,number,notation", "Đi,IALE,2021,5,5/2021/QĐ-UBND"),
                Export("b", "direction,unit,year,number,notation", "Đi,IALE,2021,5,QĐ-UBND"),
            ], of: [.csv(.documents, feed: "a"), .csv(.documents, feed: "b")])
        #expect(facts.documents.count == 1)
        let notation = try #require(facts.documents.notation[0])
        #expect(facts.documents.table.symbols.year(of: notation) == 2021)
        #expect(facts.documents.table.symbols[notation] == "QĐ-UBND")
    }
}
