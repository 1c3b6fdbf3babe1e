import Facts
import Reconciliation

/// Turns the findings of a run into what alerts remember of them.
struct FindingReader {
    private let units: UnitRegistry
    private let rules: [String: RuleEntry]
    private let exports: [ExportEntry]

    fileprivate struct RuleEntry {
        let rule: Rule
        /// Of the rule's texts: alerts show new wording silently.
        let digest: Digest
        let telling: [String]
        let message: Wording
        let remedy: Wording
        /// The remedy when it has no placeholders, as most have.
        let plainRemedy: Text?
    }

    fileprivate struct ExportEntry {
        let name: ExportName
        let digest: Digest
    }

    init(_ evaluation: Evaluation) {
        let facts = evaluation.facts
        units = facts.units
        rules = Dictionary(
            evaluation.rules.map { ($0.rule.id, RuleEntry($0.rule)) }, uniquingKeysWith: { $1 })
        exports = facts.places.map { place in
            ExportEntry(
                ExportName(
                    feed: facts.feeds[place.feed].id, part: place.part, file: place.file,
                    sha256: place.sha256))
        }
    }

    /// What a finding shows, and where it was found, each as one number.
    ///
    /// An alert whose digests are those of its finding has nothing new to remember. Who takes the
    /// trouble to make two digests equal keeps an alert's text as it was, and gains nothing else.
    func digests(of finding: Finding) -> FindingDigests {
        var state = rules[finding.rule]?.digest ?? Digest()
        state.add(finding.severity.rawValue)
        addUnit(finding.unit, to: &state)
        for fact in finding.facts {
            state.add(fact.name)
            add(fact.value, to: &state)
        }
        var evidence = Digest()
        for place in finding.evidence {
            evidence.add(exports[Int(place.export)].digest)
            evidence.add(Int64(place.line))
        }
        return FindingDigests(state: state.value, evidence: evidence.value)
    }

    /// The telling facts in a form that two runs can compare.
    func telling(_ finding: Finding) -> String {
        let telling = rules[finding.rule]?.telling ?? []
        let values = telling.compactMap { name in finding.facts.first { $0.name == name } }
        return object(values)
    }

    /// The alert that a finding makes or continues.
    func alert(_ finding: Finding, id: AlertID, openedAt: Instant, reopenCount: Int) -> Alert {
        let entry = rules[finding.rule]
        return Alert(
            id: id, rule: finding.rule, subject: finding.subject, severity: finding.severity,
            faultClass: entry?.rule.faultClass ?? .data, unit: unitKey(finding),
            message: text(entry?.message, finding),
            remedy: entry?.plainRemedy ?? text(entry?.remedy, finding),
            facts: object(finding.facts),
            evidence: finding.evidence.map {
                EvidencePlace(export: exports[Int($0.export)].name, line: Int($0.line))
            },
            openedAt: openedAt, reopenCount: reopenCount, isStale: false)
    }

    func unitKey(_ finding: Finding) -> String? { finding.unit.map { units[$0].key } }

    /// What all findings of a rule share: its title and, where it tells no facts, the remedy.
    ///
    /// Nil when the program has the rule no longer.
    func commonTexts(ofRule id: String) -> (title: Text, remedy: Text?)? {
        rules[id].map { ($0.rule.title, $0.plainRemedy) }
    }

    private func text(_ wording: Wording?, _ finding: Finding) -> Text {
        Text(
            vi: wording?.filled(with: finding, in: .vi, units: units) ?? "",
            en: wording?.filled(with: finding, in: .en, units: units) ?? "")
    }

    private func addUnit(_ unit: UnitID?, to digest: inout Digest) {
        guard let unit else { return digest.add(Int64(-1)) }
        digest.add(units[unit].key)
        digest.add(units[unit].short)
    }

    private func add(_ value: FindingValue, to digest: inout Digest) {
        switch value {
        case .count(let count): digest.add(Int64(count))
        case .day(let day): digest.add(Int64(day.daysSince1970))
        case .instant(let instant): digest.add(instant.secondsSince1970)
        case .code(let code): digest.add(code)
        case .unit(let unit): addUnit(unit, to: &digest)
        case .texts(let texts):
            for text in texts {
                digest.add(text.vi)
                digest.add(text.en)
            }
        }
    }

    private func object(_ facts: [(name: String, value: FindingValue)]) -> String {
        var buffer = LineBuffer()
        buffer.append(byte: 0x7B)
        for (index, fact) in facts.enumerated() {
            if index > 0 { buffer.append(byte: 0x2C) }
            buffer.appendJSON(fact.name)
            buffer.append(byte: 0x3A)
            append(fact.value, to: &buffer)
        }
        buffer.append(byte: 0x7D)
        return buffer.text
    }

    private func append(_ value: FindingValue, to buffer: inout LineBuffer) {
        switch value {
        case .count(let count): buffer.append(count)
        case .day(let day): buffer.appendJSON(day)
        case .instant(let instant): buffer.appendJSON(instant.iso)
        case .code(let code): buffer.appendJSON(code)
        case .unit(let unit): buffer.appendJSON(units[unit].key)
        case .texts(let texts):
            buffer.append(byte: 0x5B)
            for (index, text) in texts.enumerated() {
                if index > 0 { buffer.append(byte: 0x2C) }
                buffer.appendJSON(text)
            }
            buffer.append(byte: 0x5D)
        }
    }
}

extension FindingReader.RuleEntry {
    fileprivate init(_ rule: Rule) {
        self.rule = rule
        var digest = Digest()
        for text in [rule.message, rule.remedy] {
            digest.add(text.vi)
            digest.add(text.en)
        }
        digest.add(rule.faultClass.rawValue)
        self.digest = digest
        telling = rule.telling.sorted()
        message = Wording(rule.message)
        remedy = Wording(rule.remedy)
        let hasPlaceholders = (rule.remedy.vi + rule.remedy.en).utf8.contains(0x7B)
        plainRemedy = hasPlaceholders ? nil : rule.remedy
    }
}

extension FindingReader.ExportEntry {
    fileprivate init(_ name: ExportName) {
        self.name = name
        var digest = Digest()
        for text in [name.feed, name.part, name.file, name.sha256] { digest.add(text) }
        self.digest = digest
    }
}
