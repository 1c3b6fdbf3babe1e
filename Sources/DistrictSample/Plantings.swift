/// A fault planted in the sample, and the subject under which it must be found.
struct PlantedFault: Hashable, Sendable {
    enum Kind: String, Sendable {
        case dossier, document
        case paperEntry = "paper_entry"
    }

    let rule: PlantedRule
    let kind: Kind
    let id: String
    let unit: SampleUnit
}

/// What was planted, gathered while the exports are written.
struct Plantings: Sendable {
    private(set) var faults: Set<PlantedFault> = []
    private(set) var letters: [ApologyLetter] = []

    /// Takes note of a dossier in the one-stop system.
    mutating func note(_ dossier: Dossier) {
        for rule in dossier.course.faults {
            let isAboutReception = rule == .pap02 || rule == .pap04
            let unit = isAboutReception ? dossier.receivingUnit : dossier.handlingUnit
            faults.insert(PlantedFault(rule: rule, kind: .dossier, id: dossier.code, unit: unit))
        }
        if dossier.course.hasLetter { letters.append(ApologyLetter(for: dossier)) }
    }

    /// Takes note of an entry in a paper register.
    mutating func note(entryOf dossier: Dossier, number: Int) {
        guard dossier.course == .onPaperOnly else { return }
        let unit = dossier.receivingUnit
        faults.insert(
            PlantedFault(
                rule: .pap01, kind: .paperEntry, id: "\(unit.key):01:\(number)", unit: unit))
    }

    /// Takes note of a document, wherever it is registered.
    mutating func note(_ document: Document) {
        guard !document.isIncoming else { return }
        for rule in document.course.faults {
            if rule == .doc05, let recipient = document.recipients.first {
                faults.insert(
                    PlantedFault(
                        rule: rule, kind: .document, id: "\(recipient.key)<\(document.id)",
                        unit: recipient))
            } else {
                faults.insert(
                    PlantedFault(rule: rule, kind: .document, id: document.id, unit: document.unit))
            }
        }
        if document.skippedNumbers > 0 {
            var missing = document
            missing.number -= document.skippedNumbers
            faults.insert(
                PlantedFault(rule: .doc01, kind: .document, id: missing.id, unit: document.unit))
        }
    }

    /// One line a fault, by rule and then by the bytes of the subject.
    ///
    /// Neither keys nor symbols hold anything that JSON would have to escape.
    func write(to path: String) throws(SampleError) {
        let sorted = faults.sorted {
            $0.rule == $1.rule
                ? $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
                : $0.rule.rawValue < $1.rule.rawValue
        }
        var file = try ExportFile(path)
        for fault in sorted {
            file.write("{\"rule\":\"")
            file.write(plain: fault.rule.rawValue)
            file.write("\",\"subject\":{\"kind\":\"")
            file.write(plain: fault.kind.rawValue)
            file.write("\",\"id\":\"")
            file.write(plain: fault.id)
            file.write("\"},\"unit\":\"")
            file.write(plain: fault.unit.key)
            file.write("\"}\n")
            try file.endRecord()
        }
        try file.finish()
    }
}
