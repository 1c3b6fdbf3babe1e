import Facts
import RecordReading

/// A row of a CSV that has no code or number where records have theirs, as the words it has.
struct OddRow {
    /// The cells that are not empty.
    let filled: [(column: Int, text: String)]

    init(_ cells: [String]) {
        filled = cells.enumerated().filter { !$1.isEmpty }.map { ($0, $1) }
    }

    /// Whether it numbers the columns: `(1);(2);(3)`, `1;2;3`, `A;B;1;2`.
    ///
    /// Excel takes `(1)` for a negative number and exports `-1`. A row of plain numbers can be a
    /// record, unless it numbers every column from 1 on.
    ///
    /// - Parameter columnCount: the columns of the header that have a name.
    func isColumnNumbers(of columnCount: Int) -> Bool {
        var isMarked = true
        var letters: [UInt8] = []
        var numbers: [Int] = []
        for (_, cell) in filled {
            // `(5)=(3)+(4)` says how the column is computed.
            let own = cell.split(separator: "=").first.map(String.init) ?? cell
            let bare = own.filter { !"()[] ".contains($0) }
            if let number = Int(bare), abs(number) < 1000 {
                isMarked = isMarked && (own.hasPrefix("(") || own.hasPrefix("[") || number < 0)
                numbers.append(abs(number))
            } else if let letter = bare.utf8.first, bare.utf8.count == 1, numbers.isEmpty {
                letters.append(letter | 0x20)
            } else {
                return false
            }
        }
        let isInOrder =
            zip(numbers, numbers.dropFirst()).allSatisfy { $0 + 1 == $1 }
            && letters.elementsEqual((0..<letters.count).map { UInt8(ascii: "a") + UInt8($0 & 15) })
        guard isInOrder, filled.count >= 2 else { return false }
        if isMarked, letters.isEmpty { return true }
        return filled.count >= 3 && filled.count == columnCount && numbers.first ?? 1 == 1
    }

    /// What it sums up, if it is a row of totals.
    var total: Total? {
        guard let (column, label) = filled.first else { return nil }
        let words = Self.words(label)
        guard let first = words.first else { return nil }
        let next = words.count > 1 ? words[1] : ""
        let isNextNumber = next.first?.isNumber == true
        let isGrand: Bool
        switch first {
        case "tổng", "total":
            guard next.isEmpty || isNextNumber || Self.afterTong.contains(next) else { return nil }
            isGrand = true
        case "cộng":
            guard next.isEmpty || isNextNumber || Self.afterCong.contains(next) else { return nil }
            isGrand = next == "tổng"
        default: return nil
        }
        let others = filled.filter { $0.column != column }.compactMap { Self.integer($0.text) }
        return Total(isGrand: isGrand, integers: Self.integers(in: label) + others)
    }

    /// Whether nothing but numbers follows its first text, as in a total whose number stands in
    /// the column of the key; a figure of a report may be called `Tổng số` and has a name besides.
    var hasOnlyNumbers: Bool {
        !filled.dropFirst().contains { $0.text.contains(where: \.isLetter) }
    }

    struct Total {
        /// Whether it says `Tổng`, which groups within a list rarely do.
        let isGrand: Bool
        let integers: [Int]
    }

    /// `Tổng công ty` and `Cộng đồng dân cư` apply for things and are no totals.
    private static let afterTong: Set = [
        "cộng", "số", "hs", "hồ", "toàn", "chung", "văn", "phiếu", "thư", "lượt",
    ]
    private static let afterCong: Set = [
        "tổng", "số", "hồ", "dồn", "trang", "tháng", "quý", "năm", "nhóm", "lĩnh", "mục", "phần",
        "văn", "phiếu", "thư", "lượt",
    ]

    /// Whether its only text names the group that the next rows belong to: `Xã Ia Le`,
    /// `I. Lĩnh vực đất đai`, also with the number in a cell of its own.
    func isGroup(of columnCount: Int, isUnit: (String) -> Bool) -> Bool {
        guard columnCount > 2, let first = filled.first, let (column, text) = filled.last,
            filled.count == 1 || filled.count == 2 && Self.isOutlineNumber(first.text)
        else { return false }
        guard column < filled.count + 1, text.contains(where: \.isLetter) else { return false }
        return text.contains(" ") || isUnit(text)
    }

    /// `I`, `II.`, `A)`.
    private static func isOutlineNumber(_ text: String) -> Bool {
        let bare = text.filter { $0.isLetter }
        guard !bare.isEmpty, text.allSatisfy({ $0.isLetter || ".)/ ".contains($0) }) else {
            return false
        }
        return bare.count == 1 || bare.allSatisfy { "IVXL".contains($0) }
    }

    /// Whether it stands above or beside signatures: `Người lập biểu;;;Chủ tịch`, or says where
    /// and when it was signed: `Ia Le, ngày 28 tháng 7 năm 2021`.
    var isSignature: Bool {
        guard !filled.isEmpty, filled.count <= 4 else { return false }
        return filled.allSatisfy { _, text in
            Self.isSigner(text) || filled.count <= 2 && Self.isDayOfSigning(text)
        }
    }

    /// Whether it can be the names below signatures.
    var isFewWords: Bool {
        filled.count <= 3 && !filled.contains { $0.text.contains(where: \.isNumber) }
    }

    private static func isSigner(_ text: String) -> Bool {
        let lowered = VietnameseText.composed(text).lowercased()
        if offices.contains(where: lowered.hasPrefix) { return true }
        let key = VietnameseText.key(text)
        return signers.contains { key.hasPrefix($0) }
    }

    private static let offices = ["tm.", "t/m", "kt.", "k/t", "tl.", "t/l", "tuq."]
    private static let signers = [
        "người lập", "người ghi", "người kiểm tra", "người duyệt", "người tổng hợp",
        "người báo cáo",
        "cán bộ lập", "công chức lập", "kiểm soát", "kế toán", "chủ tịch", "phó chủ tịch",
        "thủ trưởng", "trưởng phòng", "phó trưởng phòng", "trưởng bộ phận", "giám đốc",
        "chánh văn phòng", "phó chánh văn phòng", "ký tên", "ký ghi rõ", "đã ký", "xác nhận của",
        "nơi nhận", "lãnh đạo",
    ].map { VietnameseText.key($0) }

    private static func isDayOfSigning(_ text: String) -> Bool {
        let words = words(text)
        guard let day = words.firstIndex(of: "ngày"),
            let month = words[day...].firstIndex(of: "tháng")
        else { return false }
        return words[month...].contains("năm")
    }

    private static func words(_ text: String) -> [String] {
        VietnameseText.composed(text).lowercased()
            .split { !$0.isLetter && !$0.isNumber && $0 != "." }
            .map { $0.trimming(".") }.filter { !$0.isEmpty }
    }

    /// Whole numbers of a text, without those of a day, month, quarter or year.
    private static func integers(in text: String) -> [Int] {
        let words = words(text)
        return words.indices.compactMap { index in
            if index > 0, ["ngày", "tháng", "quý", "năm"].contains(words[index - 1]) { return nil }
            return integer(words[index])
        }
    }

    /// `20` and, with thousands, `6.015`.
    private static func integer(_ text: String) -> Int? {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        let isGrouped =
            groups.count == 1
            || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
        guard isGrouped, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else {
            return nil
        }
        return Int(groups.joined())
    }
}

extension Substring {
    /// Without this character at either end.
    fileprivate func trimming(_ character: Character) -> String {
        var text = self
        while text.first == character { text.removeFirst() }
        while text.last == character { text.removeLast() }
        return String(text)
    }
}
