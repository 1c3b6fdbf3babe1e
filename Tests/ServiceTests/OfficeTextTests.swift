import Testing

@testable import Service

@Suite struct `What is printed of a typed text` {
    @Test(arguments: ["A1", "01", "HS-2021-0012", "210728/KNTC", "1.2", "I01", "20210728", "12a"])
    func `is a short code of an office`(_ text: String) {
        #expect(OfficeText.isCode(text))
    }

    @Test(arguments: [
        "", "Nguyễn Văn Tèo", "NGUYENVANTEO1985", "TEONGUYEN-1", "KSOR", "064190000001",
        "230123456", "0943087654", "0943.087.654", "HS-0943.087.654", "HS_094_308_7654",
        "064-190-000-001", "3/0912345678", "12 Hùng Vương", "CCCD064190000001", "84943087654/2",
        "1234567890123456789012345678901234",
    ])
    func `is nothing that may be a citizen's`(_ text: String) {
        #expect(!OfficeText.isCode(text))
        #expect(!OfficeText.isDossierCode(text))
        #expect(!OfficeText.isProcedureCode(text))
    }

    @Test(arguments: [
        "000.09.21.H21-210701-0003", "H21.65-220914-0011", "00352112000539", "B1", "2021-00012",
    ])
    func `is a dossier's code`(_ code: String) {
        #expect(OfficeText.isDossierCode(code))
    }

    @Test(arguments: ["202107280001", "210701000001", "35211200053"])
    func `is no dossier's code that has the digits of a citizen's number`(_ code: String) {
        #expect(!OfficeText.isDossierCode(code))
    }

    @Test(arguments: [
        ("1.012784", true), ("2.000635", true), ("TT-12", true), ("1.012784.H21", true),
        ("NguyễnVănTèo", false), ("CapTheChoTeo1", false),
    ])
    func `is a procedure's code`(_ code: String, _ isShown: Bool) {
        #expect(OfficeText.isProcedureCode(code) == isShown)
    }

    @Test(arguments: [
        ("QĐ-UBND", true), ("UBND-NC", true), ("BC", true), ("Ksor Hơmlí", false),
        ("0912345678-X", false), ("064190000001-UBND", false), ("331", false),
    ])
    func `is a document's notation`(_ notation: String, _ isShown: Bool) {
        #expect(OfficeText.isNotation(notation) == isShown)
    }
}
