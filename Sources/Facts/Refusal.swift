/// Why an export was not taken, and where; it never carries what stands in the file.
package struct Refusal: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// It could not be read to its end.
        case unreadable
        /// Its columns are not those of the feed's mapping.
        case header
        /// It may have been cut, or is not what stands beside it in a checksum or manifest.
        case incomplete
        /// Too many of the records that the one in force has are missing: a person has to decide.
        case loss
    }

    package let kind: Kind
    /// From 1; 0: the file or line as a whole.
    package let line: Int
    package let column: Int
    package let message: Text
    package let remedy: Text

    package init(kind: Kind, line: Int = 0, column: Int = 0, message: Text, remedy: Text) {
        self.kind = kind
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    /// `file:line:column: error: what; what would do`.
    package func told(of file: String, in language: Language = .en) -> String {
        let place = line == 0 ? file : "\(file):\(line):\(max(1, column))"
        return "\(place): error: \(message[language]); \(remedy[language])"
    }
}
