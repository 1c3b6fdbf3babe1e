import Facts
import RecordReading

/// Words that stand in exports of these offices: of units, headers, statuses, sectors and names.
///
/// Only those with letters beyond ASCII, which tell an encoding.
struct KnownWords {
    private let words: Set<String>

    /// An encoding is believed if it makes at least so many known words.
    private static let fewest = 3

    init(_ units: UnitRegistry) {
        let names = units.units.flatMap(\.spellings)
        let labels =
            Self.labels(DossierStatus.self) + Self.labels(Channel.self)
            + Self.labels(FileRole.self) + Self.labels(Direction.self)
            + Self.labels(SigningMode.self) + Self.labels(Flag.self)
        words = Set(
            (names + labels + HeaderSynonyms.all.map(String.init) + Self.usual).flatMap(Self.split))
    }

    /// How many words of a text are known; those without marks say nothing about damage.
    func count(in text: String) -> Int {
        Self.split(text).count(where: words.contains)
    }

    /// The encoding in which lines have the most known words; nil if they are few.
    func encoding(of readings: [LegacyLines]) -> TextEncoding? {
        var best: (encoding: TextEncoding, count: Int)?
        for reading in readings {
            let count = reading.lines.reduce(0) { $0 + self.count(in: $1) }
            if count >= Self.fewest, count > best?.count ?? 0 { best = (reading.encoding, count) }
        }
        return best?.encoding
    }

    private static func split(_ text: String) -> [String] {
        text.split { !$0.isLetter }.filter { word in word.utf8.contains { $0 >= 0x80 } }
            .map { VietnameseText.key($0) }
    }

    private static func labels<Label: Word>(_ type: Label.Type) -> [String] {
        Label.allCases.flatMap(\.labels)
    }

    private static let usual = [
        // Sectors and what registers speak of.
        "đất đai, hộ tịch, chứng thực, bảo trợ xã hội, người có công, lao động, việc làm",
        "đăng ký kinh doanh, xây dựng, giáo dục, đào tạo, văn hóa, thể thao, môi trường, y tế",
        "nông nghiệp, tôn giáo, tín ngưỡng, thi đua khen thưởng, công thương, thuế, tư pháp",
        "mức độ, cấp huyện, cấp xã, công văn, báo cáo, quyết định, kế hoạch, tờ trình, thông báo",
        "giấy mời, quyển, sổ, thường, khẩn, cá nhân, tổ chức, bưu điện, trực tiếp, đúng hạn",
        "trễ hạn, sớm hạn, bổ sung, đại diện, chuyển nhượng, khai sinh, kết hôn, khai tử",
        // Family and middle names.
        "Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý",
        "Thị, Văn, Đức, Hữu, Ngọc, Quốc, Thái, Tuấn, Hùng, Dũng, Hương, Hồng, Thủy, Phượng, Rơ",
        "Kpă, Đinh, Trịnh, Đoàn, Lâm, Mai, Cường, Thắng, Hải, Sơn, Bình, Hà, Hạnh, Hiền, Tâm",
    ]
}
