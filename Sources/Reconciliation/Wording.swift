package import Facts

/// A rule's text, filled with what a finding tells: `{name}` stands for each of its facts.
package struct Wording: Sendable {
    private let vi: [Part]
    private let en: [Part]

    /// A piece of the text as it is, and the fact that stands behind it.
    private struct Part {
        let text: String
        let fact: String?
    }

    /// - Parameter template: `message` or `remedy` of a rule.
    package init(_ template: Text) {
        vi = Self.parts(of: template.vi)
        en = Self.parts(of: template.en)
    }

    /// The text as a reader of this language sees it; `?` for a fact that the finding does not tell.
    package func filled(
        with finding: Finding, in language: Language, units: UnitRegistry
    ) -> String {
        var result = ""
        for part in language == .vi ? vi : en {
            result += part.text
            guard let name = part.fact else { continue }
            let value = finding.facts.first { $0.name == name }?.value
            result += value?.shown(in: language, units: units) ?? "?"
        }
        return result
    }

    private static func parts(of template: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            parts.append(Part(text: String(rest[..<open]), fact: String(name)))
            rest = rest[rest.index(after: close)...]
        }
        return parts + [Part(text: String(rest), fact: nil)]
    }
}

extension Wording {
    /// What is wrong.
    package static func message(
        _ finding: Finding, _ rule: Rule, in language: Language, units: UnitRegistry
    ) -> String {
        Wording(rule.message).filled(with: finding, in: language, units: units)
    }

    /// How to mend it.
    package static func remedy(
        _ finding: Finding, _ rule: Rule, in language: Language, units: UnitRegistry
    ) -> String {
        Wording(rule.remedy).filled(with: finding, in: language, units: units)
    }
}
