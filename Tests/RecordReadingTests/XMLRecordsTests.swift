import EncodedTexts
import RecordReading
import Testing

struct XMLValue: Sendable {
    let fields: [String]
    let record: String
    let cells: [String?]

    init(_ fields: [String], _ record: String, _ cells: [String?]) {
        self.fields = fields
        self.record = record
        self.cells = cells
    }
}

@Test(arguments: [
    // Presence.
    XMLValue(["Ma"], "<HoSo><Ma>1</Ma></HoSo>", ["1"]),
    XMLValue(["Ma"], "<HoSo/>", [nil]),
    XMLValue(["Ma"], "<HoSo><Ma/></HoSo>", [""]),
    XMLValue(["Ma"], "<HoSo><Ma> \t\r\n </Ma></HoSo>", [""]),
    XMLValue(["Ma"], "<HoSo><Khac><Ma>1</Ma></Khac></HoSo>", [nil]),
    XMLValue(["Ma", "Ma"], "<HoSo><Ma>1</Ma></HoSo>", ["1", "1"]),
    XMLValue([], "<HoSo><Ma>1</Ma></HoSo>", []),
    // Blanks at the ends go, those inside stay.
    XMLValue(["Ma"], "<HoSo><Ma>\n  Rơ Châm  H'Bé\t</Ma></HoSo>", ["Rơ Châm  H'Bé"]),
    // The first value that is not empty counts.
    XMLValue(["Ma"], "<HoSo><Ma/><Ma>2</Ma><Ma>3</Ma></HoSo>", ["2"]),
    XMLValue(["Ma"], "<HoSo Ma=''><Ma>2</Ma></HoSo>", ["2"]),
    XMLValue(["Ma"], "<HoSo Ma='1'><Ma>2</Ma></HoSo>", ["1"]),
    // Text in all its forms.
    XMLValue(["Ma"], "<HoSo><Ma>&lt;&amp;&gt;&quot;&apos;</Ma></HoSo>", ["<&>\"'"]),
    XMLValue(["Ma"], "<HoSo><Ma>&#272;&#x1EA5;t &amp;amp; nhà</Ma></HoSo>", ["Đất &amp; nhà"]),
    XMLValue(["Ma"], "<HoSo><Ma>a<![CDATA[<b> & ]]>c</Ma></HoSo>", ["a<b> & c"]),
    XMLValue(["Ma"], "<HoSo><Ma>a<!-- x -->b<?p q?>c</Ma></HoSo>", ["abc"]),
    XMLValue(["Ma"], "<HoSo><Ma>a]b]]c</Ma></HoSo>", ["a]b]]c"]),
    // Own text only, also around children that are wanted themselves.
    XMLValue(["A"], "<HoSo><A>x<B>y</B>z</A></HoSo>", ["xz"]),
    XMLValue(["A", "A/B"], "<HoSo><A>x<B>y</B>z<B/>w</A></HoSo>", ["xzw", "y"]),
    XMLValue(["A", "A/B"], "<HoSo><A> <B>y</B>z</A></HoSo>", ["z", "y"]),
    XMLValue(["A", "A/B", "A/B/C"], "<HoSo><A>1<B>2<C>3</C>4</B>5</A></HoSo>", ["15", "24", "3"]),
    // Attributes.
    XMLValue(["@ma", "ma"], "<HoSo ma=' 7 '/>", ["7", "7"]),
    XMLValue(
        ["A/@b", "A"], "<HoSo><A b='1&amp;2&#38;3 &lt; &#272;'>t</A></HoSo>", ["1&2&3 < Đ", "t"]),
    XMLValue(["A/@b"], "<HoSo><A b='&amp;#38;&amp;amp;'/></HoSo>", ["&#38;&amp;"]),
    XMLValue(["A/@b"], "<HoSo><A/><A b=''/><A b='2'/></HoSo>", ["2"]),
    XMLValue(["A"], "<HoSo><B A='1'/></HoSo>", [nil]),
    // Prefixes, declared or not.
    XMLValue(["Ma", "@href"], "<x:HoSo xlink:href='u'><y:Ma>1</y:Ma></x:HoSo>", ["1", "u"]),
    XMLValue(["Ma"], "<HoSo xmlns='urn:a' xmlns:b='urn:b'><b:Ma>1</b:Ma></HoSo>", ["1"]),
    // A record inside a record is part of it.
    XMLValue(["Ma", "HoSo/Ma"], "<HoSo><HoSo><Ma>2</Ma></HoSo><Ma>1</Ma></HoSo>", ["1", "2"]),
])
func `a record gives its values however the file is cut into pieces`(value: XMLValue) throws {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DanhSach>\(value.record)</DanhSach>\n"
    for pieceBytes in pieceSizes {
        let reading = try readXML(xml.utf8, layout(value.fields), pieceBytes: pieceBytes)
        #expect(reading.rows == [value.cells], "in pieces of \(pieceBytes)")
    }
}

@Test(arguments: [
    // One attribute tells the fields apart.
    XMLValue(
        ["T[@n='a']", "T[@n='b']", "T[@n='c']"],
        "<HoSo><T n='b'>2</T><T n='x'>9</T><T>8</T><T n='a'>1</T></HoSo>", ["1", "2", nil]),
    // A path without a condition takes any.
    XMLValue(["T", "T[@n='b']"], "<HoSo><T n='b'>2</T><T n='a'>1</T></HoSo>", ["2", "2"]),
    XMLValue(["T[@n='b']", "T/@n"], "<HoSo><T n='a'/><T n='b'>2</T></HoSo>", ["2", "a"]),
    // Two attributes of one element.
    XMLValue(
        ["T[@n='a']", "T[@m='1']"], "<HoSo><T n='a' m='1'>x</T></HoSo>", ["x", "x"]),
    XMLValue(
        ["T[@n='a']/V", "T[@m='1']/V"],
        "<HoSo><T n='a'><V>1</V></T><T m='1'><V>2</V></T></HoSo>", ["1", "2"]),
    // Values with ampersands, quotes and beginnings in common.
    XMLValue(["T[@n='a&b']", "T[@n='a']"], "<HoSo><T n='a&amp;b'>1</T></HoSo>", ["1", nil]),
    XMLValue(["T[@n=\"it's\"]"], "<HoSo><T n=\"it's\">1</T></HoSo>", ["1"]),
    XMLValue(["T[@n='']"], "<HoSo><T n='x'>1</T><T n=''>2</T></HoSo>", ["2"]),
    XMLValue(["T[@n='a']"], "<HoSo><T x:n='a'>1</T></HoSo>", ["1"]),
])
func `a condition chooses among elements of one name`(value: XMLValue) throws {
    let xml = "<DanhSach>\(value.record)</DanhSach>"
    for pieceBytes in pieceSizes {
        let reading = try readXML(xml.utf8, layout(value.fields), pieceBytes: pieceBytes)
        #expect(reading.rows == [value.cells], "in pieces of \(pieceBytes)")
    }
}

@Test func `nested records are found anywhere below their record`() throws {
    let xml = """
        <D>
        <Tep><Ten>outside</Ten></Tep>
        <HoSo>
          <Ma>1</Ma>
          <Tep so="a"><Ten>t1</Ten></Tep>
          <DanhSachTep>
            <Tep><Ten>t2</Ten><Sau><Tep><Ten>inner</Ten></Tep></Sau></Tep>
            <Xa><Hon><f:Tep
                so="c"/></Hon></Xa>
          </DanhSachTep>
        </HoSo>
        <HoSo><Ma>2</Ma></HoSo>
        <HoSo><Buoc><Ten>b1</Ten><Tep><Ten>t3</Ten></Tep></Buoc></HoSo>
        </D>
        """
    let layout = try layout(["Ma"], nested: [("Tep", ["Ten", "so"]), ("Buoc", ["Ten"])])
    for pieceBytes in pieceSizes {
        let reading = try readXML(xml.utf8, layout, pieceBytes: pieceBytes)
        #expect(reading.rows == [["1"], ["2"], [nil]])
        #expect(reading.lines == [3, 12, 13])
        #expect(
            reading.nested[0] == [
                Reading.NestedRow(parent: 0, line: 5, cells: ["t1", "a"]),
                Reading.NestedRow(parent: 0, line: 7, cells: ["t2", nil]),
                Reading.NestedRow(parent: 0, line: 8, cells: [nil, "c"]),
                Reading.NestedRow(parent: 2, line: 13, cells: ["t3", nil]),
            ])
        #expect(reading.nested[1] == [Reading.NestedRow(parent: 2, line: 13, cells: ["b1"])])
    }
}

@Test func `one element can be a field and a nested record of two layouts`() throws {
    let xml = "<D><HoSo><L><Tep><Ten>t</Ten></Tep></L><Tep><Ten>u</Ten></Tep></HoSo></D>"
    let layout = try layout(["L/Tep/Ten"], nested: [("Tep", ["Ten"]), ("Tep", ["@x", "Ten"])])
    let reading = try readXML(xml.utf8, layout)
    #expect(reading.rows == [["t"]])
    #expect(reading.nested[0].map(\.cells) == [["t"], ["u"]])
    #expect(reading.nested[1].map(\.cells) == [[nil, "t"], [nil, "u"]])
}

@Test func `a record may be the root`() throws {
    let reading = try readXML("<HoSo><Ma>1</Ma></HoSo>".utf8, layout(["Ma"]))
    #expect(reading.rows == [["1"]])
    #expect(reading.root == "HoSo")
}

@Test func `an export without records is whole`() throws {
    let xml = "<x:D xmlns:x='u'><Khac/></x:D>\n<!-- end --><?p?>\n"
    let reading = try readXML(xml.utf8, layout(["Ma"]))
    #expect(reading.rows.isEmpty && reading.batchCount == 0)
    #expect(reading.root == "D")
    #expect(reading.summary?.recordCount == 0 && reading.summary?.lastLine == 1)
}

@Test func `a record's line is that of the first character of its tag`() throws {
    let xml = "<D>\r\n\r\n<HoSo\r\n  a='1'\r\n  b='2\r\n3'\r\n><Ma>1</Ma></HoSo>\r\n<HoSo/></D>"
    for pieceBytes in pieceSizes {
        let reading = try readXML(xml.utf8, layout(["Ma", "b"]), pieceBytes: pieceBytes)
        #expect(reading.lines == [3, 8])
        #expect(reading.rows == [["1", "2 3"], [nil, nil]])
        #expect(reading.summary?.lastLine == 8)
    }
}

@Test func `lines are right beyond 65535`() throws {
    let blank = String(repeating: "\n", count: 70_000)
    let xml = "<D>\(blank)<HoSo>\(blank)<Tep/><Ma>1</Ma></HoSo>\n</D>"
    let reading = try readXML(xml.utf8, layout(["Ma"], nested: [("Tep", [])]))
    #expect(reading.lines == [70_001])
    #expect(reading.nested[0].map(\.line) == [140_001])
    #expect(reading.summary?.lastLine == 140_002)
}

@Test(arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "windows-1258", "ISO-8859-1"])
func `the declared encoding is read`(name: String) throws {
    let xml = "<?xml version=\"1.0\" encoding=\"\(name)\"?>\n<D>\n<HoSo><Ma>Café Ê</Ma></HoSo></D>"
    let bytes: [UInt8] =
        switch name {
        case "UTF-8": [0xEF, 0xBB, 0xBF] + Array(xml.utf8)
        case "UTF-16LE": utf16Bytes("\u{FEFF}" + xml)
        case "UTF-16BE": utf16Bytes("\u{FEFF}" + xml, bigEndian: true)
        default: xml.utf16.map { UInt8($0) }
        }
    for pieceBytes in [3, 16, 64 * 1024] {
        let reading = try readXML(bytes, layout(["Ma"]), pieceBytes: pieceBytes)
        #expect(reading.rows == [["Café Ê"]])
        #expect(reading.lines == [3])
    }
}

@Test func `a long value is whole wherever it is cut`() throws {
    let text = String(repeating: "Đất đai &amp; nhà ở 🏠\n", count: 150)
    let xml = "<D><HoSo><Khac>\(text)</Khac><Ma>\(text)<![CDATA[\(text)]]></Ma></HoSo></D>"
    let plain = String(repeating: "Đất đai & nhà ở 🏠\n", count: 150) + text.dropLast()
    for pieceBytes in pieceSizes + [5, 299, 300, 301, 1024] {
        let reading = try readXML(xml.utf8, layout(["Ma"]), pieceBytes: pieceBytes)
        #expect(reading.rows == [[plain]], "in pieces of \(pieceBytes)")
    }
}

@Test func `many records come in several batches that together are the file`() throws {
    let records = (0..<2000).map { number in
        let files = (0..<number % 4).map { "<Tep><Ten>\(number).\($0)</Ten></Tep>" }
        return "<HoSo><Ma>\(number)</Ma><L>\(files.joined())</L></HoSo>"
    }
    let xml = "<D>\n\(records.joined(separator: "\n"))\n</D>"
    let layout = try layout(["Ma"], nested: [("Tep", ["Ten"])])
    let reading = try readXML(xml.utf8, layout)
    #expect(reading.batchCount == 4)
    #expect(reading.rows == (0..<2000).map { ["\($0)"] })
    #expect(reading.lines == (0..<2000).map { UInt32($0 + 2) })
    let expected = (0..<2000).flatMap { number in
        (0..<number % 4).map {
            Reading.NestedRow(
                parent: number, line: UInt32(number + 2), cells: ["\(number).\($0)"])
        }
    }
    #expect(reading.nested == [expected])
    #expect(try readXML(xml.utf8, layout, pieceBytes: 11) == reading)
}

@Test func `a batch ends early when its text is large`() throws {
    let text = String(repeating: "đ", count: 100_000)
    let record = "<HoSo><Ma>\(text)</Ma></HoSo>"
    let xml = "<D>\(String(repeating: record, count: 12))</D>"
    let reading = try readXML(xml.utf8, layout(["Ma"]))
    #expect(reading.rows == Array(repeating: [text], count: 12))
    #expect(reading.batchCount == 2)
}
