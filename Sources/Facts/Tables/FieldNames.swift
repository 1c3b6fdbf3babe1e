extension Field {
    /// What people call the field, in the middle of a sentence.
    package var name: Text {
        let (vi, en) = names
        return Text(vi: vi, en: en)
    }

    /// The same with the name that settings give it where English tells it: whoever reads that
    /// may have to mend the settings.
    package var label: Text { Text(vi: name.vi, en: "\(name.en), `\(rawValue)`") }

    private var names: (String, String) {
        switch self {
        case .code: ("mã hồ sơ", "dossier code")
        case .dossierCode: ("mã hồ sơ", "dossier code")
        case .nationalCode: ("mã hồ sơ quốc gia", "national code")
        case .procedureCode: ("mã thủ tục", "procedure code")
        case .procedureName: ("tên thủ tục", "procedure name")
        case .sector: ("lĩnh vực", "sector")
        case .receivingUnit: ("nơi tiếp nhận", "receiving unit")
        case .handlingUnit: ("nơi xử lý", "handling unit")
        case .unit: ("đơn vị", "unit")
        case .author: ("cơ quan ban hành", "issuing agency")
        case .fromUnit: ("đơn vị giao", "unit passing on")
        case .toUnit: ("đơn vị nhận", "unit taking over")
        case .recipients: ("nơi nhận", "recipients")
        case .channelIn: ("kênh tiếp nhận", "way in")
        case .channelOut: ("kênh trả kết quả", "way out")
        case .onlineLevel: ("mức độ trực tuyến", "online level")
        case .applicantKind: ("loại đối tượng", "kind of applicant")
        case .applicantName: ("người nộp", "applicant")
        case .applicantId: ("số giấy tờ người nộp", "applicant's number")
        case .status: ("trạng thái", "status")
        case .timeliness: ("đúng hạn hay trễ hạn", "timeliness")
        case .declaredFileCount: ("số tệp khai báo", "files declared")
        case .fileCount: ("số tệp", "files")
        case .resultFileCount: ("số tệp kết quả", "result files")
        case .resultSigned: ("ký số kết quả", "result signed")
        case .digitised: ("số hóa", "digitised")
        case .direction: ("đi hay đến", "direction")
        case .year: ("năm", "year")
        case .number: ("số", "number")
        case .notation: ("ký hiệu", "notation")
        case .book: ("quyển sổ", "book")
        case .type: ("loại văn bản", "type of document")
        case .subject: ("trích yếu", "subject")
        case .signer: ("người ký", "signer")
        case .signed: ("ký số", "digital signature")
        case .signingMode: ("cách ký", "way of signing")
        case .arrivalNumber: ("số đến", "arrival number")
        case .assignee: ("người xử lý", "person in charge")
        case .replyRequired: ("cần trả lời", "reply required")
        case .replyTo: ("trả lời văn bản", "reply to")
        case .workflowComplete: ("xử lý trên hệ thống", "handled in the system")
        case .secrecy: ("độ mật", "secrecy")
        case .returnMethod: ("cách trả kết quả", "way of returning")
        case .signedFor: ("ký nhận", "signed for")
        case .reason: ("lý do", "reason")
        case .level: ("cấp", "level")
        case .resultIsPaper: ("kết quả là bản giấy", "result is a paper")
        default: dayNames ?? otherNames
        }
    }

    private var dayNames: (String, String)? {
        switch self {
        case .appliedAt: ("ngày nộp", "day of application")
        case .receivedAt, .receivedOn: ("ngày tiếp nhận", "day of reception")
        case .dueAt, .dueOn: ("ngày hẹn trả", "due day")
        case .originalDueAt: ("ngày hẹn trả ban đầu", "first due day")
        case .newDueAt, .newDueOn: ("ngày hẹn lại", "new due day")
        case .transferredAt, .transferredOn: ("ngày chuyển xử lý", "day passed on")
        case .finishedAt, .resultOn: ("ngày có kết quả", "day of the result")
        case .returnedAt, .returnedOn: ("ngày trả kết quả", "day returned")
        case .issuedOn: ("ngày ban hành", "day of issue")
        case .arrivedOn: ("ngày đến", "day of arrival")
        case .personSignedAt: ("lúc người ký ký số", "time of the person's signature")
        case .agencySignedAt: ("lúc cơ quan ký số", "time of the agency's signature")
        case .registeredAt: ("lúc vào sổ", "time of registration")
        case .releasedAt: ("lúc phát hành", "time of release")
        case .postedOn: ("ngày gửi bưu điện", "day posted")
        case .deliveredOn: ("ngày phát", "day delivered")
        case .at: ("lúc xảy ra", "time")
        case .from: ("từ ngày", "first day")
        case .until: ("đến ngày", "last day")
        case .cutoff: ("ngày chốt số liệu", "cutoff day")
        case .periodFrom: ("đầu kỳ báo cáo", "first day of the period")
        case .periodTo: ("cuối kỳ báo cáo", "last day of the period")
        default: nil
        }
    }

    /// Of lists of files, events, items of the post and figures of reports.
    private var otherNames: (String, String) {
        switch self {
        case .kind: ("loại", "kind")
        case .ordinal: ("thứ tự", "place in the list")
        case .name: ("tên", "name")
        case .role: ("vai trò của tệp", "role of the file")
        case .size: ("dung lượng", "size")
        case .sha256: ("mã băm", "checksum")
        case .path: ("đường dẫn", "file path")
        case .hasFile: ("có tệp", "with a file")
        case .slip: ("phiếu kèm theo", "with a slip")
        case .trackingCode: ("mã bưu gửi", "tracking code")
        case .report: ("báo cáo", "report")
        case .section: ("mục", "section")
        case .indicator: ("chỉ tiêu", "indicator")
        case .label: ("tên chỉ tiêu", "name of the indicator")
        case .value: ("giá trị", "value")
        case .numerator: ("tử số", "numerator")
        case .denominator: ("mẫu số", "denominator")
        case .percent: ("tỷ lệ", "percentage")
        case .decimals: ("số chữ số thập phân", "decimal places")
        case .set: ("danh sách", "set")
        case .targetReport: ("báo cáo đối chiếu", "report compared with")
        case .quote: ("trích dẫn", "quotation")
        default: (rawValue, rawValue)
        }
    }
}
