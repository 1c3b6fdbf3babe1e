import Facts
import Ingest
import Testing

@Suite struct `What a value means` {
    @Test func `a default stands where a cell is empty`() throws {
        let mapping = FeedMapping.csv(.dossiers, defaults: [.receivingUnit: "MOTCUA"])
        let facts = try Office.read("code,receiving_unit\nA1,\nB1,IALE\n", mapping)
        let units = Dossiers(facts.table).receivingUnit
        #expect((0..<2).map { Office.key(of: units[$0]) } == ["MOTCUA", "IALE"])
    }

    @Test func `a default stands where there is no column`() throws {
        let mapping = FeedMapping.csv(.dossiers, defaults: [.receivingUnit: "MOTCUA"])
        let facts = try Office.read("code\nA1\n", mapping)
        #expect(Office.key(of: Dossiers(facts.table).receivingUnit[0]) == "MOTCUA")
        #expect(facts.provides == [.code, .receivingUnit])
    }

    @Test(arguments: ["Có kết quả", "CÓ KẾT QUẢ", " có  kết quả", "Co\u{301} kết quả."])
    func `a label means what the map says, whatever its case and signs`(_ label: String) throws {
        let mapping = FeedMapping.csv(.dossiers, values: [.status: ["Có kết quả": "finished"]])
        let facts = try Office.read("code,status\nA1,\"\(label)\"\n", mapping)
        #expect(Dossiers(facts.table).status(0) == .finished)
    }

    @Test func `a label that the map does not have keeps its usual meaning`() throws {
        let mapping = FeedMapping.csv(.dossiers, values: [.status: ["1": "accepted"]])
        let facts = try Office.read("code,status\nA1,Đã trả kết quả\nB1,1\n", mapping)
        let dossiers = Dossiers(facts.table)
        #expect((0..<2).map { dossiers.status($0) } == [.returned, .accepted])
    }

    @Test func `a map may name a unit by a vendor's number`() throws {
        let mapping = FeedMapping.csv(.dossiers, values: [.receivingUnit: ["17": "IALE"]])
        let facts = try Office.read("code,receiving_unit\nA1,17\n", mapping)
        #expect(Office.key(of: Dossiers(facts.table).receivingUnit[0]) == "IALE")
    }

    @Test(arguments: [
        ("yyyyMMddHHmmss", "20210728063005", "2021-07-28T06:30:05+07:00"),
        ("dd/MM/yyyy", "28/07/2021", "2021-07-28T00:00:00+07:00"),
        ("d/M/yyyy", "8/7/2021", "2021-07-08T00:00:00+07:00"),
        ("d/M/yyyy", "28/12/2021", "2021-12-28T00:00:00+07:00"),
        ("HH:mm dd/MM/yyyy", "06:30 28/07/2021", "2021-07-28T06:30:00+07:00"),
        ("yyyy/MM/dd HH:mm:ss", "2021/07/28 06:30:00", "2021-07-28T06:30:00+07:00"),
    ])
    func `a date is read by the feed's pattern`(
        _ pattern: String, _ cell: String, _ iso: String
    ) throws {
        let mapping = FeedMapping.csv(.dossiers, dates: [pattern])
        let facts = try Office.read("code,received_at\nA1,\(cell)\n", mapping)
        #expect(Dossiers(facts.table).receivedAt[0]?.iso == iso)
    }

    @Test func `the patterns of a feed are tried in their order`() throws {
        let mapping = FeedMapping.csv(.dossiers, dates: ["MM/dd/yyyy", "dd/MM/yyyy"])
        let facts = try Office.read("code,received_at\nA1,07/08/2021\nB1,28/07/2021\n", mapping)
        let days = (0..<2).map { Dossiers(facts.table).receivedAt[$0]?.localDay.iso }
        #expect(days == ["2021-07-08", "2021-07-28"])
    }

    @Test(arguments: [
        "28/07/2021", "28/7/2021", "28/07/2021 06:30:00", "28/07/2021 06:30", "06:30 28/07/2021",
        "28-07-2021", "2021/07/28", "20210728063000", "20210728", "2021-07-28",
        "2021-07-28 06:30:00", "2021-07-28T06:30", "2021-07-28T06:30:00.000+07:00",
    ])
    func `a feed without patterns reads the usual ones`(_ cell: String) throws {
        let dossiers = try Office.dossiers("code,received_at", "A1,\(cell)")
        #expect(dossiers.receivedAt[0]?.localDay == day("2021-07-28"))
    }

    @Test(arguments: [
        ("2011-06-09T17:00:00.000+0000", "2011-06-10"), ("2021-07-27T16:59:59Z", "2021-07-27"),
        ("2021-07-27T17:00:00Z", "2021-07-28"), ("2021-07-28T00:30:00+09:00", "2021-07-27"),
        ("2021-07-28T00:30:00", "2021-07-28"),
    ])
    func `a UTC instant falls on the day that it is in Viet Nam`(
        _ cell: String, _ local: String
    ) throws {
        let facts = try Office.read(
            "unit,number,received_on\nIALE,1,\(cell)\n", .csv(.paperDossiers))
        #expect(PaperDossiers(facts.table).receivedOn[0] == day(local))
    }

    @Test(arguments: [
        ("Thị trấn Nhơn Hòa", "NHONHOA"), ("nhơn hoà", "NHONHOA"), ("TT Nhơn Hoà", "NHONHOA"),
        ("UBND xã Ia Le", "IALE"), ("Ủy ban nhân dân Huyện Chư Pưh", "CHUPUH"), ("IALE", "IALE"),
        ("035", "NHONHOA"), ("PHÒNG  TÀI NGUYÊN VÀ MÔI TRƯỜNG", "TNMT"),
    ])
    func `a unit is known by key, name, alias or agency code`(
        _ name: String, _ key: String
    ) throws {
        let dossiers = try Office.dossiers("code,receiving_unit", "A1,\(name)")
        #expect(Office.key(of: dossiers.receivingUnit[0]) == key)
    }

    @Test(arguments: [("2021-07-28", "IAHRU"), ("2026-01-05", "IAHRU_2025")])
    func `of units with one name in turn the one of the day is meant`(
        _ today: String, _ key: String
    ) throws {
        let facts = try Office.read(
            "code,receiving_unit\nA1,Xã Ia Hrú\n", .csv(.dossiers), today: day(today))
        #expect(Office.key(of: Dossiers(facts.table).receivingUnit[0]) == key)
    }

    @Test func `a list of units is split at semicolons, others left out`() throws {
        let facts = try Office.read(
            "direction,unit,year,number,recipients\n"
                + "Đi,CHUPUH,2021,1,\"Xã Ia Le; Sở Nội vụ ;TNMT\"\nĐi,CHUPUH,2021,2,\n",
            .csv(.documents))
        let documents = Documents(facts.table)
        #expect(documents.recipients(0)?.map { Office.key(of: $0) } == ["IALE", "TNMT"])
        #expect(documents.recipients(1) == nil)
        #expect(facts.notes.unreadable.isEmpty)
    }

    @Test func `an author outside the district is no fault`() throws {
        let facts = try Office.read(
            "direction,unit,author,year,number\nĐến,CHUPUH,Sở Nội vụ,2021,1\n", .csv(.documents))
        #expect(Documents(facts.table).author[0] == nil)
        #expect(facts.notes.unreadable.isEmpty)
    }

    @Test(arguments: [
        ("331", "331"), ("05", "05"), ("12a", "12A"), ("Số: 331/UBND-NC", "331"),
        ("26/2018/QĐ-UBND", "26"),
    ])
    func `a document's number is read from its symbol`(
        _ cell: String, _ number: String
    ) throws {
        let documents = try Office.documents("direction,unit,year,number", "Đi,IALE,2021,\(cell)")
        #expect(documents.number[0]?.text == number)
    }

    @Test(arguments: [
        ("BC-UBND", "BC-UBND"), ("bc-ubnd", "BC-UBND"), ("/BC-UBND", "BC-UBND"),
        ("331/BC-UBND", "BC-UBND"), ("26/2018/QĐ-UBND", "QĐ-UBND"), ("Q\u{D0}-UBND", "QĐ-UBND"),
        ("BC–UBND", "BC-UBND"),
    ])
    func `a document has one notation however it is typed`(
        _ cell: String, _ notation: String
    ) throws {
        let documents = try Office.documents(
            "direction,unit,year,number,notation", "Đi,IALE,2021,1,\(cell)")
        #expect(documents.symbol(0)?.notation == notation)
    }

    @Test func `a procedure is known by the core of its code`() throws {
        let dossiers = try Office.dossiers(
            "code,procedure_code", "A1,1.004194.000.00.00.H21", "B1,1.004194.H21", "C1,TTHC-7")
        let codes = (0..<3).map { dossiers.procedureCode[$0].map { dossiers.table.symbols[$0] } }
        #expect(codes == ["1.004194", "1.004194", "TTHC-7"])
    }
}
