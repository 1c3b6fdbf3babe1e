import Facts

/// PAP-01: a paper entry whose dossier is not in the one-stop system.
enum PaperEntryWithoutDossier {
    static let rule = Rule(
        id: "PAP-01", severity: .high, faultClass: .data,
        title: Text(
            vi: "Hồ sơ giấy không có trên hệ thống một cửa",
            en: "Paper entry without an electronic dossier"),
        message: Text(
            vi:
                "Hồ sơ {code} có trong sổ giấy (nhận ngày {received_on}) nhưng chưa có trên hệ thống"
                + " một cửa.",
            en: "Dossier {code} is in the paper register (received {received_on}) but not in the"
                + " one-stop system."),
        remedy: Text(
            vi: "Nhập hồ sơ vào hệ thống một cửa kèm tệp thành phần, hoặc sửa mã hồ sơ trong sổ.",
            en: "Enter the dossier in the one-stop system with its files, or correct the code in"
                + " the register."),
        basis: Text(
            vi: "Báo cáo CCHC 2021, mục 3.2: «hồ sơ các ngành khác không cập nhật vào hệ thống một"
                + " cửa điện tử»; NĐ 61/2018/NĐ-CP",
            en: "Reform report 2021, 3.2: dossiers of other sectors are not entered in the one-stop"
                + " system; Decree 61/2018"),
        needs: [
            Need(.paperDossiers, .unit, .number, .dossierCode, .receivedOn), Need(.dossiers, .code),
        ],
        uses: [Need(.paperDossiers, .book), Need(.dossiers, .receivingUnit, .receivedAt)],
        telling: ["code"], evaluate: evaluate)

    private static func evaluate(_ context: RuleContext) -> RuleOutcome {
        let facts = context.facts
        let entries = facts.paperDossiers
        let telling = facts.telling(.dossiers)
        let dossiers = facts.dossiers
        let unkeyed = UnkeyedRecords(dossiers.table, units: dossiers.receivingUnit) {
            dossiers.receivedAt[$0]?.localDay
        }
        @Sendable func state(_ row: Int) -> State {
            guard let key = entries.dossierKey[row], let unit = entries.unit[row],
                let received = entries.receivedOn[row]
            else { return .unchecked }
            if dossiers.row(of: key) != nil { return .fine }
            let isTold =
                telling.tellsAll(about: unit, on: received) && !unkeyed.mayInclude(unit, received)
            return isTold ? .missing : .unchecked
        }
        return context.judgeRows(
            rule.id, .paperEntry, rows: entries.count,
            subject: { entries.id($0, in: facts.units) },
            row: { entries.row(of: facts.key(ofSubject: $0)) },
            verdict: { row in
                // The alert is the number's, whoever shares it: so it goes on as the same one when
                // one of two entries gets another number, and closes when neither lacks a dossier.
                let first = entries.table.keys[row].flatMap { entries.row(of: $0) } ?? row
                guard first == row else { return state(row) == .unchecked ? .unchecked : .fine }
                let rows = entries.rows(ofNumberAt: row)
                let states = rows.map(state)
                let missing = zip(rows, states).filter { $0.1 == .missing }.map(\.0)
                guard missing.isEmpty else { return found(missing, entries) }
                return states.contains(.unchecked) ? .unchecked : .fine
            })
    }

    private enum State {
        case fine, unchecked, missing
    }

    /// - Parameter rows: entries of one number, in the order of their codes.
    private static func found(_ rows: [Int], _ entries: PaperDossiers) -> Verdict {
        let codes = rows.map { entries.dossierCode($0) ?? "" }
        let days = rows.compactMap { entries.receivedOn[$0] }
        let received: FindingValue =
            days.count == 1
            ? .day(days[0]) : .texts(days.map { Text(vi: $0.vietnamese, en: $0.iso) })
        return .found(
            [("code", .code(codes.joined(separator: "; "))), ("received_on", received)],
            unit: entries.unit[rows[0]], evidence: rows.map(entries.table.evidence))
    }
}
