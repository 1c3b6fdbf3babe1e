import Facts
import RecordReading

/// Tells which rows of a CSV that have no key are no records (domain §7.8).
///
/// A record never vanishes: what cannot be placed, such as a row with several cells, stays one.
struct RowJudge {
    /// The rows of the header and those above it, which are printed again on each page.
    private let heading: Set<[String]>
    private let columnCount: Int
    /// Columns whose header speaks of money: their sum is no number of records.
    private let moneyColumns: Set<Int>
    private let damage: TextDamage?
    private let isUnit: (String) -> Bool
    private var totals: [(line: Int, recordsBefore: Int, total: OddRow.Total)] = []
    private var isBehindSignature = false

    /// - Parameters:
    ///   - header: its rows as they stand in the file.
    ///   - titles: the rows above it.
    ///   - damage: what the header had to be repaired of.
    ///   - isUnit: whether a text names a unit.
    init(
        header: [[String]], titles: [[String]], damage: TextDamage?,
        isUnit: @escaping (String) -> Bool
    ) {
        self.damage = damage
        heading = Set((header + titles).map(Self.folded))
        self.isUnit = isUnit
        let names = HeaderNames(header).columns
        columnCount = names.count { !$0.isEmpty }
        moneyColumns = Set(
            names.indices.filter { column in
                names[column].contains {
                    OddRow.speaksOfMoney(damage?.repaired($0) ?? $0)
                }
            })
    }

    mutating func verdict(_ row: CSVOddRow) -> CSVRowVerdict {
        let odd = OddRow(
            damage.map { damage in row.cells.map { damage.repaired($0) ?? $0 } } ?? row.cells)
        if odd.filled.isEmpty || odd.isColumnNumbers(of: columnCount) { return .noRecord }
        if let total = odd.total, !row.hasKey || odd.hasOnlyNumbers {
            totals.append((row.line, row.recordCount, total))
            return .noRecord
        }
        if odd.isSector { return .noRecord }
        if row.hasKey {
            isBehindSignature = false
            return .record
        }
        if odd.isPageNumber || heading.contains(Self.folded(row.cells)) { return .noRecord }
        if odd.isSignature {
            isBehindSignature = true
            return .noRecord
        }
        if isBehindSignature, odd.isFewWords { return .noRecord }
        return odd.isGroup(of: columnCount, isUnit: isUnit) ? .noRecord : .record
    }

    /// How many records the export says it has.
    ///
    /// Sums of other columns stand in the same row. Believed is what the label itself says
    /// (`Tổng cộng: 20 hồ sơ`), the only number behind it, or one that is right; of more than ten
    /// times the records only the first, where it says what it counts.
    ///
    /// Where there are several totals, groups have theirs: only the last that says `Tổng` can be
    /// the whole's, and is not if its number is that of the records since the total before it.
    ///
    /// - Parameter recordCount: the records of the whole export.
    func controlTotal(of recordCount: Int) -> ControlTotal? {
        let index = totals.count == 1 ? 0 : totals.lastIndex { $0.total.isGrand }
        guard let index else { return nil }
        let (line, recordsBefore, total) = totals[index]
        let numbers = total.numbers(without: moneyColumns)
        if numbers.contains(recordCount) {
            return ControlTotal(stated: recordCount, line: line)
        }
        let isOfGroup =
            index > 0 && numbers.contains(recordsBefore - totals[index - 1].recordsBefore)
            || !total.isGrand && recordsBefore < recordCount
        guard !isOfGroup, let stated = total.stated(without: moneyColumns),
            total.saysWhatItCounts || stated <= 10 * recordCount
        else { return nil }
        return ControlTotal(stated: stated, line: line)
    }

    /// The cells without what differs between two copies of a header.
    private static func folded(_ cells: [String]) -> [String] {
        let folded = cells.map { HeaderMatch.fold($0.replacing("\u{FEFF}", with: "")) }
        let end = folded.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        return Array(folded[..<end])
    }
}
