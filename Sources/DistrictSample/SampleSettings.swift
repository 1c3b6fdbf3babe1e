/// The settings that read the sample: each system's layout as it is, mapped to the canonical fields.
enum SampleSettings {
    /// The folders of the exports.
    static let folders = [
        "motcua-huyen", "motcua-xa", "qlvb-huyen", "qlvb-xa", "so-giay", "so-van-ban", "xin-loi",
        "tthc",
    ].map { "inbox/\($0)" }

    static let text = beginning + dossiers + registers + documents + others

    private static let beginning = """
        # A synthetic district: its exports are below inbox/, the faults planted in them in
        # expected.jsonl. Look at it as of 28 July 2021, the day of its report:
        #
        #   doisoat reconcile --config doisoat.yaml --as-of "$(cat as-of.txt)"
        version: 1
        units: units.yaml
        calendar: calendar.yaml
        state_directory: state
        alert_directory: alerts
        settle_seconds: 0
        group_above: 2        # more of a kind in one unit are one line in alerts.log

        feeds:

        """

    private static let dossiers = #"""
          # The district's desk. The layout follows the record sent to the national portal.
          - id: motcua-huyen
            holds: dossiers
            path: inbox/motcua-huyen/*.xml
            exported_at: "(?<yyyyMMdd>\\d{8})"
            record: HoSo
            fields:
              code: MaHoSo
              procedure_code: MaTTHC
              procedure_name: TenTTHC
              sector: TenLinhVuc
              online_level: MucDo
              applicant_kind: LoaiDoiTuong
              applicant_name: ChuHoSo
              applicant_id: MaDoiTuong
              channel_in: KenhThucHien
              channel_out: HinhThucTra
              receiving_unit: DonViTiepNhan
              handling_unit: DonViXuLy
              applied_at: NgayNop
              received_at: NgayTiepNhan
              due_at: NgayHenTra
              transferred_at: NgayChuyenXuLy
              finished_at: NgayKetThucXuLy
              returned_at: NgayTra
              status: TrangThaiHoSo
            nested:           # two lists of files in each record, told apart by their role
              dossier_files:
                - record: TepDinhKem
                  fields: {name: TenTepDinhKem, size: DungLuong}
                  defaults: {role: component}
                - record: GiayToKetQua
                  fields: {name: TenGiayTo, size: DungLuong, signed: DaKySo}
                  defaults: {role: result}
            values:           # a bare number means something else in every system
              channel_in: {"1": direct, "2": online, "3": postal}
              channel_out: {"1": direct, "2": online, "3": postal}
            dates: [yyyyMMddHHmmss]

          # The communes. Another vendor: attributes, wrappers, instants in UTC, files only counted.
          - id: motcua-xa
            holds: dossiers
            path: inbox/motcua-xa/*.xml
            part: "^(?<xa>[a-z-]+)-\\d{8}"   # each commune's export replaces only its own
            exported_at: "(?<yyyyMMdd>\\d{8})"
            record: dossier
            fields:
              code: {path: "@code"}
              procedure_code: {path: "procedure/@code"}
              procedure_name: {path: "procedure/name"}
              sector: {path: "procedure/sector/name"}
              online_level: {path: "procedure/@level"}
              applicant_kind: {path: "applicant/@kind"}
              applicant_name: {path: "applicant/fullname"}
              applicant_id: {path: "applicant/identityNumber"}
              channel_in: applyMethod
              channel_out: receivingKind
              receiving_unit: {path: "agency/name"}
              handling_unit: {path: "agency/name"}
              applied_at: appliedDate
              received_at: acceptedDate
              due_at: appointmentDate
              transferred_at: transferredDate
              finished_at: completedDate
              returned_at: returnedDate
              status: {path: "dossierStatus/name"}
              file_count: file_count
              result_file_count: result_file_count
              result_signed: result_signed
            values:           # labels that are not the usual ones
              status:
                "Từ chối tiếp nhận": refused
                "Chờ nộp phí": awaiting_payment
                "Có kết quả": finished

          # The paper registers (Mẫu 06): one typed table a unit, columns found by their headers.

        """#

    private static let registers = SampleUnit.receiving.map { unit in
        #"""
          - id: so-giay-\#(unit.fileName)
            holds: paper_dossiers
            path: "inbox/so-giay/\#(unit.fileName)-*.csv"
            exported_at: "(?<yyyyMMdd>\\d{8})"
            fields: auto
            defaults: {unit: \#(unit.key), book: "01"}
            dates: [dd/MM/yyyy]

        """#
    }.joined()

    private static let documents = #"""

          # Documents of the district and its departments, both directions.
          - id: qlvb-huyen
            holds: documents
            path: inbox/qlvb-huyen/*.xml
            exported_at: "(?<yyyyMMdd>\\d{8})"
            record: VanBan
            fields:
              direction: {path: "@loai"}
              unit: DonVi
              author: TacGia
              number: {path: "KyHieuVanBan/So"}
              notation: {path: "KyHieuVanBan/KyHieu"}
              issued_on: NgayVanBan
              type: LoaiVanBan
              subject: TrichYeu
              signer: NguoiKy
              signing_mode: HinhThucKy
              signed: DaKySo
              person_signed_at: NguoiKyLuc
              agency_signed_at: CoQuanKyLuc
              registered_at: NgayVaoSo
              released_at: NgayPhatHanh
              recipients: NoiNhan
              workflow_complete: HoanToanDienTu
              arrival_number: SoDen
              arrived_on: NgayDen
              assignee: NguoiXuLy
              secrecy: DoMat
              declared_file_count: SoTepKhaiBao
              file_count: SoTepDinhKem
            values:
              direction: {di: outgoing, den: incoming}
              signing_mode: {"Xác thực bản giấy": paper_then_certificate}
            dates: ["yyyy/MM/dd HH:mm:ss", yyyy/MM/dd]

          # Documents of the communes, saved from a spreadsheet.
          - id: qlvb-xa
            holds: documents
            path: inbox/qlvb-xa/*.csv
            exported_at: "(?<yyyyMMdd>\\d{8})"
            fields:
              direction: Loại sổ
              unit: Đơn vị
              author: Tác giả
              number: Số
              notation: Ký hiệu
              issued_on: Ngày văn bản
              type: Tên loại
              subject: Trích yếu
              signer: Người ký
              signing_mode: Hình thức ký
              signed: Đã ký số
              person_signed_at: Người ký lúc
              agency_signed_at: Cơ quan ký lúc
              registered_at: Ngày vào sổ
              released_at: Ngày phát hành
              recipients: Nơi nhận
              workflow_complete: Luân chuyển trên phần mềm
              arrival_number: Số đến
              arrived_on: Ngày đến
              assignee: Người xử lý
              declared_file_count: Số tệp khai báo
              file_count: Số tệp
            values:
              signing_mode: {"Xác thực bản giấy": paper_then_certificate}
            dates: [dd/MM/yyyy HH:mm, dd/MM/yyyy]

          # What the communes still number on paper.
          - id: so-van-ban-xa
            holds: paper_documents
            path: inbox/so-van-ban/*.csv
            exported_at: "(?<yyyyMMdd>\\d{8})"
            fields:
              unit: Đơn vị
              book: Quyển
              number: Số
              notation: Ký hiệu
              issued_on: Ngày tháng
              type: Tên loại
              subject: Trích yếu
              signer: Người ký
              recipients: Nơi nhận
            defaults: {direction: outgoing}
            dates: [dd/MM/yyyy]

        """#

    private static let others = #"""

          # Letters of apology with a new date (Mẫu 04).
          - id: thu-xin-loi
            holds: apology_letters
            path: inbox/xin-loi/*.csv
            exported_at: "(?<yyyyMMdd>\\d{8})"
            fields:
              unit: Đơn vị
              number: Số
              issued_on: Ngày
              dossier_code: Mã hồ sơ
              reason: Lý do
              new_due_on: Hẹn lại ngày
              signer: Người ký
            dates: [dd/MM/yyyy]

          # The procedures on offer; whose result is a paper decides what has to be digitised.
          - id: thu-tuc
            holds: procedures_offered
            path: inbox/tthc/*.csv
            exported_at: "(?<yyyyMMdd>\\d{8})"
            fields:
              procedure_code: Mã TTHC
              level: Cấp
              name: Tên thủ tục
              sector: Lĩnh vực
              online_level: Mức độ
              result_is_paper: Kết quả bản giấy

        """#
}
