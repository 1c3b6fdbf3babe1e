/// A unit of the district, under its key in `units.yaml`.
enum SampleUnit: String, CaseIterable, Sendable {
    case chuPuh = "CHUPUH"
    case nhonHoa = "NHONHOA"
    case iaHru = "IAHRU"
    case iaRong = "IARONG"
    case iaDreng = "IADRENG"
    case iaHla = "IAHLA"
    case chuDon = "CHUDON"
    case iaPhang = "IAPHANG"
    case iaLe = "IALE"
    case iaBlu = "IABLU"
    case landOffice = "VPDKDD"
    case environment = "TNMT"
    case justice = "TUPHAP"
    case labour = "LDTBXH"
    case education = "GDDT"
    case finance = "TCKH"
    case infrastructure = "KTHT"
    case interior = "NOIVU"
    case culture = "VHTT"
    case agriculture = "NNPTNT"
    case ethnicAffairs = "DANTOC"
    case inspectorate = "THANHTRA"
    case secretariat = "VANPHONG"
    case taxOffice = "CCTHUE"
    case urbanWorks = "BQLCTDT"
    case waterSupply = "BQLNUOC"
    case redCross = "CTD"
    case cultureCentre = "TTVHTT"
    case desk = "MOTCUA"
    case province = "GIALAI"

    static let communes: [SampleUnit] = [
        .nhonHoa, .iaHru, .iaRong, .iaDreng, .iaHla, .chuDon, .iaPhang, .iaLe, .iaBlu,
    ]

    /// Communes that enter only a part of their dossiers; the report gives the shares.
    static let partlyEntered: Set<SampleUnit> = [.iaHla, .iaLe, .chuDon, .iaDreng]

    /// The units that handle the dossiers received at the district's desk.
    static let handling: [SampleUnit] = [
        .landOffice, .environment, .justice, .labour, .education, .finance, .infrastructure,
        .interior, .culture, .agriculture, .taxOffice,
    ]

    /// Units whose dossiers all have their files, as the report praises.
    static let completeFiles: Set<SampleUnit> = [
        .labour, .environment, .taxOffice, .landOffice, .iaPhang,
    ]

    /// The district and what belongs to it: issuers in the district's document system.
    static let districtIssuers: [SampleUnit] = [.chuPuh] + departments

    static let departments: [SampleUnit] = [
        .environment, .justice, .labour, .education, .finance, .infrastructure, .interior,
        .culture, .agriculture, .ethnicAffairs, .inspectorate, .secretariat, .landOffice,
        .taxOffice, .urbanWorks, .waterSupply, .redCross, .cultureCentre,
    ]

    /// Where dossiers come in.
    static let receiving: [SampleUnit] = [.desk] + communes

    var key: String { rawValue }

    var isCommune: Bool { Self.communes.contains(self) }

    /// The unit's place among all, for generators of its own.
    var ordinal: Int { Self.ordinals[self] ?? 0 }

    private static let ordinals = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

    /// The agency part of the dossier codes a receiving unit gives (QCVN 102:2016 form).
    ///
    /// Invented: the district's real codes are in no public source, and the registry has none.
    var agencyCode: String {
        let number = (Self.communes.firstIndex(of: self) ?? -1) + 1
        return "000.0\(number).21.H21"
    }

    /// The name under which the exports mention the unit.
    var name: String { names.name }

    /// Another name that the registry knows, as people write it in lists of recipients.
    var otherName: String { names.other }

    /// What stands for the unit in the notation of its documents.
    var symbol: String { names.symbol }

    private var names: (name: String, other: String, symbol: String) {
        switch self {
        case .chuPuh: ("UBND huyện Chư Pưh", "UBND huyện", "UBND")
        case .nhonHoa: ("UBND thị trấn Nhơn Hòa", "TT. Nhơn Hoà", "UBND")
        case .iaHru: ("UBND xã Ia Hrú", "Ia H'rú", "UBND")
        case .iaRong: ("UBND xã Ia Rong", "Ia Rong", "UBND")
        case .iaDreng: ("UBND xã Ia Dreng", "Ia Dreng", "UBND")
        case .iaHla: ("UBND xã Ia Hla", "Ia Hla", "UBND")
        case .chuDon: ("UBND xã Chư Don", "CHƯ DON", "UBND")
        case .iaPhang: ("UBND xã Ia Phang", "Ia Phang", "UBND")
        case .iaLe: ("UBND xã Ia Le", "Ia Lê", "UBND")
        case .iaBlu: ("UBND xã Ia Blứ", "Ia Blứ", "UBND")
        case .landOffice:
            (
                "Chi nhánh Văn phòng Đăng ký đất đai huyện Chư Pưh", "CN VPĐKĐĐ huyện",
                "CNVPĐKĐĐ"
            )
        case .environment: ("Phòng Tài nguyên và Môi trường", "Phòng TN-MT huyện", "TNMT")
        case .justice: ("Phòng Tư pháp", "Phòng Tư pháp huyện", "TP")
        case .labour:
            ("Phòng Lao động - Thương binh và Xã hội", "Phòng Lao động-TBXH", "LĐTBXH")
        case .education: ("Phòng Giáo dục và Đào tạo", "Phòng GD-ĐT", "GDĐT")
        case .finance: ("Phòng Tài chính - Kế hoạch", "Phòng TC-KH", "TCKH")
        case .infrastructure: ("Phòng Kinh tế và Hạ tầng", "Phòng KT-HT", "KTHT")
        case .interior: ("Phòng Nội vụ", "Phòng Nội vụ huyện", "NV")
        case .culture: ("Phòng Văn hóa và Thông tin", "Phòng VH-TT huyện", "VHTT")
        case .agriculture:
            ("Phòng Nông nghiệp và Phát triển nông thôn", "Phòng NN&PTNT", "NNPTNT")
        case .ethnicAffairs: ("Phòng Dân tộc", "Phòng Dân tộc huyện", "DT")
        case .inspectorate: ("Thanh tra huyện", "Thanh tra huyện Chư Pưh", "TTH")
        case .secretariat: ("Văn phòng HĐND và UBND huyện", "Văn phòng HĐND-UBND huyện", "VP")
        case .taxOffice: ("Chi cục Thuế khu vực", "Chi cục Thuế", "CCT")
        case .urbanWorks:
            (
                "Ban Quản lý Công trình Đô thị và Vệ sinh môi trường",
                "BQL Công trình Đô thị và VSMT", "BQLCTĐT"
            )
        case .waterSupply:
            ("Ban Quản lý và Cung cấp nước sạch", "BQL nước sạch", "BQLNS")
        case .redCross: ("Hội Chữ thập đỏ huyện", "Hội CTĐ huyện", "HCTĐ")
        case .cultureCentre:
            ("Trung tâm Văn hóa, Thông tin và Thể thao", "TT VHTT&TT", "TTVHTT")
        case .desk:
            ("Bộ phận Tiếp nhận và Trả kết quả huyện", "Bộ phận TN&TKQ huyện", "MC")
        case .province: ("UBND tỉnh Gia Lai", "UBND tỉnh", "UBND")
        }
    }

    /// The name of the unit's paper register among the files.
    var fileName: String {
        switch self {
        case .desk: "mot-cua"
        case .nhonHoa: "nhon-hoa"
        case .iaHru: "ia-hru"
        case .iaRong: "ia-rong"
        case .iaDreng: "ia-dreng"
        case .iaHla: "ia-hla"
        case .chuDon: "chu-don"
        case .iaPhang: "ia-phang"
        case .iaLe: "ia-le"
        case .iaBlu: "ia-blu"
        default: rawValue.lowercased()
        }
    }
}
