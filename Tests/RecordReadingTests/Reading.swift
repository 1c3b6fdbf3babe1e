import Foundation
import RecordReading
import Testing

/// What a reading handed over, as values that a test can compare.
struct Reading: Equatable {
    var rows: [[String?]] = []
    var lines: [UInt32] = []
    /// For each nested layout its rows, each with the row of its record.
    var nested: [[NestedRow]] = []
    var summary: ReadingSummary?
    var batchCount = 0
    /// What the survey offered first.
    var delimiter: Character?
    var header: [String]?

    struct NestedRow: Equatable {
        let parent: Int
        let line: UInt32
        let cells: [String?]
    }

    mutating func take(_ batch: borrowing RecordBatch) {
        let offset = rows.count
        for row in 0..<batch.rowCount {
            let cells = batch.cells[(row * batch.fieldCount)..<((row + 1) * batch.fieldCount)]
            rows.append(cells.map { batch.string($0) })
            lines.append(batch.lines[row])
        }
        if nested.isEmpty { nested = batch.nested.map { _ in [] } }
        for (index, table) in batch.nested.enumerated() {
            for row in 0..<table.rowCount {
                let cells = table.cells[(row * table.fieldCount)..<((row + 1) * table.fieldCount)]
                nested[index].append(
                    NestedRow(
                        parent: offset + Int(table.parentRow[row]), line: table.lines[row],
                        cells: cells.map { batch.string($0) }))
            }
        }
        batchCount += 1
    }

    /// The same whatever the size of batches.
    static func == (left: Reading, right: Reading) -> Bool {
        left.rows == right.rows && left.lines == right.lines && left.nested == right.nested
            && left.summary == right.summary
    }

    var root: String? {
        if case .xml(let root)? = summary?.form { root } else { nil }
    }
    var raggedRows: CSVRaggedRows? {
        if case .csv(_, let raggedRows)? = summary?.form { raggedRows } else { nil }
    }
    var endsInLineBreak: Bool? {
        if case .csv(let endsInLineBreak, _)? = summary?.form { endsInLineBreak } else { nil }
    }
}

/// The sizes of pieces with which each text is read: cut everywhere, and not at all.
let pieceSizes = [1, 2, 3, 7, 16, 64 * 1024]

/// Lets a file hold the bytes while `body` runs.
func withFile<Result>(_ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result) throws
    -> Result
{
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
}

func layout(
    _ fields: [String], record: String = "HoSo", nested: [(String, [String])] = []
) throws -> RecordLayout {
    RecordLayout(
        record: record, fields: try fields.map { try FieldPath($0) },
        nested: try nested.map { record, fields in
            NestedLayout(record: record, fields: try fields.map { try FieldPath($0) })
        })
}

/// Reads bytes as XML with one size of pieces.
func readXML(
    _ bytes: some Sequence<UInt8>, _ layout: RecordLayout, limits: RecordLimits = RecordLimits(),
    pieceBytes: Int = 64 * 1024
) throws -> Reading {
    try withFile(bytes) { path in
        var reading = Reading()
        reading.summary = try XMLRecords.read(
            path: path, layout: layout, limits: limits, pieceBytes: pieceBytes
        ) { reading.take($0) }
        return reading
    }
}

/// Reads a CSV whose first row is the header, as the survey offers it first, with every column
/// wanted, with one size of pieces.
func readCSV(
    _ bytes: some Sequence<UInt8>, limits: RecordLimits = RecordLimits(),
    pieceBytes: Int = 64 * 1024, columns: ([String]) throws -> [Int?] = { Array($0.indices) }
) throws -> Reading {
    var header: (delimiter: Character, cells: [String])?
    var reading = try readCSV(bytes, limits: limits, pieceBytes: pieceBytes) { survey in
        let candidate = survey.candidates[0]
        guard let cells = candidate.rows.first?.cells else { throw try #require(candidate.fault) }
        header = (candidate.delimiter, cells)
        return CSVLayout(candidate, header: 0..<1, columns: try columns(cells))
    }
    reading.delimiter = header?.delimiter
    reading.header = header?.cells
    return reading
}

/// Reads a CSV by a layout and a judge of odd rows.
func readCSV(
    _ bytes: some Sequence<UInt8>, limits: RecordLimits = RecordLimits(),
    pieceBytes: Int = 64 * 1024, layout: (CSVSurvey) throws -> CSVLayout,
    judge: (CSVOddRow) throws -> CSVRowVerdict = { _ in .record }
) throws -> Reading {
    try withFile(bytes) { path in
        var reading = Reading()
        reading.summary = try CSVRecords.read(
            path: path, limits: limits, pieceBytes: pieceBytes, layout: layout, judge: judge
        ) { reading.take($0) }
        return reading
    }
}

/// The fault with which a reading ends; `nil` if it does not.
func fault(_ read: () throws -> Reading) throws -> RecordReadingError? {
    do {
        _ = try read()
        return nil
    } catch let error as RecordReadingError {
        return error
    }
}

/// What a consumer throws in tests.
struct Refusal: Error, Equatable {
    let number: Int
}

/// Variants of a text with a few bytes changed, removed, inserted or repeated, the same each time.
func mutations(of bytes: [UInt8], inserting: String, count: Int, seed: UInt64) -> [[UInt8]] {
    var generator = FixedGenerator(seed: seed)
    return (0..<count).map { _ in
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(inserting.utf8.randomElement(using: &generator)!, at: index)
            default: bytes.replaceSubrange(index..., with: bytes[..<index])
            }
        }
        return bytes
    }
}

/// A generator whose numbers are the same in each run (SplitMix64).
struct FixedGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
