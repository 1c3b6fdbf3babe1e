import Facts
import Foundation
import Ingest
import Reconciliation

/// Makes facts from the rows of a test, the way exports become facts: through CSV and a mapping.
struct RuleTestFacts {
    let units: UnitRegistry
    let calendar: WorkingCalendar

    func facts(of test: RuleTestCase) -> FactSet {
        let keys = KeyMaker()
        let mappings = test.records.map { records in
            FeedMapping(
                feed: records.holds.rawValue, holds: records.holds, format: .csv, record: "",
                fields: nil)
        }
        // A rule that names no fields judges the exports themselves, whatever their columns.
        let judgesExports = test.rule.needs.isEmpty && test.rule.uses.isEmpty
        let fields =
            judgesExports
            ? Dictionary(uniqueKeysWithValues: Holds.allCases.map { ($0, Set($0.fields)) })
            : RuleCatalogue.fields(of: [test.rule])
        var assembly = FactAssembly(
            feeds: mappings, units: units, calendar: calendar, keys: keys,
            today: test.instant.localDay)
        for (index, records) in test.records.enumerated() {
            let reader = ExportReader(
                mapping: mappings[index], wanted: fields[records.holds] ?? [], units: units,
                keys: keys, today: test.instant.localDay)
            let name = records.holds.rawValue + ".csv"
            guard let facts = read(csv(records.holds, records.rows), reader) else { continue }
            assembly.add(
                facts, of: ExportPlace(feed: index, part: "", file: name, sha256: "0"),
                exportedAt: test.exportedAt)
        }
        return assembly.finish()
    }

    private func read(_ text: String, _ reader: ExportReader) -> ExportFacts? {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("doisoat-\(UUID().uuidString).csv").path
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            return nil
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try? reader.read(path: path)
    }

    private func csv(_ holds: Holds, _ rows: [[String: String]]) -> String {
        let mentioned = Set(rows.flatMap(\.keys))
        let header =
            rows.isEmpty
            ? holds.fields.map(\.rawValue)
            : holds.fields.map(\.rawValue).filter(mentioned.contains)
        let lines = rows.map { row in
            header.map { "\"" + (row[$0] ?? "").replacing("\"", with: "\"\"") + "\"" }
        }
        return ([header] + lines).map { $0.joined(separator: ",") + "\n" }.joined()
    }
}
