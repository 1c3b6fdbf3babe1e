import Facts
import Ingest
import Testing

@Suite struct `What cannot be understood` {
    @Test(arguments: [
        (Holds.dossiers, Field.status, "Chuyển lên trên"), (.dossiers, .receivingUnit, "Xã Ia Lê"),
        (.dossiers, .receivedAt, "31/02/2021"), (.dossiers, .receivedAt, "hôm qua"),
        (.dossiers, .channelIn, "7"), (.dossiers, .fileCount, "nhiều"),
        (.dossiers, .fileCount, "-1"), (.dossiers, .fileCount, "2/3"),
        (.dossiers, .fileCount, "4 tệp"), (.dossiers, .fileCount, "3x4"),
        (.dossiers, .digitised, "tùy"),
        (.documents, .signingMode, "Ký tên"), (.documents, .workflowComplete, "chưa rõ"),
        (.paperDossiers, .receivedOn, "28.07"), (.dossiers, .receivedAt, "28/07/0202"),
        (.dossiers, .receivedAt, "28/07/3021"), (.paperDossiers, .dossierCode, "Rơ Mah Bưởi"),
        (.paperDossiers, .dossierCode, "CHUACO"), (.apologyLetters, .dossierCode, "H'Bưởi 1"),
    ])
    func `is unknown and counted with the line of the first`(
        _ holds: Holds, _ field: Field, _ cell: String
    ) throws {
        let key = Self.keys[holds]!
        let facts = try Office.read(
            "\(key.header),\(field.rawValue)\n\(key.cells),\n\(key.cells),\"\(cell)\"\n"
                + "\(key.cells),\"\(cell)\"\n", .csv(holds))
        #expect(facts.notes.unreadable.map(\.key) == [field])
        #expect(facts.notes.unreadable[field]?.count == 2)
        #expect(facts.notes.unreadable[field]?.firstLine == 3)
    }

    private static let keys: [Holds: (header: String, cells: String)] = [
        .dossiers: ("code", "A1"), .paperDossiers: ("unit,number", "IALE,1"),
        .documents: ("direction,unit,year,number", "Đi,IALE,2021,1"),
        .apologyLetters: ("unit,number", "IALE,1"),
    ]

    @Test(arguments: ["1234567", "chưa có số", "/BC-UBND"])
    func `is a document's number without digits or with too many`(_ cell: String) throws {
        let facts = try Office.read(
            "direction,unit,year,number\nĐi,IALE,2021,1\nĐi,IALE,2021,\(cell)\n",
            .csv(.documents))
        #expect(facts.notes.unreadable[.number]?.firstLine == 3)
        #expect(facts.notes.recordsWithoutKey == 1)
    }

    @Test func `leaves its record in place`() throws {
        let dossiers = try Office.dossiers("code,status,received_at", "A1,tùy,2021-07-01")
        #expect(dossiers.status(0) == nil)
        #expect(dossiers.receivedAt[0]?.localDay == day("2021-07-01"))
    }

    @Test func `is an empty cell never`() throws {
        let facts = try Office.read(
            "code,status,receiving_unit,received_at,file_count,digitised\nA1,,,,,\n",
            .csv(.dossiers))
        #expect(facts.notes.unreadable.isEmpty)
    }

    @Test func `is told of each export by field`() throws {
        let feeds = [FeedMapping.csv(.dossiers, feed: "a"), .csv(.dossiers, feed: "b")]
        let facts = try Office.facts(
            [
                Export("a", "code,status", "A1,tùy"), Export("b", "code", "B1"),
                Export("b", part: "2", "code,status,due_at", "C1,tùy,mai", "D1,tùy,2021-07-01"),
            ], of: feeds)
        #expect(facts.notes.map(\.unreadable).map(\.count) == [1, 0, 2])
        #expect(facts.notes[2].unreadable[.dueAt]?.firstLines == [2])
        #expect(facts.notes[2].unreadable[.status]?.firstLines == [2, 3])
    }
}

@Suite struct `Yes, no and how many` {
    @Test(arguments: ["x", "X", "có", "Có", "1", "✓", "true", "TRUE", "True"])
    func `a register says yes in many ways`(_ cell: String) throws {
        let documents = try Office.documents(
            "direction,unit,year,number,signed", "Đi,IALE,2021,1,\(cell)")
        #expect(documents.isSigned(0) == true)
    }

    @Test(arguments: ["không", "Không", "0", "false", "FALSE"])
    func `a register says no in many ways`(_ cell: String) throws {
        let documents = try Office.documents(
            "direction,unit,year,number,signed", "Đi,IALE,2021,1,\(cell)")
        #expect(documents.isSigned(0) == false)
    }

    @Test(arguments: ["-", "—", "…", "?", "."])
    func `a sign without a letter or digit says neither`(_ cell: String) throws {
        let documents = try Office.documents(
            "direction,unit,year,number,signed", "Đi,IALE,2021,1,\(cell)")
        #expect(documents.isSigned(0) == nil)
    }

    @Test(arguments: [("3", 3), ("03", 3), ("0", 0), ("2,0", 2), ("2.0", 2)])
    func `a count is a whole number, also as a spreadsheet writes it`(
        _ cell: String, _ count: Int32
    ) throws {
        let dossiers = try Office.dossiers("code,file_count", "A1,\"\(cell)\"")
        #expect(dossiers.fileCount[0]?.raw == count)
    }

    @Test func `a level and a year may have words before them`() throws {
        let facts = try Office.read(
            "direction,unit,number,year\nĐi,IALE,1,Năm 2021\n", .csv(.documents))
        #expect(Documents(facts.table).year[0]?.raw == 2021)
        let dossiers = try Office.dossiers("code,online_level", "A1,Mức độ 4")
        #expect(dossiers.table.counts[.onlineLevel]?[0]?.raw == 4)
    }

    @Test(arguments: [
        ("Rơ Mah H'Nhah", true), ("đã ký", true), ("x", true), ("", false), ("không", false),
        ("-", false),
    ])
    func `an empty cell for a signature says that nobody signed`(
        _ cell: String, _ isSigned: Bool
    ) throws {
        let facts = try Office.read(
            "unit,number,signed_for\nIALE,1,\(cell)\n", .csv(.paperDossiers))
        #expect(PaperDossiers(facts.table).isSignedFor(0) == isSigned)
        #expect(facts.notes.unreadable.isEmpty)
    }

    @Test func `a register without a column for signatures says nothing of them`() throws {
        let facts = try Office.read("unit,number\nIALE,1\n", .csv(.paperDossiers))
        #expect(PaperDossiers(facts.table).isSignedFor(0) == nil)
        #expect(!facts.provides.contains(.signedFor))
    }
}
