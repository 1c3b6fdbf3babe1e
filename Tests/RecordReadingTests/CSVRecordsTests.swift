import RecordReading
import Testing

struct CSVText: Sendable {
    let text: String
    let rows: [[String?]]
    let lines: [UInt32]

    init(_ text: String, _ rows: [[String?]], lines: [UInt32]) {
        self.text = text
        self.rows = rows
        self.lines = lines
    }
}

@Test(arguments: [
    // Line ends.
    CSVText("a;b\n1;2\n3;4\n", [["1", "2"], ["3", "4"]], lines: [2, 3]),
    CSVText("a;b\r\n1;2\r\n3;4\r\n", [["1", "2"], ["3", "4"]], lines: [2, 3]),
    CSVText("a;b\r1;2\r3;4\r", [["1", "2"], ["3", "4"]], lines: [2, 3]),
    CSVText("a;b\n1;2\r\n3;4\r5;6", [["1", "2"], ["3", "4"], ["5", "6"]], lines: [2, 3, 4]),
    // Blank lines.
    CSVText("\n\r\n  \na;b\n\n1;2\n \t\n\r\r3;4\n\n", [["1", "2"], ["3", "4"]], lines: [6, 10]),
    CSVText("a\n\n1\n\"\"\n\n", [["1"], [""]], lines: [3, 4]),
    CSVText("a;b\n;\n", [["", ""]], lines: [2]),
    // Missing and superfluous cells.
    CSVText(
        "a;b;c\n1\n2;\n;3\n", [["1", nil, nil], ["2", "", nil], ["", "3", nil]],
        lines: [2, 3, 4]),
    CSVText("a;b\n1;2;;\n3;4; ;\"\"\n", [["1", "2"], ["3", "4"]], lines: [2, 3]),
    CSVText("a;b;\n1;2;3\n", [["1", "2", "3"]], lines: [2]),
    // Blanks at the ends of a cell.
    CSVText("a;b\n 1\t;\t Rơ  Châm \n", [["1", "Rơ  Châm"]], lines: [2]),
    CSVText("a;b\n\" 1\n\";\"\"\n", [["1", ""]], lines: [2]),
    // Quotes.
    CSVText("a;b\n\"1;2\";\"say \"\"no\"\"\"\n", [["1;2", "say \"no\""]], lines: [2]),
    CSVText("a;b\n\"\"\"\";\"\"\"\"\"\"\n", [["\"", "\"\""]], lines: [2]),
    CSVText("a;b\n\"1\" ;\"2\"\t\n", [["1", "2"]], lines: [2]),
    CSVText("a;b\n5\" x;say \"no\"\n", [["5\" x", "say \"no\""]], lines: [2]),
    CSVText("\"a\";\"b\"\n1;2\n", [["1", "2"]], lines: [2]),
    CSVText("a;b\n1;\"2\"", [["1", "2"]], lines: [2]),
    CSVText("a;b\n1;\"\"", [["1", ""]], lines: [2]),
    // Line breaks inside quotes.
    CSVText("a;b\n\"1\n\n2\";3\n4;5\n", [["1\n\n2", "3"], ["4", "5"]], lines: [2, 5]),
    CSVText("a;b\r\n\"1\r\n2\";3\r\n4;5\r\n", [["1\r\n2", "3"], ["4", "5"]], lines: [2, 4]),
    CSVText("a;b\r\"1\r2\";3\r4;5\r", [["1\r2", "3"], ["4", "5"]], lines: [2, 4]),
    CSVText("\"a\nb\";c\n1;2\n", [["1", "2"]], lines: [3]),
    // Control characters that are no line ends.
    CSVText("a;b\n1\u{1}2;3\u{B}4\u{1F}\n", [["1\u{1}2", "3\u{B}4\u{1F}"]], lines: [2]),
    // Lengths around the eight bytes that are looked at together.
    CSVText(
        "a;b\n1234567;12345678\n123456789;\n", [["1234567", "12345678"], ["123456789", ""]],
        lines: [2, 3]),
    CSVText("a;b\nĐất đai;Nguyễn 🏠 Ánh\n", [["Đất đai", "Nguyễn 🏠 Ánh"]], lines: [2]),
])
func `a line gives its cells however the file is cut into pieces`(expected: CSVText) throws {
    for pieceBytes in pieceSizes {
        for mark in ["", "\u{FEFF}"] {
            let reading = try readCSV((mark + expected.text).utf8, pieceBytes: pieceBytes)
            #expect(reading.rows == expected.rows, "in pieces of \(pieceBytes)")
            #expect(reading.lines == expected.lines, "in pieces of \(pieceBytes)")
            #expect(reading.summary?.recordCount == expected.rows.count)
        }
    }
}

@Test(arguments: [
    ("a;b\n", ";", ["a", "b"]),
    ("a,b\n", ",", ["a", "b"]),
    ("a\tb\n", "\t", ["a", "b"]),
    ("a|b\n", "|", ["a", "b"]),
    ("a\n", ";", ["a"]),
    ("a,b;c,d\n", ",", ["a", "b;c", "d"]),
    ("a,b;c\n", ";", ["a,b", "c"]),
    ("a\tb,c\n", ",", ["a\tb", "c"]),
    ("\"a,b,c\";d\n", ";", ["a,b,c", "d"]),
    ("\"a\"\",\"\",b\";d\n", ";", ["a\",\",b", "d"]),
    ("\"a\n,,,\";b\n", ";", ["a\n,,,", "b"]),
    ("a;5\",b\n", ";", ["a", "5\",b"]),
    ("\n \n;,;\n", ";", ["", ",", ""]),
    ("sep=;\na,b,c;d\n", ";", ["a,b,c", "d"]),
    ("sep=,\r\na;b;c,d\n", ",", ["a;b;c", "d"]),
    ("SEP=|\ra;b|c\n", "|", ["a;b", "c"]),
    ("sep=;x\n", ";", ["sep=", "x"]),
    ("separator;b\n", ";", ["separator", "b"]),
    ("Mã hồ sơ ; Ngày\u{A0}nhận ;\n", ";", ["Mã hồ sơ", "Ngày\u{A0}nhận", ""]),
])
func `the first line tells the delimiter and the header`(
    text: String, delimiter: Character, header: [String]
) throws {
    for pieceBytes in pieceSizes {
        let reading = try readCSV(text.utf8, pieceBytes: pieceBytes)
        #expect(reading.delimiter == delimiter, "in pieces of \(pieceBytes)")
        #expect(reading.header == header, "in pieces of \(pieceBytes)")
        #expect(reading.rows.isEmpty && reading.batchCount == 0)
    }
}

@Test func `a line sep= counts as a line`() throws {
    let reading = try readCSV("sep=,\r\na;b,c\r\n1,2\r\n".utf8)
    #expect(reading.rows == [["1", "2"]])
    #expect(reading.lines == [3])
    #expect(reading.summary?.lastLine == 3)
}

@Test(arguments: [
    ("a;b", false, 1), ("a;b\n", true, 1), ("a;b\n1;2", false, 2), ("a;b\n1;2\r", true, 2),
    ("a;b\n1;", false, 2), ("a;b\n1;\"2\"", false, 2), ("a;b\n1;2\n  ", true, 2),
    ("a;b\n1;2\n\n\n", true, 2), ("a;b\n\"1\n2\";3", false, 3),
])
func `the summary says whether the last record ended in a line break`(
    text: String, endsInLineBreak: Bool, lastLine: Int
) throws {
    for pieceBytes in pieceSizes {
        let reading = try readCSV(text.utf8, pieceBytes: pieceBytes)
        #expect(reading.endsInLineBreak == endsInLineBreak, "in pieces of \(pieceBytes)")
        #expect(reading.summary?.lastLine == lastLine)
    }
}

@Test func `wanted columns come in the order that is asked for`() throws {
    let text = "a;b;c;d\n1;2;3;4\n5;6\n"
    for pieceBytes in pieceSizes {
        let reading = try readCSV(text.utf8, pieceBytes: pieceBytes) { header in
            #expect(header == ["a", "b", "c", "d"])
            return [3, nil, 0, 0, 1]
        }
        #expect(reading.rows == [["4", nil, "1", "1", "2"], [nil, nil, "5", "5", "6"]])
    }
}

@Test func `records without a wanted column are counted`() throws {
    let reading = try readCSV("a\n1\n\n2\n".utf8) { _ in [] }
    #expect(reading.rows == [[], []])
    #expect(reading.lines == [2, 4])
}

@Test func `any cells come back as they were written`() throws {
    let seed: UInt64 = 17
    var generator = FixedGenerator(seed: seed)
    let alphabet = ["a", "Đ", "ở", "🏠", "\"", ";", ",", "\n", "\r\n", " ", "x;y", "12345678"]
    for _ in 0..<200 {
        let width = Int.random(in: 2...5, using: &generator)
        let rows = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
            (0..<width).map { _ in
                let count = Int.random(in: 0...12, using: &generator)
                let parts = (0..<count).map { _ in alphabet.randomElement(using: &generator)! }
                return "|" + parts.joined() + "|"
            }
        }
        let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &generator)!
        let header = (0..<width).map { "c\($0)" }
        let quoted = rows.map { $0.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" } }
        let lines = ([header] + quoted).map { $0.joined(separator: ";") + lineEnd }
        let text = lines.joined()
        let pieceBytes = Int.random(in: 1...40, using: &generator)
        let reading = try readCSV(text.utf8, pieceBytes: pieceBytes)
        #expect(reading.rows == rows, "in pieces of \(pieceBytes), seed \(seed)")
        #expect(try readCSV(text.utf8) == reading)
    }
}

@Test func `many lines come in several batches that together are the file`() throws {
    let blank = String(repeating: "\n", count: 70_000)
    let records = (0..<3000).map { "\($0);Đất \($0)\n" }
    let text = "a;b\n\(blank)\(records.joined())"
    for pieceBytes in [1000, 256 * 1024] {
        let reading = try readCSV(text.utf8, pieceBytes: pieceBytes)
        #expect(reading.rows == (0..<3000).map { ["\($0)", "Đất \($0)"] })
        #expect(reading.lines == (0..<3000).map { UInt32($0 + 70_002) })
        #expect(reading.batchCount == 6)
    }
}
