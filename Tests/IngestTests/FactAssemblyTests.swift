import Facts
import Ingest
import Testing

@Suite struct `One fact of several records` {
    private let statuses = "code,status,due_at"

    @Test func `a later delivery of a part replaces what it says again`() throws {
        let facts = try Office.facts(
            [
                Export("a", statuses, "A1,processing,2021-07-01", "B1,processing,2021-07-01"),
                Export("a", statuses, "A1,returned,"),
            ], of: [.csv(.dossiers, feed: "a")])
        #expect(summary(facts) == ["B1 processing 2021-07-01", "A1 returned -"])
    }

    @Test func `the last of many deliveries counts`() throws {
        let facts = try Office.facts(
            [
                Export("a", statuses, "A1,accepted,"), Export("a", statuses, "A1,processing,"),
                Export("a", statuses, "B1,accepted,"), Export("a", statuses, "A1,finished,"),
                Export("a", statuses, "B1,returned,"),
            ], of: [.csv(.dossiers, feed: "a")])
        #expect(summary(facts) == ["A1 finished -", "B1 returned -"])
    }

    @Test func `of parts and feeds the first counts and is filled by the next`() throws {
        let facts = try Office.facts(
            [
                Export("a", statuses, "A1,,2021-07-01"),
                Export("a", part: "2", statuses, "A1,processing,2021-07-02"),
                Export("b", statuses, "A1,returned,2021-07-03", "B1,finished,"),
            ], of: [.csv(.dossiers, feed: "a"), .csv(.dossiers, feed: "b")])
        #expect(summary(facts) == ["A1 processing 2021-07-01", "B1 finished -"])
    }

    @Test func `the first feed's latest delivery counts also where the second has several`() throws
    {
        let facts = try Office.facts(
            [
                Export("a", statuses, "A1,accepted,"), Export("a", statuses, "A1,finished,"),
                Export("b", statuses, "A1,accepted,"), Export("b", statuses, "A1,processing,"),
            ], of: [.csv(.dossiers, feed: "a"), .csv(.dossiers, feed: "b")])
        #expect(summary(facts) == ["A1 finished -"])
    }

    @Test func `a dossier keeps the place of the record that counts`() throws {
        let facts = try Office.facts(
            [
                Export("a", "code,status", "X1,", "A1,processing"), Export("b", "code", "A1"),
            ], of: [.csv(.dossiers, feed: "a"), .csv(.dossiers, feed: "b")])
        let row = try #require(facts.dossiers.row(of: facts.key(ofSubject: "A1")))
        #expect(facts.dossiers.table.exports[row] == 0)
        #expect(facts.dossiers.table.lines[row] == 3)
    }

    @Test func `a later delivery leaves what it does not carry as it was`() throws {
        let facts = try Office.facts(
            [
                Export("a", statuses, "A1,processing,2021-07-01"),
                Export("a", "code,status", "A1,returned"),
            ], of: [.csv(.dossiers, feed: "a")])
        #expect(summary(facts) == ["A1 returned 2021-07-01"])
    }

    @Test(arguments: [
        (Holds.paperDossiers, "unit,number,dossier_code"),
        (.apologyLetters, "unit,number,dossier_code"),
    ])
    func `entries of one number that name different dossiers stay apart`(
        _ holds: Holds, _ header: String
    ) throws {
        let facts = try Office.facts(
            [Export("a", header, "IALE,1,A1", "IALE,1,B1", "IALE,1,B1")],
            of: [.csv(holds, feed: "a")])
        #expect(max(facts.paperDossiers.count, facts.apologyLetters.count) == 2)
    }

    @Test func `documents of one number from different days stay apart`() throws {
        let facts = try Office.facts(
            [
                Export(
                    "a", "direction,unit,number,notation,issued_on", "Đi,IALE,1,BC-UBND,2021-02-01",
                    "Đi,IALE,1,BC-UBND,2021-02-05", "Đi,IALE,01,bc-ubnd,2021-02-05")
            ], of: [.csv(.documents, feed: "a")])
        #expect(facts.documents.count == 2)
    }

    @Test func `records without a key stay each on its own`() throws {
        let facts = try Office.facts(
            [Export("a", statuses, "A1,processing,", ",processing,", ",processing,")],
            of: [.csv(.dossiers, feed: "a")])
        #expect(facts.dossiers.count == 3)
        #expect(facts.feeds[0].recordsWithoutKey == 2)
    }

    @Test func `texts and symbols of joined exports stay their own`() throws {
        let facts = try Office.facts(
            [
                Export("a", "code,procedure_code", "A1,1.000001", "B1,1.000002"),
                Export("b", "code,procedure_code", "C1,1.000002", "D1,1.000001"),
            ], of: [.csv(.dossiers, feed: "a"), .csv(.dossiers, feed: "b")])
        let dossiers = facts.dossiers
        let told = (0..<dossiers.count).map { row in
            let procedure = dossiers.procedureCode[row].map { dossiers.table.symbols[$0] }
            return "\(dossiers.code(row) ?? "-") \(procedure ?? "-")"
        }
        #expect(told == ["A1 1.000001", "B1 1.000002", "C1 1.000002", "D1 1.000001"])
    }

    private func summary(_ facts: FactSet) -> [String] {
        let dossiers = facts.dossiers
        return (0..<dossiers.count).map { row in
            let status = dossiers.status(row)?.name ?? "-"
            let due = dossiers.dueAt[row]?.localDay.iso ?? "-"
            return "\(dossiers.code(row) ?? "-") \(status) \(due)"
        }
    }
}

@Suite struct `What a feed contributed` {
    @Test func `a feed without an export is not in force`() throws {
        let facts = try Office.facts(
            [Export("a", "code", "A1")],
            of: [.csv(.dossiers, feed: "a"), .csv(.apologyLetters, feed: "b")])
        #expect(facts.feeds.map(\.isInForce) == [true, false])
    }

    @Test func `it carries what any of its exports carries`() throws {
        let facts = try Office.facts(
            [Export("a", "code,status", "A1,"), Export("a", part: "2", "code,due_at", "B1,")],
            of: [.csv(.dossiers, feed: "a")])
        #expect(facts.feeds[0].provides == [.code, .status, .dueAt])
    }

    @Test func `each part tells through the day before it was exported`() throws {
        let facts = try Office.facts(
            [
                Export("a", part: "1", exportedAt: day("2021-07-02"), "code", "A1"),
                Export("a", part: "2", exportedAt: day("2021-07-20"), "code", "B1"),
            ], of: [.csv(.dossiers, feed: "a")])
        #expect(facts.feeds[0].parts.map(\.tellsThrough) == [day("2021-07-01"), day("2021-07-19")])
    }

    @Test(arguments: [
        (Holds.dossiers, "code,received_at"), (.paperDossiers, "number,received_on"),
        (.documents, "number,issued_on"), (.documents, "number,arrived_on"),
        (.apologyLetters, "number,issued_on"),
    ])
    func `without that day it tells through the day before its last record`(
        _ holds: Holds, _ header: String
    ) throws {
        let mapping = FeedMapping.csv(
            holds, feed: "a",
            defaults: holds == .dossiers
                ? [:] : [.unit: "IALE", .direction: "outgoing", .year: "2021"])
        let facts = try Office.facts(
            [Export("a", header, "1,2021-07-03", "2,2021-07-12", "3,2021-07-05")], of: [mapping])
        #expect(facts.feeds[0].parts.map(\.tellsThrough) == [day("2021-07-11")])
    }

    @Test(arguments: [
        (Holds.dossiers, "code,received_at"), (.paperDossiers, "unit,number,received_on"),
        (.documents, "number,issued_on"), (.documents, "number,arrived_on"),
        (.apologyLetters, "unit,number,issued_on"),
    ])
    func `its last day does not depend on the columns that rules want`(
        _ holds: Holds, _ header: String
    ) throws {
        let mapping = FeedMapping.csv(
            holds,
            defaults: holds == .documents
                ? [.unit: "IALE", .direction: "outgoing", .year: "2021"] : [:])
        let cells = header.hasPrefix("unit") ? "IALE,1" : "1"
        let export = "\(header)\n\(cells),2021-07-12\n"
        let all = try Office.read(export, mapping)
        let key = try Office.read(export, mapping, wanted: [])
        #expect(all.lastDay == day("2021-07-12"))
        #expect(key.lastDay == all.lastDay)
        #expect(key.unitsSeen == all.unitsSeen)
    }

    @Test func `days to come are typing errors and no last record`() throws {
        let facts = try Office.facts(
            [Export("a", "unit,number,received_on", "IALE,1,2021-07-12", "IALE,2,2121-07-12")],
            of: [.csv(.paperDossiers, feed: "a")])
        #expect(facts.feeds[0].parts.map(\.tellsThrough) == [day("2021-07-11")])
    }

    @Test func `an export without a record tells of none`() throws {
        let facts = try Office.facts(
            [Export("a", exportedAt: day("2021-07-20"), "code")], of: [.csv(.dossiers, feed: "a")])
        #expect(facts.feeds[0].parts.map(\.tellsThrough) == [nil])
        #expect(facts.feeds[0].isInForce)
    }

    @Test func `without any day it tells of none`() throws {
        let facts = try Office.facts([Export("a", "code", "A1")], of: [.csv(.dossiers, feed: "a")])
        #expect(facts.feeds[0].parts.map(\.tellsThrough) == [nil])
    }

    @Test(arguments: ["IALE", "Xã Ia Le"])
    func `its one unit is that of its defaults`(_ name: String) throws {
        let feed = FeedMapping.csv(
            .paperDossiers, feed: "a", fields: [.number: "STT"], defaults: [.unit: name])
        let facts = try Office.facts([Export("a", "STT", "1")], of: [feed])
        #expect(Office.key(of: facts.feeds[0].unit) == "IALE")
    }

    @Test func `a default for empty cells of a column binds it to no unit`() throws {
        let feed = FeedMapping.csv(
            .dossiers, feed: "a", fields: [.code: "Mã", .receivingUnit: "Nơi nhận"],
            defaults: [.receivingUnit: "MOTCUA"])
        let facts = try Office.facts([Export("a", "Mã,Nơi nhận", "A1,IALE", "B1,")], of: [feed])
        #expect(facts.feeds[0].unit == nil)
    }

    @Test func `the units whose records it has are known`() throws {
        let facts = try Office.facts(
            [Export("a", "code,receiving_unit", "A1,IALE", "B1,MOTCUA", "C1,IALE", "D1,")],
            of: [.csv(.dossiers, feed: "a")])
        #expect(
            Set(facts.feeds[0].parts[0].unitsSeen.map { Office.units[$0].key }) == [
                "IALE", "MOTCUA",
            ])
    }
}

@Suite struct `Records that contradict each other` {
    @Test func `are told with the fields and the places`() throws {
        let facts = try Office.facts(
            [
                Export(
                    "a", "code,status,due_at", "A1,processing,2021-07-01", "B1,processing,",
                    "A1,returned,2021-07-01"),
                Export("b", "code,status", "B1,returned"),
            ], of: [.csv(.dossiers, feed: "a"), .csv(.dossiers, feed: "b")])
        #expect(
            facts.conflicts == [
                KeyConflict(
                    holds: .dossiers, row: 0, fields: [.status],
                    places: [RowPlace(export: 0, line: 2), RowPlace(export: 0, line: 4)])
            ])
        #expect(facts.dossiers.status(0) == nil)
    }

    @Test func `one spelling or another of the key itself is none`() throws {
        let facts = try Office.facts(
            [Export("a", "unit,number,received_on", "IALE,12a,", "IALE,12A,2021-07-01")],
            of: [.csv(.paperDossiers, feed: "a")])
        #expect(facts.paperDossiers.count == 1)
        #expect(facts.conflicts.isEmpty)
    }

    @Test(arguments: [
        ("type", "Công văn", "Báo cáo"), ("subject", "Về việc hạn hán", "Về việc lũ lụt"),
        ("recipients", "NHONHOA", "TNMT"),
    ])
    func `may be documents of one number and one day`(
        _ field: String, _ one: String, _ other: String
    ) throws {
        func facts(_ first: String, _ second: String) throws -> FactSet {
            try Office.facts(
                [
                    Export(
                        "a", "direction,unit,number,notation,issued_on,\(field)",
                        "Đi,IALE,1,BC-UBND,2021-02-01,\(first)",
                        "Đi,IALE,01,bc-ubnd,2021-02-01,\(second)")
                ], of: [.csv(.documents, feed: "a")])
        }
        #expect(try facts(one, one).conflicts.isEmpty)
        #expect(try facts(one, "").conflicts.isEmpty)
        #expect(try facts(one, other).conflicts.map { $0.fields.map(\.rawValue) } == [[field]])
        #expect(try facts(one, other).documents.count == 1)
    }

    @Test func `are no matter for lists of files, which are counted`() throws {
        let facts = try Office.facts(
            [
                Export("a", "code", "A1"),
                Export("b", "dossier_code,ordinal,size", "A1,1,5", "A1,1,6"),
            ], of: [.csv(.dossiers, feed: "a"), .csv(.dossierFiles, feed: "b")])
        #expect(facts.conflicts.isEmpty)
        #expect(facts.dossiers.fileCount[0]?.raw == 2)
    }
}
