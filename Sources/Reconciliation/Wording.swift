package import Facts

/// Fills a rule's texts with what a finding tells.
package enum Wording {
    /// What is wrong, in one sentence.
    package static func message(
        _ finding: Finding, _ rule: Rule, in language: Language, units: UnitRegistry
    ) -> String {
        fill(rule.message[language], finding, language, units)
    }

    /// How to mend it.
    package static func remedy(
        _ finding: Finding, _ rule: Rule, in language: Language, units: UnitRegistry
    ) -> String {
        fill(rule.remedy[language], finding, language, units)
    }

    private static func fill(
        _ template: String, _ finding: Finding, _ language: Language, _ units: UnitRegistry
    ) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
            result += rest[..<open]
            rest = rest[rest.utf8.index(after: open)...]
            guard let close = rest.utf8.firstIndex(of: UInt8(ascii: "}")) else { break }
            let name = rest[..<close]
            let value = finding.facts.first { $0.name == name }?.value
            result += value?.shown(in: language, units: units) ?? "?"
            rest = rest[rest.utf8.index(after: close)...]
        }
        return result + rest
    }
}
