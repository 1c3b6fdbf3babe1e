import Facts
import Testing

@Suite struct `The name of a field` {
    @Test(arguments: Field.allCases)
    func `is not what settings call it`(_ field: Field) {
        #expect(field.name.vi != field.rawValue)
        #expect(!field.name.en.contains("_"))
    }
}

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
