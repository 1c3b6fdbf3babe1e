import Facts
import Ingest
import Testing

@Suite struct `Dates of a column` {
    @Test(arguments: [
        "ngày 28 tháng 7 năm 2021", "28/7/21", "28-07-21", "28.07.2021", "08h30 ngày 28/07/2021",
        "44405", "44405,5", "2021-07-27T17:00:00.000+0000", "2021-07-27T17:00:00Z",
        "'28/07/2021", "=\"\"28/07/2021\"\"", "'2021-07-28", "28-Jul-21", "28 Jul 2021",
        "２８/０７/２０２１", "28／07／2021",
    ])
    func `mean the same day however they are typed`(_ cell: String) throws {
        let facts = try Office.read("code,received_at\nA1,\"\(cell)\"\n", .csv(.dossiers))
        #expect(Dossiers(facts.table).receivedAt[0]?.localDay == day("2021-07-28"))
        let paper = try Office.read(
            "unit,number,received_on\nIALE,1,\"\(cell)\"\n", .csv(.paperDossiers))
        #expect(PaperDossiers(paper.table).receivedOn[0] == day("2021-07-28"))
        #expect(facts.notes.unreadable.isEmpty && paper.notes.unreadable.isEmpty)
    }

    @Test(arguments: [
        "…/…/2021", ".../.../2021", "../../2021", "__/__/____", "/  /2021", "Chưa trả", "chưa có",
        "chưa", "CHƯA TRẢ KẾT QUẢ", "ngày … tháng … năm 2021", "…/…/…",
    ])
    func `are not known yet where their place is left open`(_ cell: String) throws {
        let facts = try Office.read(
            "unit,number,returned_on,due_on\nIALE,1,\(cell),2021-07-28\n", .csv(.paperDossiers))
        #expect(PaperDossiers(facts.table).returnedOn[0] == nil)
        #expect(facts.notes.columns.isEmpty)
    }

    @Test(arguments: ["28/…/2021", "…/7/2021", "2021", "/2021", "chưa rõ", "Rơ Mah", "chờ 2021"])
    func `that are there in part cannot be read`(_ cell: String) throws {
        let facts = try Office.read(
            "unit,number,returned_on\nIALE,1,\(cell)\n", .csv(.paperDossiers))
        #expect(facts.notes.unreadable[.returnedOn]?.count == 1)
    }

    @Test func `may be left open in dates only`() throws {
        let facts = try Office.read("code,status\nA1,chưa có\n", .csv(.dossiers))
        #expect(facts.notes.unreadable[.status]?.count == 1)
    }

    @Test func `from Excel's calendar are counted as derived`() throws {
        let facts = try Office.read(
            "code,received_at\nA1,44405\nB1,28/07/2021\nC1,44406\n", .csv(.dossiers))
        #expect(facts.notes.columns[.receivedAt]?.serials.firstLines == [2, 4])
    }

    @Test func `in XML may be typed too`() throws {
        let facts = try Office.read(
            "<A><D><c>A1</c><r>28.07.2021</r></D></A>",
            .xml(.dossiers, record: "D", fields: [.code: "c", .receivedAt: "r"]))
        #expect(Dossiers(facts.table).receivedAt[0]?.localDay == day("2021-07-28"))
    }

    @Test func `with the month first are withheld as a whole`() throws {
        let facts = try Self.read(swapped: 3, others: 56)
        let dossiers = Dossiers(facts.table)
        #expect((0..<dossiers.count).allSatisfy { dossiers.receivedAt[$0] == nil })
        #expect(facts.notes.columns[.receivedAt]?.isWithheld == true)
        #expect(facts.notes.columns[.receivedAt]?.swapped.count == 3)
        #expect(facts.notes.columns[.receivedAt]?.column == 2)
        #expect(!facts.provides.contains(.receivedAt))
        #expect(facts.lastDay == nil)
    }

    @Test(arguments: [(3, 57), (2, 0)])
    func `are kept when few have the month first`(_ swapped: Int, _ others: Int) throws {
        let facts = try Self.read(swapped: swapped, others: others)
        #expect(facts.table.instants[.receivedAt]?[0] == (others > 0 ? instant("2021-07-08") : nil))
        #expect(facts.notes.columns[.receivedAt]?.isWithheld == false)
        #expect(facts.notes.unreadable[.receivedAt]?.count == swapped)
        #expect(facts.provides.contains(.receivedAt))
    }

    @Test func `have the month first where the feed says so`() throws {
        let mapping = FeedMapping.csv(.dossiers, dates: ["MM/dd/yyyy"])
        let facts = try Office.read(
            "code,received_at\nA1,07/28/2021\nB1,7/8/21\nC1,07/08/2021\n", mapping)
        let days = (0..<3).map { Dossiers(facts.table).receivedAt[$0]?.localDay.iso }
        #expect(days == ["2021-07-28", "2021-07-08", "2021-07-08"])
        #expect(facts.notes.columns.isEmpty)
    }

    @Test func `that are withheld leave the keys that they are part of`() throws {
        let rows = (13...16).map { "IALE,\($0),07/\($0)/2021" }
        let facts = try Office.read(
            Office.csv("unit,number,issued_on", rows + ["IALE,9,07/08/2021"]),
            .csv(.apologyLetters))
        #expect(facts.table.keys[4] == Office.keys.key(ofSubject: "IALE:9:"))
    }

    private static func read(swapped: Int, others: Int) throws -> ExportFacts {
        let rows =
            (0..<others).map { "A\($0),08/07/2021" } + (0..<swapped).map { "B\($0),07/2\($0)/2021" }
        return try Office.read(Office.csv("code,received_at", rows), .csv(.dossiers))
    }
}

@Suite struct `Numbers of a column` {
    @Test(arguments: [("6.015", 6015), ("6 015", 6015), ("05", 5), ("2,0", 2)])
    func `may be written the Vietnamese way`(_ cell: String, _ count: Int32) throws {
        let dossiers = try Office.dossiers("code,file_count", "A1,\"\(cell)\"")
        #expect(dossiers.fileCount[0]?.raw == count)
    }

    @Test func `of a report have decimals`() throws {
        let facts = try Office.read(
            "report,indicator,unit,value,percent\nR1,I01,CHUPUH,\"1.436,5\",\"23,87%\"\n"
                + "R1,I02,CHUPUH,-,abc\n", .csv(.reportFigures))
        #expect(facts.table.decimals[.value]?.raws == [1_436_500_000, Millionths.unknown])
        #expect(facts.table.decimals[.percent]?.raws == [23_870_000, Millionths.unknown])
        #expect(facts.notes.unreadable.mapValues(\.count) == [.percent: 1])
    }
}

@Suite struct `A sign that says nothing` {
    @Test(arguments: ["-", "—", "…", "?", "..", "–"])
    func `is an empty cell`(_ sign: String) throws {
        let fields = "status,receiving_unit,received_at,file_count,digitised,channel_in,sector"
        let cells = Array(repeating: sign, count: 7).joined(separator: ",")
        let facts = try Office.read(
            "code,\(fields)\nA1,\(cells)\n",
            .csv(.dossiers, defaults: [.channelIn: "direct", .receivingUnit: "MOTCUA"]))
        let dossiers = Dossiers(facts.table)
        #expect(facts.notes.unreadable.isEmpty)
        #expect(dossiers.status(0) == nil && dossiers.receivedAt[0] == nil)
        #expect(dossiers.fileCount[0] == nil && dossiers.table.symbolColumns[.sector]?[0] == nil)
        #expect(Office.key(of: dossiers.receivingUnit[0]) == "MOTCUA")
        #expect(facts.table.words[.channelIn]?[0]?.raw == Channel.direct.rawValue)
    }

    @Test func `is a fault where a record needs a key`() throws {
        let facts = try Office.read(
            "direction,unit,year,number\nĐi,IALE,2021,1\nĐi,-,2021,-\n", .csv(.documents))
        #expect(facts.notes.unreadable.mapValues(\.count) == [.unit: 1, .number: 1])
        #expect(facts.notes.recordsWithoutKey == 1)
    }
}

@Suite struct `Notes of a column` {
    @Test func `count cells of a column that is too narrow in Excel`() throws {
        let facts = try Office.read(
            "code,status\nA1,đang xử lý\n########,x\n#,x\n##1,x\n", .csv(.dossiers))
        let notes = try #require(facts.notes.columns[.code])
        #expect(notes.unreadable.firstLines == [3, 4, 5])
        #expect(notes.tooNarrow.firstLines == [3])
    }

    @Test func `know a word and a unit in the wrapping of a spreadsheet`() throws {
        let facts = try Office.read(
            "code,receiving_unit,file_count\n"
                + "A1,\"=\"\"Xã Ia Le\"\"\",'3\nB1,'Xã Ia Le,\"=\"\"3\"\"\"\n",
            .csv(.dossiers))
        let dossiers = Dossiers(facts.table)
        #expect((0..<2).map { Office.key(of: dossiers.receivingUnit[$0]) } == ["IALE", "IALE"])
        #expect((0..<2).map { dossiers.fileCount[$0]?.raw } == [3, 3])
        #expect(facts.notes.unreadable.isEmpty)
    }

    @Test func `tell its position and what the first cells look like`() throws {
        let facts = try Office.read(
            "received_at,code,file_count\n28/07/3021,A1,nhiều\nhôm qua,B1,2\n", .csv(.dossiers))
        let received = try #require(facts.notes.columns[.receivedAt])
        #expect(received.column == 1)
        #expect(received.unreadable.places.map(\.shape) == ["2#/##/###1", "xxx xxx"])
        #expect(facts.notes.columns[.fileCount]?.column == 3)
        #expect(facts.notes.columns[.code] == nil)
    }

    @Test func `have no position in XML`() throws {
        let facts = try Office.read(
            "<A><D><c>A1</c><r>mai</r></D></A>",
            .xml(.dossiers, record: "D", fields: [.code: "c", .receivedAt: "r"]))
        #expect(facts.notes.columns[.receivedAt]?.column == 0)
    }

    @Test func `tell units that were read in spite of a doubt`() throws {
        let facts = try Office.read(
            "code,receiving_unit\nA1,Xã Ia Le\nB1,la Le\nC1,Ia Drăng\nD1,xã la Le\n",
            .csv(.dossiers))
        let units = Dossiers(facts.table).receivingUnit
        #expect((0..<4).map { Office.key(of: units[$0]) } == ["IALE", "IALE", nil, "IALE"])
        let notes = try #require(facts.notes.columns[.receivingUnit])
        let iaLe = LooseUnit(unit: Office.units.id(key: "IALE")!, doubt: .letters)
        #expect(notes.looseUnits.mapValues(\.firstLines) == [iaLe: [3, 5]])
        #expect(notes.unreadable.firstLines == [4])
    }
}
