import Facts
import Foundation
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct EventLineTests {
    private let district: District

    init() throws {
        district = try District()
    }

    /// The keys of a JSON object in the order in which they stand.
    private func keys(_ line: String) -> [String] {
        var keys: [String] = []
        var (depth, isInString, isEscaped, text) = (0, false, false, "")
        for character in line {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isInString = false
                } else {
                    text.append(character)
                }
                continue
            }
            switch character {
            case "\"": (isInString, text) = (true, "")
            case "{", "[": depth += 1
            case "}", "]": depth -= 1
            case ":" where depth == 1: keys.append(text)
            default: break
            }
        }
        return keys
    }

    private static let always = [
        "seq", "at", "event", "alert", "rule", "severity", "class", "unit", "subject", "message",
        "remedy", "facts", "evidence", "run",
    ]

    @Test func `an opened alert has the keys of the contract in their order`() throws {
        try district.reconcile(
            Scene([
                Scene.Sketch("H1").with {
                    $0.others = [
                        ("seen", .instant(Scene.instant("2021-07-27T17:00:00Z"))),
                        ("code", .code("1.004194")), ("to", .unit(UnitID(index: 1))),
                        ("missing", .texts([Text(vi: "số", en: "number")])),
                    ]
                }
            ]))
        let line = district.lines("alerts.jsonl")[0]
        #expect(keys(line) == Self.always)
        let hash = String(repeating: "a", count: 64)
        let other = String(repeating: "b", count: 64)
        #expect(
            line == """
                {"seq":1,"at":"2021-07-28T06:30:00+07:00","event":"opened","alert":"A000001",\
                "rule":"APO-01","severity":"critical","class":"service","unit":"IALE",\
                "subject":{"kind":"dossier","id":"H1"},\
                "message":{"vi":"Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.",\
                "en":"3 days late (due 2021-07-25), no letter of apology."},\
                "remedy":{"vi":"Lập phiếu xin lỗi (Mẫu 04).","en":"Write the letter (form 04)."},\
                "facts":{"late":3,"due_on":"2021-07-25","seen":"2021-07-28T00:00:00+07:00",\
                "code":"1.004194","to":"IABLU","missing":[{"vi":"số","en":"number"}]},\
                "evidence":[{"feed":"motcua","file":"motcua-2021.xml","sha256":"\(hash)",\
                "line":1523},{"feed":"so-giay","file":"so-giay.csv","sha256":"\(other)",\
                "line":7}],"run":1}
                """)
    }

    @Test func `later events say since when and how often the alert was reopened`() throws {
        let stages = [
            Scene("H1"), Scene(), Scene("H1"), Scene().with { $0.closedParts = ["2021"] },
        ]
        for scene in stages { try district.reconcile(scene) }
        let found = district.lines("alerts.jsonl").map { Array(keys($0).dropFirst(14)) }
        #expect(
            found == [
                [], ["opened_at"], ["reopen_count", "opened_at"],
                ["reopen_count", "opened_at", "reason"],
            ])
        for line in district.lines("alerts.jsonl") {
            #expect(Array(keys(line).prefix(14)) == Self.always)
        }
    }

    @Test func `an alert without a unit has null in its place`() throws {
        try district.reconcile(Scene([Scene.Sketch("H1").with { $0.unit = nil }]))
        #expect(try district.decodedLines()[0]["unit"] is NSNull)
        #expect(
            district.lines("alerts.log")[0].contains(" | APO-01 | —                | H1 | "))
    }

    /// Quotes, every control character, line and paragraph ends, bidi marks, and beyond the BMP.
    static let awkward: [String] =
        (0...0xA0).compactMap { Unicode.Scalar($0).map(String.init) }
        + ["\u{61C}", "\u{200B}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}"]
        + ["\u{2069}", "\u{FEFF}", "\u{FFFF}", "\u{1F4C4}", "Đắk Lắk", "a\"b\\c/d", "\\u0000"]

    @Test func `any text comes back from JSON as it was, on one line of harmless characters`()
        throws
    {
        for text in Self.awkward {
            var buffer = LineBuffer()
            buffer.append(byte: 0x5B)
            buffer.appendJSON("<\(text)>")
            buffer.append(byte: 0x5D)
            let decoded = try JSONSerialization.jsonObject(with: Data(buffer.bytes))
            let back = try #require((decoded as? [String])?.first)
            #expect(Array(back.unicodeScalars) == Array("<\(text)>".unicodeScalars))
            #expect(!buffer.text.unicodeScalars.contains(where: isTroublesome))
        }
    }

    private func isTroublesome(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format: true
        default: false
        }
    }
}

@Suite struct LogLineTests {
    private let district: District

    init() throws {
        district = try District()
    }

    private func fields(_ line: String) -> [String] {
        line.components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test func `a line of alerts.log has the ten fields of the contract`() throws {
        try district.reconcile(Scene("000.09.21.H21-210701-0003"))
        #expect(
            fields(district.lines("alerts.log")[0]) == [
                "2021-07-28T06:30:00+07:00", "#000001", "MỞ", "NGHIÊM TRỌNG", "APO-01",
                "Xã Ia Le", "000.09.21.H21-210701-0003",
                "Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.",
                "Lập phiếu xin lỗi (Mẫu 04).", "motcua-2021.xml:1523; so-giay.csv:7",
            ])
    }

    @Test func `fields before the unit are padded so that columns stand below each other`() throws {
        try district.reconcile(
            Scene([
                Scene.Sketch("H1"), Scene.Sketch("D1").with { $0.rule = "DOC-01" },
            ]))
        try district.reconcile(Scene("H1"))
        let starts = district.lines("alerts.log").map { line in
            line.components(separatedBy: " | ").prefix(5).map(\.count)
        }
        #expect(Set(starts).count == 1)
    }

    @Test(arguments: [Language.vi, .en])
    func `a long word for an event stands out of its column rather than widen it`(
        _ language: Language
    ) {
        for kind in EventKind.allCases {
            var buffer = LineBuffer()
            LogLine(
                at: "", seqs: 1...1, kind: kind, severity: .high, rule: "", unit: nil, subject: "",
                message: "", remedy: "", evidence: ""
            ).write(to: &buffer, in: language)
            let width = buffer.text.components(separatedBy: " | ")[2].count
            #expect(width <= 13 || width == kind.label[language].count)
        }
    }

    @Test func `an alert that ended asks for nothing more`() throws {
        try district.reconcile(Scene("H1"))
        try district.reconcile(Scene())
        let last = fields(district.lines("alerts.log")[1])
        #expect(last[2] == "ĐÃ XỬ LÝ")
        #expect(last[8] == "—")
    }

    static let forgeries = [
        "a | b", "a|b", " |", "| ", "a\nb", "a\r\nb", "a\u{B}b", "a\u{C}b", "a\u{85}b",
        "a\u{2028}b", "a\u{2029}b", "\u{1B}[31mred\u{1B}[0m", "a\u{202E}b", "a\u{2066}b",
        "a\u{200F}b", "a\u{9B}2Jb", "a\u{0}b", "a\tb", "a\u{7F}b", "a\u{61C}b",
    ]

    @Test(arguments: forgeries)
    func `no text can forge a line or a field of alerts.log`(_ text: String) throws {
        let scene = Scene([Scene.Sketch(text)]).with {
            $0.message = Text(vi: text, en: text)
            $0.file = text
            $0.ialeName = text
        }
        try district.reconcile(scene)
        try district.reconcile(scene.with { $0.closedParts = ["2021"] })
        let lines = district.text("alerts.log").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3)
        for line in lines.dropLast() {
            #expect(fields(String(line)).count == 10)
            #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(!line.unicodeScalars.contains { $0.properties.isBidiControl })
            #expect(!line.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{2029}" })
        }
        #expect(district.lines("units/IALE/alerts.log") == district.lines("alerts.log"))
    }
}

@Suite struct TableTests {
    private func cell(_ text: String) -> String {
        var buffer = LineBuffer()
        buffer.appendCell(text)
        return buffer.text
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@A1", "＝1", "＋1", "－1", "＠A1", "\t=1", "\r=1", "\n=1"])
    func `a cell that Excel would take for a formula becomes a text`(_ text: String) {
        #expect(cell(text).hasPrefix("'"))
    }

    @Test(arguments: [
        ("a;b", "\"a;b\""), ("a, b", "\"a, b\""), ("a\"b", "\"a\"\"b\""),
        ("=\"x\";y", "\"'=\"\"x\"\";y\""),
        ("a\nb", "a b"), ("a\u{1B}b", "a\u{FFFD}b"), ("", ""), ("12-3", "12-3"),
    ])
    func `a cell is quoted where it has to be and stays on its line`(
        _ text: String, _ expected: String
    ) {
        #expect(cell(text) == expected)
    }

    @Test func `open.csv is a table that Excel opens, the worst alerts first`() throws {
        let district = try District()
        try district.reconcile(
            Scene([
                Scene.Sketch("D1").with { $0.rule = "DOC-01" },
                Scene.Sketch("=H1").with { $0.unit = nil },
            ]))
        #expect(
            district.text("open.csv") == """
                \u{FEFF}Mã cảnh báo;Mức độ;Quy tắc;Đơn vị;Đối tượng;Nội dung;Cách khắc phục;\
                Mở lúc;Số lần mở lại;Tình trạng;Nơi tra cứu\r
                A000001;NGHIÊM TRỌNG;APO-01;;'=H1;\
                "Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.";\
                Lập phiếu xin lỗi (Mẫu 04).;28/07/2021 06:30;0;ĐANG MỞ;\
                "motcua-2021.xml:1523; so-giay.csv:7"\r
                A000002;CAO;DOC-01;Xã Ia Le;D1;\
                "Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.";\
                Lập phiếu xin lỗi (Mẫu 04).;28/07/2021 06:30;0;ĐANG MỞ;\
                "motcua-2021.xml:1523; so-giay.csv:7"\r

                """)
    }
}

@Suite struct NumberTests {
    @Test(arguments: [0, 7, 10, 417, 123_456_789, -1, -40, Int.max, Int.min])
    func `a number is written as Swift writes it`(_ number: Int) {
        var buffer = LineBuffer()
        buffer.append(number)
        #expect(buffer.text == String(number))
    }

    @Test(arguments: [(0, "000000"), (417, "000417"), (999_999, "999999"), (1_000_000, "1000000")])
    func `a short number is filled up with zeros`(_ number: Int, _ expected: String) {
        var buffer = LineBuffer()
        buffer.append(number, minimumDigits: 6)
        #expect(buffer.text == expected)
    }

    @Test(arguments: ["0001-01-01", "1969-12-31", "2020-02-29", "9999-12-31"])
    func `a day is written in ISO 8601`(_ text: String) {
        var buffer = LineBuffer()
        buffer.appendJSON(Scene.day(text))
        #expect(buffer.text == "\"\(text)\"")
    }
}
