package import Facts
import RecordReading

/// The beginning of an export, as whoever connects its feed has to know it.
///
/// It holds contents of cells, which nothing shows: they tell shapes and counts only.
package struct ExportHead: Sendable {
    /// A column, or an element or attribute of a record.
    package struct Column: Sendable {
        /// As it stands in the file: a header, or a path from the record.
        package let title: String
        /// How `fields` may name it; nil: no name leads to it, as of the second of two equal
        /// ones, or it may be contents.
        package let source: Source?
        /// Whether it comes several times in a record.
        package let repeats: Bool
        /// Whether the title looks like data, so that nobody may see it.
        package let mayBeContents: Bool
        /// The words by which its meaning is looked for; the first are its own.
        let names: [String]
        /// The first of its cells that are not empty.
        let cells: [String]

        init(
            title: String, source: Source?, repeats: Bool, mayBeContents: Bool = false,
            names: [String], cells: [String]
        ) {
            self.title = title
            self.source = mayBeContents ? nil : source
            self.repeats = repeats
            self.mayBeContents = mayBeContents
            self.names = names
            self.cells = cells
        }

        /// What the title looks like.
        package var shape: String { CellSample.shape(title) }
    }

    /// How `fields` names a column.
    package enum Source: Sendable, Hashable {
        case name(String)
        case path(String)
    }

    package enum Form: Sendable, Hashable {
        /// - Parameter line: on which the header begins.
        case csv(encoding: String, delimiter: Character, line: Int)
        /// - Parameter record: the element of a record; nil: none looks like one.
        case xml(root: String, record: String?)
    }

    package let form: Form
    /// In their order in the file.
    package let columns: [Column]
    /// Whether the titles name columns, and are not contents of a file without a header.
    package let isNamed: Bool
    /// By the feed's present mapping.
    package let used: [Field: Int]
    /// Why a run would not take the export by the feed's mapping; nil: it would.
    package let misfit: String?

    init(
        form: Form, columns: [Column], isNamed: Bool = true, used: [Field: Int], misfit: String?
    ) {
        self.form = form
        self.columns = columns
        self.isNamed = isNamed
        self.used = used
        self.misfit = misfit
    }

    /// Looks at the beginning of the file at this path, never at more than about a megabyte.
    ///
    /// - Throws: `ExportRefusal` when there is nothing to look at.
    package static func read(path: String, _ mapping: FeedMapping) throws(ExportRefusal)
        -> ExportHead
    {
        do throws(RecordReadingError) {
            switch mapping.format {
            case .csv: return CSVHead(try CSVSurvey.read(path: path), mapping).head
            case .xml:
                let outline = try XMLOutline.read(path: path)
                if let fault = outline.fault { throw fault }
                return XMLHead(outline, mapping).head
            }
        } catch {
            throw ExportRefusal(error, format: mapping.format)
        }
    }
}
