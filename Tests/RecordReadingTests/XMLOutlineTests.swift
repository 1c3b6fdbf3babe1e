import RecordReading
import Testing

@Suite struct `The outline of an XML file` {
    private static let text = """
        <a:Kq xmlns:a="urn:a"><Ds>
        <HoSo ma="1"><Ma> A-1 </Ma><Tep><T>x</T></Tep><Tep><T>y</T></Tep></HoSo>
        <HoSo ma=""><Ma/></HoSo>
        </Ds></a:Kq>
        """

    @Test func `has each element once, by its path`() throws {
        let outline = try Self.outline(Self.text)
        #expect(outline.elements.map(\.name) == ["Kq", "Ds", "HoSo", "Ma", "Tep", "T"])
        #expect(outline.elements.map(\.parent) == [nil, 0, 1, 2, 2, 4])
        #expect(outline.fault == nil)
    }

    @Test func `counts how often an element stands in one parent`() throws {
        let outline = try Self.outline(Self.text)
        #expect(outline.elements.map(\.count) == [1, 1, 2, 2, 2, 2])
        #expect(outline.elements.map(\.mostInParent) == [1, 1, 2, 1, 2, 1])
    }

    @Test func `keeps first texts and values that are not blank`() throws {
        let outline = try Self.outline(Self.text)
        #expect(outline.elements[3].texts == [" A-1 "])
        #expect(outline.elements[0].texts == [])
        #expect(outline.elements[2].attributes.map(\.name) == ["ma"])
        #expect(outline.elements[2].attributes[0].values == ["1"])
    }

    @Test(arguments: [
        ("<a><b>", RecordReadingError.Kind.truncated), ("<a></b>", .notWellFormed),
        ("<!DOCTYPE a><a/>", .doctype), ("", .empty), ("<a/><b/>", .notWellFormed),
        (String(repeating: "<a>", count: 99), .tooDeep),
    ])
    func `tells why it ends early`(_ text: String, _ kind: RecordReadingError.Kind) throws {
        var fault: RecordReadingError?
        do {
            fault = try Self.outline(text).fault
        } catch let error as RecordReadingError {
            fault = error
        }
        #expect(fault?.kind == kind)
    }

    @Test func `is of the beginning only`() throws {
        let record = "<HoSo><Ma>A</Ma></HoSo>\n"
        let text = "<Ds>" + String(repeating: record, count: 60_000) + "<"
        let outline = try Self.outline(text)
        #expect(outline.fault == nil)
        #expect(outline.elements[1].count < 60_000)
        #expect(outline.elements[2].texts.count == 40)
    }

    private static func outline(_ text: String) throws -> XMLOutline {
        try withFile(text.utf8) { try XMLOutline.read(path: $0) }
    }
}
