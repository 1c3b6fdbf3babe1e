/// Why an export was not read to its end, and where; it never carries what stands in the file.
package struct RecordReadingError: Error, Sendable, Hashable {
    package let kind: Kind
    /// The line, from 1; 0: the file as a whole.
    package let line: Int
    /// The character of the line, from 1; 0: the line as a whole.
    package let column: Int

    package init(_ kind: Kind, line: Int = 0, column: Int = 0) {
        self.kind = kind
        self.line = line
        self.column = column
    }

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case notFound, notPermitted, notRegularFile, unreadable, empty
        case truncated, notWellFormed, contentAfterRoot, doctype, unknownEntity
        case invalidCharacter, unsupportedEncoding
        case tooDeep, tooManyAttributes, nameTooLong, tooManyNames, markupTooLong, layoutTooComplex
        case invalidUTF8, nulByte, unterminatedQuote, textAfterQuote, raggedRow, tooManyColumns
        case valueTooLong, recordTooLarge
    }

    /// What is wrong.
    package var message: String { words.message }
    /// What would put it right.
    package var remedy: String { words.remedy }

    private var words: (message: String, remedy: String) {
        fileWords ?? xmlWords ?? csvWords
    }

    private var fileWords: (message: String, remedy: String)? {
        switch kind {
        case .notFound:
            ("there is no such file", "check the path and whether the export was moved")
        case .notPermitted:
            ("the file may not be read", "give the service's user permission to read the file")
        case .notRegularFile:
            ("this is not a regular file", "put the export itself here, not a folder or device")
        case .unreadable:
            ("the file could not be read", "check the disk or network share and try again")
        case .empty:
            ("the file is empty", "export again, and check that the export finished")
        default: nil
        }
    }

    private var xmlWords: (message: String, remedy: String)? {
        switch kind {
        case .truncated:
            ("the file ends before its root element is closed", Self.exportAgain)
        case .notWellFormed:
            ("the file is not well-formed XML", Self.exportAgain)
        case .contentAfterRoot:
            ("something follows the root element", "put each export into a file of its own")
        case .doctype:
            ("the file declares a document type", "export without a DOCTYPE; it is never needed")
        case .unknownEntity:
            (
                "the file uses an entity that XML does not have",
                "write the character itself in place of the entity"
            )
        case .invalidCharacter:
            (
                "there are bytes here that are no text in the file's encoding",
                "declare the encoding that the file is in, or export as UTF-8"
            )
        case .unsupportedEncoding:
            ("the declared encoding is not known", "export as UTF-8")
        case .tooDeep:
            ("elements are nested too deeply", "check that this is an export of this feed")
        case .tooManyAttributes:
            ("an element has too many attributes", "check that this is an export of this feed")
        case .tooManyNames:
            ("there are too many different names", "check that this is an export of this feed")
        case .nameTooLong:
            ("a name is too long", "check that this is an export of this feed")
        case .markupTooLong:
            ("a tag, comment or header is too long", "check that nothing in it was left unclosed")
        case .layoutTooComplex:
            (
                "the paths of the feed ask for too many attributes of one element",
                "use at most four different attributes in the brackets of one element's paths"
            )
        default: nil
        }
    }

    private var csvWords: (message: String, remedy: String) {
        switch kind {
        case .invalidUTF8:
            (
                "there are bytes here that are not UTF-8",
                "export again, as CSV in UTF-8; the file may have been damaged when it was copied"
            )
        case .nulByte:
            (
                "there is a NUL byte here",
                "copy or export it again; the file may have been damaged when it was copied"
            )
        case .unterminatedQuote:
            ("a quote that begins here is never closed", "close it, or double quotes in the text")
        case .textAfterQuote:
            (
                "text follows the quote that closes a cell",
                "double each quote that is part of the text"
            )
        case .raggedRow:
            (
                "too many records have more cells than the header has columns; this is the first",
                "put cells with the delimiter in their text into quotes"
            )
        case .tooManyColumns:
            ("a line has too many cells", "check that this is a CSV with one record a line")
        case .valueTooLong:
            ("a value is too long", "check for a quote or element that was left unclosed")
        case .recordTooLarge:
            ("a record is too large", "check that the record element or line is the right one")
        default:
            preconditionFailure("a kind of error without words: \(kind)")
        }
    }

    private static let exportAgain = "export again, and check that the copy is complete"
}
