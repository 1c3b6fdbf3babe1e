import Facts
import RecordReading

/// Words that exports of offices use: names of units, headers, statuses and channels.
///
/// Only those with letters beyond ASCII, which tell an encoding.
struct KnownWords {
    private let keys: Set<String>

    /// An encoding is believed if it makes at least so many known words.
    private static let fewest = 3

    init(_ units: UnitRegistry) {
        let names = units.units.flatMap { [$0.name] + $0.aliases }
        let labels = DossierStatus.allCases.flatMap(\.labels) + Channel.allCases.flatMap(\.labels)
        let texts = names + labels + HeaderSynonyms.all.map(String.init)
        keys = Set(
            texts.map { VietnameseText.key($0) }.filter { !$0.utf8.allSatisfy { $0 < 0x80 } })
    }

    /// The encoding in which lines have the most cells that are known words; nil if they are few.
    func encoding(of readings: [LegacyLines]) -> TextEncoding? {
        var best: (encoding: TextEncoding, count: Int)?
        for reading in readings {
            let count = reading.lines.reduce(0) { $0 + self.count(in: $1) }
            if count >= Self.fewest, count > best?.count ?? 0 { best = (reading.encoding, count) }
        }
        return best?.encoding
    }

    private func count(in line: String) -> Int {
        line.split { ";,\t|\"\r".contains($0) }.count { keys.contains(VietnameseText.key($0)) }
    }
}
