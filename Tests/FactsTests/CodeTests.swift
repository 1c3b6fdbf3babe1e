import Facts
import Testing

@Suite struct `An agency code` {
    @Test(arguments: [
        ("000.00.53.H48", AgencyCode.Generation.qcvn102, "H48"),
        ("000.00.00.G22", .qcvn102, "G22"), ("000.00.00.H41", .qcvn102, "H41"),
        ("000.00.15.H51", .qcvn102, "H51"), ("002.00.20.H13", .qcvn102, "H13"),
        ("000.09.23.H34", .qcvn102, "H34"), ("000.00.00.JB2", .qcvn102, "JB2"),
        ("000.00.00.W00", .qcvn102, "W00"), ("H21", .qd20, "H21"), ("H21.65", .qd20, "H21"),
        ("H21.65.03", .qd20, "H21"), ("H15.50.05.13", .qd20, "H15"), ("H21.123.03", .qd20, "H21"),
        ("G22.01", .qd20, "G22"),
    ])
    func `has a generation and an authority`(
        _ text: String, _ generation: AgencyCode.Generation, _ authority: String
    ) throws {
        let code = try #require(AgencyCode(text))
        #expect(code.generation == generation)
        #expect(code.authority.text == authority)
        #expect(code.text == text)
    }

    @Test(arguments: [
        "01.02.G22", "28.22.H17", "999.010.01.H22", "vxp.saas.03", "null", "", "H", "H2", "H21.",
        "H21.6", "H21.6543", "H21.65.03.01.02", "h21.65", "A21.65", "000.00.53", "000.00.53.",
        "000.00.53.48", "000.00.53.H48.", "000.00.53.H480", "H21.65-2", "H21.65.Ơ",
    ])
    func `is no junk`(_ text: String) {
        #expect(AgencyCode(text) == nil)
    }

    @Test func `tells a ministry from a province`() throws {
        #expect(try #require(AgencyCode("G22.01")).authority.isMinistry)
        #expect(try #require(AgencyCode("000.00.00.G22")).authority.isMinistry)
        #expect(try !#require(AgencyCode("000.00.53.H48")).authority.isMinistry)
    }
}

@Suite struct `A dossier code` {
    @Test(arguments: [
        ("000.00.53.H48-220921-0099", DossierCode.Family.tt01, "000.00.53.H48", "2022-09-21", 99),
        ("000.09.21.H21-210701-0003", .tt01, "000.09.21.H21", "2021-07-01", 3),
        ("H21.65-220914-0011", .qd20, "H21.65", "2022-09-14", 11),
        ("H21.65.03-220228-9999", .qd20, "H21.65.03", "2022-02-28", 9999),
        ("G22.99.01-240229-0001", .qd20, "G22.99.01", "2024-02-29", 1),
        ("H15.50-261008-090123", .ministry, "H15.50", "2026-10-08", 90123),
        ("H15.50.05-261008-1501234", .ministry, "H15.50.05", "2026-10-08", 1_501_234),
    ])
    func `has an agency, a day and an order`(
        _ text: String, _ family: DossierCode.Family, _ agency: String, _ day: String, _ order: Int
    ) throws {
        let code = try #require(DossierCode(text))
        #expect(code.family == family)
        #expect(code.agency?.text == agency)
        #expect(code.day == Day(day))
        #expect(code.order == order)
        #expect(code.office == nil)
        #expect(code.text == text)
    }

    @Test func `of the province's earlier software has an office, a month and a sequence`() throws {
        let code = try #require(DossierCode("00352112000539"))
        #expect(code.family == .legacy)
        #expect((code.office, code.year, code.month, code.order) == (35, 2021, 12, 539))
        #expect(code.agency == nil && code.day == nil)
        #expect(code.text == "00352112000539")
    }

    @Test(arguments: [
        "", "A-1", "352112000539", "10352112000539", "00352113000539", "00352100000539",
        "00002112000539", "003521120005391", "000.00.53.H48-220931-0099",
        "000.00.53.H48-210229-0099", "000.00.53.H48-221321-0099", "000.00.53.H48-220921-099",
        "000.00.53.H48-220921-00990", "000.00.53.H48-220921-009912", "000.00.53.JB2-220921-0099",
        "000.00.53.HB2-220921-0099", "H21-220914-0011", "H21.65-220914-00111",
        "H21.65-220914-00111111", "H21.65-20220914-0011", "H21.65-220914", "H21.65.220914.0011",
        "h21.65-220914-0011", "01.02.G22-220914-0011", "-220914-0011", "H21.65-220914-0011 ",
    ])
    func `obeys one of four forms`(_ text: String) {
        #expect(DossierCode(text) == nil)
    }
}

@Suite struct `The spelling of a dossier code` {
    @Test(arguments: [
        ("000.09.21.h21-210701-0003", "000.09.21.H21-210701-0003"),
        (" H21.65-220914-0011\n", "H21.65-220914-0011"),
        ("000.09.21.H21–210701–0003", "000.09.21.H21-210701-0003"),
        ("00352112000539", "00352112000539"), ("A-1\u{A0}", "A-1"), ("\u{FEFF}A-\u{200B}2", "A-2"),
        ("000.09.21.Н21-210701-0003", "000.09.21.H21-210701-0003"),
        ("ООО-1 С", "OOO-1C"), ("Ｈ２１．６５－２２０９１４－００１１", "H21.65-220914-0011"),
        ("=\"H21.65-220914-0011\"", "H21.65-220914-0011"), ("'00352112000539", "00352112000539"),
        ("\u{2019}A-1", "A-1"), ("12345.0", "12345"), ("12345.5", "12345.5"), ("1.0-5", "1.0-5"),
        ("A1.0", "A1.0"), ("=12345", "12345"), ("a_1", "A_1"),
    ])
    func `is one for all ways to write it`(_ text: String, _ canonical: String) {
        #expect(Self.read(text) == (.canonical, canonical))
    }

    @Test(arguments: [
        ("352112000539", "00352112000539"), ("0352112000539", "00352112000539"),
        (" 352112000539 ", "00352112000539"), ("352112000539.0", "00352112000539"),
        ("=\"352112000539\"", "00352112000539"), ("'352112000539", "00352112000539"),
        ("1351612000001", "01351612000001"),
    ])
    func `gets lost zeros back`(_ text: String, _ canonical: String) {
        #expect(Self.read(text) == (.zerosRestored, canonical))
    }

    @Test(arguments: [
        "352113000539", "52112000539", "202107280001", "210701000001", "210728000001",
        "1352113000539",
    ])
    func `stays when it has lost none`(_ text: String) {
        #expect(Self.read(text) == (.canonical, text))
    }

    @Test(arguments: ["6,4E+10", "3,52112E+11", "3.52E+11", "4E+5", "3,52112e+11", " 3.52E+11"])
    func `is lost in a number with an exponent`(_ text: String) {
        #expect(Self.read(text) == (.destroyed, ""))
    }

    @Test(arguments: [
        "Nguyễn Văn A", "12 - Rmah Hờ", "ABC", "=SUM(A1)", "1,5", "E+11", "-", "H'Bưởi 1",
        String(repeating: "1", count: 65),
    ])
    func `is none of what is no code`(_ text: String) {
        #expect(Self.read(text) == (.foreign, ""))
    }

    @Test(arguments: [
        "064190000001", "064305000001", "064 190 000 001", "064190000001.0", "'064190000001",
        "=\"064190000001\"", "64190000001", "230123456", "230.123.456", "0943087654",
        "0943.087.654", "0943 087 654", "0943-087-654", "02693851234", "+84943087654",
        "84943087654", "+84 943.087.654", "0084943087654", "CMND230123456", "CCCD: 064190000001",
        "cccd 064190000001", "SDT-0943087654", "０９４３０８７６５４",
    ])
    func `is no number of a citizen`(_ text: String) {
        #expect(Self.read(text) == (.foreign, ""))
    }

    @Test(arguments: [
        "2021-00012", "01-2021-0001", "210701-001", "20210701-01", "12345678", "000000123",
        "0000000123", "1234567890", "HS064190000001", "A230123456", "097001000001",
        "20210728001", "21072800001", "123456789/2021",
    ])
    func `may be an office's own number`(_ text: String) {
        let spelling = Self.read(text)
        #expect(spelling == (.canonical, text))
    }

    @Test(arguments: ["", " ", "\u{A0}\t"])
    func `is none where nothing stands`(_ text: String) {
        #expect(Self.read(text) == (.empty, ""))
    }

    @Test(arguments: [
        ("000.09.21.H21-210701-0003", true), ("12/2021", true), ("Nguyễn Văn A", false),
        ("12 - Rmah H", false), ("ABC", false), ("", false),
    ])
    func `is plain`(_ text: String, _ isPlain: Bool) {
        #expect(Array(text.utf8).withUnsafeBufferPointer { Codes.isPlain($0) } == isPlain)
    }

    private static func read(_ text: String) -> (Codes.Spelling, String) {
        // What stands before it in the output stays as it is.
        var bytes: ContiguousArray<UInt8> = [0x31]
        let spelling = Array(text.utf8).withUnsafeBufferPointer {
            Codes.writeDossierCode($0, to: &bytes)
        }
        return (spelling, String(decoding: bytes.dropFirst(), as: UTF8.self))
    }
}

@Suite struct `A procedure code` {
    @Test(arguments: [
        ("1.012784.H21", "1.012784", "H21"), ("2.000635.000.00.00.H21", "2.000635", "H21"),
        ("1.001612.000.00.00.H48", "1.001612", "H48"), ("1.004194", "1.004194", nil),
        (" 1.004194 ", "1.004194", nil), ("1.004194.Н21", "1.004194", "H21"),
        ("3.000001.G22", "3.000001", "G22"), ("1.004194.01", "1.004194", nil),
    ])
    func `has a national core and perhaps an authority`(
        _ text: String, _ core: String, _ authority: String?
    ) {
        #expect(ProcedureCode(text)?.core == core)
        #expect(ProcedureCode(text)?.authority == authority)
        #expect(ProcedureCode.canonical(text) == core)
    }

    @Test(arguments: [("TLHDH", "TLHDH"), ("4.012784", "4.012784"), ("1.01278 4x", "1.012784x")])
    func `of a vendor stays whole`(_ text: String, _ canonical: String) {
        #expect(ProcedureCode(text) == nil)
        #expect(ProcedureCode.canonical(text) == canonical)
    }

    @Test(arguments: [
        " ", "Ksor Hơmlí", "KSOR HOMLI", "Hơmlí", "Homli", "hm57@vidu.vn", "57 Trần Quốc Toản",
        "RMAH H’DJƯIH",
    ])
    func `is none where nothing or a name or an address stands`(_ text: String) {
        #expect(ProcedureCode.canonical(text) == nil)
    }
}

@Suite struct `A citizen's number` {
    @Test(arguments: [
        ("064091001234", true), ("231000000", true), ("64091001234", false), ("B1234567", false),
        ("", false),
    ])
    func `is whole with twelve digits or nine`(_ text: String, _ isWhole: Bool) {
        #expect(
            Array(text.utf8).withUnsafeBufferPointer { IdentityNumber.isWhole($0) } == isWhole)
    }

    @Test(arguments: [
        ("64091001234", "064091001234" as String?, Codes.Spelling.zerosRestored),
        ("31000000", "031000000", .zerosRestored), ("6,4E+10", nil, .destroyed),
        ("=\"064091001234\"", "064091001234", .canonical),
        ("'064091001234", "064091001234", .canonical),
        ("64091001234.0", "064091001234", .zerosRestored),
        ("B1234567", "b1234567", .canonical), ("5900123456", "5900123456", .canonical),
    ])
    func `is mended where its digits are all there`(
        _ text: String, _ digits: String?, _ spelling: Codes.Spelling
    ) {
        let found = Array(text.utf8).withUnsafeBufferPointer { IdentityNumber.mended($0) }
        #expect(found == (digits, spelling))
    }
}
