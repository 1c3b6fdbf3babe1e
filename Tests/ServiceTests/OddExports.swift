/// Exports of which nothing or little can be taken, and whose faults stand where people are named.
enum OddExports {
    /// The feeds that the sample lacks.
    static let feeds = #"""

          - {id: buu-chinh, holds: postal_items, path: inbox/buu-chinh/*.csv, fields: auto}
          - {id: cham-tra, holds: postal_items, path: inbox/cham-tra/*.csv, fields: auto}
          - id: so-lieu
            holds: report_figures
            path: inbox/so-lieu/*.xml
            record: So
            fields: {report: Bao, section: Muc, indicator: ChiTieu, unit: DonVi, cutoff: Chot}
          - id: tam-dung
            holds: pauses
            path: inbox/tam-dung/*.csv
            fields: {dossier_code: Mã hồ sơ, from: Từ ngày, until: Đến ngày}

        """# + registers.map(\.feed).joined()

    /// - Parameter isPlanted: else those that name nobody.
    static func texts(isPlanted: Bool) -> [String: String] {
        let whole = registers.map { ("ten/\($0.name).csv", $0.text(isPlanted: isPlanted)) }
        return Dictionary(uniqueKeysWithValues: whole).merging(isPlanted ? broken : [:]) { $1 }
    }

    private static let broken: [String: String] = {
        let who = "Huỳnh Thị Khoạt, 064187000931, 0987650321, 57 Trần Quốc Toản"
        return [
            "motcua-xa/ia-ko-20210729 Khoạt.xml": "<D><\(who)></D>",
            "motcua-xa/ia-pa-20210729 Khoạt.xml":
                "<!DOCTYPE D [<!ENTITY a \"\(who)\">]><D>&a;</D>",
            "motcua-xa/ia-to-20210729.xml": "<D><dossier code=\"&\(who);\"/></D>",
            "motcua-xa/ia-me-20210729.xml": "<D><Khoạt>\(who)</Huỳnh></D>",
            "so-giay/ia-le-Khoạt-20210729.csv": "Mã hồ sơ,STT\n1,\"\(who)\n",
            "so-giay/ia-hla-Khoạt-20210729.csv": "Mã hồ sơ,STT\n1,\"\(who)\"\(who)\n",
            "buu-chinh/\(who).csv": "Huỳnh,Khoạt,\(who)\n1,2,\(who)\n",
            "cham-tra/x.csv": "Mã bưu gửi,Mã hồ sơ\n\"\(who)\",\"\(who)\"\n",
            "cham-tra/x.csv.manifest": "records=\(who)\nKhoạt: 2\n",
            "so-lieu/so lieu Khoạt 0987650321.xml":
                "<D><So><Bao>\(who)</Bao><Muc>\(who)</Muc><ChiTieu>\(who)</ChiTieu>"
                + "<DonVi>\(who)</DonVi><Chot>\(who)</Chot></So></D>",
            "tam-dung/tam dung.csv":
                "Mã hồ sơ,Từ ngày Khoạt,Ngày đến của Huỳnh Thị Khoạt,\(who)\nA,1,2,3\n",
        ]
    }()
}

extension OddExports {
    /// A register in which people stand for what names a record, below one record as it should be;
    /// each in two rows that contradict each other.
    private struct Register {
        let name: String
        let holds: String
        /// Fields, their value in the right rows (empty: a day that differs), and whether people
        /// stand there in all others.
        let fields: [(field: String, right: String, isMisused: Bool)]

        var feed: String {
            let columns = fields.map { "\($0.field): \($0.field)" }.joined(separator: ", ")
            return "  - {id: ten-\(name), holds: \(holds), path: inbox/ten/\(name).csv,"
                + " fields: {\(columns)}}\n"
        }

        func text(isPlanted: Bool) -> String {
            let people = isPlanted ? PlantedPeople.writings : []
            let rows = ([nil] + people).flatMap { who in
                ["2021-07-01", "2021-07-02"].map { day in
                    fields.map { field in
                        if let who, field.isMisused { return "\"\(who)\"" }
                        return field.right.isEmpty ? day : field.right
                    }
                }
            }
            return ([fields.map(\.field)] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
        }
    }

    private static let registers: [Register] = [
        .init(
            name: "ho-so", holds: "dossiers",
            fields: [("code", "000.00.21.H21-210701-0990", true), ("received_at", "", false)]),
        .init(
            name: "so", holds: "paper_dossiers",
            fields: [
                ("unit", "IALE", false), ("book", "01", false), ("number", "990", true),
                ("dossier_code", "000.00.21.H21-210701-0991", true), ("received_on", "", false),
            ]),
        .init(
            name: "ky-hieu", holds: "documents",
            fields: [
                ("direction", "outgoing", false), ("unit", "IALE", false), ("number", "990", false),
                ("notation", "BC-UBND", true), ("issued_on", "", false),
            ]),
        .init(
            name: "so-van-ban", holds: "documents",
            fields: [
                ("direction", "outgoing", false), ("unit", "IALE", false), ("number", "991", true),
                ("notation", "BC-UBND", false), ("issued_on", "", false),
            ]),
        .init(
            name: "tac-gia", holds: "documents",
            fields: [
                ("direction", "incoming", false), ("unit", "IALE", false), ("author", "GDDT", true),
                ("number", "991", false), ("notation", "BC-UBND", false), ("issued_on", "", false),
            ]),
        .init(
            name: "thu", holds: "apology_letters",
            fields: [
                ("unit", "IALE", false), ("number", "9", true), ("issued_on", "2021-07-02", false),
                ("dossier_code", "000.00.21.H21-210701-0991", true), ("new_due_on", "", false),
            ]),
        .init(
            name: "thu-tuc", holds: "procedures_offered",
            fields: [
                ("procedure_code", "1.000990", true), ("level", "Cấp xã", false),
                ("result_is_paper", "x", false),
            ]),
        .init(
            name: "buu-gui", holds: "postal_items",
            fields: [
                ("tracking_code", "AA1", true), ("dossier_code", "A9", true),
                ("posted_on", "", false),
            ]),
    ]
}
