import Facts
import Testing

@Suite struct `The symbol of a document` {
    @Test(arguments: [
        ("331", "331"), ("5", "05"), ("05", "05"), ("12a", "12A"), ("Số: 331/UBND-NC", "331"),
        ("26/2018/QĐ-UBND", "26"), ("000123", "123"), ("331.0", "331"), ("=\"05\"", "05"),
        ("'05", "05"), ("Ｎ", nil), ("３３１", "331"), ("12/5", "12"), ("896 / QĐ-UBND", "896"),
    ])
    func `has a number`(_ text: String, _ number: String?) {
        #expect(Codes.documentNumber(text)?.text == number)
    }

    @Test(arguments: ["", "/BC-UBND", "UBND-NC", "1234567", "12ab"])
    func `without a number has none`(_ text: String) {
        #expect(Codes.documentNumber(text) == nil)
    }

    @Test(arguments: [
        ("331/UBND-NC", "UBND-NC"), ("ubnd-nc", "UBND-NC"), ("896/QĐ–UBND", "QĐ-UBND"),
        ("7/TTR-TP", "TTr-TP"), ("4/QÐ-UBND", "QĐ-UBND"), ("Số 05/bc-ubnd", "BC-UBND"),
        ("26/2018/QĐ-UBND", "QĐ-UBND"), ("Số: 05 / BC-UBND", "BC-UBND"), ("/BC-UBND", "BC-UBND"),
        ("108/2020/NĐCP", "NĐ-CP"), ("108/2020/NĐ-CP", "NĐ-CP"), ("896/QĐUBND", "QĐ-UBND"),
        ("12/KHUBND", "KH-UBND"), ("1/QĐTTG", "QĐ-TTG"), ("589/UBND-CCHC", "UBND-CCHC"),
        ("５/ＢＣ－ＵＢＮＤ", "BC-UBND"), ("5/ВС-UВND", "BC-UBND"), ("5/ТВ-UBND", "TB-UBND"),
        ("13/2019/TT-BNV", "TT-BNV"), ("04/2004/QĐ-BNV", "QĐ-BNV"), ("12/TCKH", "TCKH"),
        ("5/CTr-UBND", "CTr-UBND"), ("5/QyĐ-UBND", "QyĐ-UBND"), ("5/CP", "CP"),
    ])
    func `has a notation in one spelling`(_ text: String, _ notation: String) {
        #expect(Codes.notation(text) == notation)
    }

    @Test(arguments: [
        "", "331", "12/5", "Nguyễn Văn An", "331/An", "5/2021", "BC UBND", "an@vidu-gialai.vn",
        "H'AN-SIU", "331/SĐT-0987650321",
    ])
    func `without a notation has none`(_ text: String) {
        #expect(Codes.notation(text) == nil)
    }

    @Test(arguments: [
        "12-May", "May-12", "5-Dec-2021", "12-Thg5", "Thg12-05", "05/12/2021", "12/05/2021",
        "2021-12-05", "5.12.2021", "05/12/2021 00:00", "2021-12-05 00:00:00",
    ])
    func `that a spreadsheet made a date of cannot be read`(_ text: String) {
        #expect(WrittenSymbol(text) == nil)
    }

    @Test(arguments: [
        ("26/2018/QĐ-UBND", 2018), ("896/QĐ-UBND", nil), ("13/2019/TT-BNV", 2019),
        ("UBND-NC", nil), ("5/2021", nil),
    ])
    func `may have a year`(_ text: String, _ year: Int?) {
        #expect(WrittenSymbol(text)?.year == year)
    }

    @Test(arguments: [
        ("Số: /BC-UBND", true), ("/BC-UBND", true), ("Số:     /BC-UBND", true),
        ("05/BC-UBND", false), ("BC-UBND", false), ("", false),
    ])
    func `of a draft has its number open`(_ text: String, _ isUnnumbered: Bool) {
        #expect(WrittenSymbol(text)?.isUnnumbered == isUnnumbered)
        if isUnnumbered { #expect(WrittenSymbol(text)?.number == nil) }
    }
}

@Suite struct `The notation of a document` {
    @Test(arguments: [
        ("QĐ-UBND", DocumentType.decision as DocumentType?, "UBND" as String?),
        ("KH-UBND", .plan, "UBND"),
        ("BC-TNMT", .report, "TNMT"), ("TTr-TP", .submission, "TP"),
        ("CTr-UBND", .programme, "UBND"), ("UBND-NC", nil, "UBND"), ("TCKH", nil, "TCKH"),
        ("NĐ-CP", nil, "CP"), ("SY-UBND", nil, "UBND"), ("CV-UBND", nil, "UBND"),
        ("QĐ", .decision, nil),
    ])
    func `has a type and an agency`(_ text: String, _ type: DocumentType?, _ agency: String?) throws
    {
        let notation = try #require(DocumentNotation(text))
        #expect(notation.type == type)
        #expect(notation.agency == agency)
    }

    @Test(arguments: ["QĐ-", "-UBND", "QĐ--UBND", "", "QĐ-UBND//"])
    func `has no empty part`(_ text: String) {
        #expect(DocumentNotation(text) == nil)
    }

    @Test(arguments: ["QĐ-UBND", "NĐ-CP", "TT-BNV", "TrS-UBND"])
    func `names a type`(_ text: String) throws {
        #expect(try #require(DocumentNotation(text)).hasTypeAbbreviation)
    }

    @Test(arguments: ["UBND-NC", "CV-UBND", "TCKH"])
    func `of a letter names none`(_ text: String) throws {
        #expect(try !#require(DocumentNotation(text)).hasTypeAbbreviation)
    }

    @Test func `has one of 29 types`() {
        let types = DocumentType.allCases
        #expect(types.count == 29)
        #expect(types.allSatisfy { !$0.vietnameseName.isEmpty })
        let abbreviations = types.map(\.abbreviation).filter { !$0.isEmpty }
        #expect(abbreviations.count == 27 && Set(abbreviations).count == 27)
    }

    @Test(arguments: [
        ("Quyết định", DocumentType.decision), ("QUYẾT ĐỊNH", .decision), ("QĐ", .decision),
        ("Công văn", .officialLetter), ("Bản thoả thuận", .agreement), ("Tờ trình", .submission),
        ("Báo cáo tháng", nil), ("", nil), ("Quyết định (cá biệt)", nil),
        ("Thư công", .publicLetter),
    ])
    func `has a type that a column names`(_ text: String, _ type: DocumentType?) {
        #expect(DocumentType(column: text) == type)
    }
}
