import Facts
import Ingest
import Testing

@Suite struct `Where a value stands` {
    @Test func `a plain name is an element of the record`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", fields: [.code: "MaHoSo"])
        let facts = try Office.read("<D><HoSo><MaHoSo>A-1</MaHoSo></HoSo></D>", mapping)
        #expect(Dossiers(facts.table).code(0) == "A-1")
    }

    @Test func `a plain name is an attribute of the record element too`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", fields: [.code: "ma"])
        let facts = try Office.read(#"<D><HoSo ma="A-1"/></D>"#, mapping)
        #expect(Dossiers(facts.table).code(0) == "A-1")
    }

    @Test(arguments: [
        "@ma", "So/@ma", "So/Ma", "Truong[@ten='ma']", "Truong[@ten='ma']/GiaTri", "DonVi/So/Ma",
    ])
    func `a path leads to an element or an attribute`(_ path: String) throws {
        let export = """
            <D><HoSo ma="A-1">
              <So ma="A-1"><Ma>A-1</Ma></So>
              <Truong ten="khac">B-2<GiaTri>B-2</GiaTri></Truong>
              <Truong ten="ma">A-1<GiaTri>A-1</GiaTri></Truong>
              <DonVi><So><Ma>A-1</Ma></So></DonVi>
            </HoSo></D>
            """
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", paths: [.code: path])
        let code = Dossiers(try Office.read(export, mapping).table).code(0)
        #expect(code?.hasPrefix("A-1") == true)
    }

    @Test func `elements match whatever their prefix`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", fields: [.code: "MaHoSo"])
        let export = #"<D xmlns:a="urn:a"><a:HoSo><a:MaHoSo>A-1</a:MaHoSo></a:HoSo></D>"#
        #expect(Dossiers(try Office.read(export, mapping).table).code(0) == "A-1")
    }

    @Test func `an element that a record lacks leaves its field unknown`() throws {
        let mapping = try FeedMapping.xml(
            .dossiers, record: "HoSo", fields: [.code: "MaHoSo", .receivedAt: "NgayTiepNhan"])
        let facts = try Office.read("<D><HoSo><MaHoSo>A-1</MaHoSo></HoSo></D>", mapping)
        #expect(Dossiers(facts.table).receivedAt[0] == nil)
        #expect(facts.notes.unreadable.isEmpty)
    }

    @Test func `a record's line is that of its start tag`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", fields: [.code: "MaHoSo"])
        let facts = try Office.read("<D>\n\n<HoSo\n><MaHoSo>A1</MaHoSo>\n</HoSo></D>", mapping)
        #expect(Array(facts.table.lines) == [3])
    }

    @Test(arguments: ["Mã hồ sơ", "MÃ HỒ SƠ", " mã  hồ sơ ", "Ma\u{303} hô\u{300} sơ"])
    func `a column is found whatever its case, blanks and composition`(_ header: String) throws {
        let mapping = FeedMapping.csv(.dossiers, fields: [.code: "Mã hồ sơ"])
        let facts = try Office.read("Số,\(header)\n7,A-1\n", mapping)
        #expect(Dossiers(facts.table).code(0) == "A-1")
    }

    @Test func `a mapped column that the header lacks refuses the export`() throws {
        let mapping = FeedMapping.csv(.dossiers, fields: [.code: "Mã", .status: "Trạng thái"])
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("Mã,Tình trạng\nA1,Đã trả\n", mapping)
        }
        #expect(refusal?.line == 1)
        #expect(refusal?.message.en.contains("«Trạng thái» for `status`") == true)
    }

    @Test func `a column with a similar name is hinted at by its place only`() throws {
        let mapping = FeedMapping.csv(.dossiers, fields: [.code: "Mã hồ sơ"])
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("STT,Mã hồ sô\n1,A\n", mapping)
        }
        #expect(refusal?.message.en.hasSuffix("did you mean column 2?") == true)
    }

    @Test func `a column may fill several fields`() throws {
        let mapping = FeedMapping.csv(
            .documents,
            fields: [
                .direction: "Chiều", .unit: "Đơn vị", .number: "Số ký hiệu",
                .notation: "Số ký hiệu", .issuedOn: "Ngày",
            ])
        let facts = try Office.read(
            "Chiều,Đơn vị,Số ký hiệu,Ngày\nĐi,Xã Ia Le,5/BC-UBND,01/02/2021\n", mapping)
        let symbol = try #require(Documents(facts.table).symbol(0))
        #expect(symbol.id(in: Office.units) == "IALE:2021:05/BC-UBND")
    }
}

@Suite struct `The key of a record` {
    @Test(arguments: [
        (Holds.dossiers, "status", "code"), (.paperDossiers, "unit,dossier_code", "number"),
        (.paperDossiers, "number,dossier_code", "unit"), (.apologyLetters, "number", "unit"),
        (.proceduresOffered, "name", "procedure_code"), (.dossierFiles, "name", "dossier_code"),
        (.documents, "unit,number,notation", "direction"),
        (.documents, "direction,unit,notation", "number"),
    ])
    func `an export whose columns cannot give it is refused`(
        _ holds: Holds, _ header: String, _ missing: String
    ) throws {
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("\(header)\nx,y,z\n", .csv(holds))
        }
        #expect(refusal?.message.en == "no column could be recognised for `\(missing)`")
    }

    @Test func `a default may give it`() throws {
        let mapping = FeedMapping.csv(.paperDossiers, defaults: [.unit: "IALE", .book: "01"])
        let entries = PaperDossiers(try Office.read("STT,Mã hồ sơ\n145,A-1\n", mapping).table)
        #expect(entries.id(0, in: Office.units) == "IALE:01:145")
    }

    @Test func `an export in which no record has one is refused`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", fields: [.code: "MaHoSo"])
        let refusal = #expect(throws: ExportRefusal.self) {
            try Office.read("<D><HoSo><Ma>A1</Ma></HoSo><HoSo><Ma>B1</Ma></HoSo></D>", mapping)
        }
        #expect(
            refusal?.message.en
                == "no record has its key: «MaHoSo» (dossier code, `code`) is missing or empty"
                + " in all 2 records")
    }

    @Test func `records that lack it are counted and kept`() throws {
        let facts = try Office.read("code,status\nA1,x\n,Đã trả\nB1,\n", .csv(.dossiers))
        #expect(facts.table.count == 3)
        #expect(facts.notes.recordsWithoutKey == 1)
    }

    @Test func `an export without a record is no refusal`() throws {
        #expect(try Office.read("code,status\n", .csv(.dossiers)).table.count == 0)
    }

    @Test func `an outgoing document is its unit's own where no author stands`() throws {
        let documents = try Office.documents(
            "direction,unit,author,number,notation,issued_on", "Đi,IALE,,5,BC-UBND,2021-02-01",
            "Đến,IALE,,5,BC-UBND,2021-02-01", "Đi,IALE,CHUPUH,6,BC-UBND,2021-02-01")
        #expect((0..<3).map { Office.key(of: documents.author[$0]) } == ["IALE", nil, "CHUPUH"])
    }

    @Test func `a document's year is that of its date where none stands`() throws {
        let documents = try Office.documents(
            "direction,unit,year,number,notation,issued_on", "Đi,IALE,,5,BC-UBND,2021-02-01",
            "Đi,IALE,2020,155,KH-UBND,2021-01-02")
        #expect((0..<2).map { documents.year[$0]?.raw } == [2021, 2020])
    }

    @Test func `a file of a document needs the year and unit that name its document`() throws {
        #expect(throws: ExportRefusal.self) {
            try Office.read(
                "direction,number,notation,ordinal\nĐi,5,BC-UBND,1\n", .csv(.documentFiles))
        }
    }

    @Test(arguments: [
        ("000.00.21.H21-210701-0003", "000.00.21.h21–210701–0003"),
        ("H21.65-220914-0011", " H21.65 - 220914 - 0011"),
        ("00352112000539", "00352112000539"),
        ("H21.65-220914-0011", "\u{A0}H21.65-220914-0011\u{A0}"),
        ("H21.65-220914-0011", "H21.65-220914-0011\u{200B}"),
    ])
    func `a dossier has one code however it is typed`(_ code: String, _ typed: String) throws {
        let dossiers = try Office.dossiers("code", "\"\(typed)\"")
        #expect(dossiers.code(0) == code)
        #expect(dossiers.row(of: Office.keys.key(ofSubject: code)) == 0)
    }
}
