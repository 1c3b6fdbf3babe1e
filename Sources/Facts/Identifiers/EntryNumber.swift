/// The number of an entry in a register or of a letter: `145`, `145/2021`, `12a`.
package enum EntryNumber {
    /// Appends the number in its one spelling; returns whether it is one, else appends nothing.
    ///
    /// `7`, `007`, `7.` and the `7.0` or `="7"` of a spreadsheet are one number. Anything plain
    /// may stand there, but no name, no telephone and no citizen's number: not more than eight
    /// digits follow each other unless they begin with a day (`20210728001`).
    package static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, to output: inout ContiguousArray<UInt8>
    ) -> Bool {
        var isCanonical = (1...8).contains(bytes.count) && bytes[0] != 0x30
        for byte in bytes where isCanonical { isCanonical = byte &- 0x30 <= 9 }
        if isCanonical {
            output.append(contentsOf: bytes)
            return true
        }
        return writeMended(bytes, to: &output)
    }

    @inline(never)
    private static func writeMended(
        _ bytes: UnsafeBufferPointer<UInt8>, to output: inout ContiguousArray<UInt8>
    ) -> Bool {
        guard bytes.count <= longest else { return false }
        var text = Substring(CellWrapping.plain(bytes))
        for ending in [".0", ",0", ".", ","] where text.hasSuffix(ending) {
            let head = text.dropLast(ending.utf8.count)
            guard head.utf8.allSatisfy({ $0 &- 0x30 <= 9 }) else { continue }
            text = head
            break
        }
        if text.utf8.allSatisfy({ $0 &- 0x30 <= 9 }) {
            let digits = text.drop { $0 == "0" }
            text = digits.isEmpty ? text.suffix(1) : digits
        }
        return ContiguousArray(text.utf8).withUnsafeBufferPointer { plain in
            guard Codes.isPlain(plain), !PersonalNumber.isOne(bytes), !PersonalNumber.isOne(plain),
                !hasLongNumber(plain)
            else { return false }
            output.append(contentsOf: plain)
            return true
        }
    }

    /// Longer texts are no numbers.
    private static let longest = 64

    private static func hasLongNumber(_ plain: UnsafeBufferPointer<UInt8>) -> Bool {
        plain.split { $0 &- 0x30 > 9 }.contains { digits in
            guard digits.count > 8 else { return false }
            var cursor = ByteCursor(UnsafeBufferPointer(rebasing: digits))
            guard let year = cursor.number(digits: 4), let month = cursor.number(digits: 2),
                let day = cursor.number(digits: 2), (2000...2099).contains(year)
            else { return true }
            return Day(year: year, month: month, day: day) == nil
        }
    }
}
