import Foundation

/// The name of a column or element as it may be shown: of one line, and without what could change
/// how a line reads.
struct HeaderTitle {
    private let text: String

    private static let longest = 80

    init(_ text: String) {
        self.text = text
    }

    /// Whether it is too long to be shown whole.
    var isCut: Bool { plain.count > Self.longest }

    /// At most eighty characters, in which controls and signs of direction are `?`.
    var shown: String {
        let masked = plain.unicodeScalars.map { Self.isHarmless($0) ? $0 : "?" }
        let text = String(String.UnicodeScalarView(masked))
        return text.count > Self.longest ? text.prefix(Self.longest) + "…" : text
    }

    var quoted: String { "\"\(shown)\"" }

    /// Quoted for YAML, exactly: what may not be shown is escaped.
    var yaml: String {
        var result = "\""
        for scalar in plain.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where Self.isHarmless(scalar): result.unicodeScalars.append(scalar)
            default: result += String(format: "\\U%08X", scalar.value)
            }
        }
        return result + "\""
    }

    /// A header of several lines on one: blanks do not matter in names.
    private var plain: String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            false
        default: true
        }
    }
}
