import Facts
import Testing

@Suite struct SchemaTests {
    @Test(arguments: Holds.allCases)
    func `every field of a kind of record says what it holds`(_ holds: Holds) {
        for field in holds.fields {
            #expect(holds.kind(of: field) != nil)
        }
        #expect(Set(holds.fields).count == holds.fields.count)
    }

    @Test func `every word of a vocabulary is found by its name and labels`() {
        for status in DossierStatus.allCases {
            #expect(DossierStatus(name: status.name) == status)
            for label in status.labels { #expect(DossierStatus(label: label) == status) }
        }
        #expect(DossierStatus(label: "5") == nil)
    }
}

@Suite struct FactKeyTests {
    @Test func `keys agree with the reference vectors of SipHash-2-4-128`() {
        // Key 00…0f, messages of 0, 1 and 15 bytes 00 01 02 …: vectors of the authors' reference.
        let maker = KeyMaker(secret: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
        let expected: [(length: Int, low: UInt64, high: UInt64)] = [
            (0, 0xe6a8_25ba_047f_81a3, 0x9302_55c7_1472_f66d),
            (1, 0x44af_996b_d8c1_87da, 0x45fc_229b_1159_7634),
            (15, 0x11a8_b033_99e9_9354, 0xd9c3_cf97_0fec_087e),
        ]
        for (length, low, high) in expected {
            let message = (0..<UInt8(length)).map { $0 }
            let key = message.withUnsafeBufferPointer { maker.key(of: $0) }
            #expect(key.bits == UInt128(high) << 64 | UInt128(low))
        }
    }

    @Test func `the case of plain letters does not matter in a subject's id`() {
        let maker = KeyMaker()
        #expect(maker.key(ofSubject: "IALE:01:5a") == maker.key(ofSubject: "iale:01:5A"))
        #expect(maker.key(ofSubject: "IALE:01:5") != maker.key(ofSubject: "IALE:01:6"))
    }

    @Test func `two runs make different keys of one text`() {
        #expect(KeyMaker().key(ofSubject: "IALE:01:5") != KeyMaker().key(ofSubject: "IALE:01:5"))
    }
}

@Suite struct MergingTests {
    private static let keys = KeyMaker(secret: (1, 2))

    private static func table(_ rows: [(code: String, due: String?, line: UInt32)]) -> FactTable {
        var table = FactTable(holds: .dossiers, fields: [.code, .dueAt])
        for row in rows {
            var bytes = ContiguousArray(row.code.utf8)
            table.texts[.code]?.append(TextRef(offset: table.bytes.count, length: bytes.count))
            table.bytes.append(contentsOf: bytes)
            table.keys.append(keys.keyFoldingCase(&bytes))
            table.instants[.dueAt]?.append(row.due.flatMap { Instant(iso: $0) })
            table.lines.append(row.line)
        }
        return table
    }

    private static func merged(
        _ exports: [[(code: String, due: String?, line: UInt32)]], parts: [Int],
        carried: [Set<Field>]? = nil
    ) -> [String] {
        var table = FactTable(holds: .dossiers, fields: [.code, .dueAt])
        for (index, rows) in exports.enumerated() {
            table.append(Self.table(rows), export: UInt32(index))
        }
        let all = exports.map { _ in Set(Holds.dossiers.fields) }
        _ = table.mergeByKey(partOfExport: parts, carried: carried ?? all)
        let dossiers = Dossiers(table)
        return (0..<dossiers.count).map { row in
            let due = dossiers.dueAt[row]?.localDay.iso ?? "-"
            return "\(dossiers.code(row) ?? "?") \(due) \(table.exports[row]):\(table.lines[row])"
        }
    }

    @Test func `the first feed wins and later ones fill what it does not say`() {
        let rows = Self.merged(
            [
                [("A", nil, 2), ("B", "2021-07-01", 3)],
                [("A", "2021-07-05", 7), ("B", "2021-07-06", 8), ("C", nil, 9)],
            ], parts: [0, 1])
        #expect(rows == ["A 2021-07-05 0:2", "B 2021-07-01 0:3", "C - 1:9"])
    }

    @Test func `within a part the record of a later delivery replaces an earlier one`() {
        let rows = Self.merged(
            [
                [("A", "2021-07-01", 2), ("B", "2021-07-01", 3)], [("A", nil, 2)],
                [("B", "2021-07-09", 2), ("D", nil, 3)],
            ], parts: [0, 0, 0])
        #expect(rows == ["A - 1:2", "B 2021-07-09 2:2", "D - 2:3"])
    }

    @Test func `a later delivery leaves alone what it does not carry`() {
        let rows = Self.merged(
            [[("A", "2021-07-01", 2)], [("A", nil, 5)]], parts: [0, 0],
            carried: [[.code, .dueAt], [.code]])
        #expect(rows == ["A 2021-07-01 1:5"])
    }

    @Test func `another part with the same record does not keep a delta out`() {
        let rows = Self.merged(
            [[("A", "2021-07-01", 2)], [("A", "2021-07-05", 2)], [("A", "2021-07-09", 2)]],
            parts: [0, 0, 1])
        #expect(rows == ["A 2021-07-05 1:2"])
    }

    @Test func `records of different keys stay apart`() {
        let rows = Self.merged([[("A", nil, 2)], [("B", nil, 2)]], parts: [0, 0])
        #expect(rows == ["A - 0:2", "B - 1:2"])
    }
}
