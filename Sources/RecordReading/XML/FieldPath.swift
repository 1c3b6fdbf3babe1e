/// Where a value stands in its record: steps of child elements, and perhaps an attribute.
///
/// `Ma`, `TrangThai/Ten`, `@ma`, `DonVi/@ma`, `Truong[@ten='MaHoSo']`, `Truong[@ten='X']/GiaTri`.
/// Names are local names; a prefix that is written is left aside. This is not XPath: there is no
/// axis, wildcard, position or function.
package struct FieldPath: Sendable, Hashable {
    /// From the record downwards; empty for an attribute of the record itself.
    let steps: [Step]
    /// The attribute of the last element that holds the value; `nil`: the element's own text.
    let attribute: String?

    /// One child element, if its attribute has the value.
    struct Step: Sendable, Hashable {
        let name: String
        var condition: Condition?
    }

    struct Condition: Sendable, Hashable {
        let attribute: String
        let value: String
    }

    /// A plain name, taken as it stands: a child element, or an attribute of the record itself.
    package static func literal(_ name: String) -> FieldPath {
        FieldPath(steps: [Step(name: localName(name))], attribute: nil)
    }

    /// Reads a path from its text.
    package init(_ text: String) throws(FieldPathError) {
        var parser = FieldPathParser(text)
        self = try parser.path()
    }

    init(steps: [Step], attribute: String?) {
        self.steps = steps
        self.attribute = attribute
    }

    /// The path with nothing in brackets, as `XMLOutline` knows its elements: `DonVi/@ma`.
    package var withoutConditions: String {
        (steps.map(\.name) + (attribute.map { ["@" + $0] } ?? [])).joined(separator: "/")
    }

    /// Whether this is only a name, which also finds an attribute of the record itself.
    var plainName: String? {
        guard attribute == nil, steps.count == 1, steps[0].condition == nil else { return nil }
        return steps[0].name
    }

    /// The part of a name after its prefix.
    static func localName(_ name: String) -> String {
        guard let colon = name.lastIndex(of: ":") else { return name }
        return String(name[name.index(after: colon)...])
    }
}

/// Why a text is no path, and at which of its characters, from 1.
package struct FieldPathError: Error, Hashable {
    package let reason: Reason
    package let column: Int

    package enum Reason: Sendable, Hashable {
        case nameExpected
        case attributeNotLast
        case conditionExpected
        case quoteExpected
        case quoteNotClosed
        case bracketNotClosed
        case slashExpected
    }

    package var message: String {
        switch reason {
        case .nameExpected: "the name of an element or attribute is missing here"
        case .attributeNotLast: "nothing may follow an attribute"
        case .conditionExpected: "only [@attribute='value'] may stand in brackets"
        case .quoteExpected: "the value of an attribute stands in quotes"
        case .quoteNotClosed: "the value's closing quote is missing"
        case .bracketNotClosed: "the closing bracket is missing"
        case .slashExpected: "steps are separated by a slash"
        }
    }

    package var remedy: String {
        "write steps such as Ten, TrangThai/Ten, @ma, DonVi/@ma or Truong[@ten='MaHoSo']"
    }
}

/// Reads one path from left to right.
private struct FieldPathParser {
    private let characters: [Character]
    private var index = 0

    init(_ text: String) {
        characters = Array(text)
    }

    mutating func path() throws(FieldPathError) -> FieldPath {
        var steps: [FieldPath.Step] = []
        while true {
            if take("@") {
                let attribute = try name()
                guard index == characters.count else { throw error(.attributeNotLast) }
                return FieldPath(steps: steps, attribute: attribute)
            }
            var step = FieldPath.Step(name: try name())
            if take("[") {
                step.condition = try condition()
            }
            steps.append(step)
            if index == characters.count {
                return FieldPath(steps: steps, attribute: nil)
            }
            guard take("/") else { throw error(.slashExpected) }
        }
    }

    private mutating func condition() throws(FieldPathError) -> FieldPath.Condition {
        guard take("@") else { throw error(.conditionExpected) }
        let attribute = try name()
        guard take("=") else { throw error(.conditionExpected) }
        let quote: Character
        if take("'") {
            quote = "'"
        } else if take("\"") {
            quote = "\""
        } else {
            throw error(.quoteExpected)
        }
        guard let end = characters[index...].firstIndex(of: quote) else {
            throw error(.quoteNotClosed)
        }
        let value = String(characters[index..<end])
        index = end + 1
        guard take("]") else { throw error(.bracketNotClosed) }
        return FieldPath.Condition(attribute: attribute, value: value)
    }

    private mutating func name() throws(FieldPathError) -> String {
        let start = index
        while index < characters.count, isPartOfName(characters[index]) {
            index += 1
        }
        let name = FieldPath.localName(String(characters[start..<index]))
        guard !name.isEmpty, name.contains(where: { $0 != "." }) else {
            index = start
            throw error(.nameExpected)
        }
        return name
    }

    private func isPartOfName(_ character: Character) -> Bool {
        !character.isWhitespace && !"/@[]='\"*()|,".contains(character)
    }

    private mutating func take(_ character: Character) -> Bool {
        guard index < characters.count, characters[index] == character else { return false }
        index += 1
        return true
    }

    private func error(_ reason: FieldPathError.Reason) -> FieldPathError {
        FieldPathError(reason: reason, column: index + 1)
    }
}
