import EncodedTexts
import Testing

@testable import RecordReading

@Suite struct `A CSV in another encoding` {
    private static let text =
        "số;tên\r\n1;Nhơn hòa\r\n\"2\";\"Thị trấn; Ia Blứ\nđúng hạn\"\r\n3;Ấp Đất Đỏ"

    @Test(arguments: [
        TextEncoding.utf16LittleEndian, .utf16BigEndian, .windows1258, .tcvn3, .vni,
    ])
    func `gives the same cells and lines however it is cut`(_ encoding: TextEncoding) throws {
        // TCVN3 has no capitals with a tone.
        let text = Self.text.replacing("Ấp Đất Đỏ", with: "ấp Đất đỏ")
        let bytes = try #require(encoded(text, encoding))
        for pieceBytes in pieceSizes {
            let reading = try readCSV(
                bytes, pieceBytes: pieceBytes,
                layout: { survey in
                    let candidate = try #require(
                        survey.candidates.first { $0.encoding == encoding })
                    return CSVLayout(candidate, header: 0..<1, columns: [0, 1])
                })
            let rows = [
                ["1", "Nhơn hòa"], ["2", "Thị trấn; Ia Blứ\nđúng hạn"], ["3", "ấp Đất đỏ"],
            ]
            #expect(reading.rows == rows, "in pieces of \(pieceBytes)")
            #expect(reading.lines == [2, 3, 5])
            #expect(reading.endsInLineBreak == false)
        }
    }

    @Test(arguments: [
        ([0xEF, 0xBB, 0xBF], TextEncoding.utf8), ([0xFF, 0xFE], .utf16LittleEndian),
        ([0xFE, 0xFF], .utf16BigEndian),
    ])
    func `may say it by a mark, also before a line sep=`(
        _ mark: [UInt8], _ encoding: TextEncoding
    ) throws {
        let bytes = mark + (try #require(encoded("sep=,\r\na;b,ở\r\n1,2\r\n", encoding)))
        for pieceBytes in pieceSizes {
            let reading = try readCSV(bytes, pieceBytes: pieceBytes)
            #expect(reading.header == ["a;b", "ở"], "in pieces of \(pieceBytes)")
            #expect(reading.rows == [["1", "2"]])
            #expect(reading.lines == [3])
        }
    }

    @Test func `that is cut inside a character is refused at its place`() throws {
        let bytes = utf16Bytes("a;b\n1;ở").dropLast()
        for pieceBytes in pieceSizes {
            let error = try fault { try readCSV([0xFF, 0xFE] + bytes, pieceBytes: pieceBytes) }
            #expect(error == RecordReadingError(.invalidCharacter, line: 2, column: 3))
        }
    }

    @Test func `that is no UTF-8 is offered as UTF-8 first, up to its fault`() throws {
        var encodings: [TextEncoding] = []
        let bytes = try #require(encoded("a;b\n1;hồ sơ\n", .tcvn3))
        _ = try? readCSV(bytes) { survey in
            encodings = survey.candidates.map(\.encoding)
            #expect(survey.candidates[0].rows.map(\.cells) == [["a", "b"]])
            throw Refusal(number: 1)
        }
        #expect(encodings.first == .utf8)
        #expect(encodings.contains(.tcvn3))
    }

    @Test func `shows its lines in each encoding that they can be in`() throws {
        let bytes = Array("code;b\n1;x\n".utf8) + (try #require(encoded("2;hồ sơ\n3;z\n", .tcvn3)))
        try withFile(bytes) { path in
            let lines = try LegacyLines.read(path: path)
            #expect(lines.first { $0.encoding == .tcvn3 }?.lines == ["2;hồ sơ"])
        }
    }
}
