import Facts
import Testing

@Suite struct `A number as people type it` {
    @Test(arguments: [
        ("6.015", 6015), ("1.000.000", 1_000_000), ("6 015", 6015), ("6\u{A0}015", 6015),
        ("05", 5), ("0", 0), ("2,0", 2), ("2.0", 2), ("2,00", 2), ("2.00", 2), ("6.015,0", 6015),
        ("999999999", 999_999_999),
    ])
    func `counts things`(_ text: String, _ count: Int) {
        #expect(VietnameseNumber.count(text) == count)
    }

    @Test(arguments: [
        "", "-", "—", "-1", "2,5", "2.5", "20.000đ", "6,015", "1,000", "6.01.5", "6.015.5",
        "6 01", "1234.567", "1.000 000", "2/3", "3x4", "4 tệp", "6,4E+10", "0.015", ".5", "5.",
        "5,", "50%", "1000000000", "1,436.5",
    ])
    func `counts nothing when it is none or no whole one`(_ text: String) {
        #expect(VietnameseNumber.count(text) == nil)
    }

    @Test(arguments: [
        ("23,87%", 23_870_000), ("23,87 %", 23_870_000), ("1.436,5", 1_436_500_000),
        ("6.015", 6_015_000_000), ("2.0", 2_000_000), ("2.5", 2_500_000), ("0.015", 15_000),
        ("20,42", 20_420_000), ("-3,5", -3_500_000), ("\u{2212}3", -3_000_000),
        ("6 015", 6_015_000_000), ("20.000đ", 20_000_000_000), ("20.000 đồng", 20_000_000_000),
        ("20.4225352112676", 20_422_535), ("11,4649999", 11_465_000), ("95,53", 95_530_000),
    ])
    func `may have decimals`(_ text: String, _ millionths: Int64) {
        #expect(VietnameseNumber.decimal(text)?.raw == millionths)
    }

    @Test(arguments: [
        "", "-", "%", "1,436.5", "1234.567", "2/3", "6,4E+10", "1.000.00", "5,", "5%%", "5 % x",
        "1234567890123",
    ])
    func `is none`(_ text: String) {
        #expect(VietnameseNumber.decimal(text) == nil)
    }
}

@Suite struct `The shape of a cell` {
    @Test(arguments: [
        ("06412345671", "0#########1"), ("28/07/3021", "2#/##/###1"), ("hôm qua", "xxx xxx"),
        ("Rơ Mah H'Bưởi", "xx xxx x'xxxx"), ("7", "7"), ("a1", "x1"), ("1a", "1x"), ("-", "-"),
        ("o\u{302}\u{301}9", "x9"), ("6,4E+10", "6,#x+#0"), ("\u{202E}12\t3", "·## 3"), ("", ""),
        ("01234567890123456789", "0##################9"),
        ("012345678901234567890", "0###################…"), ("dòng\nhai", "xxxx xxx"),
    ])
    func `tells no content`(_ text: String, _ shape: String) {
        #expect(CellShape.of(text) == shape)
    }

    @Test func `of a long text is cut where it is not decoded`() {
        var text = String(repeating: "9", count: 100_000)
        let shape = text.withUTF8 { CellShape.of($0) }
        #expect(shape == "9###################…")
    }
}
