import Facts

extension OddRow {
    /// A row of totals.
    struct Total {
        /// Whether it says `Tổng`, which groups within a list rarely do.
        let isGrand: Bool
        /// The numbers in its label that may count records, in order.
        private let own: [Int]
        /// Whether the label says what its first number counts: `6.015 hồ sơ`.
        let saysWhatItCounts: Bool
        /// The cells behind it that have digits, with their number if they are one.
        private let behind: [(column: Int, number: Int?)]

        init(isGrand: Bool, label: String, behind: [(column: Int, text: String)]) {
            self.isGrand = isGrand
            (own, saysWhatItCounts) = OddRow.counts(in: label)
            // Of fees alone is the sum of a row that says so.
            let isOfMoney = own.isEmpty && OddRow.speaksOfMoney(label)
            self.behind =
                isOfMoney
                ? []
                : behind.filter { $0.text.contains(where: \.isNumber) }
                    .map { ($0.column, OddRow.integer($0.text)) }
        }

        /// All its numbers that are no sums of money.
        func numbers(without moneyColumns: Set<Int>) -> [Int] {
            own + behind.filter { !moneyColumns.contains($0.column) }.compactMap(\.number)
        }

        /// What it says of its own accord; nil where several numbers stand in it.
        func stated(without moneyColumns: Set<Int>) -> Int? {
            if let own = own.first { return own }
            guard behind.count == 1, let only = behind.first, !moneyColumns.contains(only.column)
            else { return nil }
            return only.number
        }
    }

    /// Whether a text names a fee or an amount.
    static func speaksOfMoney(_ text: String) -> Bool {
        !money.isDisjoint(with: words(text))
    }

    private static let money: Set = ["phí", "tiền", "đồng", "vnđ", "vnd", "đ"]
    private static let counted: Set = [
        "hồ", "hs", "bản", "văn", "phiếu", "thư", "lượt", "dòng", "trường",
    ]

    /// The numbers of a label without those of days and years and amounts of money.
    private static func counts(in label: String) -> (numbers: [Int], saysWhat: Bool) {
        let words = words(label)
        var numbers: [Int] = []
        var saysWhat = false
        for index in words.indices {
            let before = index > 0 ? words[index - 1] : ""
            let after = index + 1 < words.count ? words[index + 1] : ""
            guard let number = integer(words[index]), !money.contains(before),
                !money.contains(after), !["ngày", "tháng", "quý", "năm"].contains(before)
            else { continue }
            if numbers.isEmpty { saysWhat = counted.contains(after) }
            numbers.append(number)
        }
        return (numbers, saysWhat)
    }

    static func words(_ text: String) -> [String] {
        VietnameseText.composed(text).lowercased()
            .split { !$0.isLetter && !$0.isNumber && $0 != "." }
            .map { $0.trimming(".") }.filter { !$0.isEmpty }
    }

    /// `20` and, with thousands, `6.015`.
    static func integer(_ text: String) -> Int? {
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
