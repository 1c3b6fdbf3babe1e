import Facts
import Testing

@Suite struct VietnameseTextTests {
    @Test(arguments: [
        ("Nhơn Hòa", "NHƠN HOÀ"), ("Ủy ban", "Uỷ ban"), ("Chư Đôn", "Chư Đôn"),
        ("CHƯ DON", "Chu\u{31B} Don"), ("Ia  Le ", "ia le"), ("Ia H'rú", "Ia H’rú"),
        ("Phòng LĐTB-XH", "Phòng LĐTBXH"), ("khỏe", "khoẻ"),
    ])
    func `spellings of one name have one key`(_ left: String, _ right: String) {
        #expect(VietnameseText.key(left) == VietnameseText.key(right))
    }

    @Test(arguments: [
        ("Đăk", "Đắk"), ("Ia Drăng", "Ia Dreng"), ("Ia Le", "Ia Lê"), ("quý", "quy"),
        ("hoàn", "hoan"),
    ])
    func `different names have different keys`(_ left: String, _ right: String) {
        #expect(VietnameseText.key(left) != VietnameseText.key(right))
    }

    @Test(arguments: [("Đường Hòa", "duonghoa"), ("Chư Pưh", "chupuh"), ("Ia Blứ", "iablu")])
    func `a skeleton has no marks and no đ`(_ text: String, _ skeleton: String) {
        #expect(VietnameseText.skeleton(text) == skeleton)
    }
}

@Suite struct CodesTests {
    @Test(arguments: [
        ("331", "331"), ("5", "05"), ("05", "05"), ("12a", "12A"), ("Số: 331/UBND-NC", "331"),
        ("26/2018/QĐ-UBND", "26"), ("000123", "123"),
    ])
    func `a document's number is read from its symbol`(_ text: String, _ number: String) {
        #expect(Codes.documentNumber(text)?.text == number)
    }

    @Test(arguments: ["", "/BC-UBND", "UBND-NC", "1234567", "12ab"])
    func `a symbol without a number has none`(_ text: String) {
        #expect(Codes.documentNumber(text) == nil)
    }

    @Test(arguments: [
        ("331/UBND-NC", "UBND-NC"), ("ubnd-nc", "UBND-NC"), ("896/QĐ–UBND", "QĐ-UBND"),
        ("7/TTR-TP", "TTr-TP"), ("4/QÐ-UBND", "QĐ-UBND"), ("Số 05/bc-ubnd", "BC-UBND"),
        ("26/2018/QĐ-UBND", "QĐ-UBND"), ("Số: 05 / BC-UBND", "BC-UBND"), ("/BC-UBND", "BC-UBND"),
    ])
    func `a document's notation is read from its symbol`(_ text: String, _ notation: String) {
        #expect(Codes.notation(text) == notation)
    }

    @Test(arguments: [
        ("1.012784.H21", "1.012784"), ("2.000635.000.00.00.H21", "2.000635"),
        ("1.004194", "1.004194"), (" 1.004194 ", "1.004194"), ("TLHDH", "TLHDH"),
    ])
    func `procedures meet by the core of their codes`(_ text: String, _ core: String) {
        #expect(Codes.procedureCore(text) == core)
    }

    @Test(arguments: [
        ("000.09.21.h21-210701-0003", "000.09.21.H21-210701-0003"),
        (" H21.65-220914-0011\n", "H21.65-220914-0011"),
        ("000.09.21.H21–210701–0003", "000.09.21.H21-210701-0003"),
        ("00352112000539", "00352112000539"), ("A-1\u{A0}", "A-1"), ("\u{FEFF}A-\u{200B}2", "A-2"),
    ])
    func `a dossier code has one spelling`(_ text: String, _ canonical: String) {
        var bytes = ContiguousArray<UInt8>()
        let isCode = Array(text.utf8).withUnsafeBufferPointer {
            Codes.writeDossierCode($0, to: &bytes)
        }
        #expect(isCode)
        #expect(String(decoding: bytes, as: UTF8.self) == canonical)
    }

    @Test(arguments: [
        ("000.09.21.H21-210701-0003", true), ("12/2021", true), ("Nguyễn Văn A", false),
        ("12 - Rmah H", false), ("ABC", false), ("", false),
    ])
    func `a name is no code`(_ text: String, _ isPlain: Bool) {
        #expect(Array(text.utf8).withUnsafeBufferPointer { Codes.isPlain($0) } == isPlain)
    }
}
