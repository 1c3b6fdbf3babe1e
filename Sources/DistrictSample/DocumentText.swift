/// The words of a document that no rule reads: its subject, its signer, whom it is sent to.
extension Document {
    /// A subject as such documents have it (trích yếu).
    var subject: String {
        let topic = Self.topics[Int(seed >> 32) % Self.topics.count]
        switch type {
        case .letter: return "V/v \(topic)"
        case .decision: return "Về việc \(topic)"
        case .submission: return "Đề nghị phê duyệt \(topic)"
        case .invitation: return "Họp \(topic)"
        case .plan, .report, .notice: return "\(type.name) \(topic)"
        }
    }

    /// One of the few who sign for an author.
    var signer: String {
        Person(seed: UInt64(author.ordinal) * 7 + 5_000 + (seed >> 50) % 2).signingName
    }

    /// Who deals with it at the receiving unit.
    var assignee: String {
        Person(seed: UInt64(unit.ordinal) * 7 + 9_000 + (seed >> 52) % 3).signingName
    }

    /// The recipients as the issuer typed them: names, now and then a key or another known name,
    /// and often somebody outside the district's units.
    var recipientsText: String {
        var names = recipients.enumerated().map { place, unit in
            switch (seed >> UInt64(36 + 3 * place)) % 8 {
            case 0: unit.key
            case 1: unit.otherName
            default: unit.name
            }
        }
        if names.isEmpty || (seed >> 48) % 3 == 0 {
            names.append(Self.outside[Int(seed >> 40) % Self.outside.count])
        }
        names.append("Lưu: VT")
        return names.joined(separator: "; ")
    }

    private static let outside = [
        "Thường trực Huyện ủy", "Thường trực HĐND huyện", "Công an huyện",
        "Ban Chỉ huy Quân sự huyện", "Bưu điện huyện", "Các thôn, làng",
    ]

    private static let topics = [
        "công tác cải cách hành chính năm 2021", "kiểm soát thủ tục hành chính quý II",
        "phòng, chống dịch Covid-19; thực hiện Chỉ thị 16", "bầu cử đại biểu HĐND các cấp",
        "phòng chống thiên tai và tìm kiếm cứu nạn", "giải ngân vốn đầu tư công",
        "rà soát hộ nghèo, hộ cận nghèo", "chuyển đổi cơ cấu cây trồng",
        "tuyển sinh đầu cấp năm học 2021-2022", "quản lý, bảo vệ rừng mùa khô",
        "thu ngân sách 6 tháng đầu năm", "sắp xếp, quản lý đất công",
        "xây dựng nông thôn mới & đô thị văn minh", "ứng dụng chữ ký số trên văn bản điện tử",
        "tiêm phòng gia súc, gia cầm", "đào tạo nghề cho lao động nông thôn",
        "lễ kỷ niệm ngày Thương binh - Liệt sĩ", "kiểm tra công vụ \"một cửa\"",
        "bảo đảm an toàn giao thông", "thi đua, khen thưởng đột xuất",
    ]
}

extension Person {
    /// An official's name: officials are persons.
    fileprivate var signingName: String { isOrganisation ? "Nguyễn Văn Mẫu" : name }
}
