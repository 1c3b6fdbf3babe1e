import Facts
import Foundation
import Ingest
import Testing

@Suite struct `Text that was damaged on its way to Unicode` {
    private static let header = "code,status,receiving_unit,sector,applicant_name"
    private static let sound = [
        "A1,Đã trả kết quả,Thị trấn Nhơn Hoà,Đất đai,Nguyễn Thị Bưởi",
        "B1,Đang xử lý,Phòng Tài nguyên và Môi trường,Hộ tịch,Trần Đức Thắng",
        "C1,Đã trả kết quả,Xã Ia Hrú,Hộ tịch,Nguyễn Văn Hùng",
    ]
    private static let tcvn3 = [
        "A1,§· tr¶ kÕt qu¶,ThÞ trÊn Nh¬n Hoµ,§Êt ®ai,NguyÔn ThÞ B­ëi",
        "B1,§ang xö lý,Phßng Tµi nguyªn vµ M«i tr­êng,Hé tÞch,TrÇn §øc Th¾ng",
        "C1,§· tr¶ kÕt qu¶,X· Ia Hró,Hé tÞch,NguyÔn V¨n Hïng",
    ]
    private static let vni = [
        "A1,Ñaõ traû keát quaû,Thò traán Nhôn Hoaø,Ñaát ñai,Nguyeãn Thò Böôûi",
        "B1,Ñang xöû lyù,Phoøng Taøi nguyeân vaø Moâi tröôøng,Hoä tòch,Traàn Ñöùc Thaéng",
        "C1,Ñaõ traû keát quaû,Xaõ Ia Hruù,Hoä tòch,Nguyeãn Vaên Huøng",
    ]

    private static func rows(_ damage: ColumnDamage) -> [String] {
        switch damage {
        case .tcvn3: tcvn3
        case .vni: vni
        case .mojibake: sound.map(misread)
        case .decomposed: sound.map(\.decomposedStringWithCanonicalMapping)
        }
    }

    /// UTF-8 read as Windows-1252; bytes without a character there are passed on as they are.
    private static func misread(_ text: String) -> String {
        text.utf8.map { byte in
            String(data: Data([byte]), encoding: .windowsCP1252) ?? String(Unicode.Scalar(byte))
        }.joined()
    }

    private static func read(_ rows: [String]) throws -> ExportFacts {
        try Office.read(Office.csv(header, rows), .csv(.dossiers))
    }

    @Test(arguments: ColumnDamage.allCases)
    func `gives the same facts and keys`(_ damage: ColumnDamage) throws {
        let damaged = try Self.read(Self.rows(damage))
        let sound = try Self.read(Self.sound)
        #expect(damaged.table.words[.status]?.raws == sound.table.words[.status]?.raws)
        #expect(
            damaged.table.unitColumns[.receivingUnit]?.raws
                == sound.table.unitColumns[.receivingUnit]?.raws)
        #expect(damaged.table.symbols.texts == sound.table.symbols.texts)
        #expect(
            damaged.table.keyColumns[.applicantName]?.raws
                == sound.table.keyColumns[.applicantName]?.raws)
        #expect(damaged.notes.unreadable.isEmpty)
        let fields: [Field] = [.status, .receivingUnit, .applicantName]
        #expect(fields.map { damaged.notes.columns[$0]?.damage } == [damage, damage, damage])
        #expect(sound.notes.columns.isEmpty)
    }

    @Test func `is repaired also where it shows late`() throws {
        let many = (0..<5000).map { "X\($0),Đang xử lý,IALE,," }
        let facts = try Self.read(many + Self.tcvn3)
        let dossiers = Dossiers(facts.table)
        #expect(dossiers.status(5000) == .returned && dossiers.status(0) == .processing)
        #expect(Office.key(of: dossiers.receivingUnit[5002]) == "IAHRU")
        #expect(facts.table.count == 5003)
        #expect(facts.notes.unreadable.isEmpty)
    }

    @Test func `is repaired in a column with few words when others have it`() throws {
        let facts = try Office.read(
            "code,status,receiving_unit\nA1,§· tr¶ kÕt qu¶,X· Ia Hró\n", .csv(.dossiers))
        #expect(Office.key(of: Dossiers(facts.table).receivingUnit[0]) == "IAHRU")
    }

    @Test func `is not repaired in a single cell`() throws {
        let facts = try Office.read(
            "code,status\nA1,§ang xö lý\nB1,Đang xử lý\n", .csv(.dossiers))
        #expect(facts.notes.unreadable[.status]?.firstLines == [2])
        #expect(facts.notes.columns[.status]?.damage == nil)
    }

    @Test(arguments: [
        ("X· Ia Hró", ColumnDamage.tcvn3), ("Xaõ Ia Hruù", .vni), (misread("Xã Ia Hrú"), .mojibake),
        ("Chö Pöh", .vni),
    ])
    func `is repaired in a single cell that then names a unit`(
        _ name: String, _ damage: ColumnDamage
    ) throws {
        let facts = try Office.read(
            "number,unit\n1,\(name)\n2,\(name)\n3,Xã Ia Le\n", .csv(.paperDossiers))
        #expect(facts.notes.recordsWithoutKey == 0)
        #expect(facts.notes.columns[.unit]?.damage == damage)
        #expect(Office.key(of: facts.table.unitColumns[.unit]?[2]) == "IALE")
    }

    @Test func `is not repaired in a single cell that then names no unit`() throws {
        let facts = try Office.read(
            "number,unit\n1,X· Ia Blø\n2,Xã Ia Le\n", .csv(.paperDossiers))
        #expect(facts.notes.unreadable[.unit]?.firstLines == [2])
        #expect(facts.notes.columns[.unit]?.damage == nil)
    }

    @Test func `is not what strange letters are`() throws {
        let names = ["Siu H'Ñăm", "Kpă Čŏ", "René ®", "Rơ Châm Pŏt", "Ñih", "Ñŭ", "Ñaih"]
        let rows = names.enumerated().map { "A\($0),Đang xử lý,IALE,,\($1)" }
        let facts = try Self.read(rows)
        #expect(facts.notes.columns.isEmpty)
        let key = Office.keys.key(ofSubject: VietnameseText.key("Siu H'Ñăm"))
        #expect(facts.table.keyColumns[.applicantName]?[0] == key)
    }

    @Test func `may stand in XML`() throws {
        let records = [("A1", "§· tr¶ kÕt qu¶"), ("B1", "§ang xö lý")].map {
            "<D><c>\($0)</c><s>\($1)</s></D>"
        }
        let facts = try Office.read(
            "<A>\(records.joined())</A>",
            .xml(.dossiers, record: "D", fields: [.code: "c", .status: "s"]))
        #expect(Dossiers(facts.table).status(1) == .processing)
    }
}
