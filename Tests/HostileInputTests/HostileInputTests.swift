import Foundation
import Ingest
import RecordReading
import Testing

/// Two hundred thousand damaged inputs; under AddressSanitizer in CI.
///
/// A case that brings the process down leaves its input in a file `doisoat-<reader>-…` in /dev/shm
/// or /tmp.
@Suite struct `Damaged and hostile input` {
    private static let seeds = [20_210_728, 20_210_729, 20_210_730, 20_210_731] as [UInt64]

    @Test(.timeLimit(.minutes(10)), arguments: InputReader.all.map(\.name), seeds)
    func `is read or refused, and the same each time`(_ name: String, _ seed: UInt64) throws {
        let reader = try #require(InputReader.named(name))
        let scratch = try ScratchFile("\(name)-\(seed)")
        var mutator = Mutator(corpus: reader.corpus, seed: seed)
        var words = FaultWords()
        var failures = 0
        for number in 0..<(reader.cases / Self.seeds.count) where failures < 3 {
            let input = mutator.next()
            input.withUnsafeBytes { scratch.hold($0) }
            let pieceBytes = 1 + mutator.number(below: 64)
            let whole = Outcome(reader, scratch.path, pieceBytes: 8192)
            let isReadAgain = reader.takesPieces || number % 8 == 0
            let again = isReadAgain ? Outcome(reader, scratch.path, pieceBytes: pieceBytes) : whole
            let faults = [
                whole.difference(from: again, exactly: reader.hasExactFaults),
                whole.excess(over: input), words.leak(of: input, in: whole),
                words.leak(of: input, in: again),
            ]
            for fault in faults.compactMap({ $0 }) {
                failures += 1
                let hex = input.map { String(format: "%02x", $0) }.joined()
                Issue.record(
                    "\(fault): \(name), seed \(seed), case \(number), pieces of \(pieceBytes): \(hex)"
                )
            }
        }
    }
}

/// How the reading of an input ended.
enum Outcome {
    case read(Fingerprint)
    case refused(ExportRefusal)
    case failed(any Error)

    init(_ reader: InputReader, _ path: String, pieceBytes: Int) {
        do {
            self = .read(try reader.read(path, pieceBytes))
        } catch let error as RecordReadingError {
            self = .refused(ExportRefusal(error))
        } catch let refusal as ExportRefusal {
            self = .refused(refusal)
        } catch {
            self = .failed(error)
        }
    }

    func difference(from other: Outcome, exactly: Bool) -> String? {
        switch (self, other) {
        case (.read(let mine), .read(let its)): mine == its ? nil : "read in two ways"
        case (.refused(let mine), .refused(let its)):
            exactly && mine != its ? "refused in two ways" : nil
        case (.failed(let error), _), (_, .failed(let error)):
            "an error of another kind: \(type(of: error))"
        default: "read and refused"
        }
    }

    /// What is handed over is not more than an input of this size can have.
    func excess(over input: [UInt8]) -> String? {
        guard case .read(let result) = self else { return nil }
        // A cell may fill several fields, and a legacy character may take three bytes.
        let isWithin = result.rows <= input.count && result.bytes <= input.count * 24
        return isWithin ? nil : "more came out than went in"
    }
}

/// The texts of faults, which are the program's own and never the file's.
struct FaultWords {
    private var vetted: Set<String> = []
    private let own: [UInt8]

    /// Runs of so many bytes do not stand in a text by chance.
    private static let telling = 7

    init() {
        let kinds = RecordReadingError.Kind.allCases.map { RecordReadingError($0) }
        own = Array(kinds.map { $0.message + "\n" + $0.remedy }.joined(separator: "\n").utf8)
    }

    mutating func leak(of input: [UInt8], in outcome: Outcome) -> String? {
        guard case .refused(let refusal) = outcome else { return nil }
        for text in [refusal.message, refusal.remedy] where vetted.insert(text).inserted {
            let bytes = Array(text.utf8)
            for start in bytes.indices where start + Self.telling <= bytes.count {
                let run = bytes[start..<(start + Self.telling)]
                if Self.contains(input, run), !Self.contains(own, run) {
                    return "a text of the program has bytes of the file"
                }
            }
        }
        return nil
    }

    private static func contains(_ bytes: [UInt8], _ run: ArraySlice<UInt8>) -> Bool {
        bytes.indices.contains { start in bytes[start...].starts(with: run) }
    }
}
