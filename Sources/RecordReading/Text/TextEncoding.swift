/// How the bytes of an export stand for characters (domain §7.1–7.4).
package enum TextEncoding: String, CaseIterable, Sendable {
    case utf8, utf16LittleEndian, utf16BigEndian
    case windows1258, tcvn3, vni, windows1252

    /// The name that people know it by, the same in every language.
    package var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .windows1258: "Windows-1258"
        case .tcvn3: "TCVN3 (ABC)"
        case .vni: "VNI-Windows"
        case .windows1252: "Windows-1252"
        }
    }

    package var isUnicode: Bool {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: true
        case .windows1258, .tcvn3, .vni, .windows1252: false
        }
    }

    private static let marks: [(bytes: [UInt8], encoding: TextEncoding)] = [
        ([0xEF, 0xBB, 0xBF], .utf8),
        ([0xFF, 0xFE], .utf16LittleEndian),
        ([0xFE, 0xFF], .utf16BigEndian),
    ]

    /// The encodings that a file can be in, the likeliest first.
    ///
    /// More than one only for text that is not Unicode: its bytes mean something in each of them,
    /// and only words that are known, such as those of a header row, tell which is meant. UTF-8
    /// with a few faults stays UTF-8, so that it is refused at a fault and not read as something
    /// else.
    ///
    /// - Parameters:
    ///   - sample: the beginning of the file, of at least three bytes if there are as many.
    ///   - isWhole: whether the sample is the file to its end.
    /// - Returns: the encodings, at least one, and the offset behind a byte order mark.
    package static func candidates(
        for sample: UnsafeBufferPointer<UInt8>, isWhole: Bool
    ) -> (encodings: [TextEncoding], start: Int) {
        for (mark, encoding) in marks where unsafe sample.starts(with: mark) {
            return ([encoding], mark.count)
        }
        if let encoding = unsafe unmarkedUTF16(sample, isWhole) { return ([encoding], 0) }
        if unsafe isUTF8(sample, isWhole) { return ([.utf8], 0) }
        return unsafe (legacy(for: sample), 0)
    }

    /// UTF-16 without a mark: at least a fifth of the units are ASCII or Latin-1, whose high byte
    /// is NUL, and their low bytes are not.
    private static func unmarkedUTF16(
        _ sample: UnsafeBufferPointer<UInt8>, _ isWhole: Bool
    ) -> TextEncoding? {
        if isWhole, sample.count % 2 == 1 { return nil }
        let units = sample.count / 2
        guard units > 0 else { return nil }
        var nulCounts = (even: 0, odd: 0)
        for unit in 0..<units {
            if unsafe sample[2 * unit] == 0 { nulCounts.even += 1 }
            if unsafe sample[2 * unit + 1] == 0 { nulCounts.odd += 1 }
        }
        let isOften = (even: nulCounts.even * 5 >= units, odd: nulCounts.odd * 5 >= units)
        switch isOften {
        case (false, true): return .utf16LittleEndian
        case (true, false): return .utf16BigEndian
        default: return nil
        }
    }
}
