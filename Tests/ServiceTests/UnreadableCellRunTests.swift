import Facts
import Foundation
import Testing

@testable import Service

/// What cannot be read is unknown, not absent: it must raise no alert about a citizen's dossier.
@Suite struct `A cell that was filled and cannot be read` {
    @Test(arguments: ["đã có", "31/06/2021", "########", "2021?"])
    func `of the completion leaves a dossier unchecked, not overdue`(
        _ cell: String
    ) async throws {
        let district = try Installation.small(entries: [])
        let name = "inbox/motcua/motcua-20210728.xml"
        let text = try district.text(name)
        try district.write(
            text.replacing("<Xong></Xong>", with: "<Xong>\(cell)</Xong>"), name)
        let report = try await district.run()
        #expect(report.told.contains("opened ING-05 motcua:finished_at"))
        #expect(!report.told.contains { $0.hasSuffix(" B1") })
    }

    @Test(arguments: ["đã trả", "x", "########"])
    func `of the return in the register leaves the dossier unchecked`(
        _ cell: String
    ) async throws {
        let district = try Installation.small(dossiers: ["A1 returned 07-01 07-20 07-19"])
        let row = "STT,Mã hồ sơ,Nhận hồ sơ,Trả kết quả,Ký nhận\n1,A1,2021-07-01,\(cell),\n"
        try district.write(
            row + "2,A2,2021-07-26,,\n", "inbox/so-giay/so-giay-2021-20210728.csv")
        let report = try await district.run()
        #expect(report.told.contains("opened ING-05 so-giay/2021:returned_on"))
        #expect(!report.told.contains { $0.contains("PAP-04") })
    }

    @Test func `in a dossier's code leaves the entries of its day and unit unchecked`()
        async throws
    {
        let district = try Installation.small()
        let name = "inbox/motcua/motcua-20210728.xml"
        let text = try district.text(name)
        let record = SmallDistrict.xml(["Q processing 07-05 09-20 -"])
            .replacing("<DanhSach>\n", with: "")
        try district.write(text.replacing("</DanhSach>\n", with: record), name)
        let report = try await district.run()
        #expect(report.told.contains("opened ING-05 motcua:code"))
        #expect(!report.told.contains("opened PAP-01 IALE:01:3"))
    }
}
