/// Splits a typed date into numbers, words and signs, and reads the date and time they make.
struct DateTokens {
    private enum Token: Equatable {
        case number(Int, digits: Int)
        /// Letters without marks, in lower case.
        case word(String)
        case sign(Unicode.Scalar)
    }

    private var tokens: [Token] = []
    private var position = 0
    private var isBroken = false

    init(_ text: String) {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        let scalars = Array((isPlain ? text : VietnameseText.composed(text)).unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            var end = index + 1
            if Self.isDigit(scalar) {
                while end < scalars.count, Self.isDigit(scalars[end]) { end += 1 }
                let digits = scalars[index..<end]
                guard digits.count <= 4 else {
                    isBroken = true
                    return
                }
                let value = digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
                tokens.append(.number(value, digits: digits.count))
            } else if scalar.properties.isAlphabetic {
                while end < scalars.count, scalars[end].properties.isAlphabetic { end += 1 }
                let word = String(String.UnicodeScalarView(scalars[index..<end]))
                tokens.append(
                    .word(isPlain ? word.lowercased() : VietnameseText.skeleton(word)))
            } else if !scalar.properties.isWhitespace {
                tokens.append(.sign(scalar))
            }
            index = end
        }
    }

    /// The one date that all the tokens make, with its time if there is one; else nil.
    mutating func read() -> DateNumbers? {
        guard !isBroken else { return nil }
        // «8h 28/7/2021» has no minutes, which shows only when the rest is no date.
        return read(takingMinutes: true) ?? read(takingMinutes: false)
    }

    private mutating func read(takingMinutes: Bool) -> DateNumbers? {
        position = 0
        skipJoints()
        var time = self.time(takingMinutes: takingMinutes)
        skipJoints()
        guard var date = date() else { return nil }
        if time == nil {
            skipJoints()
            time = self.time(takingMinutes: true)
        }
        _ = sign([".", ","])
        guard position == tokens.count else { return nil }
        if let time {
            (date.hour, date.minute, date.secondOfMinute) = (time.hour, time.minute, time.second)
        }
        return date
    }

    /// `28/7/2021`, `28 tháng 7 năm 2021`, `28/7 năm 2021`.
    private mutating func date() -> DateNumbers? {
        guard let first = number() else { return nil }
        let isWord = take(["thang"])
        let separator = isWord ? nil : sign(["/", "-", "."])
        if let month = month() {
            guard sign([separator ?? ","]) != nil || separator == nil, let third = number()
            else { return nil }
            return DateNumbers(first: first, second: month, third: third, mayBeMonthFirst: false)
        }
        guard isWord || separator != nil, let second = number() else { return nil }
        var isYearNamed = false
        if isWord {
            _ = sign([",", "/", "-"])
            isYearNamed = take(["nam"])
        } else if !take(["nam"]) {
            guard sign([separator ?? "/"]) != nil else { return nil }
        } else {
            isYearNamed = true
        }
        guard let third = number() else { return nil }
        // A year first has no words around it: «2021 tháng 7 năm 28» is none.
        if first.digits == 4, isWord || isYearNamed { return nil }
        return DateNumbers(
            first: first, second: second, third: third,
            mayBeMonthFirst: !isWord && !isYearNamed && separator != ".")
    }

    /// `Jul`, `july`, `Thg7`: a month as Excel writes its name.
    private mutating func month() -> DateNumbers.Number? {
        guard position < tokens.count, case .word(let word) = tokens[position] else { return nil }
        if word == "thg" {
            position += 1
            return number()
        }
        let index = Self.months.firstIndex { $0 == word || $0.prefix(3) == word }
        guard let index else { return nil }
        position += 1
        return DateNumbers.Number(value: index + 1, digits: 2)
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    /// `8:30`, `08h30`, `8 giờ`, `2:30:15 CH`; leaves the position where it was when there is none.
    private mutating func time(
        takingMinutes: Bool
    ) -> (hour: Int, minute: Int, second: Int)? {
        let start = position
        guard let hour = number(), hour.digits <= 2 else {
            position = start
            return nil
        }
        let isNamed = take(["h", "g", "gio"])
        guard isNamed || sign([":"]) != nil else {
            position = start
            return nil
        }
        var (minute, second) = (0, 0)
        if takingMinutes, let number = number() {
            minute = number.value
            let isNamed = take(["phut", "ph", "p", "m"]) || sign(["'", "’"]) != nil
            if !isNamed, sign([":"]) != nil {
                second = self.number()?.value ?? 60
            }
        } else if !isNamed {
            position = start
            return nil
        }
        return (onTheClock(hour.value), minute, second)
    }

    /// An hour with `SA` or `AM`, `CH` or `PM` behind it.
    private mutating func onTheClock(_ hour: Int) -> Int {
        if take(["ch", "pm", "chieu", "toi"]) { return hour < 12 ? hour + 12 : hour }
        if take(["sa", "am", "sang"]) { return hour == 12 ? 0 : hour }
        return hour
    }

    private mutating func skipJoints() {
        while take(["luc", "vao", "hoi", "ngay"]) || sign([",", "-", ";", ":"]) != nil {}
    }

    private mutating func number() -> DateNumbers.Number? {
        guard position < tokens.count, case .number(let value, let digits) = tokens[position]
        else { return nil }
        position += 1
        return DateNumbers.Number(value: value, digits: digits)
    }

    private mutating func take(_ words: [String]) -> Bool {
        guard position < tokens.count, case .word(let word) = tokens[position],
            words.contains(word)
        else { return false }
        position += 1
        return true
    }

    private mutating func sign(_ signs: [Unicode.Scalar]) -> Unicode.Scalar? {
        guard position < tokens.count, case .sign(let sign) = tokens[position],
            signs.contains(sign)
        else { return nil }
        position += 1
        return sign
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
