/// Records of one key that contradict each other (ING-06, domain §12).
///
/// What the records of one export contradict each other in is unknown in the fact that they make:
/// nothing says which of them is right. Exports of other parts and feeds were made at other times
/// and may well tell of another state; only what can never change counts as a contradiction there.
package struct KeyConflict: Sendable, Hashable {
    package let holds: Holds
    /// The row of the fact that they make.
    package let row: Int
    /// In the order of the kind's fields.
    package let fields: [Field]
    /// Where the records stand, in ascending order.
    package let places: [RowPlace]

    package init(holds: Holds, row: Int, fields: [Field], places: [RowPlace]) {
        self.holds = holds
        self.row = row
        self.fields = fields
        self.places = places
    }
}

/// Where a record stands.
package struct RowPlace: Sendable, Hashable, Comparable {
    /// Index into `FactSet.exports`.
    package let export: UInt32
    /// 1-based.
    package let line: UInt32

    package init(export: UInt32, line: UInt32) {
        self.export = export
        self.line = line
    }

    package static func < (left: RowPlace, right: RowPlace) -> Bool {
        (left.export, left.line) < (right.export, right.line)
    }
}
