import Facts

/// The communes' dossiers as another vendor writes them: a namespace prefix, the code in an
/// attribute, wrappers around names, instants in UTC, counts of files instead of lists.
///
/// A due day is a date without a time, so its instant is 17:00 UTC of the day before; only a
/// procedure of the same day has its hour.
struct CommuneDossierExport: ~Copyable {
    private var file: ExportFile

    init(_ path: String) throws(SampleError) {
        file = try ExportFile(path)
        file.write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <mc:dossiers xmlns:mc="urn:example:mot-cua-xa" exportedDate="
            """)
        file.write(SampleDays.exported, .utc)
        file.write("\">\n")
    }

    mutating func write(_ dossier: Dossier) throws(SampleError) {
        let procedure = Procedure[dossier.procedure]
        file.write(" <mc:dossier code=\"")
        file.write(code: dossier)
        file.write("\">\n  <mc:procedure code=\"")
        file.write(plain: procedure.core)
        file.write("\" level=\"")
        file.write(procedure.onlineLevel)
        file.write("\"><mc:name>")
        file.write(xml: procedure.name)
        file.write("</mc:name><mc:sector><mc:name>")
        file.write(xml: procedure.sector)
        file.write("</mc:name></mc:sector></mc:procedure>\n  <mc:agency><mc:name>")
        file.write(xml: dossier.receivingUnit.name)
        file.write("</mc:name></mc:agency>\n")
        write(Person(seed: dossier.person))
        file.write("  <mc:applyMethod>")
        file.write(Self.label(dossier.channelIn))
        file.write("</mc:applyMethod><mc:receivingKind>")
        file.write(Self.label(dossier.channelOut))
        file.write("</mc:receivingKind>\n")
        writeDates(dossier)
        file.write("  <mc:dossierStatus><mc:name>")
        file.write(Self.label(dossier.status))
        file.write("</mc:name></mc:dossierStatus>\n  <mc:file_count>")
        file.write(dossier.componentFiles)
        file.write("</mc:file_count><mc:result_file_count>")
        file.write(dossier.resultFiles)
        file.write("</mc:result_file_count><mc:result_signed>")
        if dossier.resultFiles > 0 { file.write("true") }
        file.write("</mc:result_signed>\n </mc:dossier>\n")
        try file.endRecord()
    }

    mutating func finish() throws(SampleError) {
        file.write("</mc:dossiers>\n")
        try file.finish()
    }

    private mutating func write(_ person: Person) {
        file.write("  <mc:applicant kind=\"")
        file.write(person.isOrganisation ? "Tổ chức" : "Cá nhân")
        file.write("\"><mc:fullname>")
        file.write(xml: person.name)
        file.write("</mc:fullname><mc:identityNumber>")
        file.write(person.identity, digits: 12)
        file.write("</mc:identityNumber><mc:address>Thôn ")
        file.write(person.hamlet)
        file.write("</mc:address><mc:phoneNumber>")
        file.write(person.phone, digits: 10)
        file.write("</mc:phoneNumber></mc:applicant>\n")
    }

    private mutating func writeDates(_ dossier: Dossier) {
        let dueDay = dossier.dueAt.localDay
        let isSameDay = dueDay == dossier.receivedAt.localDay
        file.write("  <mc:appliedDate>")
        file.write(dossier.appliedAt, .utc)
        file.write("</mc:appliedDate><mc:acceptedDate>")
        file.write(dossier.receivedAt, .utc)
        file.write("</mc:acceptedDate><mc:appointmentDate>")
        file.write(isSameDay ? dossier.dueAt : Instant(day: dueDay), .utc)
        file.write("</mc:appointmentDate>\n  <mc:transferredDate>")
        file.write(dossier.transferredAt, .utc)
        file.write("</mc:transferredDate><mc:completedDate>")
        file.write(dossier.finishedAt, .utc)
        file.write("</mc:completedDate><mc:returnedDate>")
        file.write(dossier.returnedAt, .utc)
        file.write("</mc:returnedDate>\n")
    }

    private static func label(_ channel: Channel) -> StaticString {
        switch channel {
        case .direct: "Trực tiếp"
        case .online: "Trực tuyến"
        case .postal: "Bưu chính công ích"
        }
    }

    private static func label(_ status: DossierStatus) -> StaticString {
        switch status {
        case .registered: "Mới đăng ký"
        case .accepted: "Mới tiếp nhận"
        case .refused: "Từ chối tiếp nhận"
        case .processing: "Đang xử lý"
        case .awaitingSupplement: "Chờ bổ sung"
        case .awaitingPayment: "Chờ nộp phí"
        case .withdrawn: "Đã rút"
        case .stopped: "Dừng xử lý"
        case .finished: "Có kết quả"
        case .returned: "Đã trả kết quả"
        }
    }
}
