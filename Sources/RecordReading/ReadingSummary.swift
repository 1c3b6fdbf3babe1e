/// What is known of an export after it was read from its first to its last byte.
package struct ReadingSummary: Sendable, Hashable {
    /// Records handed over, without the nested ones.
    package let recordCount: Int
    /// The line, from 1, on which the root element or the last row ends.
    package let lastLine: Int
    package let form: Form

    /// What only one of the two formats has.
    package enum Form: Sendable, Hashable {
        /// `root` is the local name of the root element.
        case xml(root: String)
        /// `endsInLineBreak` is false if the last line may have been cut.
        case csv(endsInLineBreak: Bool, raggedRows: CSVRaggedRows)
    }
}
