/// The canonical spelling of dossier codes, so that one dossier has one key (domain §2.2).
package enum Codes {
    /// What became of a cell with a code.
    package enum Spelling: Sendable {
        /// Nothing stands there.
        case empty
        case canonical
        /// A spreadsheet had taken the leading zeros away; they were put back.
        case zerosRestored
        /// A spreadsheet wrote it as `3,52112E+11`: its digits are lost.
        case destroyed
        /// A name, a citizen's number or anything else that is no code.
        case foreign
    }

    /// Appends a dossier code without blanks, in Latin capitals, with plain hyphens.
    ///
    /// Nothing is appended unless it is a code. Whether it obeys a grammar is a rule's question;
    /// matching only needs one spelling.
    package static func writeDossierCode(
        _ bytes: UnsafeBufferPointer<UInt8>, to output: inout ContiguousArray<UInt8>
    ) -> Spelling {
        if bytes.isEmpty { return .empty }
        // Nearly every code is canonical already and is copied as it is.
        var hasDigit = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte &- 0x30 <= 9 {
                hasDigit = true
            } else if !(byte &- 0x41 <= 25 || byte == 0x2D || byte == 0x2E || byte == 0x2F) {
                break
            }
            index += 1
        }
        if index < bytes.count { return writeMended(bytes, to: &output) }
        guard hasDigit, index <= longest else { return .foreign }
        // Only short ones of digits can have come through a spreadsheet as a number or be a
        // person's; `H21.65-…` has a digit behind its letter, `000.09.21.H21-…` more bytes.
        if index <= longestNumber, bytes[index - 1] &- 0x30 <= 9 {
            if bytes[0] &- 0x30 <= 9 { return writeNumber(bytes, to: &output) }
            if bytes[1] &- 0x30 > 9, PersonalNumber.isOne(bytes) { return .foreign }
        }
        output.append(contentsOf: bytes)
        return .canonical
    }

    /// Longer texts are no codes.
    private static let longest = 64

    /// Longer ones are no numbers, also with something between their digits.
    private static let longestNumber = 24

    /// Takes out what a spreadsheet, a keyboard or a font has put in.
    private static func writeMended(
        _ bytes: UnsafeBufferPointer<UInt8>, to output: inout ContiguousArray<UInt8>
    ) -> Spelling {
        var plain = ContiguousArray<UInt8>()
        var rest = bytes[...]
        while let byte = rest.first, byte < 0x80 {
            switch byte {
            case 0x09, 0x0A, 0x0D, 0x20: break
            case 0x61...0x7A: plain.append(byte - 0x20)
            default: plain.append(byte)
            }
            rest = rest.dropFirst()
        }
        if !rest.isEmpty {
            let text = String(decoding: UnsafeBufferPointer(rebasing: rest), as: UTF8.self)
            plain.append(contentsOf: LookAlikes.latin(text).uppercased().utf8)
        }
        stripWrapper(&plain)
        return plain.withUnsafeBufferPointer { plain in
            if plain.isEmpty { return .empty }
            if isDestroyed(plain) { return .destroyed }
            guard plain.count <= longest, isPlain(plain) else { return .foreign }
            guard plain[0] &- 0x30 > 9 else { return writeNumber(plain, to: &output) }
            if PersonalNumber.isOne(plain) { return .foreign }
            output.append(contentsOf: plain)
            return .canonical
        }
    }

    /// Takes `="…"`, a leading `'` and quotes away, which make a spreadsheet keep a text.
    private static func stripWrapper(_ plain: inout ContiguousArray<UInt8>) {
        let wrapping: Set<UInt8> = [UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'")]
        let start = plain.firstIndex { !wrapping.contains($0) } ?? plain.endIndex
        plain.removeSubrange(..<start)
        while let last = plain.last, start > 0, wrapping.contains(last) { plain.removeLast() }
    }

    /// Appends a code that a spreadsheet may have taken for a number.
    private static func writeNumber(
        _ bytes: UnsafeBufferPointer<UInt8>, to output: inout ContiguousArray<UInt8>
    ) -> Spelling {
        var digits = bytes.prefix { $0 &- 0x30 <= 9 }
        let isWholeDecimal =
            bytes.count == digits.count + 2 && bytes[digits.count] == UInt8(ascii: ".")
            && bytes[digits.count + 1] == 0x30
        if !isWholeDecimal, digits.count < bytes.count { digits = bytes[...] }
        let number = UnsafeBufferPointer(rebasing: digits)
        let start = output.count
        let zeros = lostZeros(number)
        output.append(contentsOf: repeatElement(0x30, count: zeros))
        output.append(contentsOf: number)
        if zeros > 0 {
            let code = output.withUnsafeBufferPointer {
                DossierCode(UnsafeBufferPointer(rebasing: $0[start...]))
            }
            // The province's software was not in use before 2013. An office that counts by days
            // (202107280001, 210701000001) has codes of its own, which have lost nothing.
            if let code, code.year >= 2013, !beginsWithDay(number) { return .zerosRestored }
            output.removeSubrange(start..<(start + zeros))
        }
        guard PersonalNumber.isOne(number) else { return .canonical }
        output.removeSubrange(start...)
        return .foreign
    }

    /// How many zeros a legacy code of so many digits would have lost.
    ///
    /// A spreadsheet takes all of them: what begins with 0 and has 12 digits is a citizen's number.
    private static func lostZeros(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        switch bytes.count {
        case 12: bytes[0] == 0x30 ? 0 : 2
        case 13: 1
        default: 0
        }
    }

    private static func beginsWithDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var cursor = ByteCursor(bytes)
        guard let year = cursor.number(digits: 4), let month = cursor.number(digits: 2),
            let day = cursor.number(digits: 2), (2000...2099).contains(year)
        else { return false }
        return Day(year: year, month: month, day: day) != nil
    }

    /// Whether a spreadsheet wrote it with an exponent: `6,4E+10`, `3.52E+11`.
    package static func isDestroyed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var cursor = ByteCursor(bytes)
        guard cursor.takeDigit() else { return false }
        while cursor.takeDigit() {}
        if cursor.take(UInt8(ascii: ",")) || cursor.take(UInt8(ascii: ".")) {
            while cursor.takeDigit() {}
        }
        guard cursor.take(UInt8(ascii: "E")) || cursor.take(UInt8(ascii: "e")),
            cursor.take(UInt8(ascii: "+")), cursor.takeDigit()
        else { return false }
        while cursor.takeDigit() {}
        return cursor.isAtEnd
    }

    /// Whether a text is a code and no name: plain letters, digits and signs, with a digit in it.
    ///
    /// People type names, telephone and identity numbers into columns of codes; such a cell counts
    /// as unreadable, so that it never becomes the subject of an alert.
    package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasDigit = false
        for byte in bytes {
            switch byte {
            case 0x30...0x39: hasDigit = true
            case 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: break
            default: return false
            }
        }
        return hasDigit
    }

    /// The number of a document from `331`, `05`, `12a`, `Số: 331/UBND-NC`.
    package static func documentNumber(_ text: some StringProtocol) -> DocumentNumber? {
        WrittenSymbol(text)?.number
    }

    /// The notation of a document from `UBND-NC`, `/UBND-NC` or `331/UBND-NC`, in one spelling
    /// and without its year; nil for a name typed there.
    package static func notation(_ text: some StringProtocol) -> String? {
        WrittenSymbol(text)?.notation
    }
}
