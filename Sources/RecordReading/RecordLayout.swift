/// What to look for in an XML export, in the words of a feed's mapping.
package struct RecordLayout: Sendable, Hashable {
    /// The local name of the element that is one record; one inside another is part of the outer.
    package var record: String
    /// Where the values of a record stand; a path's index is the column of its cells.
    package var fields: [FieldPath]
    /// The repeated children of a record that are records of their own.
    package var nested: [NestedLayout]

    package init(record: String, fields: [FieldPath], nested: [NestedLayout] = []) {
        self.record = record
        self.fields = fields
        self.nested = nested
    }
}

/// Repeated elements found anywhere below their record, also inside a wrapper element.
package struct NestedLayout: Sendable, Hashable {
    /// The local name of the element; one inside another of the same layout is part of the outer.
    package var record: String
    /// Where the values stand, seen from the nested element.
    package var fields: [FieldPath]

    package init(record: String, fields: [FieldPath]) {
        self.record = record
        self.fields = fields
    }
}
