import Foundation

/// A district of two systems and a register of letters, small enough to see each alert coming.
///
/// Dossiers are written `code status received due finished`, entries `number code received
/// returned`, letters `number code`; `-` stands for nothing.
enum SmallDistrict {
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
              received_at: Nhan
              due_at: Hen
              finished_at: Xong
              applicant_name: Ten
          - id: so-giay
            holds: paper_dossiers
            path: inbox/so-giay/so-giay*.csv
            part: "-(?<year>\\d{4})-"
            exported_at: "-(?<yyyyMMdd>\\d{8})"
            fields: auto
            defaults: {unit: IALE, book: "01"}
          - id: thu
            holds: apology_letters
            path: inbox/thu/*.csv
            mode: delta
            fields: auto
            defaults: {unit: IALE}

        """#

    static let units = """
        version: 1
        units:
          - {key: IALE, level: commune, name: Xã Ia Le}
          - {key: MOTCUA, level: desk, name: Một cửa huyện}

        """

    static let calendar = """
        version: 1
        years:
          2021:
            source: thử
            off:
              - {day: 2021-04-30, name: Ngày Chiến thắng}

        """

    /// One dossier overdue, one entry without a dossier: `DOS-08 B1`, `APO-01 B1`, `PAP-01 IALE:01:3`.
    static let dossiers = ["A1 returned 07-01 07-20 07-19", "B1 processing 07-02 07-20 -"]
    static let entries = ["1 A1 07-01 07-19", "2 B1 07-02 -", "3 C1 07-05 -"]
    static let alerts: Set = ["DOS-08 B1", "APO-01 B1", "PAP-01 IALE:01:3"]

    static func xml(_ dossiers: [String]) -> String {
        let records = dossiers.map { dossier in
            let cells = dossier.split(separator: " ").map(cell)
            return """
                  <HoSo><Ma>\(cells[0])</Ma><TrangThai>\(cells[1])</TrangThai><Noi>IALE</Noi>
                    <Nhan>\(day(cells[2]))</Nhan><Hen>\(day(cells[3]))</Hen>
                    <Xong>\(day(cells[4]))</Xong></HoSo>

                """
        }
        return "<DanhSach>\n\(records.joined())</DanhSach>\n"
    }

    static func csv(entries: [String]) -> String {
        let rows = entries.map { entry in
            let cells = entry.split(separator: " ").map(cell)
            return "\(cells[0]),\(cells[1]),\(day(cells[2])),\(day(cells[3])),\n"
        }
        return "STT,Mã hồ sơ,Nhận hồ sơ,Trả kết quả,Ký nhận\n" + rows.joined()
    }

    static func csv(letters: [String]) -> String {
        "Số,Mã hồ sơ\n" + letters.map { $0.replacing(" ", with: ",") + "\n" }.joined()
    }

    private static func cell(_ text: Substring) -> String { text == "-" ? "" : String(text) }

    private static func day(_ text: String) -> String { text.isEmpty ? "" : "2021-\(text)" }
}

extension Installation {
    static func small(
        dossiers: [String] = SmallDistrict.dossiers, entries: [String] = SmallDistrict.entries,
        letters: [String] = []
    ) throws -> Installation {
        let installation = try Installation([
            "doisoat.yaml": SmallDistrict.settings, "units.yaml": SmallDistrict.units,
            "calendar.yaml": SmallDistrict.calendar,
        ])
        try installation.deliver(dossiers: dossiers)
        try installation.deliver(entries: entries)
        try installation.deliver(letters: letters)
        return installation
    }

    func deliver(dossiers: [String], on day: String = "20210728") throws {
        try write(SmallDistrict.xml(dossiers), "inbox/motcua/motcua-\(day).xml")
    }

    func deliver(entries: [String], year: String = "2021", on day: String = "20210728") throws {
        try write(
            SmallDistrict.csv(entries: entries), "inbox/so-giay/so-giay-\(year)-\(day).csv")
    }

    func deliver(letters: [String], as name: String = "thu-1") throws {
        try write(SmallDistrict.csv(letters: letters), "inbox/thu/\(name).csv")
    }
}
