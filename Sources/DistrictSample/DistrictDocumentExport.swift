import Facts

/// The document system of the district and its departments: outgoing and incoming documents.
struct DistrictDocumentExport: ~Copyable {
    private var file: ExportFile

    init(_ path: String) throws(SampleError) {
        file = try ExportFile(path)
        file.write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <SoVanBan>
              <ThoiDiemKetXuat>
            """)
        file.write(SampleDays.exported, .slashed)
        file.write("</ThoiDiemKetXuat>\n")
    }

    mutating func write(_ document: Document) throws(SampleError) {
        file.write(document.isIncoming ? "  <VanBan loai=\"den\">\n" : "  <VanBan loai=\"di\">\n")
        file.write("    <DonVi>")
        file.write(xml: document.unit.name)
        file.write("</DonVi>\n    <KyHieuVanBan><So>")
        file.write(document.number, digits: 2)
        file.write("</So><KyHieu>")
        file.write(plain: document.notation)
        file.write("</KyHieu></KyHieuVanBan>\n    <NgayVanBan>")
        file.write(SampleDays.day(document.issued), separator: "/")
        file.write("</NgayVanBan>\n    <LoaiVanBan>")
        file.write(plain: document.type.name)
        file.write("</LoaiVanBan>\n    <TrichYeu>")
        file.write(xml: document.subject)
        file.write("</TrichYeu>\n    <NguoiKy>")
        file.write(xml: document.signer)
        file.write("</NguoiKy>\n")
        if let arrival = document.arrival {
            write(document, arrival: arrival)
        } else {
            writeIssue(of: document)
        }
        file.write("    <DoMat/><DoKhan>Thường</DoKhan>\n    <SoTepKhaiBao>")
        file.write(document.declaredFiles)
        file.write("</SoTepKhaiBao><SoTepDinhKem>")
        file.write(document.files)
        file.write("</SoTepDinhKem>\n  </VanBan>\n")
        try file.endRecord()
    }

    mutating func finish() throws(SampleError) {
        file.write("</SoVanBan>\n")
        try file.finish()
    }

    private mutating func writeIssue(of document: Document) {
        let times = document.times
        file.write("    <HinhThucKy>")
        switch document.course {
        case .unsigned: file.write("Chưa ký</HinhThucKy><DaKySo>0</DaKySo>\n")
        case .certifiedPaper: file.write("Xác thực bản giấy</HinhThucKy><DaKySo>1</DaKySo>\n")
        default: file.write("Ký số</HinhThucKy><DaKySo>1</DaKySo>\n")
        }
        if document.course != .unsigned {
            file.write("    <NguoiKyLuc>")
            file.write(times.person, .slashed)
            file.write("</NguoiKyLuc><CoQuanKyLuc>")
            file.write(times.agency, .slashed)
            file.write("</CoQuanKyLuc>\n")
        }
        file.write("    <NgayVaoSo>")
        file.write(times.registered, .slashed)
        file.write("</NgayVaoSo><NgayPhatHanh>")
        file.write(times.released, .slashed)
        file.write("</NgayPhatHanh>\n    <NoiNhan>")
        file.write(xml: document.recipientsText)
        file.write("</NoiNhan>\n    <HoanToanDienTu>")
        file.write(document.course == .incomplete ? "0" : "1")
        file.write("</HoanToanDienTu>\n")
    }

    private mutating func write(_ document: Document, arrival: (number: Int, day: Int)) {
        file.write("    <TacGia>")
        file.write(xml: document.author.name)
        file.write("</TacGia>\n    <SoDen>")
        file.write(arrival.number)
        file.write("</SoDen><NgayDen>")
        file.write(SampleDays.day(arrival.day), separator: "/")
        file.write("</NgayDen><NgayVaoSo>")
        file.write(document.registeredOnArrival, .slashed)
        file.write("</NgayVaoSo>\n    <NguoiXuLy>")
        file.write(xml: document.assignee)
        file.write("</NguoiXuLy>\n")
    }
}
