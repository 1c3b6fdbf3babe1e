/// The first lines of a file that are not ASCII, as an encoding older than Unicode has them.
///
/// A file whose header is ASCII does not tell its encoding by it; these lines may, by their words.
package struct LegacyLines: Sendable {
    package let encoding: TextEncoding
    package let lines: [String]

    /// So many bytes are enough to find words in.
    private static let sampleBytes = 64 * 1024

    /// Reads the lines of a file, for each encoding in which all of them mean something, the
    /// likeliest first.
    package static func read(path: String) throws(RecordReadingError) -> [LegacyLines] {
        let sample = try sample(path)
        let (encodings, _) = unsafe sample.withUnsafeBufferPointer {
            unsafe TextEncoding.candidates(for: $0, isWhole: true)
        }
        return encodings.compactMap { encoding in
            guard !encoding.isUnicode else { return nil }
            var decoder = PieceDecoder(encoding)
            let (text, fault) = unsafe sample.withUnsafeBufferPointer {
                unsafe decoder.decode($0, isLast: true)
            }
            guard fault == nil else { return nil }
            let lines = unsafe String(decoding: text, as: UTF8.self)
                .split(separator: "\n").map(String.init)
            return LegacyLines(encoding: encoding, lines: lines)
        }
    }

    private static func sample(_ path: String) throws(RecordReadingError) -> [UInt8] {
        let file = try ExportFile.open(path: path)
        var piece = RawBuffer<UInt8>(capacity: sampleBytes)
        var sample: [UInt8] = []
        var line: [UInt8] = []
        while try file.append(sampleBytes, to: &piece) > 0 {
            for index in 0..<piece.count {
                let byte = unsafe piece.base[index]
                line.append(byte)
                guard byte == UInt8(ascii: "\n") || line.count >= sampleBytes else { continue }
                if line.contains(where: { $0 >= 0x80 }) { sample += line }
                if sample.count >= sampleBytes { return sample }
                line.removeAll(keepingCapacity: true)
            }
            piece.count = 0
        }
        if line.contains(where: { $0 >= 0x80 }) { sample += line }
        return sample
    }
}
