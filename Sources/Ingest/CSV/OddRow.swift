import Facts
import RecordReading

/// A row of a CSV that has no code or number where records have theirs, as the words it has.
struct OddRow {
    /// The cells that are not empty.
    let filled: [(column: Int, text: String)]

    init(_ cells: [String]) {
        filled = cells.enumerated().filter { !$1.isEmpty }.map { ($0, $1) }
    }

    /// Whether it numbers the columns: `(1);(2);(3)`, `1;2;3`, `A;B;1;2`, `(I);(II)`.
    ///
    /// Excel takes `(1)` for a negative number and exports `-1`. A row of plain numbers can be a
    /// record, unless it numbers every column from 1 on; of five and more, the last ones may be
    /// empty.
    ///
    /// - Parameter columnCount: the columns of the header that have a name.
    func isColumnNumbers(of columnCount: Int) -> Bool {
        if isRomanNumbers(of: columnCount) { return true }
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
        guard filled.count >= 3, numbers.first ?? 1 == 1 else { return false }
        let isFromFirst = filled.enumerated().allSatisfy { $0 == $1.column }
        return filled.count == columnCount
            || filled.count >= 5 && isFromFirst && filled.count * 3 >= columnCount * 2
    }

    /// `(I);(II);(III)`, or without marks in every column.
    private func isRomanNumbers(of columnCount: Int) -> Bool {
        guard (2...Self.romans.count).contains(filled.count) else { return false }
        let isInOrder = zip(filled, Self.romans).allSatisfy { cell, roman in
            cell.text.filter { !"()[]. ".contains($0) } == roman
        }
        let isMarked = filled.allSatisfy { $0.text.hasPrefix("(") || $0.text.hasPrefix("[") }
        return isInOrder && (isMarked || filled.count >= 3 && filled.count == columnCount)
    }

    private static let romans = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ]

    /// What it sums up, if it is a row of totals.
    var total: Total? {
        guard let (_, label) = filled.first else { return nil }
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
        return Total(isGrand: isGrand, label: label, behind: Array(filled.dropFirst()))
    }

    /// Whether nothing but numbers follows its first text, as in a total whose number stands in
    /// the column of the key; a figure of a report may be called `Tổng số` and has a name besides.
    var hasOnlyNumbers: Bool {
        !filled.dropFirst().contains { $0.text.contains(where: \.isLetter) }
    }

    /// `Tổng công ty` and `Cộng đồng dân cư` apply for things and are no totals.
    private static let afterTong: Set = [
        "cộng", "số", "hs", "hồ", "toàn", "chung", "văn", "phiếu", "thư", "lượt", "lệ", "phí",
        "tiền",
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
        guard (1...4).contains(filled.count) else { return false }
        return filled.allSatisfy { _, text in
            Self.isSigner(text) || filled.count <= 2 && Self.isDayOfSigning(text)
        }
    }

    /// Whether it is the name of a sector, with or without its number: `1;Lĩnh vực Tư pháp`.
    var isSector: Bool {
        guard let label = filled.last, filled.count <= 2,
            VietnameseText.key(label.text).hasPrefix(Self.sector)
        else { return false }
        return filled.dropLast().allSatisfy { _, text in
            text.count <= 4 && text.allSatisfy { $0.isNumber || ".)".contains($0) }
        }
    }

    private static let sector = VietnameseText.key("lĩnh vực")

    /// Whether it stands at the edge of a page: `Trang 1/2`, perhaps beside a title.
    var isPageNumber: Bool {
        filled.count <= 2 && filled.contains { Self.isPageNumber($0.text) }
            && filled.allSatisfy { $0.text.contains(" ") || !$0.text.contains(where: \.isNumber) }
    }

    private static func isPageNumber(_ text: String) -> Bool {
        let words = words(text)
        return (2...3).contains(words.count) && ["trang", "page"].contains(words[0])
            && words.dropFirst().allSatisfy { integer($0) != nil }
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
        "nơi nhận", "lãnh đạo", "người giao", "người nhận", "người trả", "người nộp",
        "người tiếp nhận", "bên giao", "bên nhận", "bộ phận tiếp nhận", "bộ phận một cửa",
        "cán bộ tiếp nhận", "công chức tiếp nhận", "văn thư",
    ].map { VietnameseText.key($0) }

    private static func isDayOfSigning(_ text: String) -> Bool {
        let words = words(text)
        guard let day = words.firstIndex(of: "ngày"),
            let month = words[day...].firstIndex(of: "tháng")
        else { return false }
        return words[month...].contains("năm")
    }
}
