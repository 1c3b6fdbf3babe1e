package import Facts
package import RecordReading

/// How a feed's records become facts: the checked form of its settings (design §4).
package struct FeedMapping: Sendable {
    package enum Format: String, CaseIterable, Sendable {
        case xml, csv
    }

    /// Where a field's value stands in a record.
    package struct Source: Sendable {
        /// The element, attribute or column as the settings name it.
        package let name: String
        package let path: FieldPath

        package init(name: String, path: FieldPath) {
            self.name = name
            self.path = path
        }
    }

    /// Files of a record that stand inside it as repeated children.
    package struct Nested: Sendable {
        /// `dossierFiles` or `documentFiles`.
        package let holds: Holds
        package let record: String
        package let role: Source?
        package let defaultRole: FileRole?

        package init(holds: Holds, record: String, role: Source?, defaultRole: FileRole?) {
            self.holds = holds
            self.record = record
            self.role = role
            self.defaultRole = defaultRole
        }
    }

    package let feed: String
    package let holds: Holds
    package let format: Format
    /// The record element's local name; empty for CSV.
    package let record: String
    /// Nil: `fields: auto`, by the headers of the file.
    package let fields: [Field: Source]?
    package let nested: [Nested]
    /// What a field is where the export does not say.
    package let defaults: [Field: String]
    /// By field, from the key of a label (`VietnameseText.key`) to the canonical value.
    package let values: [Field: [String: String]]
    package let dates: [DatePattern]

    package init(
        feed: String, holds: Holds, format: Format, record: String, fields: [Field: Source]?,
        nested: [Nested] = [], defaults: [Field: String] = [:],
        values: [Field: [String: String]] = [:], dates: [DatePattern] = []
    ) {
        self.feed = feed
        self.holds = holds
        self.format = format
        self.record = record
        self.fields = fields
        self.nested = nested
        self.defaults = defaults
        self.values = values
        self.dates = dates.isEmpty ? Self.usualDates : dates
    }

    /// The patterns of a feed that names none; day before month, as every office here writes.
    ///
    /// ISO 8601 is understood besides, in every feed.
    package static let usualDates = [
        "dd/MM/yyyy", "d/M/yyyy", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "HH:mm dd/MM/yyyy",
        "dd-MM-yyyy", "yyyy/MM/dd", "yyyyMMddHHmmss", "yyyyMMdd",
    ].compactMap { DatePattern($0) }

    /// The fields that its exports carry when these are mapped.
    func provided(by mapped: some Sequence<Field>) -> Set<Field> {
        var provided = Set(mapped).union(defaults.keys)
        for list in nested {
            if list.role != nil || list.defaultRole != .result { provided.insert(.fileCount) }
            if list.role != nil || list.defaultRole == .result { provided.insert(.resultFileCount) }
        }
        if holds == .documents || holds == .paperDocuments {
            if provided.contains(.issuedOn) { provided.insert(.year) }
            if provided.contains(.unit) { provided.insert(.author) }
        }
        return provided
    }

    /// Key fields that neither a column, a default nor another field gives.
    package func missingKey(mapped: some Sequence<Field>) -> [Field] {
        let given = provided(by: mapped).union(holds.impliedKey)
        return holds.key.filter { !given.contains($0) }
    }
}
