import RecordReading
import Testing

struct CSVFault: Sendable {
    let bytes: [UInt8]
    let error: RecordReadingError

    init(_ text: String, _ kind: RecordReadingError.Kind, _ line: Int, _ column: Int) {
        bytes = Array(text.utf8)
        error = RecordReadingError(kind, line: line, column: column)
    }

    init(_ bytes: [UInt8], _ line: Int, _ column: Int) {
        self.bytes = Array("a;b\n".utf8) + bytes
        error = RecordReadingError(.invalidUTF8, line: line, column: column)
    }
}

@Test(arguments: [
    CSVFault("", .empty, 0, 0),
    CSVFault("\u{FEFF}", .empty, 0, 0),
    CSVFault("\n \r\n\n", .empty, 0, 0),
    CSVFault("a;b\n1;\"2\n3\n4;5\n", .unterminatedQuote, 2, 0),
    CSVFault("a;b\n1;2\n\"", .unterminatedQuote, 3, 0),
    CSVFault("a;\"b\n1;2\n", .unterminatedQuote, 1, 0),
    CSVFault("a;b\n\"Đất\"x;2\n", .textAfterQuote, 2, 6),
    CSVFault("a;b\n\"1\" \"2\";3\n", .textAfterQuote, 2, 5),
    CSVFault("a;b\n1;ở\u{0}2\n", .nulByte, 2, 4),
    CSVFault("a;b\n\"1\n\u{0}\";2\n", .nulByte, 3, 1),
    CSVFault("a;b\n\"1\"\u{0};2\n", .nulByte, 2, 4),
    CSVFault("a\u{0};b\n", .nulByte, 1, 2),
])
func `what is no whole CSV is refused at its place`(expected: CSVFault) throws {
    for pieceBytes in pieceSizes {
        let error = try fault { try readCSV(expected.bytes, pieceBytes: pieceBytes) }
        #expect(error == expected.error, "in pieces of \(pieceBytes)")
    }
}

@Test(arguments: [
    CSVFault([0x80], 2, 1),
    CSVFault([0x31, 0xC0, 0x80], 2, 2),
    CSVFault([0xC1, 0xBF], 2, 1),
    CSVFault([0xC4, 0x90, 0xC4, 0x31], 2, 3),
    CSVFault([0xE0, 0x9F, 0xBF], 2, 2),
    CSVFault([0xED, 0xA0, 0x80], 2, 2),
    CSVFault([0xE1, 0xBA, 0x31], 2, 2),
    CSVFault([0xF0, 0x8F, 0xBF, 0xBF], 2, 2),
    CSVFault([0xF4, 0x90, 0x80, 0x80], 2, 2),
    CSVFault([0xF5], 2, 1),
    CSVFault([0xFF, 0xFE], 2, 1),
    CSVFault(Array("1;2\n12345678".utf8) + [0xD1], 3, 10),
    CSVFault(Array("1;\"2\n3".utf8) + [0xC4], 3, 3),
])
func `bytes that are not UTF-8 are refused at their place`(expected: CSVFault) throws {
    for pieceBytes in pieceSizes {
        let error = try fault { try readCSV(expected.bytes, pieceBytes: pieceBytes) }
        #expect(error == expected.error, "in pieces of \(pieceBytes)")
    }
}

@Test func `every character of every length is UTF-8`() throws {
    let edges: [UInt32] = [
        0x20, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF,
        0x10000, 0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF,
    ]
    let text = String(String.UnicodeScalarView(edges.compactMap { UnicodeScalar($0) }))
    for pieceBytes in pieceSizes {
        let reading = try readCSV("a;b\n|\(text)|;\n".utf8, pieceBytes: pieceBytes)
        #expect(reading.rows == [["|\(text)|", ""]])
    }
}

struct CSVLimit: Sendable {
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
    CSVLimit(.valueTooLong, fits: "1;1234567890", exceeds: "1;12345678901") { $0.valueBytes = 10 },
    CSVLimit(.valueTooLong, fits: "1;\"123456789\n\"", exceeds: "1;\"12345678901\n\n\n\n\n\n") {
        $0.valueBytes = 10
    },
    CSVLimit(.recordTooLarge, fits: "12345;67890", exceeds: "12345;678901") { $0.recordBytes = 10 },
    CSVLimit(.tooManyColumns, fits: "1;2;;", exceeds: "1;2;;;") { $0.columns = 4 },
])
func `what exceeds a limit of a CSV is refused and what reaches it is not`(limit: CSVLimit) throws {
    for pieceBytes in pieceSizes {
        let fits = "a;b\n\(limit.fits)\n"
        _ = try readCSV(fits.utf8, limits: limit.limits, pieceBytes: pieceBytes)
        let error = try fault {
            let exceeds = "a;b\n\(limit.exceeds)\n"
            return try readCSV(exceeds.utf8, limits: limit.limits, pieceBytes: pieceBytes)
        }
        #expect(error?.kind == limit.kind, "in pieces of \(pieceBytes)")
    }
}

@Test func `a header that does not end is refused`() throws {
    var limits = RecordLimits()
    limits.markupBytes = 100
    let error = try fault {
        let text = String(repeating: "a;", count: 100)
        return try readCSV(text.utf8, limits: limits, pieceBytes: 16)
    }
    #expect(error == RecordReadingError(.markupTooLong, line: 1))
    let wide = try fault { try readCSV(String(repeating: ";", count: 1025).utf8) }
    #expect(wide?.kind == .tooManyColumns)
}

@Test func `what a CSV's consumer throws comes out unchanged`() throws {
    let text = "a\n" + String(repeating: "1\n", count: 2000)
    var calls = 0
    #expect(throws: Refusal(number: 1)) {
        try withFile(text.utf8) { path in
            try CSVRecords.read(
                path: path,
                layout: { survey in
                    CSVLayout(survey.candidates[0], header: 0..<1, columns: [0])
                },
                into: { _ in
                    calls += 1
                    throw Refusal(number: calls)
                })
        }
    }
    #expect(throws: Refusal(number: 9)) {
        try readCSV(text.utf8) { _ in throw Refusal(number: 9) }
    }
}

@Test func `no mutation of a CSV does more than be refused`() throws {
    let csv = Array("\u{FEFF}Mã;\"Tên\";c\r\n1;\"Đất; \"\"nhà\"\"\r\n\";3\r\n\r\n4;;5\r\n".utf8)
    let seed: UInt64 = 20_210_729
    for bytes in mutations(of: csv, inserting: "\";,\r\n \t", count: 3000, seed: seed) {
        let whole = Result { try readCSV(bytes) }
        let cut = Result { try readCSV(bytes, pieceBytes: 5) }
        switch (whole, cut) {
        case (.success(let left), .success(let right)): #expect(left == right)
        case (.failure(let left as RecordReadingError), .failure(let right as RecordReadingError)):
            #expect(left == right)
        default: Issue.record("the size of the pieces decided, seed \(seed): \(bytes)")
        }
    }
}

@Test(arguments: [
    "Mã;Tên;c\r\n1;\"Đất; \"\"nhà\"\"\r\n\";3\r\n\r\n4;;5\r\n;;6\r\n\"\";7;\"8\"\r\n",
    "\u{FEFF}sep=,\nMã,Tên\n1,Rơ\n2,\n", "Mã\tTên\r1\tb\r", "Mã|Tên\n\"1\"|2 \n\"3\" |\"4\" \n",
])
func `every cut inside a record is refused or leaves it without its line break`(
    _ csv: String
) throws {
    let bytes = Array(csv.utf8)
    let whole = try readCSV(bytes)
    #expect(whole.endsInLineBreak == true)
    for count in 1..<bytes.count {
        for pieceBytes in pieceSizes {
            let result = Result { try readCSV(bytes[..<count], pieceBytes: pieceBytes) }
            guard case .success(let reading) = result, reading.endsInLineBreak == true else {
                continue
            }
            let isAtLineBreak = [UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[count - 1])
            #expect(isAtLineBreak, "cut after \(count) bytes")
            #expect(reading.rows == Array(whole.rows.prefix(reading.rows.count)))
        }
    }
}
