import Facts
import Ingest
import RecordReading
import Testing

@Suite struct `Files inside a record` {
    /// A dossier with two components and a result, and one with empty lists.
    private let export = """
        <D>
          <HoSo><Ma>A1</Ma><DinhKem>
            <Tep><Loai>Thành phần</Loai></Tep><Tep><Loai>Kết quả</Loai></Tep><Tep/>
          </DinhKem><GiayTo/></HoSo>
          <HoSo><Ma>B1</Ma><DinhKem/></HoSo>
        </D>
        """

    @Test func `are components where nothing else is said`() throws {
        let dossiers = try dossiers(export, [.init("Tep")])
        #expect(counts(dossiers) == [[3, nil], [0, nil]])
    }

    @Test func `are what their own field says`() throws {
        let dossiers = try dossiers(export, [.init("Tep", role: "Loai")])
        #expect(counts(dossiers) == [[2, 1], [0, 0]])
    }

    @Test func `are what the list is for by default`() throws {
        let lists = [FeedMapping.Nested("Tep", is: .component), .init("GiayTo", is: .result)]
        #expect(try counts(dossiers(export, lists)) == [[3, 1], [0, 0]])
    }

    @Test func `of another role count as neither`() throws {
        let export = "<D><HoSo><Ma>A1</Ma><Tep><Loai>Thư xin lỗi</Loai></Tep></HoSo></D>"
        #expect(try counts(dossiers(export, [.init("Tep", role: "Loai")])) == [[0, 0]])
    }

    @Test func `give way to a count of the record's own`() throws {
        let export = "<D><HoSo><Ma>A1</Ma><SoTep>7</SoTep><Tep/></HoSo></D>"
        #expect(try counts(dossiers(export, [.init("Tep")])) == [[7, nil]])
    }

    @Test func `that the whole export lacks say nothing`() throws {
        let export = "<D><HoSo><Ma>A1</Ma><TapTin/></HoSo></D>"
        let facts = try read(export, [.init("Tep")])
        #expect(counts(Dossiers(facts.table)) == [[nil, nil]])
        #expect(!facts.provides.contains(.fileCount))
    }

    @Test func `of a role that nobody knows leave open what they are`() throws {
        let export = "<D><HoSo><Ma>A1</Ma><Tep><Loai>Bản nháp</Loai></Tep></HoSo></D>"
        #expect(try counts(dossiers(export, [.init("Tep", role: "Loai")])) == [[nil, nil]])
    }

    @Test func `that no list names say nothing`() throws {
        let facts = try read(export, [])
        #expect(counts(Dossiers(facts.table)) == [[nil, nil], [nil, nil]])
        #expect(!facts.provides.contains(.fileCount))
    }

    @Test func `make the feed carry the counts that its lists can tell`() throws {
        #expect(
            try read(export, [.init("Tep", is: .result)]).provides
                == [.code, .declaredFileCount, .resultFileCount])
    }

    private func read(_ export: String, _ lists: [FeedMapping.Nested]) throws -> ExportFacts {
        var fields: [Field: String] = [.code: "Ma", .declaredFileCount: "SoGiay"]
        if export.contains("SoTep") { fields[.fileCount] = "SoTep" }
        return try Office.read(
            export, .xml(.dossiers, record: "HoSo", fields: fields, nested: lists))
    }

    private func dossiers(_ export: String, _ lists: [FeedMapping.Nested]) throws -> Dossiers {
        Dossiers(try read(export, lists).table)
    }

    private func counts(_ dossiers: Dossiers) -> [[Int32?]] {
        (0..<dossiers.count).map {
            [dossiers.fileCount[$0]?.raw, dossiers.resultFileCount[$0]?.raw]
        }
    }
}

extension FeedMapping.Nested {
    fileprivate init(_ record: String, role: String? = nil, is defaultRole: FileRole? = nil) {
        self.init(
            holds: .dossierFiles, record: record,
            role: role.map { .init(name: $0, path: .literal($0)) }, defaultRole: defaultRole)
    }
}

@Suite struct `Files in a feed of their own` {
    private let dossiers = Export("hs", "code", "A1", "B1")

    @Test func `are counted by dossier and role`() throws {
        let facts = try facts([
            dossiers,
            Export(
                "tep", "dossier_code,ordinal,role", "A1,1,component", "A1,2,result", "a1,3,",
                "A1,4,Thư xin lỗi"),
        ])
        #expect(counts(facts) == [[2, 1], [0, 0]])
    }

    @Test func `make the feeds of their dossiers carry the counts`() throws {
        let facts = try facts([dossiers, Export("tep", "dossier_code,ordinal,role", "A1,1,result")])
        #expect(facts.feeds[0].provides == [.code, .fileCount, .resultFileCount])
    }

    @Test func `without roles say nothing of results`() throws {
        let facts = try facts([dossiers, Export("tep", "dossier_code,ordinal", "A1,1")])
        #expect(counts(facts) == [[1, nil], [0, nil]])
        #expect(!facts.feeds[0].provides.contains(.resultFileCount))
    }

    @Test func `without ordinals are all counted`() throws {
        let facts = try facts([
            dossiers,
            Export("tep", "dossier_code,role", "A1,component", "A1,component", "A1,result"),
        ])
        #expect(counts(facts) == [[2, 1], [0, 0]])
    }

    @Test func `say nothing while one of their feeds has no export in force`() throws {
        let facts = try facts(
            [dossiers, Export("tep", "dossier_code,ordinal,role", "A1,1,result")],
            besides: .csv(.dossierFiles, feed: "tep-2"))
        #expect(counts(facts) == [[nil, nil], [nil, nil]])
    }

    @Test func `give way to a count of the dossier's own`() throws {
        let facts = try facts([
            Export("hs", "code,file_count", "A1,7", "B1,"),
            Export("tep", "dossier_code,ordinal,role", "A1,1,component"),
        ])
        #expect(counts(facts).map(\.first) == [7, 0])
    }

    @Test(arguments: [("2021-07-15", nil), ("2021-07-20", nil), ("2021-07-21", 0)])
    func `made before a dossier was passed on say nothing of it`(
        _ made: String, _ count: Int32?
    ) throws {
        let facts = try facts([
            Export("hs", "code,transferred_at", "A1,2021-07-20"),
            Export("tep", exportedAt: day(made), "dossier_code,ordinal,role", "B1,1,component"),
        ])
        #expect(counts(facts).map(\.first) == [count])
    }

    @Test func `of documents are counted by all that names the document`() throws {
        let feeds = [FeedMapping.csv(.documents, feed: "vb"), .csv(.documentFiles, feed: "tep")]
        let facts = try Office.facts(
            [
                Export(
                    "vb", "direction,unit,number,notation,issued_on",
                    "Đi,IALE,1,BC-UBND,2021-02-01",
                    "Đi,IALE,1,KH-UBND,2021-02-01", "Đi,TNMT,1,BC-UBND,2021-02-01"),
                Export(
                    "tep", "direction,unit,year,number,notation,ordinal",
                    "Đi,IALE,2021,01,bc-ubnd,1",
                    "Đi,IALE,2021,1,BC-UBND,2", "Đi,TNMT,2020,1,BC-UBND,1"),
            ], of: feeds)
        let documents = facts.documents
        #expect((0..<3).map { documents.fileCount[$0]?.raw } == [2, 0, 0])
    }

    private func facts(_ exports: [Export], besides: FeedMapping? = nil) throws -> FactSet {
        let feeds = [FeedMapping.csv(.dossiers, feed: "hs"), .csv(.dossierFiles, feed: "tep")]
        return try Office.facts(exports, of: feeds + (besides.map { [$0] } ?? []))
    }

    private func counts(_ facts: FactSet) -> [[Int32?]] {
        let dossiers = facts.dossiers
        return (0..<dossiers.count).map {
            [dossiers.fileCount[$0]?.raw, dossiers.resultFileCount[$0]?.raw]
        }
    }
}
