import Facts
import Ingest
import RecordReading

/// The texts of faults, which are the program's own and never the file's.
struct FaultWords {
    private var vetted: Set<String> = []
    private let own: [UInt8]

    /// Runs of so many bytes do not stand in a text by chance.
    private static let telling = 7

    init() {
        let refusals = RecordReadingError.Kind.allCases.map {
            ExportRefusal(RecordReadingError($0))
        }
        let texts = refusals.flatMap { [$0.message, $0.remedy] } + Field.allCases.map(\.name)
        own = Array(texts.map { $0.vi + "\n" + $0.en }.joined(separator: "\n").utf8)
    }

    mutating func leak(of input: [UInt8], in outcome: Outcome) -> String? {
        guard case .refused(let refusal) = outcome else { return nil }
        let texts = [refusal.message, refusal.remedy].flatMap { [$0.vi, $0.en] }
        for text in texts where vetted.insert(text).inserted {
            let bytes = Array(text.utf8)
            for start in bytes.indices where start + Self.telling <= bytes.count {
                let run = bytes[start..<(start + Self.telling)]
                // The shape of a cell keeps its punctuation and a digit at its edge.
                guard run.count(where: Self.isOfWord) > 1 else { continue }
                if Self.contains(input, run), !Self.contains(own, run) {
                    return "«\(String(decoding: run, as: UTF8.self))» of the file in «\(text)»"
                }
            }
        }
        return nil
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte &- 0x30 <= 9 || (0x61...0x7A).contains(byte | 0x20)
    }

    private static func contains(_ bytes: [UInt8], _ run: ArraySlice<UInt8>) -> Bool {
        bytes.indices.contains { start in bytes[start...].starts(with: run) }
    }
}
