import Facts
import RecordReading

/// Watches the texts of a column for damage, or repairs the damage that it is known to have.
///
/// A column is repaired as a whole or not at all: many a sound word could be repaired too (domain
/// §7.1). So damage that shows only while an export is read makes it be read once more.
struct ColumnRepair {
    let damage: TextDamage?
    private var suspects: [String] = []

    /// So many different texts are enough to tell the damage by.
    private static let suspectsKept = 64

    init(_ damage: TextDamage?) {
        self.damage = damage
    }

    var hasSuspects: Bool { !suspects.isEmpty }

    /// A cell's text as people wrote it; nil where it is what stands there.
    mutating func written(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        if let damage { return damage.repaired(String(decoding: text, as: UTF8.self)) }
        if suspects.count < Self.suspectsKept, TextDamage.suspect(text) {
            let suspect = String(decoding: text, as: UTF8.self)
            // Not ==, to which a text and its decomposed form are the same.
            if !suspects.contains(where: { $0.utf8.elementsEqual(suspect.utf8) }) {
                suspects.append(suspect)
            }
        }
        return nil
    }

    /// The damage that the texts so far show.
    func found(by words: KnownWords) -> TextDamage? {
        TextDamage.found(in: suspects, vocabulary: words.count)
    }

    /// Whether the texts so far gain a word by the repair of another column's damage.
    func gains(by damage: TextDamage, _ words: KnownWords) -> Bool {
        suspects.contains { text in
            damage.repaired(text).map { words.count(in: $0) > words.count(in: text) } ?? false
        }
    }
}

/// Words that stand in exports of these offices: of units, statuses, sectors and common names.
struct KnownWords {
    private let words: Set<String>

    init(_ units: UnitRegistry) {
        let names = units.units.flatMap(\.spellings)
        let labels =
            Self.labels(DossierStatus.self) + Self.labels(Channel.self)
            + Self.labels(FileRole.self) + Self.labels(Direction.self)
            + Self.labels(SigningMode.self) + Self.labels(Flag.self)
        words = Set((names + labels + Self.usual).flatMap(Self.split))
    }

    /// How many words of a text are known; those without marks say nothing about damage.
    func count(in text: String) -> Int {
        Self.split(text).count(where: words.contains)
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

/// Thrown when an export has to be read once more: columns turned out to be damaged.
struct DamageFound: Error {
    let columns: [Field: TextDamage]
}
