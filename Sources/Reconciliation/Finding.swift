package import Facts

/// What a finding is about: with the rule it identifies an alert over all runs.
package struct Subject: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case dossier
        case paperEntry = "paper_entry"
        case document, letter, procedure, column, export, feed, unit, figure, calendar
    }

    package let kind: Kind
    /// Canonical id; never a person's name or number.
    package let id: String

    package init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    /// The subject that a record of this kind is, by its canonical id.
    package init(of holds: Holds, _ id: String) {
        switch holds {
        case .paperDossiers: self.init(.paperEntry, id)
        case .documents, .paperDocuments: self.init(.document, id)
        case .apologyLetters: self.init(.letter, id)
        case .proceduresOffered: self.init(.procedure, id)
        default: self.init(.dossier, id)
        }
    }
}

/// Where one side of a finding can be looked up.
package struct Evidence: Hashable, Sendable {
    /// Index into `FactSet.exports`.
    package let export: UInt32
    /// 1-based line of the record.
    package let line: UInt32

    package init(export: UInt32, line: UInt32) {
        self.export = export
        self.line = line
    }
}

/// A value that a finding tells.
package enum FindingValue: Hashable, Sendable {
    case count(Int)
    case day(Day)
    case instant(Instant)
    case code(String)
    case unit(UnitID)
    /// One or several things with a name in both languages.
    case texts([Text])

    /// As a reader of this language sees it.
    package func shown(in language: Language, units: UnitRegistry) -> String {
        switch self {
        case .count(let count): String(count)
        case .day(let day): language == .vi ? day.vietnamese : day.iso
        case .instant(let instant): language == .vi ? instant.vietnamese : instant.iso
        case .code(let code): code
        case .unit(let unit): units[unit].short
        case .texts(let texts): texts.map { $0[language] }.joined(separator: "; ")
        }
    }
}

/// One rule's verdict about one subject in one run.
package struct Finding: Sendable {
    package let rule: String
    package let subject: Subject
    /// Whose it is to mend; nil when no unit of the registry can be named.
    package var unit: UnitID?
    package var severity: Severity
    /// What the texts tell, in order; names are those of the rule's placeholders.
    package let facts: [(name: String, value: FindingValue)]
    /// Both sides where there are two, the one to mend first.
    package let evidence: [Evidence]
}
