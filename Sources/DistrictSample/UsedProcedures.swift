extension Procedure {
    /// The communes' procedures with dossiers in the sample.
    static let communal: [Procedure] =
        [
            commune("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", civilStatus, 0),
            commune("2.000884", "Chứng thực chữ ký trong các giấy tờ, văn bản", civilStatus, 0),
            commune("1.001193", "Đăng ký khai sinh", civilStatus, 1),
            commune("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", civilStatus, 3),
            commune("2.000635", "Cấp bản sao Trích lục hộ tịch", civilStatus, 1),
            commune("1.000656", "Đăng ký khai tử", civilStatus, 1),
            commune("1.004859", "Thay đổi, cải chính, bổ sung thông tin hộ tịch", civilStatus, 3),
            commune("1.004884", "Đăng ký lại khai sinh", civilStatus, 5),
            commune("1.004746", "Đăng ký lại kết hôn", civilStatus, 5),
            commune("1.001699", "Xác định mức độ khuyết tật", labour, 25),
            commune("2.000286", "Tiếp nhận đối tượng bảo trợ xã hội", labour, 10),
            commune("1.001731", "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội", labour, 3),
            commune("1.003554", "Hòa giải tranh chấp đất đai", land, 45, isPostal: false),
            commune("2.001234", "Xác nhận hiện trạng sử dụng đất", land, 5, isPostal: false),
            commune(
                "2.002161", "Hỗ trợ khôi phục sản xuất vùng bị thiệt hại do thiên tai",
                "Nông nghiệp", 15, isPostal: false),
            commune("1.003446", "Công nhận gia đình văn hóa", "Văn hóa", 5, isPostal: false),
            commune(
                "1.000775", "Tặng Giấy khen của Chủ tịch UBND cấp xã", "Thi đua - Khen thưởng", 10,
                isPostal: false),
            commune("1.000894", "Đăng ký kết hôn", civilStatus, 3, paper: true),
            commune("1.001653", "Cấp Giấy xác nhận khuyết tật", labour, 5, paper: true),
            commune(
                "1.011606", "Công nhận hộ nghèo, hộ cận nghèo phát sinh", labour, 15, paper: true,
                isPostal: false),
        ]

    /// The district's procedures with dossiers in the sample.
    static let district: [Procedure] = landAndCivil + socialAndTrade + educationAndOthers

    private static let landAndCivil: [Procedure] = [
        at(
            .landOffice, "1.004217", "Đăng ký biến động do chuyển nhượng quyền", land, 10,
            paper: true),
        at(
            .landOffice, "2.000889", "Cấp đổi Giấy chứng nhận quyền sử dụng đất", land, 7,
            paper: true),
        at(.landOffice, "1.003907", "Đăng ký, cấp Giấy chứng nhận lần đầu", land, 30, paper: true),
        at(.landOffice, "1.004203", "Tách thửa hoặc hợp thửa đất", land, 15, paper: true),
        at(.landOffice, "1.004193", "Đính chính Giấy chứng nhận đã cấp", land, 7, paper: true),
        at(.landOffice, "1.004583", "Đăng ký thế chấp quyền sử dụng đất", land, 1),
        at(.landOffice, "1.004550", "Xóa đăng ký biện pháp bảo đảm", land, 1),
        at(.landOffice, "1.004206", "Xác nhận tiếp tục sử dụng đất nông nghiệp", land, 2),
        at(.landOffice, "1.004269", "Cung cấp dữ liệu đất đai", land, 5),
        at(.environment, "1.000798", "Chuyển mục đích sử dụng đất", land, 12, paper: true),
        at(
            .environment, "1.005367", "Giao đất, cho thuê đất cho hộ gia đình", land, 20,
            paper: true),
        at(
            .environment, "1.004138", "Xác nhận đăng ký kế hoạch bảo vệ môi trường", "Môi trường",
            10, paper: true, isPostal: false),
        at(.environment, "2.001761", "Thẩm định nhu cầu sử dụng đất", land, 15, isPostal: false),
        at(
            .environment, "1.001662", "Đăng ký khai thác nước dưới đất", "Môi trường", 10,
            isPostal: false),
        at(
            .justice, "2.000806", "Đăng ký kết hôn có yếu tố nước ngoài", civilStatus, 15,
            paper: true, isPostal: false),
        at(
            .justice, "2.000748", "Thay đổi, cải chính hộ tịch, xác định lại dân tộc", civilStatus,
            3, paper: true),
        at(
            .justice, "2.000528", "Đăng ký khai sinh có yếu tố nước ngoài", civilStatus, 3,
            paper: true, isPostal: false),
        at(
            .justice, "2.000992", "Chứng thực hợp đồng, giao dịch liên quan đến tài sản",
            civilStatus, 2),
        at(.justice, "2.001008", "Chứng thực chữ ký người dịch", civilStatus, 1),
        at(.justice, "2.000547", "Ghi vào Sổ hộ tịch việc hộ tịch khác", civilStatus, 3),
    ]

    private static let socialAndTrade: [Procedure] = [
        at(
            .labour, "1.001776", "Thực hiện, điều chỉnh trợ cấp xã hội hằng tháng", labour, 10,
            paper: true),
        at(
            .labour, "1.001753", "Quyết định trợ cấp khi đối tượng thay đổi nơi cư trú", labour, 8,
            paper: true),
        at(.labour, "1.001758", "Hưởng lại trợ cấp xã hội hằng tháng", labour, 6, paper: true),
        at(.labour, "1.002252", "Trợ cấp người có công từ trần", labour, 10, paper: true),
        at(.labour, "2.000777", "Hỗ trợ chi phí mai táng cấp huyện", labour, 5),
        at(.labour, "1.002305", "Di chuyển hồ sơ người có công", labour, 5),
        at(.labour, "2.001661", "Hỗ trợ học văn hóa, học nghề cho nạn nhân", labour, 8),
        at(
            .infrastructure, "2.000620", "Cấp Giấy phép bán lẻ rượu", "Công thương", 7, paper: true,
            online: 4, isPostal: false),
        at(
            .infrastructure, "1.006930", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Xây dựng", 15,
            paper: true),
        at(
            .infrastructure, "1.006936", "Gia hạn giấy phép xây dựng", "Xây dựng", 5, paper: true,
            isPostal: false),
        at(.infrastructure, "1.007262", "Thẩm định dự án đầu tư xây dựng", "Xây dựng", 15),
        at(.infrastructure, "1.003658", "Công bố bến thủy nội địa", "Giao thông", 5),
        at(
            .infrastructure, "1.009444", "Thỏa thuận thông số kỹ thuật công trình", "Giao thông", 5,
            isPostal: false),
        at(
            .finance, "1.001612", "Đăng ký thành lập hộ kinh doanh", "Đăng ký kinh doanh", 3,
            paper: true, online: 4, isPostal: false),
        at(
            .finance, "2.000720", "Đăng ký thay đổi nội dung hộ kinh doanh", "Đăng ký kinh doanh",
            3, online: 4, isPostal: false),
        at(.finance, "1.005280", "Đăng ký thành lập hợp tác xã", "Hợp tác xã", 5, paper: true),
        at(.finance, "1.001570", "Tạm ngừng kinh doanh của hộ kinh doanh", "Đăng ký kinh doanh", 3),
        at(.finance, "1.001266", "Chấm dứt hoạt động hộ kinh doanh", "Đăng ký kinh doanh", 3),
    ]

    private static let educationAndOthers: [Procedure] = [
        at(
            .education, "1.004496", "Chỉnh sửa nội dung văn bằng, chứng chỉ", education, 5,
            paper: true, online: 4, isPostal: false),
        at(
            .education, "1.005092", "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc", education, 1,
            paper: true, online: 4, isPostal: false),
        at(
            .education, "2.002481", "Chuyển trường đối với học sinh trung học cơ sở", education, 3,
            online: 3, isPostal: false),
        at(
            .education, "1.004494", "Thành lập trường mầm non tư thục", education, 15, paper: true,
            isPostal: false),
        at(.education, "1.001714", "Hỗ trợ học sinh khuyết tật", education, 10),
        at(.education, "2.001960", "Cấp chính sách nội trú cho học sinh", education, 11),
        at(
            .interior, "1.000804", "Tặng Giấy khen của Chủ tịch UBND cấp huyện", emulation, 10,
            paper: true, online: 3, isPostal: false),
        at(
            .interior, "2.000402", "Tặng danh hiệu Tập thể lao động tiên tiến", emulation, 10,
            paper: true, online: 3, isPostal: false),
        at(
            .interior, "1.003841", "Công nhận ban vận động thành lập hội", "Tổ chức phi chính phủ",
            15,
            paper: true, isPostal: false),
        at(.interior, "1.003732", "Phê duyệt điều lệ hội", "Tổ chức phi chính phủ", 15),
        at(
            .interior, "1.001228", "Thông báo tổ chức hội nghị thường niên", "Tôn giáo", 10,
            isPostal: false),
        at(.interior, "2.000267", "Đề nghị tổ chức cuộc lễ ngoài cơ sở tôn giáo", "Tôn giáo", 10),
        at(
            .culture, "2.000440", "Công nhận danh hiệu thôn, làng văn hóa", "Văn hóa", 5,
            paper: true),
        at(
            .culture, "1.003645", "Xét tặng danh hiệu khu dân cư văn hóa", "Văn hóa", 7, paper: true
        ),
        at(.culture, "1.001029", "Thông báo tổ chức lễ hội cấp xã", "Văn hóa", 5),
        at(
            .culture, "1.000831", "Khai báo hoạt động điểm truy nhập", "Thông tin", 5,
            isPostal: false),
        at(
            .agriculture, "1.003319", "Hỗ trợ dự án liên kết sản xuất", "Nông nghiệp", 15,
            paper: true),
        at(
            .agriculture, "1.003281", "Bố trí ổn định dân cư trong huyện", "Nông nghiệp", 30,
            paper: true, isPostal: false),
        at(
            .agriculture, "1.007919", "Phê duyệt phương án trồng rừng thay thế", "Lâm nghiệp", 20,
            isPostal: false),
        at(.agriculture, "1.003434", "Hỗ trợ đầu tư phát triển chăn nuôi", "Nông nghiệp", 15),
        at(.taxOffice, "1.008324", "Khai thuế sử dụng đất phi nông nghiệp", "Thuế", 5),
        at(.taxOffice, "1.007040", "Khai lệ phí trước bạ nhà, đất", "Thuế", 5),
        at(.taxOffice, "1.010344", "Đăng ký thuế lần đầu đối với hộ kinh doanh", "Thuế", 3),
    ]

    private static let education = "Giáo dục và Đào tạo"
    private static let emulation = "Thi đua - Khen thưởng"

    private static func commune(
        _ core: String, _ name: String, _ sector: String, _ term: Int, paper: Bool = false,
        isPostal: Bool = true
    ) -> Procedure {
        Procedure(
            core: core, name: name, sector: sector, unit: nil, term: term, resultIsPaper: paper,
            onlineLevel: 2, isPostal: isPostal)
    }

    private static func at(
        _ unit: SampleUnit, _ core: String, _ name: String, _ sector: String, _ term: Int,
        paper: Bool = false, online: Int = 2, isPostal: Bool = true
    ) -> Procedure {
        Procedure(
            core: core, name: name, sector: sector, unit: unit, term: term, resultIsPaper: paper,
            onlineLevel: online, isPostal: isPostal)
    }
}
