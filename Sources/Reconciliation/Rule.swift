package import Facts

/// A named, documented check; pure: facts and an instant in, findings out.
///
/// How a rule went in a run is `RuleOutcome`.
package struct Rule: Sendable {
    package let id: String
    /// Rises when the rule begins to mean something else; new wording does not raise it.
    package let version: Int
    package let severity: Severity
    package let faultClass: FaultClass
    package let title: Text
    /// What is wrong, with `{name}` for each fact of its findings.
    package let message: Text
    /// How to mend it, with the same placeholders.
    package let remedy: Text
    /// The sentence of the report, the law or the source it rests on.
    package let basis: Text
    /// Fields without which it cannot judge all it should; coverage tells where they are missing.
    package let needs: [Need]
    /// Fields that it looks at where a feed has them.
    package let uses: [Need]
    /// Facts whose change is news of its own.
    package let telling: Set<String>
    package let options: [RuleOption]
    /// How sure it wants to be before an alert opens or ends.
    package let patience: RulePatience
    package let evaluate: @Sendable (RuleContext) -> RuleOutcome

    package init(
        id: String, version: Int = 1, severity: Severity, faultClass: FaultClass, title: Text,
        message: Text, remedy: Text, basis: Text, needs: [Need], uses: [Need] = [],
        telling: Set<String> = [], options: [RuleOption] = [],
        patience: RulePatience = RulePatience(),
        evaluate: @escaping @Sendable (RuleContext) -> RuleOutcome
    ) {
        self.id = id
        self.version = version
        self.severity = severity
        self.faultClass = faultClass
        self.title = title
        self.message = message
        self.remedy = remedy
        self.basis = basis
        self.needs = needs
        self.uses = uses
        self.telling = telling
        self.options = options
        self.patience = patience
        self.evaluate = evaluate
    }
}

/// How many runs in a row have to say the same before an alert opens or ends.
package struct RulePatience: Hashable, Sendable {
    package var openAfterRuns: Int
    package var resolveAfterRuns: Int

    package init(openAfterRuns: Int = 1, resolveAfterRuns: Int = 1) {
        self.openAfterRuns = openAfterRuns
        self.resolveAfterRuns = resolveAfterRuns
    }
}

/// Fields of one kind of record that a rule looks at.
package struct Need: Sendable {
    package let holds: Holds
    /// All of these.
    package let fields: [Field]
    /// At least one of these, unless empty.
    package let anyOf: [Field]
    /// Whether the rule is withheld when no feed has them; otherwise it checks what it can.
    package let isEssential: Bool

    package init(
        _ holds: Holds, _ fields: Field..., anyOf: [Field] = [], isEssential: Bool = true
    ) {
        self.holds = holds
        self.fields = fields
        self.anyOf = anyOf
        self.isEssential = isEssential
    }
}

/// A setting of a rule besides `severity`.
package struct RuleOption: Sendable {
    package enum Kind: Hashable, Sendable {
        /// A whole number, at least this.
        case count(atLeast: Int)
        /// One of these words.
        case word([String])
        /// One of these words for each unit named.
        case wordByUnit([String])
        /// A day, or none.
        case day
    }

    package let name: String
    package let kind: Kind
    package let defaultValue: RuleOptionValue
    package let meaning: Text
}

/// The value of a rule's option.
package enum RuleOptionValue: Hashable, Sendable {
    case count(Int)
    case word(String)
    case wordByUnit([String: String])
    case day(Day?)
}

/// What the settings say about one rule.
package struct RuleSettings: Hashable, Sendable {
    package var isOn = true
    package var severity: Severity?
    /// Nil: as the rule itself wants it.
    package var openAfterRuns: Int?
    package var resolveAfterRuns: Int?
    package var options: [String: RuleOptionValue] = [:]

    package init() {}
}

/// What a rule may look at.
package struct RuleContext: Sendable {
    package let facts: FactSet
    package let instant: Instant
    package let severity: Severity
    private let options: [String: RuleOptionValue]

    init(facts: FactSet, instant: Instant, rule: Rule, settings: RuleSettings) {
        self.facts = facts
        self.instant = instant
        severity = settings.severity ?? rule.severity
        let defaults = rule.options.map { ($0.name, $0.defaultValue) }
        options = Dictionary(defaults) { $1 }.merging(settings.options) { $1 }
    }

    /// The local day of the instant.
    package var today: Day { instant.localDay }

    package func count(_ option: String) -> Int {
        guard case .count(let count)? = options[option] else { return 0 }
        return count
    }

    package func word(_ option: String) -> String {
        guard case .word(let word)? = options[option] else { return "" }
        return word
    }

    package func day(_ option: String) -> Day? {
        guard case .day(let day)? = options[option] else { return nil }
        return day
    }

    package func words(_ option: String) -> [String: String] {
        guard case .wordByUnit(let words)? = options[option] else { return [:] }
        return words
    }
}

/// How a rule went in one run.
package struct RuleOutcome: Sendable {
    package var findings: [Finding]
    /// How many subjects it could judge, and how many it could not for lack of a value.
    package var checked: Int
    package var unchecked: Int
    /// What this run can say of a subject without a finding, by its id.
    package let standing: @Sendable (String) -> Standing

    package enum Standing: Hashable, Sendable {
        /// Checked, and nothing was found: only this resolves an alert.
        case fine
        /// There, but what the rule needs is missing or unreadable.
        case inputsMissing
        /// No longer in any export in force.
        case gone
    }

    package init(
        findings: [Finding], checked: Int, unchecked: Int,
        standing: @escaping @Sendable (String) -> Standing
    ) {
        self.findings = findings
        self.checked = checked
        self.unchecked = unchecked
        self.standing = standing
    }
}
