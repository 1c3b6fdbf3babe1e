import Foundation

/// A reader under libFuzzer, held to what `Tests/HostileInputTests` hold it to.
final class FuzzTarget: Sendable {
    private let reader: InputReader
    private let scratch: ScratchFile
    // libFuzzer calls from one thread.
    private nonisolated(unsafe) var words = FaultWords()

    init(_ name: String) {
        // libFuzzer itself keeps the input that brought the process down.
        guard let reader = InputReader.named(name),
            let scratch = try? ScratchFile(name, keepsName: false)
        else {
            preconditionFailure("no reader or no file for \(name)")
        }
        self.reader = reader
        self.scratch = scratch
    }

    /// Reads an input twice; a broken promise stops the process.
    func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        let input = Array(UnsafeBufferPointer(start: bytes, count: count))
        input.withUnsafeBytes { scratch.hold($0) }
        let whole = Outcome(reader, scratch.path, pieceBytes: 8192)
        let pieces =
            reader.takesPieces ? Outcome(reader, scratch.path, pieceBytes: 1 + count % 13) : whole
        let faults = [
            whole.difference(from: pieces, exactly: reader.hasExactFaults),
            whole.excess(over: input), words.leak(of: input, in: whole),
            words.leak(of: input, in: pieces),
        ]
        for fault in faults.compactMap({ $0 }) { fatalError(fault) }
        return 0
    }

    /// Writes the exports that the tests begin with, so that the fuzzer begins with them too.
    func writeCorpus() -> CInt {
        guard let folder = ProcessInfo.processInfo.environment["FUZZING_CORPUS"] else { return 0 }
        for (index, input) in reader.corpus.enumerated() {
            try? Data(input).write(to: URL(fileURLWithPath: "\(folder)/corpus-\(index)"))
        }
        return 0
    }
}
