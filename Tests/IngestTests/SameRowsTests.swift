import EncodedTexts
import Facts
import Foundation
import Ingest
import RecordReading
import Testing

/// Acceptance case 10 of the domain: how a file is written must not change what it says.
@Suite struct `The same twenty rows in whatever writing` {
    private static let header = [
        "Mã hồ sơ", "Tên cá nhân, tổ chức", "Đơn vị tiếp nhận", "Đơn vị xử lý", "Ngày tiếp nhận",
        "Hẹn trả kết quả", "Trạng thái", "Hình thức nộp",
    ]
    private static let rows: [[String]] = (1...20).map { number in
        [
            "H21-\(number)",
            ["Rơ Mah H'Nhah", "Nguyễn Thị Bưởi", "Kpă Đức", "Đặng Văn Hữu"][number % 4],
            ["Thị trấn Nhơn Hoà", "Xã Ia Le", "Xã Ia Hrú"][number % 3],
            ["Phòng Tài nguyên và Môi trường", "Chi nhánh Văn phòng Đăng ký đất đai"][number % 2],
            "\(number < 10 ? "0" : "")\(number)/07/2021", "28/07/2021",
            ["Đã trả kết quả", "Đang xử lý", "Được tiếp nhận"][number % 3],
            ["Trực tiếp", "Trực tuyến"][number % 2],
        ]
    }

    private static func text(_ delimiter: String) -> String {
        ([header] + rows).map { row in
            row.map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }
                .joined(separator: delimiter) + "\r\n"
        }.joined()
    }

    /// UTF-8 that a program took for Windows-1252 and saved as UTF-8 again.
    private static var mojibake: [UInt8] {
        let high: [Unicode.Scalar] = Array(
            "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
        let scalars = text(";").utf8.map { byte -> Unicode.Scalar in
            (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : Unicode.Scalar(byte)
        }
        return Array(String(String.UnicodeScalarView(scalars)).utf8)
    }

    private static let writings: [(name: String, bytes: [UInt8]?, isTold: Bool)] = [
        ("UTF-8", encoded(text(","), .utf8), false),
        ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + text(";").utf8, false),
        ("UTF-16LE with a mark", encoded("\u{FEFF}" + text("\t"), .utf16LittleEndian), false),
        ("UTF-16LE", encoded(text("\t"), .utf16LittleEndian), false),
        ("UTF-16BE with a mark", encoded("\u{FEFF}" + text("|"), .utf16BigEndian), false),
        ("UTF-16BE", encoded(text("|"), .utf16BigEndian), false),
        ("Windows-1258", encoded(text(";"), .windows1258), true),
        ("Windows-1258 with tones behind", typedWindows1258(text(";")), true),
        ("TCVN3", encoded(text(";"), .tcvn3), true),
        ("VNI", encoded(text(";"), .vni), true),
        ("NFD", Array(text(";").decomposedStringWithCanonicalMapping.utf8), true),
        ("mojibake", mojibake, true),
    ]

    /// What a table says, row by row.
    private static func said(_ facts: ExportFacts) -> [String] {
        let dossiers = Dossiers(facts.table)
        let names = facts.table.keyColumns[.applicantName]
        let channels = facts.table.words[.channelIn]
        return (0..<dossiers.count).map { row in
            let cells: [String?] = [
                dossiers.code(row), names?[row].map { "\($0.bits)" },
                Office.key(of: dossiers.receivingUnit[row]),
                Office.key(of: dossiers.handlingUnit[row]), dossiers.receivedAt[row]?.iso,
                dossiers.dueAt[row]?.iso, dossiers.status(row).map { "\($0)" },
                channels?[row].map { "\($0.raw)" },
            ]
            return cells.map { $0 ?? "?" }.joined(separator: " | ")
        }
    }

    @Test(arguments: writings.map(\.name))
    func `gives the same facts`(_ name: String) throws {
        let writing = try #require(Self.writings.first { $0.name == name })
        let mapping = FeedMapping.csv(.dossiers)
        let facts = try Office.read(bytes: try #require(writing.bytes), mapping)
        let expected = try Office.read(Self.text(","), mapping)
        #expect(Self.said(facts) == Self.said(expected))
        #expect(Self.said(facts).count == 20 && !Self.said(facts).joined().contains("?"))
    }

    @Test(arguments: writings.map(\.name))
    func `is told only where it is no plain Unicode`(_ name: String) throws {
        let writing = try #require(Self.writings.first { $0.name == name })
        let notes = try Office.read(
            bytes: try #require(writing.bytes), FeedMapping.csv(.dossiers)
        ).notes
        let isTold =
            notes.legacyEncoding != nil || notes.headerDamage != nil
            || notes.columns.values.contains { $0.damage != nil }
        #expect(isTold == writing.isTold)
    }
}
