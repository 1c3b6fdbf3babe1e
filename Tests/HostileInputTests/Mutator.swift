/// Damages inputs the way disks, tools and people do, and a little worse; the same each time.
struct Mutator {
    private let corpus: [[UInt8]]
    private var generator: SplitMix64

    /// Inputs grow by no more than this, so that each case stays cheap.
    private static let largest = 4096

    init(corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        generator = SplitMix64(seed: seed)
    }

    /// A number below `bound` that depends only on the seed and on what was asked before.
    mutating func number(below bound: Int) -> Int { generator.below(bound) }

    /// The next damaged input.
    mutating func next() -> [UInt8] {
        var bytes = corpus[generator.below(corpus.count)]
        // Half the inputs are damaged in one place only, so that some are still whole.
        let times = generator.below(2) == 0 ? 1 : 1 + generator.below(5)
        for _ in 0..<times { mutate(&bytes) }
        if bytes.count > Self.largest { bytes.removeLast(bytes.count - Self.largest) }
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else {
            bytes = Self.tokens[generator.below(Self.tokens.count)]
            return
        }
        let place = generator.below(bytes.count)
        switch generator.below(12) {
        case 0: bytes[place] ^= 1 << UInt8(generator.below(8))
        case 1: bytes[place] = UInt8(generator.below(256))
        case 2: bytes.removeLast(bytes.count - place)
        case 3: bytes.removeFirst(place)
        case 4: bytes.removeSubrange(range(from: place, in: bytes, atMost: 40))
        case 5: splice(&bytes, at: place)
        case 6:
            let part = bytes[range(from: place, in: bytes, atMost: 400)]
            bytes.insert(contentsOf: Array(part), at: generator.below(bytes.count))
        case 7:
            let byte = Self.runs[generator.below(Self.runs.count)]
            let run = [UInt8](repeating: byte, count: 1 << generator.below(11))
            bytes.insert(contentsOf: run, at: place)
        case 8:
            let token = Self.tokens[generator.below(Self.tokens.count)]
            let replaced = range(from: place, in: bytes, atMost: token.count)
            bytes.replaceSubrange(replaced, with: token)
        case 9, 10:
            // Digits stand in values, so that the file around them stays whole.
            let digit = bytes[place...].firstIndex { (0x30...0x39).contains($0) } ?? place
            bytes[digit] = Self.plain[generator.below(Self.plain.count)]
        default:
            bytes.insert(contentsOf: Self.tokens[generator.below(Self.tokens.count)], at: place)
        }
    }

    /// The beginning of this input and the end of another.
    private mutating func splice(_ bytes: inout [UInt8], at place: Int) {
        let other = corpus[generator.below(corpus.count)]
        bytes.removeLast(bytes.count - place)
        bytes += other[generator.below(other.count + 1)...]
    }

    private mutating func range(
        from place: Int, in bytes: [UInt8], atMost length: Int
    ) -> Range<Int> {
        place..<min(bytes.count, place + 1 + generator.below(length))
    }

    private static let plain = Array("0123456789aZ./- ".utf8)
    private static let runs: [UInt8] = Array(" <\"&;,\n\r\t0(a/]-".utf8) + [0, 0xC4, 0xFF]

    private static let tokens: [[UInt8]] =
        [
            "<", ">", "&", "\"", "'", ";", ",", "|", "\t", "\n", "\r", "\r\n", "\n\n", "/", "</",
            "/>",
            "=", "<!DOCTYPE D>", "<!DOCTYPE D [<!ENTITY a \"b\">]>", "&a;", "&amp;", "&#0;",
            "&#x110;",
            "&#1114112;", "]]>", "<![CDATA[", "<!--", "-->", "--", "<?", "?>",
            "<?xml version=\"1.0\"?>",
            "encoding=\"UTF-16\"", "encoding=\"windows-1258\"", "xmlns:a=\"\"", " a:b='c'", "\"\"",
            "\";\"", "sep=,\n", "sep=;\r\n", "0", "-1", "99999999999999999999", "31/02/2021",
            "29/02/2020 24:61", "1e9", "NaN", "Tổng cộng", "Cộng", "STT", "\u{301}", "\u{200B}",
            "\u{202E}", "\u{2028}", "\u{FFFD}", "Ñöùc",
        ].map { Array($0.utf8) } + [
            [0], [0, 0], [0xFF], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xC0, 0x80],
            [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC4], [0xE1, 0xBB], [0xB5, 0xB8],
        ]
}

/// Numbers that are the same in each run.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) >> 33) % bound
    }
}
