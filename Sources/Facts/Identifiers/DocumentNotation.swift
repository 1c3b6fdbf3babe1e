/// What a document's notation says: its type, the agency, the unit that wrote it (domain §2.4).
///
/// `QĐ-UBND` is a decision, `UBND-NC` an official letter, which has no abbreviation of its type.
package struct DocumentNotation: Hashable, Sendable {
    /// Nil of an official letter and of what is no administrative document (`NĐ-CP`, `SY-UBND`).
    ///
    /// An agency may look like a type: `TC-KH` is a finance division's letter or a communiqué.
    package let type: DocumentType?
    /// What stands between hyphens, in order; never empty.
    package let parts: [String]

    /// - Parameter canonical: a notation in one spelling; nil when a part of it is empty.
    package init?(_ canonical: some StringProtocol) {
        parts = String(canonical).split(
            separator: "-" as Character, omittingEmptySubsequences: false
        )
        .map(String.init)
        guard let first = parts.first, !parts.contains(""), !canonical.contains("//" as String)
        else {
            return nil
        }
        type = DocumentType(abbreviation: first)
    }

    /// Who issued it: `UBND` of `QĐ-UBND` and of `UBND-NC`; nil where the type stands alone.
    package var agency: String? {
        hasTypeAbbreviation || beginsWithLetterAbbreviation ? parts.dropFirst().first : parts[0]
    }

    /// Whether it begins with the abbreviation of a type, also of a legal document or a copy.
    package var hasTypeAbbreviation: Bool { type != nil || isOther }

    /// Whether it is a legal document or a copy of another document.
    package var isOther: Bool { Self.others.contains(parts[0].uppercased()) }

    /// Decrees and circulars (văn bản quy phạm pháp luật); copies, excerpts and transcripts.
    private static let others: Set = ["NĐ", "TT", "TTLT", "SY", "TRS", "SL"]

    /// `CV-UBND`: official letters have no abbreviation, though many write one.
    package var beginsWithLetterAbbreviation: Bool { parts[0] == "CV" }

    /// A notation in one spelling: capitals, a hyphen after the type.
    static func canonical(_ plain: some StringProtocol) -> String {
        let capitals = plain.uppercased()
        guard let hyphen = capitals.firstIndex(of: "-") else {
            // NĐCP, QĐUBND: only before agencies that begin no other word.
            for agency in ["UBND", "HĐND", "TTG", "CP"] where capitals.hasSuffix(agency) {
                let type = capitals.dropLast(agency.count)
                if DocumentType(abbreviation: type) != nil || type == "NĐ" {
                    return mixed(type) + "-" + agency
                }
            }
            return mixed(capitals)
        }
        return mixed(capitals[..<hyphen]) + capitals[hyphen...]
    }

    private static func mixed(_ capitals: some StringProtocol) -> String {
        mixedSpellings[String(capitals)] ?? String(capitals)
    }

    /// Abbreviations of types that are not all capitals (Nghị định 30/2020/NĐ-CP, Phụ lục III).
    private static let mixedSpellings = ["TTR": "TTr", "CTR": "CTr", "QYĐ": "QyĐ", "TRS": "TrS"]
}

/// The 29 types of administrative documents (Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III).
package enum DocumentType: String, CaseIterable, Sendable {
    case resolution, decision, directive, regulations, rules, communique, notice, guidance
    case programme, plan, option, scheme, project, report, minutes, submission, contract
    case officialLetter, telegram, memorandum, agreement, authorisation, invitation
    case introduction, leave, dispatchSlip, transferSlip, announcementSlip, publicLetter

    /// As symbols have it; empty for official and public letters, which have none.
    package var abbreviation: String { Self.words[self]?.abbreviation ?? "" }

    package var vietnameseName: String { Self.words[self]?.name ?? "" }

    /// The type of an abbreviation in any case, or nil.
    package init?(abbreviation: some StringProtocol) {
        guard let type = Self.byAbbreviation[abbreviation.uppercased()] else { return nil }
        self = type
    }

    /// The type that a register's column names in full or by its abbreviation, or nil.
    package init?(column text: some StringProtocol) {
        guard let type = Self.byName[VietnameseText.key(text)] ?? Self.init(abbreviation: text)
        else { return nil }
        self = type
    }

    private static let words: [DocumentType: (abbreviation: String, name: String)] = [
        .resolution: ("NQ", "Nghị quyết"), .decision: ("QĐ", "Quyết định"),
        .directive: ("CT", "Chỉ thị"), .regulations: ("QC", "Quy chế"),
        .rules: ("QyĐ", "Quy định"), .communique: ("TC", "Thông cáo"),
        .notice: ("TB", "Thông báo"), .guidance: ("HD", "Hướng dẫn"),
        .programme: ("CTr", "Chương trình"), .plan: ("KH", "Kế hoạch"),
        .option: ("PA", "Phương án"), .scheme: ("ĐA", "Đề án"), .project: ("DA", "Dự án"),
        .report: ("BC", "Báo cáo"), .minutes: ("BB", "Biên bản"),
        .submission: ("TTr", "Tờ trình"), .contract: ("HĐ", "Hợp đồng"),
        .officialLetter: ("", "Công văn"), .telegram: ("CĐ", "Công điện"),
        .memorandum: ("BGN", "Bản ghi nhớ"), .agreement: ("BTT", "Bản thỏa thuận"),
        .authorisation: ("GUQ", "Giấy ủy quyền"), .invitation: ("GM", "Giấy mời"),
        .introduction: ("GGT", "Giấy giới thiệu"), .leave: ("GNP", "Giấy nghỉ phép"),
        .dispatchSlip: ("PG", "Phiếu gửi"), .transferSlip: ("PC", "Phiếu chuyển"),
        .announcementSlip: ("PB", "Phiếu báo"), .publicLetter: ("", "Thư công"),
    ]

    private static let byAbbreviation: [String: DocumentType] = {
        let pairs = words.compactMap { type, words in
            words.abbreviation.isEmpty ? nil : (words.abbreviation.uppercased(), type)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()

    private static let byName: [String: DocumentType] = {
        let pairs = words.map { (VietnameseText.key($1.name), $0) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()
}
