/// Procedures that are offered and that nobody used: the rest of the report's 471.
enum OfferedOnly {
    /// 13 sectors, 5 papers each, 6 things to do with each paper: 390 procedures.
    static let procedures: [Procedure] = sectors.enumerated().flatMap { number, sector in
        sector.papers.enumerated().flatMap { paper, name in
            verbs.enumerated().map { verb, action in
                let serial = number * 30 + paper * verbs.count + verb
                return Procedure(
                    core: "3.\(900_000 + serial)", name: "\(action) \(name)", sector: sector.name,
                    unit: sector.unit, term: 5 + serial % 20, resultIsPaper: serial % 3 != 0,
                    onlineLevel: paper * verbs.count + verb < sector.online ? 3 + serial % 2 : 2,
                    isPostal: false)
            }
        }
    }

    private static let verbs = [
        "Cấp mới", "Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Thu hồi",
    ]

    private struct Sector {
        let name: String
        /// Nil: the communes.
        let unit: SampleUnit?
        /// How many of its 30 procedures are offered online; 81 in all, none of them used: the
        /// sectors that the report names.
        let online: Int
        let papers: [String]
    }

    private static let sectors: [Sector] = [
        Sector(
            name: Procedure.civilStatus, unit: .justice, online: 17,
            papers: [
                "văn bản công nhận báo cáo viên pháp luật", "thẻ hòa giải viên ở cơ sở",
                "văn bản xác nhận quốc tịch", "trích lục hộ tịch có yếu tố nước ngoài",
                "văn bản bồi thường nhà nước",
            ]),
        Sector(
            name: Procedure.labour, unit: .labour, online: 18,
            papers: [
                "giấy phép cơ sở trợ giúp xã hội", "giấy xác nhận người có công",
                "sổ ưu đãi giáo dục", "giấy xác nhận hòa giải viên lao động",
                "giấy chứng nhận cơ sở cai nghiện tự nguyện",
            ]),
        Sector(
            name: "Văn hóa - Thông tin", unit: .culture, online: 14,
            papers: [
                "giấy phép kinh doanh karaoke", "giấy chứng nhận điểm trò chơi điện tử",
                "giấy phép cơ sở photocopy", "giấy chứng nhận thư viện tư nhân",
                "giấy phép quảng cáo ngoài trời",
            ]),
        Sector(
            name: "Nông nghiệp và PTNT", unit: .agriculture, online: 18,
            papers: [
                "giấy chứng nhận trang trại", "giấy chứng nhận an toàn thực phẩm nông sản",
                "giấy phép khai thác lâm sản", "giấy phép hoạt động trong phạm vi thủy lợi",
                "giấy xác nhận nguồn gốc thủy sản",
            ]),
        Sector(
            name: "Tài nguyên - Môi trường", unit: .environment, online: 14,
            papers: [
                "giấy phép môi trường cấp huyện", "giấy xác nhận tham vấn cộng đồng",
                "giấy chứng nhận cho cộng đồng dân cư", "quyết định thu hồi đất tự nguyện",
                "hợp đồng thuê đất nông nghiệp",
            ]),
        Sector(
            name: "Công thương", unit: .infrastructure, online: 0,
            papers: [
                "giấy phép sản xuất rượu thủ công", "giấy phép bán lẻ thuốc lá",
                "giấy chứng nhận cửa hàng bán LPG chai", "văn bản phê duyệt phương án chợ",
                "giấy chứng nhận an toàn đập thủy điện",
            ]),
        Sector(
            name: "Tài chính - Kế hoạch", unit: .finance, online: 0,
            papers: [
                "giấy chứng nhận đăng ký chi nhánh hợp tác xã",
                "văn bản phê duyệt kế hoạch đấu thầu",
                "mã số quan hệ ngân sách", "giấy xác nhận tạm ngừng hợp tác xã",
                "văn bản thẩm định giá nhà nước",
            ]),
        Sector(
            name: "Giáo dục phổ thông", unit: .education, online: 0,
            papers: [
                "giấy phép hoạt động giáo dục nhóm trẻ", "giấy phép dạy thêm, học thêm",
                "quyết định công nhận xã đạt chuẩn phổ cập",
                "giấy phép trung tâm học tập cộng đồng",
                "quyết định sáp nhập trường tiểu học",
            ]),
        Sector(
            name: "Nội vụ", unit: .interior, online: 0,
            papers: [
                "quyết định thành lập hội", "giấy phép quỹ xã hội",
                "văn bản chấp thuận lễ hội tín ngưỡng",
                "quyết định công nhận quỹ từ thiện", "văn bản đăng ký sinh hoạt tôn giáo liên xã",
            ]),
        Sector(
            name: Procedure.civilStatus, unit: nil, online: 0,
            papers: [
                "giấy xác nhận đăng ký giám hộ", "giấy xác nhận nuôi con nuôi",
                "văn bản chứng thực di chúc", "văn bản từ chối nhận di sản",
                "giấy xác nhận tuyên truyền viên pháp luật",
            ]),
        Sector(
            name: Procedure.labour, unit: nil, online: 0,
            papers: [
                "sổ hộ gia đình hưởng trợ giúp", "giấy xác nhận đăng ký việc làm",
                "giấy chứng nhận gia đình người có công", "quyết định trợ giúp đột xuất",
                "thẻ trẻ em có hoàn cảnh đặc biệt",
            ]),
        Sector(
            name: "Nông nghiệp", unit: nil, online: 0,
            papers: [
                "giấy xác nhận kê khai chăn nuôi", "giấy xác nhận chuyển đổi cây trồng",
                "giấy xác nhận nuôi trồng thủy sản", "văn bản phê duyệt kế hoạch khuyến nông",
                "giấy xác nhận thiệt hại do dịch bệnh",
            ]),
        Sector(
            name: "Văn hóa", unit: nil, online: 0,
            papers: [
                "giấy xác nhận câu lạc bộ thể thao cơ sở", "giấy xác nhận thư viện cộng đồng",
                "văn bản chấp thuận lễ hội làng", "giấy xác nhận sinh hoạt tín ngưỡng tập trung",
                "văn bản bổ sung hoạt động tôn giáo",
            ]),
    ]
}
