package import Facts
package import RecordReading

/// Why an export was refused as a whole, and where; it never carries what stands in the file.
package struct ExportRefusal: Error, Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The file is damaged, or is no export at all (ING-01).
        case unreadable
        /// It can be read, but has not the columns or elements that the feed needs (ING-02).
        case header
    }

    package let kind: Kind
    /// 1-based; 0: the file or line as a whole.
    package let line: Int
    package let column: Int
    /// What is wrong.
    package let message: Text
    /// What would put it right.
    package let remedy: Text

    package init(_ kind: Kind, line: Int = 0, column: Int = 0, message: Text, remedy: Text) {
        self.kind = kind
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    /// - Parameter format: of the file, where it matters for what would put it right.
    package init(_ error: RecordReadingError, format: FeedMapping.Format = .xml) {
        let words = error.kind.wordsInVietnamese
        var remedy = Text(vi: words.remedy, en: error.remedy)
        // Only XML declares its encoding.
        if error.kind == .invalidCharacter, format == .csv {
            let other = RecordReadingError(.invalidUTF8)
            remedy = Text(vi: other.kind.wordsInVietnamese.remedy, en: other.remedy)
        }
        self.init(
            .unreadable, line: error.line, column: error.column,
            message: Text(vi: words.message, en: error.message), remedy: remedy)
    }
}
