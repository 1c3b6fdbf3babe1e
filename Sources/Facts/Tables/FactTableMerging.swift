/// Making one fact of several records of one key.
extension FactTable {
    /// Makes one fact of all records with one key.
    ///
    /// Records of one export add to each other; what they contradict each other in is unknown, in
    /// whatever order they stand. Within a part a record of a later delivery replaces those of
    /// earlier ones, except in fields that its export does not carry. Across parts and feeds the
    /// first wins field by field, and later ones fill what it does not say. Files are counted, not
    /// merged. Documents of one number issued on different days stay apart (the fault DOC-01 looks
    /// for), and so do entries of one number that name different dossiers. Rows must stand in the
    /// order feed, newest part, delivery, line.
    ///
    /// - Parameters:
    ///   - partOfExport: for each export a number that its part's exports share.
    ///   - carried: for each export the fields that it carries.
    /// - Returns: the contradictions, in the order of their facts.
    package mutating func mergeByKey(
        partOfExport: [Int], carried: [Set<Field>]
    ) -> [KeyConflict] {
        let isCounted = holds == .dossierFiles || holds == .documentFiles
        let plan = MergePlan(
            self, identities: isCounted ? nil : mergeIdentities(), partOfExport: partOfExport)
        guard !plan.steps.isEmpty else { return [] }
        var merging = ColumnMerging(plan, of: self, carried: carried)
        mergeColumns(&merging)
        let conflicts = merging.contradictions.conflicts(in: self, plan)
        keepRows { !plan.isMerged[$0] }
        return conflicts
    }

    private func mergeIdentities() -> Column<FactKey> {
        var identities = keys
        func mix(_ values: (Int) -> UInt128) {
            for row in 0..<count where keys[row] != nil {
                identities.raws[row] ^= values(row) &* 0x9E37_79B9_7F4A_7C15
            }
        }
        switch holds {
        case .documents, .paperDocuments:
            guard let issued = days[.issuedOn], issued.isBuilt else { break }
            mix { UInt128(truncatingIfNeeded: issued.raws[$0]) }
        case .paperDossiers, .apologyLetters:
            guard let codes = keyColumns[.dossierCode], codes.isBuilt else { break }
            mix { codes.raws[$0] }
        default: break
        }
        return identities
    }

    private mutating func mergeColumns(_ merging: inout ColumnMerging) {
        Self.merge(&instants, &merging) { left, right, reason in
            // Some exports carry the time of what others know by its day.
            reason == .otherPart && Instant(raw: left).localDay == Instant(raw: right).localDay
        }
        Self.merge(&days, &merging)
        Self.merge(&unitColumns, &merging)
        let lists = units
        Self.merge(&unitLists, &merging) { left, right, _ in
            Self.set(UnitsRef(raw: left), lists) == Self.set(UnitsRef(raw: right), lists)
        }
        Self.merge(&words, &merging)
        Self.merge(&counts, &merging)
        Self.merge(&numbers, &merging)
        Self.merge(&decimals, &merging)
        Self.merge(&symbolColumns, &merging)
        let bytes = bytes
        Self.merge(&texts, &merging) { left, right, _ in
            let (left, right) = (TextRef(raw: left), TextRef(raw: right))
            return bytes[left.offset..<left.offset + left.length]
                == bytes[right.offset..<right.offset + right.length]
        }
        Self.merge(&keyColumns, &merging)
    }

    private static func set(
        _ list: UnitsRef, _ units: ContiguousArray<UnitID>
    ) -> Set<UInt16> {
        let offset = Int(list.raw >> 8)
        return Set(units[offset..<offset + Int(list.raw & 0xFF)].map(\.index))
    }

    private static func merge<Value: ColumnValue>(
        _ columns: inout [Field: Column<Value>], _ merging: inout ColumnMerging,
        areSame: (Value.Raw, Value.Raw, MergePlan.Reason) -> Bool = { _, _, _ in false }
    ) {
        for field in Array(columns.keys) {
            guard var column = columns.removeValue(forKey: field) else { continue }
            if column.isBuilt {
                merging.merge(&column, of: field, areSame: areSame)
            }
            columns[field] = column
        }
    }

    private mutating func keepRows(where isKept: (Int) -> Bool) {
        let kept = (0..<count).filter(isKept)
        exports = ContiguousArray(kept.map { exports[$0] })
        lines = ContiguousArray(kept.map { lines[$0] })
        keys.raws = ContiguousArray(kept.map { keys.raws[$0] })
        Self.keep(kept, of: &instants)
        Self.keep(kept, of: &days)
        Self.keep(kept, of: &unitColumns)
        Self.keep(kept, of: &unitLists)
        Self.keep(kept, of: &words)
        Self.keep(kept, of: &counts)
        Self.keep(kept, of: &numbers)
        Self.keep(kept, of: &decimals)
        Self.keep(kept, of: &symbolColumns)
        Self.keep(kept, of: &texts)
        Self.keep(kept, of: &keyColumns)
    }

    private static func keep<Value: ColumnValue>(
        _ rows: [Int], of columns: inout [Field: Column<Value>]
    ) {
        for field in columns.keys {
            guard var column = columns.removeValue(forKey: field) else { continue }
            if column.isBuilt {
                column.raws = ContiguousArray(rows.map { column.raws[$0] })
            }
            columns[field] = column
        }
    }
}
