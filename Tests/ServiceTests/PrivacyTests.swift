import Facts
import Foundation
import Service
import Testing

@Suite struct `What identifies a citizen` {
    private static let secrets = [
        "Rơ Mah", "Bưởi", "Nguyễn", "Văn Tèo", "Tèo", "064123456789", "0912345678", "Hùng Vương",
    ]
    private static let who = "Nguyễn Văn Tèo, 064123456789, 0912345678, 12 Hùng Vương"

    /// A district in which every cell that may hold it does, and others that should not as well.
    private static func district(of who: String = who) throws -> Installation {
        let district = try Installation([
            "doisoat.yaml": PersonalDistrict.settings, "units.yaml": SmallDistrict.units,
            "calendar.yaml": SmallDistrict.calendar,
        ])
        for (name, text) in PersonalDistrict.exports(who) {
            try district.write(text, "inbox/\(name)")
        }
        return district
    }

    @Test func `is in no file that a run wrote but the archive`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        let written = try Self.written(by: district)
        #expect(Self.leaks(of: Self.secrets, in: written) == [])
        #expect(written.keys.contains("state/journal.sqlite"))
        #expect(written.keys.contains("alerts/alerts.jsonl"))
    }

    @Test func `is on no page of an alert, whichever records it shows`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        let settings = try district.settings()
        let reader = AlertHistoryReader(directory: settings.alertDirectory)
        var pages: [String: Data] = [:]
        for number in 1...(try district.openAlerts().count) {
            let history = try #require(try reader.history(of: .alert(number)))
            let page = AlertPage(history, settings: settings, at: .firstMorning, command: "")
            pages[history.id] = Data((page.text + page.json).utf8)
        }
        #expect(Self.leaks(of: Self.secrets, in: pages) == [])
        let text = pages.values.map { String(decoding: $0, as: UTF8.self) }.joined()
        for field in ["người nộp", "số giấy tờ người nộp", "tên thủ tục", "trích yếu", "lĩnh vực"] {
            #expect(text.contains("\(field): ●●●"), "\(field)")
        }
    }

    @Test(arguments: [false, true])
    func `is in no message of a run`(_ isDryRun: Bool) async throws {
        let district = try Self.district()
        let report = try await district.run(isDryRun: isDryRun)
        #expect(Self.leaks(of: Self.secrets, in: Self.messages(of: report, district)) == [])
        #expect(report.troubles.count == 2)
    }

    @Test func `does not keep its records from being checked`() async throws {
        let district = try Self.district()
        _ = try await district.run()
        let open = try district.openAlerts()
        #expect(
            open.sorted() == [
                "APO-01 B1", "DOS-08 B1", "ING-01 bao-cao", "ING-01 buu-chinh",
                "ING-05 motcua:applied_at", "ING-05 motcua:channel_in", "ING-05 motcua:status",
                "ING-05 so-giay:returned_on", "ING-05 van-ban:number",
                "ING-05 van-ban:signing_mode", "ORG-01 motcua:handling_unit", "PAP-01 IALE:01:3",
                "PAP-02 D1",
                "SIG-01 IALE:2021:05/BC-UBND",
            ])
    }

    @Test(arguments: [
        ("a dossier's code", "so-giay", "3,Ksor Hơmlí,2021-07-05"),
        ("the number of an entry", "so-giay", "Ksor Hơmlí,C1,2021-07-05"),
        ("the phone beside the number", "so-giay", "\"3 (0987654321)\",C1,2021-07-05"),
        ("a notation", "van-ban", "5,Ksor Hơmlí,2021-07-05,,,,,,,none"),
        ("a number's notation", "van-ban", "5,5/Ksor Hơmlí,2021-07-05,,,,,,,none"),
    ])
    func `is not shown where it stands in place of an identifier`(
        _ what: String, _ register: String, _ row: String
    ) async throws {
        let district = try Self.district(of: "x")
        let name = "inbox/\(register)/\(register)-20210728.csv"
        try district.write("\(district.text(name).prefix { $0 != "\n" })\n\(row)\n", name)
        let report = try await district.run()
        let told = try Self.written(by: district).merging(Self.messages(of: report, district)) {
            $1
        }
        #expect(Self.leaks(of: ["Ksor", "KSOR", "Hơmlí", "0987654321"], in: told) == [])
    }

    @Test(arguments: [
        "064190000001", "230123456", "0943087654", "0943.087.654", "+84943087654", "64190000001",
        "'064190000001",
    ])
    func `as a number is never a code or the number of an entry`(_ number: String) async throws {
        let district = try Self.district(of: "x")
        let register = "inbox/so-giay/so-giay-20210728.csv"
        let header = try district.text(register).prefix { $0 != "\n" }
        try district.write(
            "\(header)\n4,\(number),2021-07-05\n\(number),C1,2021-07-05\n", register)
        let system = "inbox/motcua/hs Rơ Mah Bưởi 20210728.xml"
        try district.write(
            try district.text(system).replacingOccurrences(of: ">B1<", with: ">\(number)<"), system)
        let report = try await district.run()
        let told = try Self.written(by: district).merging(Self.messages(of: report, district)) {
            $1
        }
        let plain = number.filter(\.isNumber)
        #expect(Self.leaks(of: [number, plain, String(plain.suffix(9))], in: told) == [])
        #expect(
            try district.openAlerts().filter { $0.hasPrefix("ING-05") && $0.hasSuffix("code") }
                .sorted() == ["ING-05 motcua:code", "ING-05 so-giay:dossier_code"])
        #expect(try district.openAlerts().contains("ING-05 so-giay:number"))
    }

    @Test func `is masked in the names of files, also when they are refused`() async throws {
        let district = try Self.district()
        let files = try await district.run().troubles.map { $0.prefix { $0 != ":" } }
        #expect(files.sorted() == ["****** *** ***.csv", "***-*** ****** *** *** 20210728.xml"])
    }

    private static func written(by district: Installation) throws -> [String: Data] {
        try district.files().filter { name, _ in
            !name.hasPrefix("inbox/") && !name.hasPrefix("state/archive/")
        }
    }

    private static func messages(
        of report: RunReport, _ district: Installation
    ) -> [String: Data] {
        [
            "talk": district.talk.joined(), "troubles": report.troubles.joined(),
            "warnings": report.warnings.joined(), "text": report.text, "json": report.json,
        ]
        .mapValues { Data($0.utf8) }
    }

    /// Which secrets stand where, composed or not.
    private static func leaks(of secrets: [String], in texts: [String: Data]) -> [String] {
        texts.flatMap { name, data in
            secrets.filter { secret in
                [secret, secret.decomposedStringWithCanonicalMapping]
                    .contains { data.range(of: Data($0.utf8)) != nil }
            }
            .map { "\($0) in \(name)" }
        }
        .sorted()
    }
}

/// A district whose exports name people wherever they can.
private enum PersonalDistrict {
    static let settings = #"""
        version: 1
        units: units.yaml
        calendar: calendar.yaml
        state_directory: state
        alert_directory: alerts
        settle_seconds: 0
        feeds:
          - id: motcua
            holds: dossiers
            path: inbox/motcua/*.xml
            exported_at: "(?<yyyyMMdd>\\d{8})"
            record: HoSo
            fields:
              code: Ma
              status: TrangThai
              receiving_unit: Noi
              handling_unit: XuLy
              received_at: Nhan
              applied_at: Nop
              due_at: Hen
              finished_at: Xong
              applicant_name: Ten
              applicant_id: Giay
              applicant_kind: Loai
              procedure_name: ThuTuc
              sector: LinhVuc
              channel_in: Kenh
            nested:
              dossier_files: {record: Tep, fields: {name: TenTep, path: Noi, role: Loai}}
          - id: so-giay
            holds: paper_dossiers
            path: inbox/so-giay/*.csv
            exported_at: "(?<yyyyMMdd>\\d{8})"
            fields: auto
            defaults: {unit: IALE, book: "01"}
          - id: van-ban
            holds: documents
            path: inbox/van-ban/*.csv
            exported_at: "(?<yyyyMMdd>\\d{8})"
            fields: auto
            defaults: {unit: IALE, direction: outgoing}
          - id: thu
            holds: apology_letters
            path: inbox/thu/thu-*.csv
            mode: delta
            fields: auto
            defaults: {unit: IALE}
          - id: buu-chinh
            holds: postal_items
            path: inbox/buu-chinh/*.csv
            fields: auto
          - id: bao-cao
            holds: report_figures
            path: inbox/bao-cao/*.xml
            record: So
            fields: {report: Bao, indicator: ChiTieu, unit: DonVi, label: Ten}

        """#

    /// - Parameter who: a name, an identity number, a phone and an address.
    static func exports(_ who: String) -> [String: String] {
        let name = who.prefix { $0 != "," }
        func dossier(_ code: String, _ status: String, _ more: String = "") -> String {
            """
              <HoSo ghi-chu="\(who)"><Ma>\(code)</Ma><TrangThai>\(status)</TrangThai><Noi>IALE</Noi>
                <XuLy>\(who)</XuLy><Nhan>2021-07-01</Nhan><Nop>\(who)</Nop><Hen>2021-07-20</Hen>
                <Ten>Rơ Mah Bưởi</Ten><Giay>064123456789</Giay><Loai>\(who)</Loai>
                <ThuTuc>Cấp thẻ cho \(who)</ThuTuc><LinhVuc>\(who)</LinhVuc><Kenh>\(who)</Kenh>
                <Tep><TenTep>\(name).pdf</TenTep><Noi>/\(name)/0912345678.pdf</Noi>
                  <Loai>Thành phần</Loai></Tep><!-- \(who) -->\(more)</HoSo>

            """
        }
        let quoted = "\"\(who)\""
        return [
            "motcua/hs Rơ Mah Bưởi 20210728.xml": "<D>\n"
                + dossier("A1", "returned", "<Xong>2021-07-19</Xong>") + dossier("B1", "processing")
                + dossier("D1", who) + "</D>\n",
            "so-giay/so-giay-20210728.csv": "STT,Mã hồ sơ,Nhận hồ sơ,Trả kết quả,Ký nhận,"
                + "\"Tên cá nhân, tổ chức\",Địa chỉ,Phương thức nhận kết quả,Tên TTHC,Ghi chú\n"
                + "1,A1,2021-07-01,2021-07-19,\(quoted),\(quoted),\(quoted),\(quoted),\(quoted),\n"
                + "2,B1,2021-07-01,\(quoted),,\(quoted),\(quoted),\(quoted),\(quoted),\(quoted)\n"
                + "3,C1,2021-07-05,,,\(quoted),\(quoted),\(quoted),\(quoted),\(quoted)\n",
            "van-ban/van-ban-20210728.csv":
                "Số,Ký hiệu,Ngày văn bản,Trích yếu,Người ký,Người xử lý,"
                + "Nơi nhận,Loại văn bản,Đơn vị gửi,Hình thức ký,Độ mật\n"
                + "5,BC-UBND,2021-07-05,\(quoted),\(quoted),\(quoted),\(quoted),\(quoted),\(quoted),"
                + "none,\(quoted)\n\(quoted),BC-UBND,2021-07-05,,,,,,,\(quoted),\n",
            "buu-chinh/\(name).csv": "tracking_code,dossier_code\n1,\"\(who)",
            "bao-cao/bao-cao \(name) 20210728.xml":
                "<D><So><Bao>1</Bao><Ten>\(who)</Ten><\(name.suffix(3))></D>",
            "thu/thu-1.csv": "Số,Mã hồ sơ,Lý do,Người ký\n1,X1,\(quoted),\(quoted)\n",
            "thu/thu-\(name.suffix(3)).csv": "Số,Mã hồ sơ,Lý do\n2,X1,\(quoted)\n",
        ]
    }
}
