import Facts

/// The district desk's dossiers, laid out like the record that one-stop systems send to the
/// national portal (`DongBoHoSoMC`): one element a field, local times as `yyyyMMddHHmmss`.
struct DistrictDossierExport: ~Copyable {
    private var file: ExportFile

    init(_ path: String) throws(SampleError) {
        file = try ExportFile(path)
        file.write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <DongBoHoSoMC>
              <ThoiDiemKetXuat>
            """)
        file.write(SampleDays.exported, .compact)
        file.write("</ThoiDiemKetXuat>\n  <DanhSachHoSo>\n")
    }

    mutating func write(_ dossier: Dossier) throws(SampleError) {
        let procedure = Procedure[dossier.procedure]
        let person = Person(seed: dossier.person)
        file.write("    <HoSo>\n      <MaHoSo>")
        file.write(code: dossier)
        file.write("</MaHoSo>\n      <SoBienNhan>")
        file.write(dossier.order)
        file.write("/BN</SoBienNhan>\n      <MaTTHC>")
        file.write(plain: procedure.core)
        file.write(".000.00.00.H21</MaTTHC>\n      <TenTTHC>")
        file.write(xml: procedure.name)
        file.write("</TenTTHC>\n      <TenLinhVuc>")
        file.write(xml: procedure.sector)
        file.write("</TenLinhVuc>\n      <MucDo>")
        file.write(procedure.onlineLevel)
        file.write("</MucDo>\n")
        write(person)
        file.write("      <TrichYeuHoSo>")
        file.write(xml: procedure.name)
        file.write(" - ")
        file.write(xml: person.name)
        file.write("</TrichYeuHoSo>\n      <KenhThucHien>")
        // The portal's numbers: 1 in person, 2 online, 3 by post.
        file.write(Int(dossier.channelIn.rawValue))
        file.write("</KenhThucHien>\n      <HinhThucTra>")
        file.write(Int(dossier.channelOut.rawValue))
        file.write("</HinhThucTra>\n      <DonViTiepNhan>")
        file.write(xml: dossier.receivingUnit.name)
        file.write("</DonViTiepNhan>\n      <DonViXuLy>")
        file.write(xml: dossier.handlingUnit.name)
        file.write("</DonViXuLy>\n")
        writeDates(dossier)
        file.write("      <TrangThaiHoSo>")
        file.write(Self.label(dossier.status))
        file.write("</TrangThaiHoSo>\n")
        writeFiles(dossier)
        file.write("    </HoSo>\n")
        try file.endRecord()
    }

    mutating func finish() throws(SampleError) {
        file.write("  </DanhSachHoSo>\n</DongBoHoSoMC>\n")
        try file.finish()
    }

    private mutating func write(_ person: Person) {
        file.write("      <ChuHoSo>")
        file.write(xml: person.name)
        file.write("</ChuHoSo>\n      <LoaiDoiTuong>")
        file.write(person.isOrganisation ? "Tổ chức" : "Cá nhân")
        file.write("</LoaiDoiTuong>\n      <MaDoiTuong>")
        file.write(person.identity, digits: 12)
        file.write("</MaDoiTuong>\n      <DiaChi>Thôn ")
        file.write(person.hamlet)
        file.write(", huyện Chư Pưh, tỉnh Gia Lai</DiaChi>\n      <SoDienThoai>")
        file.write(person.phone, digits: 10)
        file.write("</SoDienThoai>\n      <Email/>\n")
    }

    private mutating func writeDates(_ dossier: Dossier) {
        file.write("      <NgayNop>")
        file.write(dossier.appliedAt, .compact)
        file.write("</NgayNop>\n      <NgayTiepNhan>")
        file.write(dossier.receivedAt, .compact)
        file.write("</NgayTiepNhan>\n      <NgayHenTra>")
        file.write(dossier.dueAt, .compact)
        file.write("</NgayHenTra>\n      <NgayChuyenXuLy>")
        file.write(dossier.transferredAt, .compact)
        file.write("</NgayChuyenXuLy>\n      <NgayKetThucXuLy>")
        file.write(dossier.finishedAt, .compact)
        file.write("</NgayKetThucXuLy>\n      <NgayTra>")
        file.write(dossier.returnedAt, .compact)
        file.write("</NgayTra>\n")
    }

    private mutating func writeFiles(_ dossier: Dossier) {
        file.write("      <TaiLieuNop>\n")
        for ordinal in 1..<dossier.componentFiles + 1 {
            file.write("        <TepDinhKem><TenTepDinhKem>thanh-phan-")
            file.write(ordinal)
            file.write(".pdf</TenTepDinhKem><DungLuong>")
            file.write(40_000 + Int(dossier.person >> 44) / ordinal)
            file.write("</DungLuong><IsDeleted>0</IsDeleted></TepDinhKem>\n")
        }
        file.write("      </TaiLieuNop>\n      <DanhSachGiayToKetQua>\n")
        if dossier.resultFiles > 0 {
            file.write("        <GiayToKetQua><TenGiayTo>ket-qua.signed.pdf</TenGiayTo><DungLuong>")
            file.write(60_000 + Int(dossier.person >> 45))
            file.write("</DungLuong><DaKySo>1</DaKySo></GiayToKetQua>\n")
        }
        file.write("      </DanhSachGiayToKetQua>\n")
    }

    private static func label(_ status: DossierStatus) -> StaticString {
        switch status {
        case .registered: "Mới đăng ký"
        case .accepted: "Được tiếp nhận"
        case .refused: "Không được tiếp nhận"
        case .processing: "Đang xử lý"
        case .awaitingSupplement: "Yêu cầu bổ sung giấy tờ"
        case .awaitingPayment: "Yêu cầu thực hiện nghĩa vụ tài chính"
        case .withdrawn: "Công dân yêu cầu rút hồ sơ"
        case .stopped: "Dừng xử lý"
        case .finished: "Đã xử lý xong"
        case .returned: "Đã trả kết quả"
        }
    }
}

extension ExportFile {
    /// A dossier's code, without making a String of it.
    mutating func write(code dossier: Dossier) {
        let (year, month, day) = SampleDays.day(dossier.receptionDay).components
        write(plain: dossier.receivingUnit.agencyCode)
        write("-")
        write(year % 100, digits: 2)
        write(month, digits: 2)
        write(day, digits: 2)
        write("-")
        write(dossier.order, digits: 4)
    }
}
