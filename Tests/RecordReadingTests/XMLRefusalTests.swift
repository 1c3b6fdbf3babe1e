import EncodedTexts
import RecordReading
import Testing

struct XMLFault: Sendable {
    let xml: String
    let kind: RecordReadingError.Kind
    let line: Int

    init(_ xml: String, _ kind: RecordReadingError.Kind, line: Int) {
        self.xml = xml
        self.kind = kind
        self.line = line
    }
}

@Test(arguments: [
    XMLFault("", .empty, line: 0),
    XMLFault("   \n \n", .truncated, line: 3),
    XMLFault("hello", .notWellFormed, line: 1),
    XMLFault("MaHoSo;NgayNhan\n1;2\n", .notWellFormed, line: 1),
    XMLFault("<D>\n<HoSo></HoSoo>\n</D>", .notWellFormed, line: 2),
    XMLFault("<D>\n<a b=1/>\n</D>", .notWellFormed, line: 2),
    XMLFault("<D>\n<a b='1' b='2'/>\n</D>", .notWellFormed, line: 2),
    XMLFault("<D>\na]]>b\n</D>", .notWellFormed, line: 2),
    XMLFault("<D>\n<a b='<'/>\n</D>", .notWellFormed, line: 2),
    XMLFault("<D>\n<HoSo><Ma>&tnbsp;</Ma></HoSo></D>", .unknownEntity, line: 2),
    XMLFault("<D>\n<HoSo><Ma>&#0;</Ma></HoSo></D>", .invalidCharacter, line: 2),
    XMLFault("<D>\n<HoSo><Ma>\u{1}</Ma></HoSo></D>", .invalidCharacter, line: 2),
    XMLFault("<D>\n<HoSo><Ma>a\u{0}b</Ma></HoSo></D>", .invalidCharacter, line: 2),
    XMLFault("<?xml version='1.0' encoding='KLINGON'?>\n<D/>", .unsupportedEncoding, line: 1),
    XMLFault("<D/>\n<D/>", .contentAfterRoot, line: 2),
    XMLFault("<D/>\nx", .contentAfterRoot, line: 2),
    XMLFault("<D/>\n\nSau đó", .contentAfterRoot, line: 3),
])
func `what is no whole XML is refused at its line`(expected: XMLFault) throws {
    for pieceBytes in pieceSizes {
        let error = try fault {
            try readXML(expected.xml.utf8, layout(["Ma"]), pieceBytes: pieceBytes)
        }
        #expect(error?.kind == expected.kind, "in pieces of \(pieceBytes)")
        #expect(error?.line == expected.line, "in pieces of \(pieceBytes)")
    }
}

@Test func `every cut before the end of the root is refused as cut`() throws {
    let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- Xuất từ hệ thống -->
        <D xmlns="urn:x">
          <HoSo id="1&amp;2"><Ma>Đất &lt; &#272;</Ma><![CDATA[x]]><?p q?><Tep/></HoSo>
        </D>
        """
    let bytes = Array(xml.utf8)
    let layout = try layout(["Ma", "@id"], nested: [("Tep", [])])
    #expect(try readXML(bytes, layout).rows == [["Đất < Đ", "1&2"]])
    for count in 1..<bytes.count {
        for pieceBytes in [1, 64 * 1024] {
            let error = try fault {
                try readXML(bytes[..<count], layout, pieceBytes: pieceBytes)
            }
            #expect(error?.kind == .truncated, "cut after \(count) bytes")
        }
    }
}

@Test(arguments: [
    "\n<!DOCTYPE D>\n<D/>",
    "\n<!DOCTYPE D SYSTEM 'http://127.0.0.1/x.dtd'>\n<D/>",
    "\n<!DOCTYPE D SYSTEM '/etc/passwd' [<!ENTITY % p SYSTEM '/etc/passwd'> %p;]>\n<D/>",
    "\n<!DOCTYPE D [<!ENTITY e SYSTEM '/etc/passwd'>]><D><HoSo><Ma>&e;</Ma></HoSo></D>",
    """

    <!DOCTYPE D [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
    ]><D><HoSo><Ma>&d;</Ma></HoSo></D>
    """,
])
func `a document type is refused before anything in it counts`(xml: String) throws {
    for pieceBytes in pieceSizes {
        let error = try fault { try readXML(xml.utf8, layout(["Ma"]), pieceBytes: pieceBytes) }
        #expect(error?.kind == .doctype && error?.line == 2, "in pieces of \(pieceBytes)")
    }
}

@Test func `bytes that are not the declared encoding are refused`() throws {
    let utf8 = Array("<D>\n<HoSo><Ma>a".utf8) + [0xC3, 0x28] + Array("</Ma></HoSo></D>".utf8)
    let loneSurrogate: [UInt8] = [0x00, 0xDC, 0x61, 0x00]
    let utf16 =
        utf16Bytes("\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><D>") + loneSurrogate
        + utf16Bytes("</D>")
    for pieceBytes in pieceSizes {
        let error = try fault { try readXML(utf8, layout(["Ma"]), pieceBytes: pieceBytes) }
        #expect(error?.kind == .invalidCharacter && error?.line == 2)
        let other = try fault { try readXML(utf16, layout(["Ma"]), pieceBytes: pieceBytes) }
        #expect(other?.kind == .invalidCharacter)
    }
}

struct XMLLimit: Sendable {
    let kind: RecordReadingError.Kind
    let fits: String
    let exceeds: String
    let limits: RecordLimits

    init(
        _ kind: RecordReadingError.Kind, fits: String, exceeds: String,
        _ set: (inout RecordLimits) -> Void
    ) {
        self.kind = kind
        self.fits = fits
        self.exceeds = exceeds
        var limits = RecordLimits()
        set(&limits)
        self.limits = limits
    }
}

@Test(arguments: [
    XMLLimit(.tooDeep, fits: "<a><b/></a>", exceeds: "<a><b><c/></b></a>") { $0.depth = 4 },
    XMLLimit(.tooManyAttributes, fits: "<a b='' c=''/>", exceeds: "<a b='' c='' d=''/>") {
        $0.attributes = 2
    },
    XMLLimit(.nameTooLong, fits: "<abcd/>", exceeds: "<abcde/>") { $0.nameBytes = 4 },
    XMLLimit(.nameTooLong, fits: "<a abcd=''/>", exceeds: "<a abcde=''/>") { $0.nameBytes = 4 },
    XMLLimit(.valueTooLong, fits: "<Ma>1234567890</Ma>", exceeds: "<Ma>12345<b/>678901</Ma>") {
        $0.valueBytes = 10
    },
    XMLLimit(.valueTooLong, fits: "<a/>", exceeds: "<A b='12345678901'/>") { $0.valueBytes = 10 },
    XMLLimit(.recordTooLarge, fits: "<Ma>1234567890</Ma>", exceeds: "<Ma>123456</Ma><Ma>12345</Ma>")
    {
        $0.recordBytes = 10
    },
    XMLLimit(.recordTooLarge, fits: "<Tep/>", exceeds: "<Tep/><Tep/>") { $0.recordBytes = 30 },
    XMLLimit(
        .markupTooLong, fits: "<!--\(String(repeating: "-x", count: 50))-->",
        exceeds: "<!--\(String(repeating: "-x", count: 200))-->"
    ) {
        $0.markupBytes = 200
    },
])
func `what exceeds a limit is refused and what reaches it is not`(limit: XMLLimit) throws {
    let layout = try layout(["Ma", "A/@b"], nested: [("Tep", ["x"])])
    for pieceBytes in [1, 16, 64] {
        let fits = "<D>\n<HoSo>\(limit.fits)</HoSo></D>"
        _ = try readXML(fits.utf8, layout, limits: limit.limits, pieceBytes: pieceBytes)
        let error = try fault {
            let exceeds = "<D>\n<HoSo>\(limit.exceeds)</HoSo></D>"
            return try readXML(exceeds.utf8, layout, limits: limit.limits, pieceBytes: pieceBytes)
        }
        #expect(error?.kind == limit.kind && error?.line == 2, "in pieces of \(pieceBytes)")
    }
}

@Test func `names that never repeat are refused before they take the memory`() throws {
    var limits = RecordLimits()
    limits.names = 100
    let few = "<D>" + String(repeating: "<a1/><a2/>", count: 500) + "</D>"
    _ = try readXML(few.utf8, layout(["Ma"]), limits: limits, pieceBytes: 64)
    let many = "<D>\n" + (1...500).map { "<a\($0)/>" }.joined() + "</D>"
    let error = try fault {
        try readXML(many.utf8, layout(["Ma"]), limits: limits, pieceBytes: 64)
    }
    #expect(error?.kind == .tooManyNames && error?.line == 2)
}

@Test func `a record with text between very many children stays within its limit`() throws {
    let xml = "<D><HoSo><A>\(String(repeating: "x<B>y</B>", count: 4000))</A></HoSo></D>"
    let error = try fault { try readXML(xml.utf8, layout(["A", "A/B"])) }
    #expect(error?.kind == .recordTooLarge)
}

@Test func `too many attributes in the conditions of one element are refused`() throws {
    let fits = try layout((1...4).map { "T[@a\($0)='1']" })
    let reading = try readXML("<D><HoSo><T a3='1'>x</T></HoSo></D>".utf8, fits)
    #expect(reading.rows == [[nil, nil, "x", nil]])
    let error = try fault { try readXML("<D/>".utf8, layout((1...5).map { "T[@a\($0)='1']" })) }
    #expect(error == RecordReadingError(.layoutTooComplex))
}

@Test func `what the consumer throws stops the reading and comes out unchanged`() throws {
    let record = "<HoSo><Ma>1</Ma><Tep/></HoSo>\n"
    for count in [1, 512, 5000] {
        for pieceBytes in [7, 64 * 1024] {
            let xml = "<D>\(String(repeating: record, count: count))</D>"
            try withFile(xml.utf8) { path in
                var calls = 0
                #expect(throws: Refusal(number: 1)) {
                    try XMLRecords.read(
                        path: path, layout: layout(["Ma"], nested: [("Tep", [])]),
                        pieceBytes: pieceBytes
                    ) { _ in
                        calls += 1
                        throw Refusal(number: calls)
                    }
                }
                #expect(calls == 1)
            }
        }
    }
}

@Test func `no mutation of a file does more than be refused`() throws {
    let xml = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?><D xmlns:a="u"><a:HoSo id="&amp;1"><Ma>Đất &lt;</Ma>
        <T n='a'>x<![CDATA[y]]></T><L><Tep><Ten>t</Ten></Tep></L></a:HoSo><!-- c --><?p q?></D>
        """.utf8)
    let layout = try layout(["Ma", "@id", "T[@n='a']"], nested: [("Tep", ["Ten"])])
    let seed: UInt64 = 20_210_728
    for bytes in mutations(of: xml, inserting: "<>&\"'/![]-?;", count: 3000, seed: seed) {
        let whole = Result { try readXML(bytes, layout) }
        let cut = Result { try readXML(bytes, layout, pieceBytes: 5) }
        switch (whole, cut) {
        case (.success(let left), .success(let right)): #expect(left == right)
        case (.failure(let left), .failure(let right)):
            #expect(left is RecordReadingError && right is RecordReadingError)
        default: Issue.record("the size of the pieces decided, seed \(seed): \(bytes)")
        }
    }
}
