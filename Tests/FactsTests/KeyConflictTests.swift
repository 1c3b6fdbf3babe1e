import Facts
import Testing

/// A record of a dossier, by what it says.
private struct Record: Sendable {
    let code: String
    let line: UInt32
    let values: [Field: String]

    init(_ code: String, _ line: UInt32, _ values: [Field: String] = [:]) {
        self.code = code
        self.line = line
        self.values = values
    }
}

private struct Merged {
    var facts: [String]
    var conflicts: [String]
}

private let keys = KeyMaker(secret: (1, 2))
private let fields: Set<Field> = [
    .code, .dueAt, .receivedAt, .status, .procedureCode, .nationalCode, .handlingUnit, .applicantId,
]

private func table(_ records: [Record]) -> FactTable {
    var table = FactTable(holds: .dossiers, fields: fields)
    func text(_ text: String?) -> TextRef? {
        guard let text else { return nil }
        table.bytes.append(contentsOf: text.utf8)
        return TextRef(offset: table.bytes.count - text.utf8.count, length: text.utf8.count)
    }
    for record in records {
        let values = record.values
        let code = text(record.code)
        let nationalCode = text(values[.nationalCode])
        let procedure = values[.procedureCode].map { table.symbols.symbol(for: $0) }
        table.texts[.code]?.append(code)
        table.texts[.nationalCode]?.append(nationalCode)
        table.keyColumns[.nationalCode]?.append(
            values[.nationalCode].map { keys.key(ofSubject: $0) })
        table.keys.append(keys.key(ofSubject: record.code))
        for field in [Field.dueAt, .receivedAt] {
            table.instants[field]?.append(values[field].flatMap { Instant(iso: $0) })
        }
        table.words[.status]?.append(
            values[.status].flatMap { DossierStatus(name: $0) }.map { WordByte(raw: $0.rawValue) })
        table.symbolColumns[.procedureCode]?.append(procedure)
        table.unitColumns[.handlingUnit]?.append(
            values[.handlingUnit].flatMap { UInt16($0) }.map { UnitID(index: $0) })
        table.keyColumns[.applicantId]?.append(
            values[.applicantId].map { keys.key(ofSubject: $0) })
        table.lines.append(record.line)
    }
    return table
}

private func merged(
    _ exports: [[Record]], parts: [Int], carried: [Set<Field>]? = nil
) -> Merged {
    var whole = FactTable(holds: .dossiers, fields: fields)
    for (index, records) in exports.enumerated() {
        whole.append(table(records), export: UInt32(index))
    }
    let conflicts = whole.mergeByKey(
        partOfExport: parts, carried: carried ?? exports.map { _ in fields })
    let dossiers = Dossiers(whole)
    return Merged(
        facts: (0..<dossiers.count).map { row in
            [
                dossiers.code(row), dossiers.dueAt[row]?.localDay.iso,
                dossiers.receivedAt[row]?.localDay.iso, dossiers.status(row)?.name,
                dossiers.procedureCode[row].map { whole.symbols[$0] },
                whole.texts[.nationalCode]?[row].map(whole.text),
                dossiers.handlingUnit[row].map { String($0.index) },
            ].map { $0 ?? "-" }.joined(separator: " ")
        },
        conflicts: conflicts.map { conflict in
            let fields = conflict.fields.map(\.rawValue).joined(separator: ",")
            let places = conflict.places.map { "\($0.export):\($0.line)" }
            let code = dossiers.code(conflict.row) ?? "-"
            return "\(code) \(fields) \(places.joined(separator: " "))"
        })
}

private func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}

@Suite struct `Records of one key in one export` {
    private let all: [Field: String] = [
        .dueAt: "2021-07-01", .receivedAt: "2021-06-01", .status: "processing",
        .procedureCode: "1.004194", .nationalCode: "N1", .handlingUnit: "3", .applicantId: "1",
    ]

    @Test func `that are alike are one fact without a word`() {
        let result = merged([[Record("A", 2, all), Record("A", 5, all)]], parts: [0])
        #expect(result.facts == ["A 2021-07-01 2021-06-01 processing 1.004194 N1 3"])
        #expect(result.conflicts == [])
    }

    @Test func `that add to each other do not contradict each other`() {
        for records in permutations([
            Record("A", 2, [.dueAt: "2021-07-01"]), Record("A", 3, [.status: "processing"]),
            Record("A", 4),
        ]) {
            let result = merged([records], parts: [0])
            #expect(result.facts == ["A 2021-07-01 - processing - - -"])
            #expect(result.conflicts == [])
        }
    }

    @Test(arguments: [
        (Field.dueAt, "2021-07-02"), (.receivedAt, "2021-06-01T08:00:00+07:00"),
        (.status, "returned"), (.procedureCode, "1.004195"), (.nationalCode, "N2"),
        (.handlingUnit, "4"), (.applicantId, "2"),
    ])
    func `that differ leave unknown what they differ in`(_ field: Field, _ value: String) {
        var other = all
        other[field] = value
        let result = merged(
            [[Record("A", 2, all), Record("B", 3, all), Record("A", 9, other)]], parts: [0])
        var expected = all
        expected[field] = nil
        let facts = merged([[Record("A", 2, expected), Record("B", 3, all)]], parts: [0]).facts
        #expect(result.facts == facts)
        #expect(result.conflicts == ["A \(field.rawValue) 0:2 0:9"])
    }

    @Test(arguments: [
        [["1"], ["2"], ["1"]], [["1"], ["2"], ["3"]], [["1"], ["2"], []], [["1"], ["1"], []],
        [["1"], ["1"], ["1"]], [["1"], [], []], [[], [], []],
    ])
    func `are one fact whatever their order`(_ days: [[String]]) {
        let known = Set(days.joined())
        let due = known.count == 1 ? "2021-07-0\(known.first ?? "")" : "-"
        for days in permutations(days) {
            let records = days.enumerated().map { index, day in
                Record(
                    "A", UInt32(index + 2),
                    day.isEmpty ? [:] : [.dueAt: "2021-07-0\(day[0])", .status: "returned"])
            }
            let result = merged([records], parts: [0])
            #expect(result.facts.map { String($0.prefix(12)) }.first?.hasPrefix("A \(due)") == true)
            #expect(result.conflicts == (known.count > 1 ? ["A due_at 0:2 0:3 0:4"] : []))
        }
    }

    @Test func `are told once, with all fields that they differ in`() {
        var other = all
        other[.dueAt] = "2021-07-02"
        other[.status] = "returned"
        let result = merged(
            [[Record("B", 1), Record("A", 2, all), Record("A", 3, other)]], parts: [0])
        #expect(result.conflicts == ["A due_at,status 0:2 0:3"])
    }

    @Test func `may stand in a delta between others`() {
        let result = merged(
            [
                [Record("A", 2, all)],
                [Record("A", 2, [.status: "finished"]), Record("A", 3, [.status: "returned"])],
                [Record("B", 2, all)],
            ], parts: [0, 0, 0])
        #expect(result.facts.first == "A - - - - - -")
        #expect(result.conflicts == ["A status 1:2 1:3"])
    }
}

@Suite struct `Records of one key in several exports` {
    @Test func `of one part supersede each other without a word`() {
        let result = merged(
            [[Record("A", 2, [.status: "processing"])], [Record("A", 2, [.status: "returned"])]],
            parts: [0, 0])
        #expect(result.facts == ["A - - returned - - -"])
        #expect(result.conflicts == [])
    }

    @Test func `are no contradiction any more when a later delivery says it anew`() {
        let result = merged(
            [
                [Record("A", 2, [.status: "processing"]), Record("A", 3, [.status: "finished"])],
                [Record("A", 2, [.status: "returned"])],
            ], parts: [0, 0])
        #expect(result.facts == ["A - - returned - - -"])
        #expect(result.conflicts == [])
    }

    @Test func `contradict each other also in what a later delivery leaves alone`() {
        let result = merged(
            [
                [Record("A", 2, [.dueAt: "2021-07-01"])],
                [Record("A", 2, [.dueAt: "2021-07-05"]), Record("A", 3, [.dueAt: "2021-07-06"])],
                [Record("A", 7, [.status: "returned"])],
            ], parts: [0, 0, 0], carried: [fields, fields, [.code, .status]])
        #expect(result.facts == ["A - - returned - - -"])
        #expect(result.conflicts == ["A due_at 1:2 1:3"])
    }

    @Test(arguments: [
        (Field.status, "finished", false), (.dueAt, "2021-07-09", false),
        (.handlingUnit, "4", false), (.nationalCode, "N2", false),
        (.receivedAt, "2021-06-01T15:30:00+07:00", false), (.receivedAt, "2021-06-02", true),
        (.procedureCode, "1.004195", true),
    ])
    func `of two feeds contradict each other only in what never changes`(
        _ field: Field, _ value: String, _ isConflict: Bool
    ) {
        let first: [Field: String] = [
            .dueAt: "2021-07-01", .receivedAt: "2021-06-01", .status: "processing",
            .procedureCode: "1.004194", .nationalCode: "N1", .handlingUnit: "3",
        ]
        var second = first
        second[field] = value
        let result = merged([[Record("A", 2, first)], [Record("A", 5, second)]], parts: [0, 1])
        #expect(result.facts == ["A 2021-07-01 2021-06-01 processing 1.004194 N1 3"])
        #expect(result.conflicts == (isConflict ? ["A \(field.rawValue) 0:2 1:5"] : []))
    }

    @Test func `do not decide what the first feed tells in two ways`() {
        let result = merged(
            [
                [Record("A", 2, [.dueAt: "2021-07-01"]), Record("A", 3, [.dueAt: "2021-07-02"])],
                [Record("A", 5, [.dueAt: "2021-07-01", .status: "returned"])],
            ], parts: [0, 1])
        #expect(result.facts == ["A - - returned - - -"])
        #expect(result.conflicts == ["A due_at 0:2 0:3"])
    }

    @Test func `tell also a contradiction within the second feed`() {
        let second = [
            Record("A", 5, [.status: "finished", .dueAt: "2021-07-01"]),
            Record("A", 6, [.status: "returned", .dueAt: "2021-07-02"]),
        ]
        let third = [Record("A", 8, [.dueAt: "2021-07-03"])]
        let result = merged(
            [[Record("A", 2, [.status: "processing"])], second, third], parts: [0, 1, 2])
        #expect(result.facts == ["A - - processing - - -"])
        #expect(result.conflicts == ["A due_at,status 1:5 1:6"])
    }
}

@Suite struct `Lists of units` {
    @Test(arguments: [([1, 2], [2, 1], true), ([1, 2], [1], false), ([], [], true)])
    func `are the same in any order`(_ left: [UInt16], _ right: [UInt16], _ areSame: Bool) {
        var table = FactTable(holds: .documents, fields: [.recipients])
        for (line, list) in [left, right].enumerated() {
            table.unitLists[.recipients]?.append(
                UnitsRef(raw: UInt64(table.units.count) << 8 | UInt64(list.count)))
            table.units += list.map { UnitID(index: $0) }
            table.keys.append(keys.key(ofSubject: "A"))
            table.exports.append(0)
            table.lines.append(UInt32(line + 2))
        }
        let conflicts = table.mergeByKey(partOfExport: [0], carried: [[.recipients]])
        #expect(conflicts.isEmpty == areSame)
        #expect((Documents(table).recipients(0) == nil) == !areSame)
    }
}
