import Facts
import Ingest
import Testing

@Suite struct `An export without a key` {
    private static func refusal(_ text: String, _ mapping: FeedMapping) -> ExportRefusal? {
        #expect(throws: ExportRefusal.self) { try Office.read(text, mapping) }
    }

    @Test(arguments: [
        (
            Holds.paperDossiers, "book,number,unit\n01,1,Xã Lạ\n01,,Xã Lạ\n", 2,
            "cột 3 (đơn vị): 2 ô không có trong danh mục đơn vị, đầu tiên dòng 2 (xx xx)"
        ),
        (
            .paperDossiers, "unit,number\nIALE,\nIALE,nháp\n", 3,
            "cột 2 (số): 1 ô không đọc được, đầu tiên dòng 3 (xxxx)"
        ),
        (
            .documents, "direction,unit,number,year\nĐi,IALE,1,năm nay\n", 2,
            "cột 4 (năm): 1 ô không đọc được, đầu tiên dòng 2 (xxx xxx)"
        ),
        (
            .dossiers, "status,code\nx,\"3,52112E+11\"\n", 2,
            "cột 2 (mã hồ sơ): 1 ô mất chữ số (dạng 3,52E+11), đầu tiên dòng 2 (3,#####x+#1)"
        ),
    ])
    func `names the column whose cells cannot be read`(
        _ holds: Holds, _ text: String, _ line: Int, _ place: String
    ) {
        let refusal = Self.refusal(text, .csv(holds))
        #expect(refusal?.message.vi == "không bản ghi nào có khóa: \(place)")
        #expect(refusal?.kind == .unreadable)
        #expect(refusal?.line == line)
    }

    @Test func `has other columns if one of them is empty`() {
        let refusal = Self.refusal("Mã hồ sơ;Trạng thái\n;x y\n;y\n", .csv(.dossiers))
        #expect(refusal?.kind == .header)
        #expect(
            refusal?.message.vi
                == "không bản ghi nào có khóa: cột 1 (mã hồ sơ) trống ở cả 2 bản ghi")
        #expect(
            refusal?.message.en
                == "no record has its key: column 1 (dossier code, `code`) is empty in all 2 records"
        )
    }

    @Test func `has other elements if one of them is missing`() throws {
        let mapping = try FeedMapping.xml(.dossiers, record: "HoSo", fields: [.code: "MaHoSo"])
        let refusal = Self.refusal("<D><HoSo><Ma>A1</Ma></HoSo></D>", mapping)
        #expect(refusal?.kind == .header)
        #expect(
            refusal?.message.vi
                == "không bản ghi nào có khóa: «MaHoSo» (mã hồ sơ) thiếu hoặc trống ở cả 1 bản ghi"
        )
    }
}
