import RecordReading
import Testing

@Suite struct `The first rows of a CSV` {
    @Test func `are offered in each way in which the text can be cut`() throws {
        let survey = try survey("x,y\na;b,c;d\n")
        #expect(survey.candidates.map(\.delimiter) == [",", ";"])
        #expect(survey.candidates[0].rows.map(\.cells) == [["x", "y"], ["a;b", "c;d"]])
        #expect(survey.candidates[1].rows.map(\.cells) == [["x,y"], ["a", "b,c", "d"]])
    }

    @Test func `are offered in one way where a line sep= names it`() throws {
        #expect(try survey("sep=;\na,b,c;d\n").candidates.map(\.delimiter) == [";"])
    }

    @Test func `have their lines, blank ones and breaks in quotes counted`() throws {
        let rows = try survey("\n a;b\r\n\"1\r\n2\";3\r\n\r\n4;5").candidates[0].rows
        #expect(rows.map(\.line) == [2, 3, 6])
        #expect(rows.map(\.cells) == [["a", "b"], ["1\r\n2", "3"], ["4", "5"]])
    }

    @Test func `are about forty, also where a quoted cell goes on for long`() throws {
        let long = String(repeating: "dài lắm\n", count: 20_000)
        let text = "a;b\n1;\"\(long)\"\n" + String(repeating: "2;3\n", count: 100)
        let rows = try survey(text).candidates[0].rows
        #expect(rows.count == 40)
        #expect(rows[1].cells == ["1", String(long.dropLast())])
        #expect(rows[2].line == 20_003)
    }

    @Test func `end where the text is damaged`() throws {
        let bytes = Array("a;b\n1;2\n3;".utf8) + [0xC3, 0x28] + Array("\n4;5\n".utf8)
        let candidate = try survey(bytes).candidates[0]
        #expect(candidate.rows.map(\.cells) == [["a", "b"], ["1", "2"]])
        #expect(candidate.fault == RecordReadingError(.invalidUTF8, line: 3, column: 4))
    }

    @Test func `before the end of the header are no records`() throws {
        let text = "SỔ THEO DÕI\n\nNăm 2021;;\na;b\nc;d;e\n1;2;3\n"
        for pieceBytes in pieceSizes {
            let reading = try readCSV(
                text.utf8, pieceBytes: pieceBytes,
                layout: { CSVLayout($0.candidates[0], header: 2..<4, columns: [2, 0]) })
            #expect(reading.rows == [["3", "1"]], "in pieces of \(pieceBytes)")
            #expect(reading.lines == [6])
        }
    }

    private func survey(_ text: String) throws -> CSVSurvey { try survey(Array(text.utf8)) }

    private func survey(_ bytes: [UInt8]) throws -> CSVSurvey {
        var survey: CSVSurvey?
        _ = try? readCSV(bytes) { offered in
            survey = offered
            throw Refusal(number: 1)
        }
        return try #require(survey)
    }
}

@Suite struct `A row without a key` {
    /// The rows shown to the judge, and the reading with those left out that are `dropped`.
    private func judged(
        _ text: String, pieceBytes: Int = 64 * 1024, dropping dropped: Set<Int> = []
    ) throws -> (rows: [CSVOddRow], reading: Reading) {
        var rows: [CSVOddRow] = []
        let reading = try readCSV(
            text.utf8, pieceBytes: pieceBytes,
            layout: {
                CSVLayout($0.candidates[0], header: 0..<1, columns: [2, 1], keyColumn: 1)
            },
            judge: { row in
                rows.append(row)
                return dropped.contains(row.line) ? .noRecord : .record
            })
        return (rows, reading)
    }

    @Test func `is shown no more when a thousand records have keys of that form`() throws {
        let many = (1...1500).map { "x;chưa có \($0);y;z\n" }.joined()
        let text = "a;b;c;d\n" + many + "x;;y;z\nTổng;cộng;1500;\n"
        let (rows, reading) = try judged(text)
        #expect(rows.map(\.line) == Array(2...1001) + [1502, 1503])
        #expect(reading.rows.count == 1502)
    }

    @Test func `is shown with all its cells and its line`() throws {
        let text = "a;b;c;d\nx;1;y;z\n Tổng ;;\"2\n0\";;;5\nx;2;y;z\n;;\n"
        for pieceBytes in pieceSizes {
            let rows = try judged(text, pieceBytes: pieceBytes).rows
            #expect(rows.map(\.line) == [2, 3, 6], "in pieces of \(pieceBytes)")
            #expect(rows.last?.cells == ["", "", ""])
            #expect(rows[1].cells == ["Tổng", "", "2\n0", "", "", "5"])
            #expect(rows.map(\.hasKey) == [true, false, false])
            #expect(rows.map(\.recordCount) == [0, 1, 3])
        }
    }

    @Test func `leaves no trace if it is no record`() throws {
        let text = "a;b;c;d\nx;1;y;z\nTổng;;20;;;5\nx;2;w;z\n;;\nx;3;v"
        for pieceBytes in pieceSizes {
            let reading = try judged(text, pieceBytes: pieceBytes, dropping: [3, 5]).reading
            #expect(reading.rows == [["y", "1"], ["w", "2"], ["v", "3"]])
            #expect(reading.lines == [2, 4, 6])
            #expect(reading.summary?.recordCount == 3)
            #expect(reading.raggedRows?.count == 0)
        }
    }

    @Test func `stays a record if the judge says so`() throws {
        let reading = try judged("a;b;c;d\nx;1;y;z\nx;;u;z\nx;2;w;z\n").reading
        #expect(reading.rows == [["y", "1"], ["u", ""], ["w", "2"]])
    }

    @Test(arguments: [
        ("A-1", true), ("896/QĐ-UBND", true), ("1", true), ("H21.65-220914-0011", true),
        ("", false), ("Mã hồ sơ", false), ("Cộng:20", false), ("Tổng:20", false), ("code", false),
        ("tháng 7", false), ("a1b", true), ("- 7", false),
    ])
    func `is told by a cell without a digit, with spaces or with letters before it`(
        _ key: String, _ isOrdinary: Bool
    ) throws {
        let isAsked = try judged("a;b;c\nx;1;y\nx;\(key);y\n").rows.contains { $0.line == 3 }
        #expect(isAsked == !isOrdinary)
    }

    @Test func `has the next row shown too if it is no record`() throws {
        let text = "a;b;c\nx;1;y\nx;2;y\na;b;c\nx;3;y\nx;4;y\n"
        #expect(try judged(text, dropping: [4]).rows.map(\.line) == [2, 4, 5])
    }

    @Test func `may come by the hundred`() throws {
        let rows = (0..<2000).map { $0 % 2 == 0 ? "x;\($0);y\n" : ";;nhóm\n" }
        let odd = Set((0..<2000).filter { $0 % 2 == 1 }.map { $0 + 2 })
        let reading = try judged("a;b;c\n" + rows.joined(), dropping: odd).reading
        #expect(reading.rows.count == 1000)
        #expect(reading.rows.map { $0[1] } == (0..<1000).map { "\($0 * 2)" })
    }
}

@Suite struct `A row with more cells than the header` {
    /// Header: number, name, date, text, date; the cells asked for in that order.
    private func read(_ rows: [String], pieceBytes: Int = 64 * 1024) throws -> Reading {
        let text = "số;tên;ngày;ai;hạn\n" + rows.map { $0 + "\n" }.joined()
        return try readCSV(
            text.utf8, pieceBytes: pieceBytes,
            layout: {
                CSVLayout(
                    $0.candidates[0], header: 0..<1, columns: [0, 1, 2, 3, 4, 2], keyColumn: 0,
                    dateColumns: [2, 4])
            })
    }

    @Test(arguments: [
        // All that may be shifted is unknown: behind the last date that stands where it should.
        ("7;x;01/07/2021;A;B;05/07/2021", ["7", "x", "01/07/2021", nil, nil, "01/07/2021"]),
        ("7;x;y;01/07/2021;A;05/07/2021", ["7", nil, nil, nil, nil, nil]),
        (
            "7;x;01/07/2021;A;05/07/2021;B",
            ["7", "x", "01/07/2021", "A", "05/07/2021", "01/07/2021"]
        ),
        ("7;x;;A;05/07/2021;B", ["7", nil, nil, nil, nil, nil]),
        ("7a b;x;01/07/2021;A;05/07/2021;B", [nil, nil, nil, nil, nil, nil]),
        (";x;01/07/2021;A;05/07/2021;B", [nil, nil, nil, nil, nil, nil]),
    ])
    func `keeps what stands before the cell that shifted it`(
        _ row: String, _ cells: [String?]
    ) throws {
        for pieceBytes in pieceSizes {
            let reading = try read(["1;a;b;c;d", row], pieceBytes: pieceBytes)
            #expect(reading.rows.last == cells, "in pieces of \(pieceBytes)")
            #expect(reading.raggedRows?.count == 1)
            #expect(reading.raggedRows?.firstLines == [3])
        }
    }

    @Test func `is as it is if the others are empty`() throws {
        let reading = try read(["1;a;b;c;d;;; ;\"\""])
        #expect(reading.rows == [["1", "a", "b", "c", "d", "b"]])
        #expect(reading.raggedRows?.count == 0)
    }

    @Test(arguments: [(5, 5, true), (6, 600, true), (6, 599, false), (7, 7, false)])
    func `refuses the export if there are more than five, and more than one in a hundred`(
        _ ragged: Int, _ all: Int, _ isTaken: Bool
    ) throws {
        let rows = (0..<all).map { $0 < ragged ? "1;a;b;c;d;e" : "1;a;b;c;d" }
        let error = try fault { try read(["\"2\n\";a"] + rows.dropLast()) }
        #expect(error == (isTaken ? nil : RecordReadingError(.raggedRow, line: 4)))
    }

    @Test func `keeps nothing where no column shows its kind`() throws {
        #expect(try readCSV("a;b\n1;2;3\n4;5\n".utf8).rows == [[nil, nil], ["4", "5"]])
    }
}
