import Facts
import Testing

@Suite struct UnitRegistryTests {
    private static func day(_ text: String) -> Day {
        guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
        return day
    }

    private static let registry = UnitRegistry([
        Unit(
            key: "IALE", level: .commune, name: "Xã Ia Le", aliases: ["Ia Lê"],
            validTo: day("2025-06-30"), successors: ["IALE2025"]),
        Unit(key: "IALE2025", level: .commune, name: "Xã Ia Le", validFrom: day("2025-07-01")),
        Unit(key: "IADRENG", level: .commune, name: "Xã Ia Dreng", aliases: ["Ia Đreng"]),
        Unit(key: "IAHRU", level: .commune, name: "Xã Ia Hrú", misspellings: ["Ia Hnú"]),
        Unit(
            key: "CHUPUH", level: .district, name: "Huyện Chư Pưh", aliases: ["Chư Pưh"],
            misspellings: ["Chư Puh", "Huyện Chư Puh"]),
        Unit(key: "GIALAI", level: .province, name: "Tỉnh Gia Lai", aliases: ["Gia Lai"]),
        Unit(key: "PYT", level: .department, name: "Phòng Y tế", validTo: day("2021-03-31")),
        Unit(
            key: "TUPHAP", level: .department, name: "Phòng Tư pháp", codes: ["qd20": "H21.65.03"]),
    ])

    @Test(arguments: [
        ("IALE", "IALE"), ("xã ia le", "IALE"), ("UBND xã Ia Le", "IALE"), ("Ia Lê", "IALE"),
        ("Ia Le\u{302}", "IALE"), ("Ủy ban nhân dân Xã Ia Dreng", "IADRENG"),
        ("IA ĐRENG", "IADRENG"),
        ("H21.65.03", "TUPHAP"),
    ])
    func `a unit is known by its spellings`(_ text: String, _ key: String) throws {
        let id = try #require(Self.registry.resolve(text, on: Self.day("2021-07-28")))
        #expect(Self.registry[id].key == key)
    }

    @Test(arguments: [
        ("Ia Hru", "IAHRU"), ("xa ia hru", "IAHRU"), ("UBND xa Ia Hrú", "IAHRU"),
        ("PHONG TU PHAP", "TUPHAP"), ("Ia Dreng", "IADRENG"), ("Chu Puh", "CHUPUH"),
        ("Uy ban nhan dan huyen Chu Puh", "CHUPUH"),
    ])
    func `a unit is known when marks were left out`(_ text: String, _ key: String) throws {
        let match = try #require(Self.registry.match(text, on: Self.day("2021-07-28")))
        #expect(Self.registry[match.unit].key == key && match.doubt == nil)
    }

    @Test(arguments: [
        ("la Le", "IALE"), ("1a Le", "IALE"), ("|a Le", "IALE"), ("lA LE", "IALE"),
        ("UBND xã la Hrú", "IAHRU"), ("la Lê", "IALE"), ("Xa la Hru", "IAHRU"),
        ("la Hnú", "IAHRU"),
    ])
    func `Ia is known where it was read as la`(_ text: String, _ key: String) throws {
        let match = try #require(Self.registry.match(text, on: Self.day("2021-07-28")))
        #expect(Self.registry[match.unit].key == key && match.doubt == .letters)
    }

    @Test(arguments: [
        ("Ia Hnú", "IAHRU", "Ia Hnú"), ("UBND XÃ IA HNÚ", "IAHRU", "Ia Hnú"),
        ("xã ia hnú", "IAHRU", "Ia Hnú"), ("Chư Puh", "CHUPUH", "Chư Puh"),
        ("UBND huyện Chư Puh", "CHUPUH", "Huyện Chư Puh"),
    ])
    func `a misspelling of the list is understood and told`(
        _ text: String, _ key: String, _ misspelling: String
    ) throws {
        let match = try #require(Self.registry.match(text, on: Self.day("2021-07-28")))
        #expect(Self.registry[match.unit].key == key)
        #expect(match.doubt == .misspelling(misspelling))
    }

    @Test(arguments: [
        ("UBND xã Ia Le, huyện Chư Pưh", "IALE"), ("Xã Ia Le - Huyện Chư Pưh", "IALE"),
        ("Xã Ia Le – huyện Chư Pưh", "IALE"), ("xa Ia Le, huyen Chu Puh", "IALE"),
        ("Ia Le, Chư Pưh, Gia Lai", "IALE"), ("UBND huyện Chư Pưh, tỉnh Gia Lai", "CHUPUH"),
        ("Phòng Tư pháp - huyện Chư Pưh - tỉnh Gia Lai", "TUPHAP"),
    ])
    func `a unit is known before the names of those above it`(
        _ text: String, _ key: String
    ) throws {
        let id = try #require(Self.registry.resolve(text, on: Self.day("2021-07-28")))
        #expect(Self.registry[id].key == key)
    }

    @Test(arguments: [
        "Xã Ia Le, huyện Chư Sê", "Huyện Chư Pưh, xã Ia Le", "Xã Ia Le, xã Ia Hrú",
        "Huyện Chư Pưh, huyện Chư Pưh", "Gia Lai, Chư Pưh",
        "Xã Ia Le huyện Chư Pưh, x",
    ])
    func `a unit is unknown before what is not above it`(_ text: String) {
        #expect(Self.registry.resolve(text, on: Self.day("2021-07-28")) == nil)
    }

    @Test func `a name without marks that two units may have is unknown`() {
        let registry = UnitRegistry([
            Unit(key: "A", level: .department, name: "Phòng Lệ"),
            Unit(key: "B", level: .department, name: "Phòng Lê"),
        ])
        #expect(registry.match("Phong Le", on: Self.day("2021-07-28")) == nil)
        #expect(registry.match("la", on: Self.day("2021-07-28")) == nil)
    }

    @Test(arguments: ["Ia Drăng", "Ia Hrù", "Xã Ia", "", "Phòng Nội vụ", "Ia Lể", "laLe"])
    func `what is not in the closed list is unknown`(_ text: String) {
        #expect(Self.registry.resolve(text, on: Self.day("2021-07-28")) == nil)
    }

    @Test func `of units that share a name in turn the valid one is meant`() throws {
        let id = try #require(Self.registry.resolve("Ia Le", on: Self.day("2026-01-01")))
        #expect(Self.registry[id].key == "IALE2025")
    }

    @Test(arguments: ["Xã Chư Pưh", "UBND xã Chư Pưh", "UBND xã Chư Puh", "H21.99", "xa Chu Puh"])
    func `a unit that is yet to come is unknown`(_ text: String) throws {
        #expect(Self.coming.match(text, on: Self.day("2021-07-28")) == nil)
        #expect(Self.coming.match(text, on: Self.day("2025-06-30")) == nil)
        let id = try #require(Self.coming.match(text, on: Self.day("2025-07-01"))?.unit)
        #expect(Self.coming[id].key == "CHUPUH_2025")
    }

    @Test(arguments: ["Chư Pưh", "Chư Puh", "H21.65"])
    func `a unit with the name of one to come is meant until then`(_ text: String) throws {
        for (day, key) in [("2021-07-28", "CHUPUH"), ("2025-07-01", "CHUPUH_2025")] {
            let id = try #require(Self.coming.match(text, on: Self.day(day))?.unit)
            #expect(Self.coming[id].key == key)
        }
    }

    private static let coming = UnitRegistry([
        Unit(
            key: "CHUPUH_2025", level: .commune, name: "Xã Chư Pưh", misspellings: ["Chư Puh"],
            codes: ["qd20": "H21.65", "khac": "H21.99"], validFrom: day("2025-07-01")),
        Unit(
            key: "CHUPUH", level: .district, name: "Huyện Chư Pưh", aliases: ["Chư Pưh"],
            misspellings: ["Chư Puh", "Huyện Chư Puh"], codes: ["qd20": "H21.65"],
            validTo: day("2025-06-30")),
    ])

    @Test func `of units that have ended the last is meant`() throws {
        let registry = UnitRegistry([
            Unit(key: "A", level: .department, name: "Phòng A", validTo: Self.day("2010-12-31")),
            Unit(
                key: "B", level: .department, name: "Phòng A", validFrom: Self.day("2011-01-01"),
                validTo: Self.day("2020-12-31")),
        ])
        let id = try #require(registry.resolve("Phòng A", on: Self.day("2021-07-28")))
        #expect(registry[id].key == "B")
    }

    @Test func `a successor answers for a unit that has ended`() throws {
        let old = try #require(Self.registry.id(key: "IALE"))
        let now = try #require(Self.registry.responsible(for: old, on: Self.day("2026-01-01")))
        #expect(Self.registry[now].key == "IALE2025")
        #expect(Self.registry.responsible(for: old, on: Self.day("2021-07-28")) == old)
    }

    @Test func `a unit with several successors answers until people say who does`() throws {
        let registry = UnitRegistry([
            Unit(
                key: "A", level: .department, name: "Phòng A", validTo: Self.day("2021-01-01"),
                successors: ["B", "C"]),
            Unit(key: "B", level: .department, name: "Phòng B"),
            Unit(key: "C", level: .department, name: "Phòng C", successors: ["C"]),
        ])
        let id = try #require(registry.id(key: "A"))
        #expect(registry.responsible(for: id, on: Self.day("2021-07-28")) == id)
        #expect(registry.successorCycles == ["C"])
    }

    @Test func `nobody answers for a unit that ended without successor`() throws {
        let id = try #require(Self.registry.id(key: "PYT"))
        #expect(Self.registry.responsible(for: id, on: Self.day("2021-07-28")) == nil)
    }

    @Test func `a spelling may recur only in another period`() {
        #expect(Self.registry.ambiguousSpellings.isEmpty)
        let doubtful = UnitRegistry([
            Unit(key: "A", level: .department, name: "Phòng A", aliases: ["PA"]),
            Unit(key: "B", level: .department, name: "Phòng B", aliases: ["pa"]),
        ])
        #expect(doubtful.ambiguousSpellings.map(\.keys) == [["A", "B"]])
    }
}
