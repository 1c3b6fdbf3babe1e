import Foundation
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
