import Facts
import Foundation
import Ingest
import RecordReading
import Testing

/// An office with a few units, whose exports a test reads.
enum Office {
    static let units = UnitRegistry([
        Unit(key: "MOTCUA", level: .desk, name: "Bộ phận Một cửa huyện"),
        Unit(key: "CHUPUH", level: .district, name: "Huyện Chư Pưh", aliases: ["Chư Pưh"]),
        Unit(
            key: "NHONHOA", level: .commune, name: "Thị trấn Nhơn Hoà", aliases: ["TT Nhơn Hoà"],
            codes: ["motcua": "035"]),
        Unit(key: "IALE", level: .commune, name: "Xã Ia Le"),
        Unit(
            key: "IAHRU", level: .commune, name: "Xã Ia Hrú", validTo: Day("2025-06-30"),
            successors: ["IAHRU_2025"]),
        Unit(
            key: "IAHRU_2025", level: .commune, name: "Xã Ia Hrú", validFrom: Day("2025-07-01")),
        Unit(key: "VPDKDD", level: .hosted, name: "Chi nhánh Văn phòng Đăng ký đất đai"),
        Unit(key: "TNMT", level: .department, name: "Phòng Tài nguyên và Môi trường"),
    ])
    static let calendar = WorkingCalendar(years: [2021], daysOff: [], workingDays: [])
    static let keys = KeyMaker(secret: (1, 2))
    static let today = day("2021-07-28")

    static func key(of unit: UnitID?) -> String? { unit.map { units[$0].key } }

    /// Reads a text as an export of a feed.
    ///
    /// - Parameter wanted: the fields that get columns; all by default.
    static func read(
        _ text: String, _ mapping: FeedMapping, wanted: Set<Field>? = nil, today: Day = today
    ) throws -> ExportFacts {
        try read(bytes: Array(text.utf8), mapping, wanted: wanted, today: today)
    }

    static func read(
        bytes: [UInt8], _ mapping: FeedMapping, wanted: Set<Field>? = nil, today: Day = today
    ) throws -> ExportFacts {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("office-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let reader = ExportReader(
            mapping: mapping, wanted: wanted ?? Set(mapping.holds.fields), units: units,
            keys: keys, today: today)
        return try reader.read(path: file.path)
    }

    /// Reads rows of dossiers with a column each of these fields, by their canonical names.
    static func dossiers(_ header: String, _ rows: String...) throws -> Dossiers {
        Dossiers(try read(csv(header, rows), .csv(.dossiers)).table)
    }

    static func documents(_ header: String, _ rows: String...) throws -> Documents {
        Documents(try read(csv(header, rows), .csv(.documents)).table)
    }

    static func csv(_ header: String, _ rows: [String]) -> String {
        ([header] + rows).map { $0 + "\n" }.joined()
    }

    /// The facts of exports, each of a feed and perhaps of a part of it.
    static func facts(_ exports: [Export], of feeds: [FeedMapping]) throws -> FactSet {
        var assembly = FactAssembly(
            feeds: feeds, units: units, calendar: calendar, keys: keys, today: today)
        for export in exports {
            let feed = try #require(feeds.firstIndex { $0.feed == export.feed })
            assembly.add(
                try read(export.text, feeds[feed]),
                of: ExportPlace(feed: feed, part: export.part, file: export.feed, sha256: "0"),
                exportedAt: export.exportedAt)
        }
        return assembly.finish()
    }
}

/// The text of an export and where it belongs.
struct Export {
    let feed: String
    var part = ""
    var exportedAt: Day?
    let text: String

    init(
        _ feed: String, part: String = "", exportedAt: Day? = nil, _ header: String,
        _ rows: String...
    ) {
        self.feed = feed
        self.part = part
        self.exportedAt = exportedAt
        text = Office.csv(header, rows)
    }
}

func day(_ text: String) -> Day { Day(text)! }

func instant(_ text: String) -> Instant { Instant(iso: text)! }

extension FeedMapping {
    /// A CSV whose columns are found by their headers, or by the names given.
    static func csv(
        _ holds: Holds, feed: String? = nil, fields: [Field: String]? = nil,
        defaults: [Field: String] = [:], values: [Field: [String: String]] = [:],
        dates: [String] = []
    ) -> FeedMapping {
        FeedMapping(
            feed: feed ?? holds.rawValue, holds: holds, format: .csv, record: "",
            fields: fields?.mapValues { Source(name: $0, path: .literal($0)) },
            defaults: defaults, values: folded(values), dates: dates.map { DatePattern($0)! })
    }

    /// An XML with these elements or attributes, and these paths.
    static func xml(
        _ holds: Holds, record: String, fields: [Field: String] = [:],
        paths: [Field: String] = [:], nested: [Nested] = [], defaults: [Field: String] = [:],
        values: [Field: [String: String]] = [:]
    ) throws -> FeedMapping {
        var sources = fields.mapValues { Source(name: $0, path: .literal($0)) }
        for (field, path) in paths {
            sources[field] = Source(name: path, path: try FieldPath(path))
        }
        return FeedMapping(
            feed: holds.rawValue, holds: holds, format: .xml, record: record, fields: sources,
            nested: nested, defaults: defaults, values: folded(values))
    }

    /// As the settings keep them: labels by their keys.
    private static func folded(_ values: [Field: [String: String]]) -> [Field: [String: String]] {
        values.mapValues { map in
            Dictionary(uniqueKeysWithValues: map.map { (VietnameseText.key($0), $1) })
        }
    }
}

extension ExportNotes {
    /// The cells that could not be understood, by field.
    var unreadable: [Field: NotedCells] {
        columns.compactMapValues { $0.unreadable.count > 0 ? $0.unreadable : nil }
    }
}
