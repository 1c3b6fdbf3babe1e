import Facts
import Service
import Testing

@Suite struct `The path of a feed` {
    @Test(arguments: [
        ("*.xml", "a.xml", true), ("*.xml", ".xml", true), ("*.xml", "a.xml.tmp", false),
        ("*.xml", "a.XML", true), ("so-?.csv", "so-1.csv", true), ("so-?.csv", "so-.csv", false),
        ("so-?.csv", "so-12.csv", false), ("a*b*c", "aXbYc", true), ("a*b*c", "abc", true),
        ("a*b*c", "acb", false), ("sổ.csv", "sổ.csv", true), ("[a].csv", "a.csv", false),
        ("*", "", true),
    ])
    func `takes files by * and ?`(_ pattern: String, _ file: String, _ isTaken: Bool) {
        #expect(ExportPattern("/inbox/\(pattern)").matches(file) == isTaken)
    }

    @Test func `composed and decomposed names are one`() {
        #expect(ExportPattern("/inbox/sổ*.csv").matches("so\u{302}\u{309} 1.csv"))
    }

    @Test(arguments: [
        ("/var/spool/a/*.xml", "/var/spool/a", "*.xml"), ("*.xml", ".", "*.xml"),
        ("/a/b/", "/a/b", ""),
    ])
    func `is a folder and a name`(_ path: String, _ folder: String, _ name: String) {
        #expect(ExportPattern(path).folder == folder)
        #expect(ExportPattern(path).name == name)
    }

    @Test(arguments: [("/a/*/b.xml", true), ("/a?/b.xml", true), ("/a/*.xml", false)])
    func `may have wildcards in its name only`(_ path: String, _ isRefused: Bool) {
        #expect(ExportPattern(path).hasWildcardInFolder == isRefused)
    }
}

@Suite struct `A file's name in alerts` {
    private let units = UnitRegistry([Unit(key: "IALE", level: .commune, name: "Xã Ia Le")])

    @Test(arguments: [
        ("*.xml", "Nguyen Van A.xml", "****** *** *.xml"),
        ("ho-so-*.xml", "ho-so-Bưởi-20210728.xml", "ho-so-****-20210728.xml"),
        ("ho-so-?.xml", "ho-so-A.xml", "ho-so-*.xml"),
        ("*-20210728.xml", "H'Bưởi Rơ Mah-20210728.xml", "*'**** ** ***-20210728.xml"),
        ("*.xml", "20210728.xml", "20210728.xml"),
        ("*.xml", "Đ\u{1EB7}ng Th\u{1ECB} \u{0110}.xml", "**** *** *.xml"),
        ("*.xml", "Bu\u{31B}o\u{31B}\u{309}i.xml", "****.xml"),
        ("hs*.xml", "hsBuoi.xml", "hs****.xml"),
    ])
    func `has no letter that a wildcard matched`(
        _ pattern: String, _ file: String, _ shown: String
    ) {
        #expect(ExportPattern("/inbox/x/\(pattern)").masked(file, feed: "y", units: units) == shown)
    }

    @Test(arguments: [
        ("motcua-huyen", "motcua-huyen-20210728.xml", "motcua-huyen-20210728.xml"),
        ("motcua-huyen", "MotCua-Huyen-Teo.xml", "******-*****-***.xml"),
        ("a", "qlvb-20210728.xml", "qlvb-20210728.xml"),
        ("motcua", "motcuateo.xml", "*********.xml"),
        ("a", "ia-le-20210728.xml", "ia-le-20210728.xml"),
        ("a", "2021 UBND Xã Ia Le.xml", "2021 UBND Xã Ia Le.xml"),
        ("a", "ia-le-teo-20210728.xml", "**-**-***-20210728.xml"),
    ])
    func `keeps the names of its feed, its folder and units`(
        _ feed: String, _ file: String, _ shown: String
    ) {
        #expect(ExportPattern("/inbox/qlvb/*.xml").masked(file, feed: feed, units: units) == shown)
    }

    @Test(arguments: [
        ("y", "hs-0912345678.xml"), ("y", "hs-064123456789.xml"), ("y", "hs-230123456.xml"),
        ("y", "ia-le-0912345678.xml"), ("hs", "hs-0912345678.xml"), ("2021", "0912345678.xml"),
        ("y", "064 187 000 931.xml"), ("y", "+84 987 650 321.xml"), ("y", "(0269) 3765 021.xml"),
        ("y", "hs-231.876.543.xml"), ("y", "0987-650-321_1.xml"),
    ])
    func `has no number as long as a phone's or a citizen's`(_ feed: String, _ file: String) {
        let shown = ExportPattern("/inbox/x/*.xml").masked(file, feed: feed, units: units)
        #expect(shown?.contains { $0.isNumber } == false, "\(shown ?? "")")
    }

    @Test(arguments: ["20210728", "20210728063000", "2021", "1", "202107280630"])
    func `keeps the digits of a day or an instant`(_ digits: String) {
        let pattern = ExportPattern("/inbox/x/*.xml")
        #expect(pattern.masked("\(digits).xml", feed: "y", units: units) == "\(digits).xml")
    }

    @Test(arguments: [
        ("20210728 0987.650.321", "20210728 ****.***.***"),
        ("2021-07-28 064187000931", "2021-07-28 ************"),
        ("0987650321-20210728-2", "**********-20210728-2"),
        ("2021-07-28-12", "2021-07-28-12"), ("2021_07_28 06-30", "2021_07_28 06-30"),
        ("20210728 063000", "20210728 063000"), ("28.07.2021", "28.07.2021"),
    ])
    func `keeps its date beside other numbers`(_ digits: String, _ shown: String) {
        let pattern = ExportPattern("/inbox/x/*.xml")
        #expect(pattern.masked("\(digits).xml", feed: "y", units: units) == "\(shown).xml")
    }

    @Test func `is none for a file that the feed does not take`() {
        #expect(ExportPattern("/inbox/x/*.xml").masked("a.csv", feed: "y", units: units) == nil)
    }
}
