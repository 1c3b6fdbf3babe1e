import Facts

/// A unit's paper register of dossiers (Mẫu 06), as its staff typed it.
///
/// Each unit has its own headers and columns, in Vietnamese; the feeds read them without a mapping.
struct PaperRegisterExport: ~Copyable {
    private var file: ExportFile
    private let columns: [Column]

    init(_ path: String, of unit: SampleUnit) throws(SampleError) {
        file = try ExportFile(path)
        columns = Self.layouts[unit.ordinal % Self.layouts.count]
        for (place, column) in columns.enumerated() {
            if place > 0 { file.write(",") }
            file.write(plain: column.header(of: unit))
        }
        file.write("\n")
    }

    /// Writes the entry of a dossier under its number.
    mutating func write(_ dossier: Dossier, number: Int) throws(SampleError) {
        let procedure = Procedure[dossier.procedure]
        let person = Person(seed: dossier.person, onPaperOnly: dossier.course == .onPaperOnly)
        for (place, column) in columns.enumerated() {
            if place > 0 { file.write(",") }
            switch column {
            case .number: file.write(number)
            case .code: file.write(code: dossier)
            case .procedure: file.write(cell: procedure.name)
            case .sector: file.write(cell: procedure.sector)
            case .applicant: file.write(cell: person.name)
            case .address: write(addressOf: person)
            case .receivedOn: file.write(dossier.receivedAt.localDay)
            case .dueOn: file.write(dossier.dueAt.localDay)
            case .transferredOn: file.write(dossier.transferredAt?.localDay)
            case .resultOn: file.write(dossier.finishedAt?.localDay)
            case .returnedOn:
                if dossier.isReturnedOnPaper { file.write(dossier.returnedAt?.localDay) }
            case .returnMethod:
                if dossier.isReturnedOnPaper {
                    file.write(
                        dossier.channelOut == .postal ? "Bưu chính công ích" : "Nhận trực tiếp")
                }
            case .signedFor: if dossier.isReturnedOnPaper { file.write("x") }
            case .note: break
            }
        }
        file.write("\n")
        try file.endRecord()
    }

    mutating func finish() throws(SampleError) {
        try file.finish()
    }

    /// Now and then on two lines, as people type into a spreadsheet.
    private mutating func write(addressOf person: Person) {
        if person.hamlet == 1 {
            file.write("\"Thôn 1\nhuyện Chư Pưh\"")
        } else {
            file.write("Thôn ")
            file.write(person.hamlet)
        }
    }

    private enum Column {
        case number, code, procedure, sector, applicant, address, receivedOn, dueOn
        case transferredOn, resultOn, returnedOn, returnMethod, signedFor, note

        func header(of unit: SampleUnit) -> String {
            switch self {
            case .number: unit.ordinal.isMultiple(of: 2) ? "STT" : "Số thứ tự"
            case .code: "Mã hồ sơ"
            case .procedure: "Tên thủ tục hành chính"
            case .sector: "Lĩnh vực"
            case .applicant: "Người nộp"
            case .address: "Địa chỉ"
            case .receivedOn: "Ngày nhận hồ sơ"
            case .dueOn: "Ngày hẹn trả"
            case .transferredOn: "Ngày chuyển"
            case .resultOn: "Ngày có kết quả"
            case .returnedOn: "Ngày trả kết quả"
            case .returnMethod: "Phương thức nhận kết quả"
            case .signedFor: "Ký nhận"
            case .note: "Ghi chú"
            }
        }
    }

    private static let layouts: [[Column]] = [
        [
            .number, .code, .procedure, .sector, .applicant, .address, .receivedOn, .dueOn,
            .transferredOn, .resultOn, .returnedOn, .returnMethod, .signedFor, .note,
        ],
        [
            .number, .code, .procedure, .applicant, .address, .receivedOn, .dueOn, .resultOn,
            .returnedOn, .returnMethod, .signedFor, .note, .sector,
        ],
        [
            .code, .number, .applicant, .procedure, .sector, .receivedOn, .dueOn, .transferredOn,
            .resultOn, .returnedOn, .signedFor, .returnMethod,
        ],
    ]
}
