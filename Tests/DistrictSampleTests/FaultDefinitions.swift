import Facts

/// The definitions of the planted faults, stated once more over what the files say.
struct FaultDefinitions {
    private let registers: SampleRegisters
    private let today: Day
    private(set) var lines: Set<String> = []

    init(_ registers: SampleRegisters, today: Day) {
        self.registers = registers
        self.today = today
        judgeDossiers()
        judgeEntries()
        judgeDocuments()
        judgeNumbers()
    }

    private mutating func found(_ rule: String, _ kind: String, _ id: String, _ unit: String) {
        lines.insert(
            #"{"rule":"\#(rule)","subject":{"kind":"\#(kind)","id":"\#(id)"},"unit":"\#(unit)"}"#)
    }

    /// Finished late, or open past its day with nobody to wait for.
    static func lateness(
        _ dossier: SampleRegisters.Dossier, today: Day
    ) -> (isLate: Bool, isOverdue: Bool) {
        guard let due = dossier.due?.localDay else { return (false, false) }
        if let finished = dossier.finished?.localDay { return (finished > due, false) }
        let isOverdue = !dossier.isEndedOrWaiting && due < today
        return (isOverdue, isOverdue)
    }

    private mutating func judgeDossiers() {
        let entries = Dictionary(uniqueKeysWithValues: registers.entries.map { ($0.code, $0) })
        var firstDays: [String: Day] = [:]
        for entry in registers.entries {
            guard let day = entry.received else { continue }
            firstDays[entry.unit] = min(firstDays[entry.unit] ?? day, day)
        }
        for dossier in registers.dossiers {
            let (code, unit) = (dossier.code, dossier.handlingUnit)
            if let entry = entries[code] {
                if dossier.isReturned, entry.returnedOn.isEmpty, entry.signedFor.isEmpty {
                    found("PAP-04", "dossier", code, dossier.receivingUnit)
                }
            } else if let first = firstDays[dossier.receivingUnit],
                let received = dossier.received?.localDay, received >= first
            {
                found("PAP-02", "dossier", code, dossier.receivingUnit)
            }
            if dossier.transferred != nil || dossier.finished != nil, dossier.files == 0 {
                found("ATT-01", "dossier", code, unit)
            }
            let isPaper = registers.procedures[dossier.procedure]?.isPaper ?? false
            if dossier.finished != nil, isPaper, dossier.resultFiles == 0 {
                found("ATT-03", "dossier", code, unit)
            }
            if isImpossible(dossier) { found("DOS-04", "dossier", code, unit) }
            let (isLate, isOverdue) = Self.lateness(dossier, today: today)
            if isOverdue { found("DOS-08", "dossier", code, unit) }
            if isLate, !registers.letters.contains(code) {
                found("APO-01", "dossier", code, unit)
            }
        }
    }

    private func isImpossible(_ dossier: SampleRegisters.Dossier) -> Bool {
        let steps = [dossier.applied, dossier.received, dossier.finished, dossier.returned]
            .compactMap { $0 }
        if zip(steps, steps.dropFirst()).contains(where: { $0 > $1 }) { return true }
        if steps.contains(where: { $0.localDay > today }) { return true }
        guard let due = dossier.due, let received = dossier.received else { return true }
        return due < received
    }

    private mutating func judgeEntries() {
        let codes = Set(registers.dossiers.map(\.code))
        for entry in registers.entries where !codes.contains(entry.code) {
            found("PAP-01", "paper_entry", entry.id, entry.unit)
        }
    }

    private mutating func judgeDocuments() {
        let keepers = Set(registers.incoming.map { String($0.prefix { $0 != "<" }) })
        for document in registers.outgoing {
            let (id, unit) = (document.id, document.unit)
            if !document.isComplete { found("DOC-04", "document", id, unit) }
            if document.files == 0 || document.files < document.declaredFiles {
                found("DOC-07", "document", id, unit)
            }
            if !document.isSigned || document.mode == "Chưa ký" {
                found("SIG-01", "document", id, unit)
            }
            if document.mode == "Xác thực bản giấy" { found("SIG-02", "document", id, unit) }
            guard let released = document.released?.localDay,
                registers.calendar.nextWorkingDay(after: released) < today
            else { continue }
            for recipient in document.recipients where keepers.contains(recipient) {
                let arrival = "\(recipient)<\(id)"
                if !registers.incoming.contains(arrival) {
                    found("DOC-05", "document", arrival, recipient)
                }
            }
        }
        let electronic = Set(registers.outgoing.map(\.id))
        for document in registers.paperDocuments where !electronic.contains(document.id) {
            found("DOC-04", "document", document.id, document.unit)
        }
    }

    private mutating func judgeNumbers() {
        let electronic = Set(registers.outgoing.map(\.id))
        let all =
            registers.outgoing + registers.paperDocuments.filter { !electronic.contains($0.id) }
        let series = Dictionary(grouping: all) { "\($0.unit)/\($0.notation)" }
        for documents in series.values {
            let sorted = documents.sorted { (Int($0.number) ?? 0) < (Int($1.number) ?? 0) }
            for (before, after) in zip(sorted, sorted.dropFirst()) {
                guard let low = Int(before.number), let high = Int(after.number) else { continue }
                if low == high { found("DOC-01", "document", before.id, before.unit) }
                if high > low + 1 {
                    let missing = low + 1 < 10 ? "0\(low + 1)" : "\(low + 1)"
                    found(
                        "DOC-01", "document", "\(before.unit):2021:\(missing)/\(before.notation)",
                        before.unit)
                }
            }
        }
    }
}
