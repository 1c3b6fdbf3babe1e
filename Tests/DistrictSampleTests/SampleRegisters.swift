import Facts

/// What the exports of a sample say, read again from its files and with units by their keys.
struct SampleRegisters {
    struct Dossier {
        let code, procedure, receivingUnit, handlingUnit, status, channelIn, channelOut: String
        let applied, received, due, transferred, finished, returned: Instant?
        let files, resultFiles: Int
        let sector: String

        /// Refused, withdrawn, stopped or waiting for the citizen, in the words of either system.
        var isEndedOrWaiting: Bool {
            !["Được tiếp nhận", "Mới tiếp nhận", "Đang xử lý", "Đã xử lý xong", "Có kết quả"]
                .contains(status) && !isReturned
        }

        var isReturned: Bool { status == "Đã trả kết quả" || returned != nil }
    }

    struct Entry {
        let unit, number, code, returnedOn, signedFor, procedureName: String
        let received: Day?

        var id: String { "\(unit):01:\(number)" }
    }

    struct Outgoing {
        let unit, number, notation, mode: String
        let isSigned, isComplete: Bool
        let issued: Day?
        let released: Instant?
        let recipients: [String]
        let files, declaredFiles: Int

        var id: String { "\(unit):2021:\(number)/\(notation)" }
    }

    var dossiers: [Dossier] = []
    var entries: [Entry] = []
    var letters: Set<String> = []
    /// Whether a procedure's result is a paper, and its level, by the core of its code.
    var procedures: [String: (isPaper: Bool, level: Int, name: String)] = [:]
    var outgoing: [Outgoing] = []
    /// Ids of incoming documents.
    var incoming: Set<String> = []
    var paperDocuments: [Outgoing] = []
    let units: UnitNames
    let calendar: CalendarDays

    init(_ folder: SampleFolder) throws {
        units = UnitNames(try folder.lines("units.yaml"))
        calendar = CalendarDays(try folder.lines("calendar.yaml"))
        for row in try folder.rows("tthc/thu-tuc-20210728.csv") {
            procedures[Self.core(row["Mã TTHC"])] = (
                row["Kết quả bản giấy"] == "x", Int(row["Mức độ"]) ?? 0, row["Tên thủ tục"]
            )
        }
        letters = Set(try folder.rows("xin-loi/thu-xin-loi-20210728.csv").map { $0["Mã hồ sơ"] })
        try readDossiers(folder)
        try readEntries(folder)
        try readDocuments(folder)
    }

    static func core(_ code: String) -> String {
        code.split(separator: ".").prefix(2).joined(separator: ".")
    }

    private mutating func readDossiers(_ folder: SampleFolder) throws {
        for record in try folder.records("motcua-huyen/motcua-huyen-20210728.xml", "HoSo") {
            dossiers.append(
                Dossier(
                    code: record["MaHoSo"], procedure: Self.core(record["MaTTHC"]),
                    receivingUnit: units[record["DonViTiepNhan"]],
                    handlingUnit: units[record["DonViXuLy"]], status: record["TrangThaiHoSo"],
                    channelIn: record["KenhThucHien"], channelOut: record["HinhThucTra"],
                    applied: Moment.read(record["NgayNop"]),
                    received: Moment.read(record["NgayTiepNhan"]),
                    due: Moment.read(record["NgayHenTra"]),
                    transferred: Moment.read(record["NgayChuyenXuLy"]),
                    finished: Moment.read(record["NgayKetThucXuLy"]),
                    returned: Moment.read(record["NgayTra"]),
                    files: record.count("TaiLieuNop/TepDinhKem"),
                    resultFiles: record.count("DanhSachGiayToKetQua/GiayToKetQua"),
                    sector: record["TenLinhVuc"]))
        }
        let channels = ["Trực tiếp": "1", "Trực tuyến": "2", "Bưu chính công ích": "3"]
        let communes = [
            "nhon-hoa", "ia-hru", "ia-rong", "ia-dreng", "ia-hla", "chu-don", "ia-phang", "ia-le",
            "ia-blu",
        ]
        let records = try communes.flatMap {
            try folder.records("motcua-xa/\($0)-20210728.xml", "dossier")
        }
        for record in records {
            let unit = units[record["agency/name"]]
            dossiers.append(
                Dossier(
                    code: record["@code"], procedure: record["procedure/@code"],
                    receivingUnit: unit, handlingUnit: unit, status: record["dossierStatus/name"],
                    channelIn: channels[record["applyMethod"]] ?? "",
                    channelOut: channels[record["receivingKind"]] ?? "",
                    applied: Instant(iso: record["appliedDate"]),
                    received: Instant(iso: record["acceptedDate"]),
                    due: Instant(iso: record["appointmentDate"]),
                    transferred: Instant(iso: record["transferredDate"]),
                    finished: Instant(iso: record["completedDate"]),
                    returned: Instant(iso: record["returnedDate"]),
                    files: Int(record["file_count"]) ?? -1,
                    resultFiles: Int(record["result_file_count"]) ?? -1,
                    sector: record["procedure/sector/name"]))
        }
    }

    private mutating func readEntries(_ folder: SampleFolder) throws {
        let registers = [
            "mot-cua": "MOTCUA", "nhon-hoa": "NHONHOA", "ia-hru": "IAHRU", "ia-rong": "IARONG",
            "ia-dreng": "IADRENG", "ia-hla": "IAHLA", "chu-don": "CHUDON", "ia-phang": "IAPHANG",
            "ia-le": "IALE", "ia-blu": "IABLU",
        ]
        for (file, unit) in registers {
            for row in try folder.rows("so-giay/\(file)-20210728.csv") {
                entries.append(
                    Entry(
                        unit: unit, number: row["STT"] + row["Số thứ tự"], code: row["Mã hồ sơ"],
                        returnedOn: row["Ngày trả kết quả"], signedFor: row["Ký nhận"],
                        procedureName: row["Tên thủ tục hành chính"],
                        received: Moment.read(row["Ngày nhận hồ sơ"])?.localDay))
            }
        }
    }

    private mutating func readDocuments(_ folder: SampleFolder) throws {
        for record in try folder.records("qlvb-huyen/qlvb-huyen-20210728.xml", "VanBan") {
            let number = record["KyHieuVanBan/So"]
            let notation = record["KyHieuVanBan/KyHieu"]
            guard record["@loai"] == "di" else {
                incoming.insert(
                    "\(units[record["DonVi"]])<\(units[record["TacGia"]]):2021:\(number)/\(notation)"
                )
                continue
            }
            outgoing.append(
                Outgoing(
                    unit: units[record["DonVi"]], number: number, notation: notation,
                    mode: record["HinhThucKy"], isSigned: record["DaKySo"] == "1",
                    isComplete: record["HoanToanDienTu"] == "1",
                    issued: Moment.read(record["NgayVanBan"])?.localDay,
                    released: Moment.read(record["NgayPhatHanh"]),
                    recipients: units.list(record["NoiNhan"]),
                    files: Int(record["SoTepDinhKem"]) ?? -1,
                    declaredFiles: Int(record["SoTepKhaiBao"]) ?? -1))
        }
        for row in try folder.rows("qlvb-xa/qlvb-xa-20210728.csv", separator: ";") {
            if row["Loại sổ"] == "Văn bản đi" {
                outgoing.append(commune(row))
            } else {
                let symbol = "\(row["Số"])/\(row["Ký hiệu"])"
                incoming.insert("\(units[row["Đơn vị"]])<\(units[row["Tác giả"]]):2021:\(symbol)")
            }
        }
        paperDocuments = try folder.rows("so-van-ban/so-van-ban-xa-20210728.csv").map(commune)
    }

    private func commune(_ row: Record) -> Outgoing {
        Outgoing(
            unit: units[row["Đơn vị"]], number: row["Số"], notation: row["Ký hiệu"],
            mode: row["Hình thức ký"], isSigned: row["Đã ký số"] == "có",
            isComplete: row["Luân chuyển trên phần mềm"] == "có",
            issued: Moment.read(row["Ngày văn bản"] + row["Ngày tháng"])?.localDay,
            released: Moment.read(row["Ngày phát hành"]), recipients: units.list(row["Nơi nhận"]),
            files: Int(row["Số tệp"]) ?? -1, declaredFiles: Int(row["Số tệp khai báo"]) ?? -1)
    }
}

/// Reads the dates of the exports by their digits alone.
enum Moment {
    static func read(_ text: String) -> Instant? {
        var digits = text.utf8.filter { (0x30...0x39).contains($0) }.map { Int($0) - 0x30 }
        guard digits.count >= 8 else { return nil }
        if Array(text.utf8.prefix(3)).last == UInt8(ascii: "/") {
            // dd/MM/yyyy
            digits = Array(digits[4..<8]) + digits[2..<4] + digits[0..<2] + digits[8...]
        }
        digits += Array(repeating: 0, count: max(0, 14 - digits.count))
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard let day = Day(year: number(0..<4), month: number(4..<6), day: number(6..<8)) else {
            return nil
        }
        return Instant(
            day: day, hour: number(8..<10), minute: number(10..<12), second: number(12..<14))
    }
}
