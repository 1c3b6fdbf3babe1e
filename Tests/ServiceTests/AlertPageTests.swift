import Facts
import Foundation
import Glibc
import Testing

@testable import Service

@Suite struct `The page of an alert` {
    /// A1 was returned by the system only, B1 is late, C1 stands on paper only.
    private func district() async throws -> Installation {
        let district = try Installation.small(
            dossiers: ["A1 returned 07-01 07-20 07-19", "B1 processing 07-02 07-20 -"],
            entries: ["1 A1 07-01 -", "2 B1 07-02 -", "3 C1 07-05 -"])
        _ = try await district.run()
        return district
    }

    @Test func `says what the alert is`() async throws {
        let text = try await district().page(of: "DOS-08").text
        #expect(text.hasPrefix("A000002  ĐANG MỞ  NGHIÊM TRỌNG  DOS-08\n"))
        for line in [
            "Hồ sơ quá hạn chưa giải quyết", "Đơn vị: Xã Ia Le", "Đối tượng: hồ sơ B1",
            "Mở từ: 28/07/2021 06:30", "  28/07/2021 06:30  #000002  MỞ",
        ] {
            #expect(text.contains("\n\(line)\n"), "\(line)")
        }
        #expect(text.contains("\nCăn cứ: Báo cáo CCHC 2021"))
    }

    @Test func `speaks the language of the settings`() async throws {
        let district = try await district()
        try district.replace(
            "version: 1\nunits", "version: 1\nlanguage: en\nunits", in: "doisoat.yaml")
        let text = try district.page(of: "DOS-08").text
        #expect(text.contains("A000002  OPEN  CRITICAL  DOS-08\n"))
        #expect(text.contains("\n  2021-07-28T06:30:00+07:00  #000002  OPENED\n"))
        #expect(text.contains("\n    status: processing"))
    }

    @Test func `shows the records of both sides`() async throws {
        let text = try await district().page(of: "PAP-04").text
        let sides = text.components(separatedBy: "\n  Nguồn ").dropFirst().map {
            $0.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.hasPrefix("SHA-256 ") }
        }
        #expect(
            sides == [
                [
                    "motcua, tệp motcua-20210728.xml, dòng 2", "mã hồ sơ: A1",
                    "nơi tiếp nhận: Xã Ia Le", "ngày tiếp nhận: 01/07/2021",
                    "ngày hẹn trả: 20/07/2021", "ngày có kết quả: 19/07/2021",
                    "trạng thái: Đã trả kết quả",
                ],
                [
                    "so-giay, tệp so-giay-2021-20210728.csv, dòng 2", "đơn vị: Xã Ia Le",
                    "quyển sổ: 01", "số: 1", "mã hồ sơ: A1", "ngày tiếp nhận: 01/07/2021",
                    "ký nhận: không",
                ],
            ])
    }

    @Test func `reads a register in an old encoding`() async throws {
        let letters: [Character: UInt8] = [
            "ã": 0xB7, "ồ": 0xE5, "ơ": 0xAC, "ậ": 0xCB, "ả": 0xB6, "ế": 0xD5, "ý": 0xFD,
        ]
        let district = try Installation.small()
        try district.write(
            Data(
                SmallDistrict.csv(entries: ["3 C1 07-05 -"]).map {
                    letters[$0] ?? $0.asciiValue ?? 0x3F
                }), "inbox/so-giay/so-giay-2021-20210728.csv")
        _ = try await district.run()
        let text = try district.page(of: "PAP-01").text
        #expect(text.contains("mã hồ sơ: C1\n    ngày tiếp nhận: 05/07/2021\n"))
    }

    @Test func `shows of many records on a line the one that it is about`() async throws {
        let district = try Installation.small()
        try district.write(
            SmallDistrict.xml(SmallDistrict.dossiers).replacing("\n", with: ""),
            "inbox/motcua/motcua-20210728.xml")
        _ = try await district.run()
        let text = try district.page(of: "DOS-08").text
        #expect(text.contains("dòng 1\n"))
        #expect(text.contains("mã hồ sơ: B1\n"))
        #expect(!text.contains("A1"))
    }

    @Test func `shows of a cell that could not be read its shape`() async throws {
        let district = try Installation.small(
            dossiers: ["A1 returned 07-01 07-20 07-19", "B1 processing 07-02 07-20 đã có"])
        _ = try await district.run()
        let text = try district.page(of: "ING-05").text
        #expect(text.contains("ngày có kết quả: không đọc được ("))
        #expect(!text.contains("đã có"))
    }

    @Test func `says that an export is no longer in the archive`() async throws {
        let district = try await district()
        try district.remove("state/archive")
        let page = try district.page(of: "DOS-08")
        #expect(page.text.contains("    Tệp không còn trong kho lưu trữ"))
        #expect(page.text.contains("ĐANG MỞ"))
        #expect(page.trouble == nil)
    }

    @Test func `is in trouble when archived bytes were changed, and shows none of them`()
        async throws
    {
        let district = try await district()
        for name in try district.files(below: "state/archive").keys {
            try district.write(try district.data(name) + Data(" ".utf8), name)
        }
        let page = try district.page(of: "DOS-08")
        #expect(page.text.contains("!!! TỆP LƯU TRỮ ĐÃ BỊ THAY ĐỔI"))
        #expect(!page.text.contains("mã hồ sơ:"))
        #expect(page.trouble?.hasPrefix("motcua-20210728.xml: error: !!! THE ARCHIVED") == true)
    }

    @Test func `says that a feed is no longer in the settings`() async throws {
        let district = try await district()
        try district.replace("- id: motcua\n", "- id: khac\n", in: "doisoat.yaml")
        let page = try district.page(of: "DOS-08")
        #expect(page.text.contains("    Nguồn này không còn trong cấu hình"))
        #expect(page.trouble == nil)
    }

    @Test(.enabled(if: geteuid() != 0))
    func `is printed also for those who may not read the archive`() async throws {
        let district = try await district()
        chmod("\(district.path)/state/archive", 0)
        defer { chmod("\(district.path)/state/archive", 0o700) }
        let page = try district.page(of: "DOS-08")
        #expect(page.text.contains("sudo -u "))
        #expect(page.trouble == nil)
    }

    @Test func `names the command for those who may not read the archive`() {
        let words = AlertPage.words(
            of: .notPermitted(owner: "doisoat"), "doisoat alerts show A000001")
        #expect(words.vi.hasSuffix(": sudo -u doisoat doisoat alerts show A000001"))
        #expect(words.en.hasSuffix(": sudo -u doisoat doisoat alerts show A000001"))
    }

    @Test func `has the same keys in JSON whatever there is`() async throws {
        let district = try await district()
        let keys: Set = [
            "alert", "answers", "class", "events", "evidence", "message", "opened_at", "reason",
            "remedy", "reopen_count", "rule", "severity", "stale", "state", "subject", "unit",
        ]
        #expect(Set(try district.page(of: "PAP-04").object().keys) == keys)
        let side = try #require(try district.page(of: "DOS-08").sides().first)
        #expect(side["found"] as? String == "records")
        let records = try #require(side["records"] as? [[String: Any]])
        let fields = try #require(records.first?["fields"] as? [[String: Any]])
        #expect(fields.map { $0["field"] as? String }.first == "code")
        #expect(
            fields.map { $0["value"] as? String } == [
                "B1", "IALE", "2021-07-02", "2021-07-20", "processing",
            ])
        try district.remove("state/archive")
        let gone = try #require(try district.page(of: "DOS-08").sides().first)
        #expect(gone["found"] as? String == "not_in_archive")
        #expect(Set(gone.keys) == Set(side.keys))
    }
}

extension Installation {
    /// The page of the only alert of this rule.
    func page(of rule: String) throws -> AlertPage {
        let settings = try settings()
        let lines = try text("alerts/alerts.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(AlertLine.self, from: Data($0.utf8))
        }
        let ids = Set(lines.filter { $0.line.rule == rule }.map(\.line.alert))
        try #require(ids.count == 1, "\(ids)")
        let reference = try #require(ids.first.flatMap { AlertReference($0) })
        let history = try #require(
            try AlertHistoryReader(directory: settings.alertDirectory).history(of: reference))
        return AlertPage(
            history, settings: settings, at: .firstMorning,
            command: "doisoat alerts show \(history.id)")
    }
}

extension AlertPage {
    fileprivate func object() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    fileprivate func sides() throws -> [[String: Any]] {
        try #require(try object()["evidence"] as? [[String: Any]])
    }
}
