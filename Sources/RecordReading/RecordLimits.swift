/// The sizes beyond which an export is refused, so that no file can take the memory of a run.
///
/// Real exports stay far below each of them; a file that does not is damaged or is no export.
package struct RecordLimits: Sendable, Hashable {
    /// Elements open inside one another.
    package var depth = 64
    /// Attributes of one element.
    package var attributes = 256
    /// Bytes of the name of an element or attribute, without its prefix.
    package var nameBytes = 256
    /// Different names, prefixes and namespaces of a file: each is kept while it is read.
    package var names = 20_000
    /// Bytes of one tag or comment, or of the header of a CSV.
    package var markupBytes = 1 << 20
    /// Bytes of one value.
    package var valueBytes = 1 << 20
    /// Bytes of one record: its wanted values, and 8 for each cell of its nested records.
    package var recordBytes = 4 << 20
    /// Cells of one line of a CSV.
    package var columns = 1024

    package init() {}
}
