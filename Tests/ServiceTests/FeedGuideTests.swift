import Facts
import Foundation
import Service
import Testing

/// A first feed, connected as README tells it: an export whose headers nobody has described yet.
private enum FirstFeed {
    static let settings = """
        version: 1
        units: units.yaml
        calendar: calendar.yaml
        state_directory: state
        alert_directory: alerts
        settle_seconds: 0
        feeds:
          - id: motcua
            holds: dossiers
            path: inbox/motcua/*.csv
            fields: auto
            defaults: {receiving_unit: MOTCUA}

        """

    static let export = """
        DANH SÁCH HỒ SƠ BỘ PHẬN MỘT CỬA;;;;;;;;;
        STT;Mã số HS;Tên TTHC;Cơ quan thụ lý;Ngày nhận;Ngày hẹn trả;Ngày có KQ;Ngày trả KQ;Tình trạng;Ghi chú nội bộ
        1;000.00.39.H21-210701-0001;Đăng ký khai sinh;Phòng Tư pháp;01/07/2021;05/07/2021;02/07/2021;05/07/2021;Đã trả kết quả;
        2;000.00.39.H21-210701-0002;Cấp giấy phép;Phòng KT-HT;01/07/2021;20/07/2021;;;Đang xử lý;chờ bản vẽ
        3;000.00.39.H21-210705-0001;Đăng ký hộ;Phòng TC-KH;05/07/2021;08/07/2021;13/07/2021;;Đã có kết quả;
        4;000.00.39.H21-210706-0002;Trợ cấp;Phòng LĐ;06/07/2021;26/07/2021;;;Chờ bổ sung;

        """

    static let mapping = """
            fields:
              code: "Mã số HS"            # ? like "mã số hồ sơ"
              procedure_name: "Tên TTHC"
              received_at: "Ngày nhận"
              due_at: "Ngày hẹn trả"
              finished_at: "Ngày có KQ"   # ? like "ngày có kết quả"
              returned_at: "Ngày trả KQ"  # ? like "ngày trả kết quả"
              status: "Tình trạng"
            # not used: "STT", "Cơ quan thụ lý", "Ghi chú nội bộ"
        """

    static func installation() throws -> Installation {
        let installation = try Installation([
            "doisoat.yaml": settings, "units.yaml": SmallDistrict.units,
            "calendar.yaml": SmallDistrict.calendar,
        ])
        try installation.makeFolder("inbox/motcua")
        return installation
    }
}

@Suite struct `Checking a feed that is being connected` {
    @Test func `says where its exports belong while there is none`() throws {
        let installation = try FirstFeed.installation()
        #expect(
            try installation.linesOfFeeds() == [
                "feed motcua: dossiers, 0 file(s) in the inbox; to begin, put an export into"
                    + " \(installation.path)/inbox/motcua under a name like *.csv"
            ])
    }

    @Test func `proposes lines which, pasted, lead to the first alert`() async throws {
        let installation = try FirstFeed.installation()
        try installation.write(FirstFeed.export, "inbox/motcua/motcua-20210728.csv")
        let proposed = try installation.check()
        #expect(proposed.contains("header on line 2, does not fit: no column could be recognised"))
        #expect(proposed.contains("\n  headers: \"STT\", \"Mã số HS\", \"Tên TTHC\","))
        #expect(proposed.contains(FirstFeed.mapping))
        try installation.replace("    fields: auto", FirstFeed.mapping, in: "doisoat.yaml")
        #expect(
            try installation.linesOfFeeds() == [
                "feed motcua: dossiers, 1 file(s) in the inbox; newest motcua-20210728.csv: CSV in"
                    + " UTF-8 with `;`, header on line 2, fits, 7 of 10 columns used"
            ])
        _ = try await installation.run()
        #expect(try installation.openAlerts() == ["DOS-08 000.00.39.H21-210701-0002"])
    }

    @Test func `looks at the newest export, by the day in its name`() throws {
        let installation = try FirstFeed.installation()
        try installation.replace(
            "    fields: auto", "    exported_at: \"(?<yyyyMMdd>\\\\d{8})\"\n    fields: auto",
            in: "doisoat.yaml")
        try installation.write("Mã hồ sơ;Ngày nhận\n", "inbox/motcua/motcua-20210729.csv")
        try installation.write(FirstFeed.export, "inbox/motcua/motcua-20210728.csv")
        #expect(try installation.check().contains("newest motcua-20210729.csv: "))
        #expect(try installation.check().contains("fits, 2 of 2 columns used"))
    }

    @Test func `shows no more of a first row that may be a record than its shape`() throws {
        let installation = try FirstFeed.installation()
        try installation.write(
            "A-0001;Nguyễn Văn An;01/07/2021\nA-0002;Rmah;01/07/2021\n", "inbox/motcua/a.csv")
        let text = try installation.check()
        #expect(text.contains("columns: 1 (x-####), 2 (xxxxxx xxx xx), 3 (##/##/####)"))
        #expect(!text.contains("Nguyễn"))
    }

    @Test func `shows names on one line and without signs of direction`() throws {
        let installation = try FirstFeed.installation()
        let long = String(repeating: "dài ", count: 30)
        try installation.write(
            "\"Mã số\nHS\";Ngày\u{202E} nhận HS;\(long)\nA-1;01/07/2021;x\n", "inbox/motcua/a.csv")
        let text = try installation.check()
        #expect(text.contains("headers: \"Mã số HS\", \"Ngày? nhận HS\",\n    \"dài dài"))
        #expect(text.contains("…\""))
        #expect(text.contains("received_at: \"Ngày\\U0000202E nhận HS\""))
        #expect(!text.contains("\u{202E}"))
    }

    @Test func `tells an export that cannot be read`() throws {
        let installation = try FirstFeed.installation()
        try installation.write("", "inbox/motcua/a.csv")
        #expect(
            try installation.check().contains("newest *.csv: cannot be read: the file is empty"))
    }

    @Test func `is content with each feed of the sample`() throws {
        let lines = try Installation.sample().linesOfFeeds()
        let contented = lines.filter { $0.contains(", fits, ") && !$0.contains("; more") }
        #expect(contented == lines)
    }
}

extension Installation {
    fileprivate func check() throws -> String {
        let settings = try settings()
        return SettingsCheck(settings, AccessCheck(of: settings)).text
    }

    /// The lines between the rules that are on and those that cannot check all they should.
    fileprivate func linesOfFeeds() throws -> [String] {
        try check().split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("feed ") || $0.hasPrefix(" ")
        }
    }
}
