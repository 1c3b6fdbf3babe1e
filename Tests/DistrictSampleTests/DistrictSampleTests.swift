import DistrictSample
import Facts
import Foundation
import Testing

@Suite
struct `The report's district` {
    private static let folder = Result { try SampleFolder() }
    private static let shared = folder.flatMap { folder in Result { try SampleRegisters(folder) } }
    private let registers: SampleRegisters
    private let today = Day(daysSince1970: 18_836)

    init() throws {
        registers = try Self.shared.get()
    }

    @Test
    func `has the report's figures where they can be true together`() {
        let all = registers.dossiers
        let district = all.filter { $0.receivingUnit == "MOTCUA" }
        let communes = all.filter { $0.receivingUnit != "MOTCUA" }
        let late = all.filter { FaultDefinitions.lateness($0, today: today).isLate }
        #expect([all, district, communes].map(\.count) == [6015, 710, 5305])
        let finished = [all, district, communes].map { $0.filter { $0.finished != nil } }
        #expect(finished.map(\.count) == [5916, 617, 5299])
        let inTime = finished.map {
            $0.filter { !FaultDefinitions.lateness($0, today: today).isLate }.count
        }
        #expect(inTime == [5873, 588, 5285])
        #expect(late.filter { $0.finished != nil }.count == 43)
        #expect(late.filter { $0.finished == nil }.count == 5)
    }

    @Test
    func `names the units that finished late, and 36 letters for their 43 dossiers`() {
        let late = registers.dossiers.filter {
            $0.finished != nil && FaultDefinitions.lateness($0, today: today).isLate
        }
        let byUnit = Dictionary(grouping: late, by: \.handlingUnit).mapValues(\.count)
        #expect(
            byUnit == [
                "VPDKDD": 21, "TNMT": 1, "TUPHAP": 7, "NHONHOA": 1, "CHUDON": 1, "IABLU": 1,
                "IAHLA": 2, "IALE": 5, "IAPHANG": 2, "IARONG": 2,
            ])
        let apologised = late.filter { registers.letters.contains($0.code) }
        #expect(apologised.count == 36)
        let without = late.filter { !registers.letters.contains($0.code) }
        #expect(without.allSatisfy { $0.handlingUnit == "VPDKDD" } && without.count == 7)
        #expect(registers.letters.count == 39)
    }

    @Test
    func `has 145 dossiers online in 8 of 89 procedures and 1,436 by post in 54 of 471`() {
        let online = registers.dossiers.filter { $0.channelIn == "2" }
        #expect(online.count == 145 && online.allSatisfy { $0.receivingUnit == "MOTCUA" })
        #expect(Set(online.map(\.procedure)).count == 8)
        #expect(registers.procedures.values.filter { $0.level >= 3 }.count == 89)
        let postal = registers.dossiers.filter { $0.channelIn == "3" || $0.channelOut == "3" }
        #expect(postal.count == 1436 && Set(postal.map(\.procedure)).count == 54)
        #expect(registers.procedures.count == 471)
        #expect(Set(registers.procedures.values.map { VietnameseText.key($0.name) }).count == 471)
    }

    @Test(arguments: [
        ("IAHLA", 17, 190), ("IALE", 20, 69), ("CHUDON", 63, 68), ("IADRENG", 188, 199),
    ])
    func `enters the report's share of each commune's dossiers`(
        unit: String, entered: Int, onPaper: Int
    ) {
        #expect(registers.dossiers.filter { $0.receivingUnit == unit }.count == entered)
        #expect(registers.entries.filter { $0.unit == unit }.count == onPaper)
    }

    @Test
    func `digitises 226 of the district's 479 paper results and 140 of Ia Phang's 149`() {
        let papers = registers.dossiers.filter {
            $0.finished != nil && registers.procedures[$0.procedure]?.isPaper == true
        }
        let district = papers.filter { $0.receivingUnit == "MOTCUA" }
        let digitised = district.filter { $0.resultFiles > 0 }
        #expect(district.count == 479)
        #expect(
            Dictionary(grouping: digitised, by: \.handlingUnit).mapValues(\.count)
                == ["VPDKDD": 120, "LDTBXH": 106])
        let communes = papers.filter { $0.receivingUnit != "MOTCUA" }
        #expect(communes.filter { $0.handlingUnit == "IAPHANG" }.count == 149)
        let done = communes.filter { $0.resultFiles > 0 }
        #expect(done.count == 140 && done.allSatisfy { $0.handlingUnit == "IAPHANG" })
        let sectors = registers.dossiers.filter { $0.receivingUnit == "IAHLA" }.map(\.sector)
        #expect(
            Set(sectors) == ["Tư pháp - Hộ tịch", "Lao động - Thương binh và Xã hội"])
    }

    @Test(arguments: [
        ("IARONG", 17, 5), ("IALE", 175, 68), ("IAHLA", 167, 105), ("NHONHOA", 103, 93),
        ("CHUDON", 364, 291), ("IADRENG", 78, 71),
    ])
    func `handles the report's share of each commune's documents electronically`(
        unit: String, total: Int, complete: Int
    ) {
        let electronic = registers.outgoing.filter { $0.unit == unit }
        let ids = Set(electronic.map(\.id))
        let onPaperOnly = registers.paperDocuments.filter {
            $0.unit == unit && !ids.contains($0.id)
        }
        #expect(electronic.count + onPaperOnly.count == total)
        #expect(electronic.filter(\.isComplete).count == complete)
    }

    @Test
    func `has about as many documents as dossiers, those of the report on their days`() {
        let count = registers.outgoing.count + registers.incoming.count
        #expect((5800...6400).contains(count))
        let issued = Dictionary(
            registers.outgoing.map { ($0.id, $0.issued) }, uniquingKeysWith: { first, _ in first })
        #expect(issued["CHUPUH:2021:331/UBND-NC"] == Day(year: 2021, month: 4, day: 12))
        #expect(issued["CHUPUH:2021:53/BC-UBND"] == Day(year: 2021, month: 3, day: 12))
        #expect(issued["CHUPUH:2021:140/BC-UBND"] == Day(year: 2021, month: 6, day: 14))
        #expect(issued["CHUPUH:2021:74/KH-UBND"] == Day(year: 2021, month: 2, day: 2))
        #expect(issued["CHUPUH:2021:94/QĐ-UBND"] == Day(year: 2021, month: 1, day: 29))
    }

    @Test
    func `holds traps: dossiers past due that wait, results not fetched, documents on their way`() {
        let open = registers.dossiers.filter { $0.finished == nil }
        #expect(open.filter { $0.due?.localDay == today }.count == 5)
        let waiting = open.filter { dossier in
            dossier.isEndedOrWaiting && (dossier.due?.localDay ?? today) < today
        }
        #expect(waiting.count > 20)
        let unfetched = registers.dossiers.filter { $0.finished != nil && $0.returned == nil }
        #expect(unfetched.count > 10)
        let onTheirWay = registers.outgoing.filter { document in
            document.released?.localDay == today.adding(days: -1)
                && document.recipients.contains {
                    !registers.incoming.contains("\($0)<\(document.id)")
                }
        }
        #expect(onTheirWay.count > 5)
    }

    @Test
    func `numbers codes by day and order, and promises working days only`() {
        var orders: [String: [Int]] = [:]
        for dossier in registers.dossiers {
            let parts = dossier.code.split(separator: "-")
            let received = dossier.received?.localDay.iso.filter(\.isNumber).dropFirst(2)
            #expect(parts.count == 3 && received.map { $0 == parts[1] } == true)
            orders["\(parts[0])-\(parts[1])", default: []].append(Int(parts[2]) ?? 0)
            let promised = dossier.due.map { registers.calendar.isWorkingDay($0.localDay) }
            #expect(promised == true)
        }
        for (_, numbers) in orders {
            #expect(numbers.sorted() == Array(1...numbers.count))
        }
    }
}

@Suite
struct `A district sample` {
    @Test(arguments: [200, 600, 6015, 7015, 20_000])
    func `expects the faults that their definitions find, and no other`(dossiers: Int) throws {
        let folder = try SampleFolder(dossiers: dossiers)
        let registers = try SampleRegisters(folder)
        let expected = try folder.lines("expected.jsonl")
        let asOf = try #require(Instant(iso: try folder.lines("as-of.txt")[0]))
        let found = FaultDefinitions(registers, today: asOf.localDay).lines
        #expect(found.subtracting(expected) == [])
        #expect(Set(expected).subtracting(found) == [])
        #expect(expected.count == Set(expected).count)
        #expect(registers.dossiers.count == dossiers)
        #expect(registers.dossiers.allSatisfy { $0.receivingUnit != "?" && $0.handlingUnit != "?" })
    }

    @Test
    func `sorts the expected faults by rule, then by the bytes of the subject`() throws {
        let lines = try SampleFolder(dossiers: 600).lines("expected.jsonl")
        let keys = lines.map { line in
            let parts = line.split(separator: "\"")
            return Array("\(parts[3]) \(parts[13])".utf8)
        }
        for (first, second) in zip(keys, keys.dropFirst()) {
            #expect(first.lexicographicallyPrecedes(second))
        }
    }

    @Test
    func `has the same bytes for the same arguments and others for another seed`() throws {
        let first = try SampleFolder(dossiers: 700, seed: 5).files()
        let second = try SampleFolder(dossiers: 700, seed: 5).files()
        let other = try SampleFolder(dossiers: 700, seed: 6).files()
        #expect(first == second)
        #expect(first.keys.sorted() == other.keys.sorted())
        for name in ["inbox/motcua-xa/ia-phang-20210728.xml", "expected.jsonl"] {
            #expect(first[name] != other[name])
        }
    }

    @Test
    func `adds five faults in a thousand and leaves the report's dossiers as they are`() throws {
        let reported = try SampleFolder()
        let larger = try SampleFolder(dossiers: 8015)
        let before = try reported.lines("expected.jsonl").filter { !$0.contains("PAP-01") }
        let after = try larger.lines("expected.jsonl")
        #expect(Set(before).isSubset(of: after))
        #expect(after.count == (try reported.lines("expected.jsonl").count) + 10)
        let file = "inbox/motcua-huyen/motcua-huyen-20210728.xml"
        let kept = try larger.records("motcua-huyen/motcua-huyen-20210728.xml", "HoSo")
        let byCode = Dictionary(uniqueKeysWithValues: kept.map { ($0["MaHoSo"], $0.fields) })
        for record in try reported.records("motcua-huyen/motcua-huyen-20210728.xml", "HoSo") {
            #expect(byCode[record["MaHoSo"]] == record.fields)
        }
        #expect(try larger.bytes(file).count > reported.bytes(file).count)
    }

    @Test(arguments: ["units.yaml", "calendar.yaml"])
    func `carries the bytes of the configuration that is installed`(name: String) throws {
        let sample = try SampleFolder(dossiers: 200).bytes(name)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let installed = try Data(contentsOf: root.appendingPathComponent("Config/\(name)"))
        #expect(sample == [UInt8](installed))
    }

    @Test
    func `has an export below each path of its settings`() throws {
        let folder = try SampleFolder(dossiers: 200)
        let exports = Set(try folder.files().keys.filter { $0.hasPrefix("inbox/") })
        let paths = try folder.lines("doisoat.yaml").compactMap { line -> String? in
            let text = line.drop { $0 == " " }
            guard text.hasPrefix("path: ") else { return nil }
            return text.dropFirst(6).filter { $0 != "\"" }
        }
        #expect(paths.count == 17)
        var found = 0
        for path in paths {
            let parts = path.split(separator: "*", omittingEmptySubsequences: false)
            let matching = exports.filter { $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[1]) }
            // One export a feed, but of the communes' system one a commune.
            #expect(matching.count == (path.contains("motcua-xa") ? 9 : 1), "\(path)")
            found += matching.count
        }
        #expect(found == exports.count)
    }

    @Test
    func `cannot be written where a file is in the way`() throws {
        let folder = try SampleFolder(dossiers: 200)
        #expect(throws: SampleError.self) {
            try DistrictSample(dossiers: 200).write(to: "\(folder.path)/as-of.txt")
        }
    }
}
