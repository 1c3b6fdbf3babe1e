/// An applicant or official who does not exist, put together from parts of names.
///
/// Identity numbers begin with 000 and phones with 0000: no province and no operator has these, so
/// that no number of the sample is somebody's.
struct Person: Sendable {
    let name: String
    let isOrganisation: Bool
    let identity: Int
    let phone: Int
    let hamlet: Int

    /// The person of a seed.
    ///
    /// - Parameter onPaperOnly: takes the given name from a list of its own, so that nobody whose
    ///   dossier is missing in the system resembles somebody whose dossier is there.
    init(seed: UInt64, onPaperOnly: Bool = false) {
        var draw = SplitMix64(seed: seed)
        let given = draw.pick(onPaperOnly ? Self.givenOnPaperOnly : Self.given)
        isOrganisation = !onPaperOnly && draw.oneIn(24)
        if isOrganisation {
            name = "\(draw.pick(Self.organisations)) \(given)"
        } else if draw.oneIn(2) {
            let family = draw.pick(Self.jraiFamilies)
            name = draw.oneIn(2) ? "\(family) H'\(given)" : "\(family) \(given)"
        } else {
            name = "\(draw.pick(Self.families)) \(draw.pick(Self.middles)) \(given)"
        }
        identity = draw.below(1_000_000_000)
        phone = draw.below(1_000_000)
        hamlet = draw.within(1...9)
    }

    private static let families = [
        "Nguyễn", "Trần", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Phan",
    ]
    private static let middles = [
        "Văn", "Thị", "Đức", "Ngọc", "Xuân", "Hữu", "Thanh", "Minh", "Thị Kim", "Thị Mỹ",
    ]
    private static let jraiFamilies = [
        "Siu", "Rmah", "Kpă", "Ksor", "Nay", "Rơ Châm", "Rơ Lan", "Puih", "Rah Lan", "Kpuih",
    ]
    private static let given = [
        "An", "Bình", "Cường", "Dung", "Giang", "Hà", "Hạnh", "Hòa", "Hương", "Khoa", "Lan", "Liên",
        "Long", "Mai", "Nam", "Nga", "Phúc", "Quý", "Sơn", "Tâm", "Thảo", "Thủy", "Trang", "Tuấn",
        "Blơm", "Chăm", "Djuang", "Glưh", "Hyiao", "Klơng", "Luyn", "Mlai", "Nguêch", "Phiơt",
        "Thoan", "Yưn", "Ŏng", "Brŭk",
    ]
    private static let givenOnPaperOnly = [
        "Bắc", "Duyên", "Hậu", "Khiêm", "Lộc", "Vững", "Xoan", "Đrơng",
    ]
    private static let organisations = [
        "Hộ kinh doanh", "Hợp tác xã Nông nghiệp", "Trường Mẫu giáo", "Công ty TNHH",
    ]
}
