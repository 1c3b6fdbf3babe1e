package import Facts
import Reconciliation

/// The scoreboard as lines of text for a terminal of 80 columns.
package struct ScoreboardText {
    private let board: Scoreboard
    private let language: Language

    package init(_ board: Scoreboard, in language: Language) {
        self.board = board
        self.language = language
    }

    /// A line a rule that found something or could not look; the others, which looked and found
    /// nothing, in one.
    package var rules: [String] {
        let head = [
            "", say("QUY TẮC", "RULE"), say("MỨC ĐỘ", "SEVERITY"), say("SỐ", "FOUND"),
            say("NỘI DUNG", "WHAT"),
        ]
        let isQuiet = { (row: Scoreboard.RuleRow) in row.found == 0 && !row.isWithheld }
        let rows = board.rules.filter { !isQuiet($0) }.map { row in
            [
                "", row.rule.id, row.severity.label[language],
                row.isWithheld ? "?" : String(row.found), row.rule.title[language],
            ]
        }
        let quiet = board.rules.filter(isQuiet).map(\.rule.id).sorted()
        let others = Self.lines(
            say("Đã kiểm tra, không thấy lỗi: ", "Checked, nothing found: "), quiet)
        return TextTable([head] + rows, rightAligned: [3]).lines + (quiet.isEmpty ? [] : others)
    }

    /// A line a unit, those with most to mend first.
    package func units(atMost limit: Int) -> [String] {
        let severities = Severity.worstFirst
        let head =
            ["", say("ĐƠN VỊ", "UNIT"), say("CỘNG", "TOTAL")]
            + severities.map { $0.label[language] }
        let rows = board.units.prefix(limit).map { row in
            ["", board.name(of: row), String(row.total)]
                + severities.map { row.counts[$0].map(String.init) ?? "·" }
        }
        var lines = TextTable([head] + rows, rightAligned: [2, 3, 4, 5, 6]).lines
        if board.units.count > limit {
            let more = board.units.count - limit
            lines.append("  " + say("… và \(more) đơn vị khác", "… and \(more) more units"))
        }
        return lines
    }

    private func say(_ vi: String, _ en: String) -> String {
        Text(vi: vi, en: en)[language]
    }

    /// Words behind a heading, in lines of at most 80 columns.
    private static func lines(_ heading: String, _ words: [String]) -> [String] {
        var lines = ["  " + heading]
        for (index, word) in words.enumerated() {
            let word = index + 1 < words.count ? word + ", " : word
            if lines[lines.count - 1].count + word.count > 80 { lines.append("    ") }
            lines[lines.count - 1] += word
        }
        return lines
    }
}
