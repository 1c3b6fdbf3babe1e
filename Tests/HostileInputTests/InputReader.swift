import Facts
import Ingest
import RecordReading

/// A way into the program for bytes of strangers.
struct InputReader: Sendable {
    let name: String
    /// How many damaged inputs it gets.
    let cases: Int
    let corpus: [[UInt8]]
    /// Whether it can be told how much to read at a time.
    var takesPieces = true
    /// Whether the place of a fault does not depend on the size of the pieces either.
    var hasExactFaults = true
    /// Reads a file in pieces of a size; what it throws is a refusal.
    let read: @Sendable (_ path: String, _ pieceBytes: Int) throws -> Fingerprint

    /// Every reader, a line each.
    static let all = [
        xml, csv("csv", 80_000, Corpus.csv), csv("csv-utf16", 20_000, Corpus.csvInUTF16),
        export("xml-export", 20_000, Corpus.xml, .xmlDossiers),
        export("csv-export", 20_000, Corpus.csv, .csv(.paperDossiers)),
        export("csv-documents-export", 8_000, Corpus.csv, .csv(.documents)),
    ]

    static func named(_ name: String) -> InputReader? { all.first { $0.name == name } }

    /// libxml2 reads the last of UTF-16 only at the end, where every fault is taken for a cut.
    private static let xml = InputReader(
        name: "xml", cases: 80_000, corpus: Corpus.xml, hasExactFaults: false
    ) { path, pieceBytes in
        var fingerprint = Fingerprint()
        let summary = try XMLRecords.read(path: path, layout: layout, pieceBytes: pieceBytes) {
            fingerprint.add($0)
        }
        fingerprint.add(summary.hashValue)
        return fingerprint
    }

    /// In the first encoding and by the first delimiter that are possible, with odd rows left out.
    private static func csv(_ name: String, _ cases: Int, _ corpus: [[UInt8]]) -> InputReader {
        InputReader(name: name, cases: cases, corpus: corpus) { path, pieceBytes in
            var fingerprint = Fingerprint()
            let summary = try CSVRecords.read(
                path: path, pieceBytes: pieceBytes,
                layout: { survey in
                    let candidate = survey.candidates[0]
                    guard let cells = candidate.rows.first?.cells else {
                        throw candidate.fault ?? RecordReadingError(.empty)
                    }
                    return CSVLayout(
                        candidate, header: 0..<1, columns: Array(cells.indices) + [nil, 0],
                        keyColumn: 0)
                },
                judge: { $0.hasKey ? .record : .noRecord }, into: { fingerprint.add($0) })
            fingerprint.add(summary.hashValue)
            return fingerprint
        }
    }

    private static let layout = RecordLayout(
        record: "HoSo",
        fields: ["Ma", "@id", "A/@b", "T[@n='a']"].map {
            guard let path = try? FieldPath($0) else { preconditionFailure("no path: \($0)") }
            return path
        },
        nested: [NestedLayout(record: "Tep", fields: [.literal("Ten"), .literal("Ma")])])

    /// The whole way to facts: header, mapping, dates, codes, units.
    private static func export(
        _ name: String, _ cases: Int, _ corpus: [[UInt8]], _ mapping: FeedMapping
    ) -> InputReader {
        let reader = ExportReader(
            mapping: mapping, wanted: Set(mapping.holds.fields), units: units,
            keys: KeyMaker(secret: (1, 2)), today: Day(daysSince1970: 18_836))
        return InputReader(name: name, cases: cases, corpus: corpus, takesPieces: false) {
            path, _ in
            var fingerprint = Fingerprint()
            fingerprint.add(try reader.read(path: path))
            return fingerprint
        }
    }

    private static let units = UnitRegistry([
        Unit(key: "IALE", level: .commune, name: "Xã Ia Le", aliases: ["Ia Lê"]),
        Unit(key: "MOTCUA", level: .desk, name: "Bộ phận Một cửa huyện"),
        Unit(
            key: "TNMT", level: .department, name: "Phòng Tài nguyên và Môi trường",
            codes: ["motcua": "035"]),
    ])
}

extension FeedMapping {
    fileprivate static let xmlDossiers = FeedMapping(
        feed: "xml", holds: .dossiers, format: .xml, record: "HoSo",
        fields: [
            .code: source("Ma"), .receivedAt: source("Ngay"), .status: source("TrangThai"),
            .receivingUnit: source("A"), .procedureCode: source("T"), .applicantName: source("Ten"),
        ],
        nested: [
            Nested(holds: .dossierFiles, record: "Tep", role: nil, defaultRole: .component)
        ],
        values: [.status: ["x": "returned"]])

    fileprivate static func csv(_ holds: Holds) -> FeedMapping {
        FeedMapping(
            feed: "csv", holds: holds, format: .csv, record: "", fields: nil,
            defaults: [.unit: "IALE", .direction: "outgoing"])
    }

    private static func source(_ name: String) -> Source {
        Source(name: name, path: .literal(name))
    }
}
