package import Facts

/// All rules, by id.
package enum RuleCatalogue {
    package static let rules: [Rule] = [
        LateWithoutApology.rule,
        DossierWithoutFiles.rule,
        ResultNotDigitised.rule,
        CalendarYearMissing.rule,
        NumberGap.rule,
        SymbolContradiction.rule,
        DocumentOutsideSystem.rule,
        DocumentNotReceived.rule,
        DocumentFilesMissing.rule,
        DossierCodeContradiction.rule,
        DossierOrderGap.rule,
        ImpossibleChronology.rule,
        OverdueDossier.rule,
        ExportsNotTaken.unreadable,
        ExportsNotTaken.otherColumns,
        SilentFeed.rule,
        RecordsMissing.rule,
        UnreadableCells.rule,
        ContradictoryRecords.rule,
        ExportsNotTaken.held,
        UncertainUnits.rule,
        AgencyCodeUnknown.rule,
        PaperEntryWithoutDossier.rule,
        DossierWithoutPaperEntry.rule,
        ReturnedOnlyInSystem.rule,
        UnsignedDocument.rule,
        SignedOnPaperFirst.rule,
        RepairedText.rule,
        DamagedCodes.rule,
    ]

    /// Of the rule that tells which records are missing.
    package static let missingRecordsID = RecordsMissing.rule.id

    /// Of the rule that tells which exports are held.
    package static let heldExportsID = ExportsNotTaken.held.id

    /// The rule of an id, or nil.
    package static func rule(_ id: String) -> Rule? {
        rules.first { $0.id == id }
    }

    /// The fields that these rules look at, by kind of record; a run builds no other columns.
    package static func fields(of rules: [Rule]) -> [Holds: Set<Field>] {
        var fields: [Holds: Set<Field>] = [:]
        for need in rules.flatMap({ $0.needs + $0.uses }) {
            fields[need.holds, default: []].formUnion(need.fields + need.anyOf)
        }
        return fields
    }
}
