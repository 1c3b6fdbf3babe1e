package import Facts
package import Reconciliation

/// The catalogue of rules in words.
package struct CatalogueText {
    private let language: Language

    package init(language: Language) {
        self.language = language
    }

    package var list: String {
        RuleCatalogue.rules.map { rule in
            let severity = rule.severity.label[language]
            let padding = String(repeating: " ", count: max(0, 12 - severity.count))
            return "\(rule.id)  \(severity)\(padding)  \(rule.title[language])"
        }
        .joined(separator: "\n")
    }

    /// Everything about one rule, in both languages.
    package static func explanation(of rule: Rule) -> String {
        var lines = ["\(rule.id)  \(rule.severity.rawValue), \(rule.faultClass.rawValue)"]
        for (name, text) in [
            ("title", rule.title), ("message", rule.message), ("remedy", rule.remedy),
            ("basis", rule.basis),
        ] {
            lines += ["\(name):", "  vi  \(text.vi)", "  en  \(text.en)"]
        }
        lines.append("needs:")
        for need in rule.needs {
            var fields = need.fields.map(\.rawValue)
            if !need.anyOf.isEmpty {
                fields.append(need.anyOf.map(\.rawValue).joined(separator: " or "))
            }
            let note = need.isEssential ? "" : "  (checks what it can without)"
            lines.append("  \(need.holds.rawValue): \(fields.joined(separator: ", "))\(note)")
        }
        if !rule.options.isEmpty { lines.append("settings besides severity:") }
        for option in rule.options {
            lines.append("  \(option.name): \(value(option.defaultValue))")
            lines += ["    vi  \(option.meaning.vi)", "    en  \(option.meaning.en)"]
        }
        return lines.joined(separator: "\n")
    }

    private static func value(_ value: RuleOptionValue) -> String {
        switch value {
        case .count(let count): String(count)
        case .word(let word): word
        case .wordByUnit: "{}"
        case .day(let day): day?.iso ?? "~"
        }
    }
}
