import RecordReading
import Testing

@Test(arguments: [
    ("MaHoSo", "<MaHoSo>v</MaHoSo>"),
    ("TrangThai/Ten", "<TrangThai><Ten>v</Ten></TrangThai>"),
    ("DonVi/@ma", "<DonVi ma='v'/>"),
    ("ns:DonVi/@x:ma", "<DonVi ma='v'/>"),
    ("Truong[@ten='MaHoSo']", "<Truong ten='MaHoSo'>v</Truong>"),
    (#"Truong[@ten="X"]/GiaTri"#, "<Truong ten='X'><GiaTri>v</GiaTri></Truong>"),
    ("Truong[@ten='a/b[c]']", "<Truong ten='a/b[c]'>v</Truong>"),
    ("A[@x='1']/B[@y='2']/@z", "<A x='1'><B y='2' z='v'/></A>"),
])
func `a path finds what it says`(path: String, content: String) throws {
    let xml = "<D><HoSo>\(content)</HoSo></D>"
    #expect(try readXML(xml.utf8, layout([path])).rows == [["v"]])
}

@Test(arguments: [
    ("", FieldPathError.Reason.nameExpected, 1),
    ("/A", .nameExpected, 1),
    ("A/", .nameExpected, 3),
    ("A//B", .nameExpected, 3),
    ("A/../B", .nameExpected, 3),
    ("*", .nameExpected, 1),
    ("@", .nameExpected, 2),
    ("@a/B", .attributeNotLast, 3),
    ("A[1]", .conditionExpected, 3),
    ("A[B='1']", .conditionExpected, 3),
    ("A[@b]", .conditionExpected, 5),
    ("A[@b=1]", .quoteExpected, 6),
    ("A[@b='1]", .quoteNotClosed, 7),
    ("A[@b='1'", .bracketNotClosed, 9),
    ("text()", .slashExpected, 5),
    ("A B", .slashExpected, 2),
])
func `a text that is no path is refused at its character`(
    text: String, reason: FieldPathError.Reason, column: Int
) {
    let error = #expect(throws: FieldPathError.self) { try FieldPath(text) }
    #expect(error?.reason == reason && error?.column == column)
    #expect(error?.message.isEmpty == false && error?.remedy.isEmpty == false)
}

@Test func `a literal name is not read as a path`() throws {
    let layout = RecordLayout(record: "R", fields: [.literal("a"), .literal("A/B")])
    let reading = try readXML("<D><R a='1'><A><B>2</B></A></R></D>".utf8, layout)
    #expect(reading.rows == [["1", nil]])
}
