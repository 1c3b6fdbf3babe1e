import Facts
import Testing

@testable import Reconciliation

/// A district whose registry knows agency codes.
private enum CodedDistrict {
    static let units: [Unit] = [
        Unit(key: "TINH", level: .province, name: "Tỉnh", codes: ["qcvn102": "000.00.00.H21"]),
        Unit(
            key: "HUYEN", level: .district, name: "Huyện An",
            codes: ["gso": "639", "qcvn102": "000.00.09.H21", "qd20": "H21.65"]),
        Unit(
            key: "MOTCUA", level: .desk, name: "Một cửa",
            codes: ["qcvn102": "000.01.09.H21", "qd20": "h21.65.01"]),
        Unit(
            key: "BINH", level: .commune, name: "Xã Bình",
            codes: ["qcvn102": "000.21.09.H21", "qd20": "H21.65.21", "motcua": "035"]),
        Unit(
            key: "CU", level: .commune, name: "Xã Cũ",
            codes: ["qcvn102": "000.22.09.H21", "motcua": "0036"], validTo: Day("2021-06-30"),
            successors: ["BINH"]),
        Unit(
            key: "DUC", level: .commune, name: "Xã Đức",
            codes: ["qcvn102": "000.23.09.H21", "motcua": "037"]),
        Unit(key: "KHONG", level: .commune, name: "Xã Không"),
    ]

    static let day = "2021-07-01"

    /// - Parameter rows: each dossier's code and receiving unit.
    static func evaluation(
        of rule: String, _ rows: [(code: String, unit: String)], settings: RuleSettings? = nil
    ) throws -> Evaluation {
        let registry = UnitRegistry(units)
        let fields: Set<Field> = [.code, .receivingUnit, .receivedAt]
        var table = FactTable(holds: .dossiers, fields: fields)
        for row in rows {
            table.texts[.code]?.append(
                TextRef(offset: table.bytes.count, length: row.code.utf8.count))
            table.bytes.append(contentsOf: row.code.utf8)
            table.unitColumns[.receivingUnit]?.append(registry.id(key: row.unit))
            table.instants[.receivedAt]?.append(Instant(iso: day))
            table.keys.append(District.keys.key(ofSubject: row.code))
            table.exports.append(0)
            table.lines.append(UInt32(table.lines.count + 2))
        }
        let part = PartFacts(tellsThrough: Day("2021-07-27"))
        let facts = FactSet(
            feeds: [FeedFacts(id: "a", holds: .dossiers, provides: fields, parts: [part])],
            exports: [ExportPlace(feed: 0, part: "", file: "a.xml", sha256: "0")],
            notes: [ExportNotes()], units: registry,
            calendar: WorkingCalendar(years: [2021], daysOff: [], workingDays: []),
            keys: District.keys, tables: [.dossiers: table])
        return Evaluation(
            facts: facts, instant: District.instant,
            rules: [try #require(RuleCatalogue.rule(rule))],
            settings: settings.map { [rule: $0] } ?? [:])
    }

    static func messages(of evaluation: Evaluation) -> [String] {
        evaluation.findings.map { finding in
            guard let rule = RuleCatalogue.rule(finding.rule) else { return "" }
            return Wording.message(finding, rule, in: .en, units: evaluation.facts.units)
        }
    }
}

@Suite struct `A dossier code of another unit` {
    @Test(arguments: [
        ("000.21.09.H21-210701-0001", "DUC", "Xã Bình, received by Xã Đức"),
        ("000.00.09.H21-210701-0001", "DUC", "Huyện An, received by Xã Đức"),
        ("000.21.09.H21-210701-0001", "MOTCUA", "Xã Bình, received by Một cửa"),
        ("H21.65.21-210701-0001", "MOTCUA", "Xã Bình, received by Một cửa"),
        ("00352107000001", "DUC", "Xã Bình, received by Xã Đức"),
    ])
    func `contradicts the receiving unit when both codes are known`(
        _ code: String, _ unit: String, _ whose: String
    ) throws {
        let evaluation = try CodedDistrict.evaluation(of: "DOS-01", [(code, unit)])
        let expected = "The dossier code does not agree: the code is one of \(whose)."
        #expect(CodedDistrict.messages(of: evaluation) == [expected])
    }

    @Test(arguments: [
        ("000.21.09.H21-210701-0001", "BINH"), ("000.00.09.H21-210701-0001", "MOTCUA"),
        ("000.01.09.H21-210701-0001", "HUYEN"), ("000.22.09.H21-210701-0001", "BINH"),
        ("000.21.09.H21-210701-0001", "CU"), ("000.21.09.H21-210701-0001", "KHONG"),
        ("H21.65.21-210701-0001", "DUC"), ("00362107000001", "BINH"), ("00352107000001", "KHONG"),
        ("000.00.00.H21-210701-0001", "DUC"), ("H21.65.99-210701-0001", "BINH"),
        ("00992107000001", "BINH"),
    ])
    func `is none at a common desk, after a merger, or where a code is not known`(
        _ code: String, _ unit: String
    ) throws {
        let evaluation = try CodedDistrict.evaluation(of: "DOS-01", [(code, unit)])
        #expect(CodedDistrict.messages(of: evaluation) == [])
    }
}

@Suite struct `An agency code in no unit of the registry` {
    @Test func `is one finding for all its dossiers`() throws {
        let evaluation = try CodedDistrict.evaluation(
            of: "ORG-02",
            [
                ("000.77.09.H21-210701-0001", "DUC"), ("000.77.09.H21-210701-0002", "BINH"),
                ("000.88.09.H21-210701-0002", "BINH"), ("000.21.09.H21-210701-0001", "BINH"),
            ])
        #expect(Set(evaluation.findings.map(\.subject.id)) == ["000.77.09.H21", "000.88.09.H21"])
        #expect(
            Set(CodedDistrict.messages(of: evaluation)) == [
                "Agency code 000.77.09.H21 in the codes of 2 dossiers (such as"
                    + " 000.77.09.H21-210701-0001): the code is in no unit of the registry.",
                "Agency code 000.88.09.H21 in the codes of 1 dossiers (such as"
                    + " 000.88.09.H21-210701-0002): the code is in no unit of the registry.",
            ])
    }

    @Test(arguments: [
        // A unit at work has no code of that form, so this may be its.
        ("000.77.09.H21-210701-0001", "KHONG"), ("H21.65.99-210701-0001", "DUC"),
        // A national portal's.
        ("000.00.00.G22-210701-0001", "BINH"), ("00992107000001", "BINH"),
    ])
    func `is no news where it may be right`(_ code: String, _ unit: String) throws {
        let evaluation = try CodedDistrict.evaluation(of: "ORG-02", [(code, unit)])
        #expect(CodedDistrict.messages(of: evaluation) == [])
    }

    @Test func `ends when its dossiers are gone and not while codes are missing`() throws {
        let known = try CodedDistrict.evaluation(
            of: "ORG-02", [("000.21.09.H21-210701-0001", "BINH")])
        func standing(_ evaluation: Evaluation, _ id: String) -> RuleOutcome.Standing {
            evaluation.standing(rule: "ORG-02", subject: Subject(.unit, id))
        }
        #expect(standing(known, "000.21.09.H21") == .fine)
        #expect(standing(known, "000.77.09.H21") == .gone)
        let unknown = try CodedDistrict.evaluation(
            of: "ORG-02", [("000.21.09.H21-210701-0001", "KHONG")])
        #expect(standing(unknown, "000.21.09.H21") == .inputsMissing)
    }
}

@Suite struct `A day's orders without a finding` {
    @Test func `are fine, lack their inputs or are gone`() throws {
        let evaluation = try CodedDistrict.evaluation(
            of: "DOS-02",
            [
                ("H21.65-210701-0001", "BINH"), ("H21.65-210701-0002", "BINH"),
                ("H21.65-210728-0001", "BINH"), ("H21.65-210702-0001", ""),
            ])
        func standing(_ id: String) -> RuleOutcome.Standing {
            evaluation.standing(rule: "DOS-02", subject: Subject(.dossier, id))
        }
        #expect(standing("H21.65-210701") == .fine)
        #expect(standing("H21.65-210728") == .inputsMissing)
        #expect(standing("H21.65-210702") == .inputsMissing)
        #expect(standing("H21.65-210703") == .gone)
        #expect(evaluation.findings.isEmpty)
    }

    @Test func `are cut to the first ranges when many are missing`() throws {
        let rows = (1...30).map { order in
            ("H21.65-210701-00\(order < 5 ? "0\(order * 2)" : "\(order * 2)")", "BINH")
        }
        let evaluation = try CodedDistrict.evaluation(of: "DOS-02", rows)
        let message = try #require(CodedDistrict.messages(of: evaluation).first)
        #expect(message.hasSuffix("0017, 0019, 0021, … is missing."))
    }
}
