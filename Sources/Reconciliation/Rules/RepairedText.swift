import Facts

/// TXT-01: an export whose text is in an old encoding, or was damaged on its way to Unicode.
///
/// It was read all the same. UTF-16 and a byte order mark are sound and no news.
enum RepairedText {
    static let rule = Rule(
        id: "TXT-01", severity: .low, faultClass: .data,
        title: Text(vi: "Chữ không theo Unicode chuẩn", en: "Text that is not plain Unicode"),
        message: Text(
            vi: "Bản xuất đã đọc được nhưng chữ phải chuyển lại: {faults}.",
            en: "The export was read, but its text had to be converted: {faults}."),
        remedy: Text(
            vi: "Xuất lại bằng Unicode dựng sẵn (UTF-8, TCVN 6909:2001); bỏ phông .Vn, VNI.",
            en: "Export it in composed Unicode (UTF-8, TCVN 6909:2001), without .Vn or VNI fonts."),
        basis: Text(
            vi: "TCVN 6909:2001; Thông tư 39/2017/TT-BTTTT: dùng Unicode trong cơ quan nhà nước",
            en: "TCVN 6909:2001; Circular 39/2017/TT-BTTTT: Unicode in state agencies"),
        needs: [], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        return context.judgeParts(rule.id) { part in
            let encodings = Set(part.exports.compactMap { facts.notes[$0].legacyEncoding })
            var faults = encodings.sorted().map {
                Text(vi: "tệp ở mã \($0)", en: "the file is in \($0)")
            }
            for column in facts.columns(of: part) {
                let damages = Set(column.notes.compactMap(\.notes.damage))
                for damage in ColumnDamage.allCases where damages.contains(damage) {
                    faults.append(text(of: damage, column.name))
                }
            }
            guard !faults.isEmpty, let export = part.exports.last else { return [] }
            return [
                PartFinding(
                    subject: Subject(.export, part.id), facts: [("faults", .texts(faults))],
                    evidence: [Evidence(export: UInt32(export), line: 1)])
            ]
        }
    }

    private static func text(of damage: ColumnDamage, _ column: Text) -> Text {
        let how =
            switch damage {
            case .mojibake:
                Text(vi: "UTF-8 bị đọc nhầm mã", en: "UTF-8 that was read in another encoding")
            case .tcvn3: Text(vi: "TCVN3 (phông .Vn)", en: "TCVN3 (.Vn fonts)")
            case .vni: Text(vi: "VNI", en: "VNI")
            case .decomposed:
                Text(vi: "Unicode tổ hợp (dấu rời)", en: "decomposed Unicode (marks apart)")
            }
        return Text(vi: "\(column.vi): \(how.vi)", en: "\(column.en): \(how.en)")
    }
}
