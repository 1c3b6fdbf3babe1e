import Facts

/// The communes' document system, as saved from a spreadsheet in Vietnamese: `;` between cells, a
/// byte order mark, CRLF, recipients joined by `;` inside a quoted cell.
struct CommuneDocumentExport: ~Copyable {
    private var file: ExportFile

    init(_ path: String) throws(SampleError) {
        file = try ExportFile(path)
        file.write(
            "\u{FEFF}Loại sổ;Đơn vị;Tác giả;Số;Ký hiệu;Ngày văn bản;Tên loại;Trích yếu;Người ký;"
        )
        file.write("Hình thức ký;Đã ký số;Người ký lúc;Cơ quan ký lúc;Ngày vào sổ;Ngày phát hành;")
        file.write("Nơi nhận;Luân chuyển trên phần mềm;Số đến;Ngày đến;Người xử lý;")
        file.write("Số tệp khai báo;Số tệp\r\n")
    }

    mutating func write(_ document: Document) throws(SampleError) {
        file.write(document.isIncoming ? "Văn bản đến;" : "Văn bản đi;")
        file.write(cell: document.unit.name)
        file.write(";")
        if document.isIncoming { file.write(cell: document.author.name) }
        file.write(";")
        file.write(document.number, digits: 2)
        file.write(";")
        file.write(plain: document.notation)
        file.write(";")
        file.write(SampleDays.day(document.issued))
        file.write(";")
        file.write(plain: document.type.name)
        file.write(";")
        file.write(cell: document.subject)
        file.write(";")
        file.write(cell: document.signer)
        file.write(";")
        if let arrival = document.arrival {
            write(document, arrival: arrival)
        } else {
            writeIssue(of: document)
        }
        file.write(document.declaredFiles)
        file.write(";")
        file.write(document.files)
        file.write("\r\n")
        try file.endRecord()
    }

    mutating func finish() throws(SampleError) {
        try file.finish()
    }

    private mutating func writeIssue(of document: Document) {
        let times = document.times
        switch document.course {
        case .unsigned: file.write("Chưa ký;không;;;")
        case .certifiedPaper: file.write("Xác thực bản giấy;có;")
        default: file.write("Ký số;có;")
        }
        if document.course != .unsigned {
            file.write(times.person, .vietnamese)
            file.write(";")
            file.write(times.agency, .vietnamese)
            file.write(";")
        }
        file.write(times.registered, .vietnamese)
        file.write(";")
        file.write(times.released, .vietnamese)
        file.write(";")
        file.write(cell: document.recipientsText)
        file.write(document.course == .incomplete ? ";không;;;;" : ";có;;;;")
    }

    private mutating func write(_ document: Document, arrival: (number: Int, day: Int)) {
        file.write(";;;;")
        file.write(document.registeredOnArrival, .vietnamese)
        file.write(";;;;")
        file.write(arrival.number)
        file.write(";")
        file.write(SampleDays.day(arrival.day))
        file.write(";")
        file.write(cell: document.assignee)
        file.write(";")
    }
}
