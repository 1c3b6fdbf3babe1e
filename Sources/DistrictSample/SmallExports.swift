import Facts

/// The communes' paper registers of outgoing documents, typed into one table.
enum PaperDocumentExport {
    static func write(_ documents: [Document], to path: String) throws(SampleError) {
        var file = try ExportFile(path)
        file.write("Đơn vị,Quyển,Số,Ký hiệu,Ngày tháng,Tên loại,Trích yếu,Người ký,Nơi nhận\n")
        for document in documents {
            file.write(cell: document.unit.name)
            file.write(",")
            file.write(plain: document.type.book)
            file.write(",")
            file.write(document.number, digits: 2)
            file.write(",")
            file.write(plain: document.notation)
            file.write(",")
            file.write(SampleDays.day(document.issued))
            file.write(",")
            file.write(plain: document.type.name)
            file.write(",")
            file.write(cell: document.subject)
            file.write(",")
            file.write(cell: document.signer)
            file.write(",")
            file.write(cell: document.recipientsText)
            file.write("\n")
            try file.endRecord()
        }
        try file.finish()
    }
}

/// A letter of apology with a new date (Mẫu 04).
struct ApologyLetter: Sendable {
    let unit: SampleUnit
    let dossierCode: String
    /// Written when the term ran out, as the decree wants it.
    let issuedOn: Day
    let newDueOn: Day

    /// The letter for a late dossier.
    init(for dossier: Dossier) {
        unit = dossier.handlingUnit
        dossierCode = dossier.code
        issuedOn = dossier.dueAt.localDay
        newDueOn = dossier.finishedAt?.localDay ?? SampleDays.day(SampleDays.last + 5)
    }

    /// Writes the register of letters, numbered a unit.
    static func write(_ letters: [ApologyLetter], to path: String) throws(SampleError) {
        var file = try ExportFile(path)
        file.write("Đơn vị,Số,Ngày,Mã hồ sơ,Lý do,Hẹn lại ngày,Người ký\n")
        let inOrder = letters.sorted {
            ($0.unit.ordinal, $0.issuedOn, $0.dossierCode)
                < ($1.unit.ordinal, $1.issuedOn, $1.dossierCode)
        }
        var number = 0
        var unit: SampleUnit?
        for letter in inOrder {
            number = letter.unit == unit ? number + 1 : 1
            unit = letter.unit
            file.write(cell: letter.unit.name)
            file.write(",")
            file.write(number, digits: 2)
            file.write(",")
            file.write(letter.issuedOn)
            file.write(",")
            file.write(plain: letter.dossierCode)
            file.write(",\"Hồ sơ cần xác minh thực địa, chưa hoàn thành đúng hẹn\",")
            file.write(letter.newDueOn)
            file.write(",")
            file.write(cell: Person(seed: UInt64(letter.unit.ordinal) + 700).name)
            file.write("\n")
            try file.endRecord()
        }
        try file.finish()
    }
}

/// The list of procedures that the district and its communes offer.
enum OfferedProceduresExport {
    static func write(to path: String) throws(SampleError) {
        var file = try ExportFile(path)
        file.write("Mã TTHC,Cấp,Tên thủ tục,Lĩnh vực,Mức độ,Kết quả bản giấy\n")
        for procedure in Procedure.offered {
            file.write(plain: procedure.core)
            file.write(".H21,")
            file.write(procedure.unit == nil ? "Cấp xã," : "Cấp huyện,")
            file.write(cell: procedure.name)
            file.write(",")
            file.write(cell: procedure.sector)
            file.write(",")
            file.write(procedure.onlineLevel)
            file.write(procedure.resultIsPaper ? ",x\n" : ",không\n")
            try file.endRecord()
        }
        try file.finish()
    }
}
