/// Reads numbers as Vietnamese offices write them: `.` between thousands, `,` before decimals.
///
/// ```
/// number   = [ "-" ] whole [ fraction ] [ blank ] [ "%" | "đ" | "đồng" ]
/// whole    = digit { digit }
///          | head "." three { "." three }            head: 1 to 3 digits, the first no 0
///          | head blank three { blank three }
/// fraction = "," digit { digit }
///          | "." digit { digit }                     only without groups, and not three digits
/// ```
///
/// So `6.015` is six thousand and fifteen and `2.0` two, as spreadsheets write it; `0.015` cannot
/// be thousands and is a fraction. What obeys no line of this (`6,4E+10`, `2/3`, `1,436.5`) is no
/// number. The sign `-` alone is none either: it says that there is nothing (domain §7.8).
package enum VietnameseNumber {
    /// A whole number that is not negative, of at most nine digits: `6.015`, `6 015`, `05`, `2,0`.
    ///
    /// Three digits behind a comma are thousands in English and decimals here: no count is told by
    /// them. Nor does a count have anything behind it.
    package static func count(_ text: some StringProtocol) -> Int? {
        var reader = Reader(text)
        guard let number = reader.number(), reader.isAtEnd, !number.isNegative,
            number.fraction == 0, !(number.hasComma && number.fractionDigits == 3),
            number.whole <= 999_999_999
        else { return nil }
        return number.whole
    }

    /// Any number, rounded to millionths: `23,87%` is 23.87, `1.436,5` is 1436.5.
    package static func decimal(_ text: some StringProtocol) -> Millionths? {
        var reader = Reader(text)
        guard let number = reader.number() else { return nil }
        reader.skipSuffix()
        guard reader.isAtEnd else { return nil }
        let magnitude = number.whole * 1_000_000 + number.fraction
        return Millionths(raw: Int64(number.isNegative ? -magnitude : magnitude))
    }

    private struct Number {
        var isNegative = false
        var whole = 0
        /// In millionths, rounded half up.
        var fraction = 0
        var fractionDigits = 0
        var hasComma = false
    }

    private struct Reader {
        private let scalars: [Unicode.Scalar]
        private var position = 0

        init(_ text: some StringProtocol) {
            // Blanks of every kind (U+00A0, U+202F) are one.
            scalars = VietnameseText.composed(text).unicodeScalars.map {
                $0.properties.isWhitespace ? " " : $0
            }
        }

        var isAtEnd: Bool { position == scalars.count }

        mutating func number() -> Number? {
            var number = Number()
            number.isNegative = take("-") || take("\u{2212}")
            let head = digits()
            guard !head.isEmpty else { return nil }
            var whole = head
            var isGrouped = false
            if head.count <= 3, head.first != "0" {
                for sign in [Unicode.Scalar("."), " "] where !isGrouped {
                    while let group = group(after: sign) {
                        whole += group
                        isGrouped = true
                    }
                }
            }
            guard whole.count <= 12 else { return nil }
            number.whole = whole.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
            number.hasComma = take(",")
            if number.hasComma || (!isGrouped && take(".")) {
                let fraction = digits()
                guard !fraction.isEmpty else { return nil }
                let isThousands = !number.hasComma && fraction.count == 3 && head.first != "0"
                guard !isThousands else { return nil }
                number.fractionDigits = fraction.count
                for index in 0..<6 {
                    let digit = index < fraction.count ? Int(fraction[index].value - 0x30) : 0
                    number.fraction = number.fraction * 10 + digit
                }
                if fraction.count > 6, fraction[6] >= "5" { number.fraction += 1 }
            }
            return number
        }

        /// `%`, `đ` or `đồng`, perhaps after a blank.
        mutating func skipSuffix() {
            if isAtEnd { return }
            let start = position
            _ = take(" ")
            for suffix in ["%", "đồng", "đ", "Đ"] {
                let wanted = Array(suffix.unicodeScalars)
                guard scalars[position...].starts(with: wanted) else { continue }
                position += wanted.count
                return
            }
            position = start
        }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard position < scalars.count, scalars[position] == scalar else { return false }
            position += 1
            return true
        }

        private mutating func digits() -> [Unicode.Scalar] {
            let start = position
            while position < scalars.count, ("0"..."9").contains(scalars[position]) {
                position += 1
            }
            return Array(scalars[start..<position])
        }

        /// Three digits behind this sign, and no fourth.
        private mutating func group(after sign: Unicode.Scalar) -> [Unicode.Scalar]? {
            let start = position
            guard take(sign) else { return nil }
            let group = digits()
            guard group.count == 3 else {
                position = start
                return nil
            }
            return group
        }
    }
}
