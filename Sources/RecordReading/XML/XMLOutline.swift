/// The elements at the beginning of an XML file, for whoever does not know yet what its records are.
package struct XMLOutline: Sendable {
    /// An element by its path from the root; the same name at two places is two elements.
    package struct Element: Sendable {
        /// The local name.
        package let name: String
        /// The index of the element it stands in; nil: the root.
        package let parent: Int?
        /// How often it was seen.
        package internal(set) var count = 0
        /// How often it stands in one and the same parent at most.
        package internal(set) var mostInParent = 0
        package internal(set) var attributes: [Attribute] = []
        /// The first of its own texts that are not blank.
        package internal(set) var texts: [String] = []
    }

    package struct Attribute: Sendable {
        package let name: String
        package internal(set) var values: [String] = []
    }

    /// In the order in which they first began; the root first.
    package internal(set) var elements: [Element] = []
    /// Why no more was read, if it is not the end of the beginning.
    package internal(set) var fault: RecordReadingError?

    /// So many values are kept of each element and attribute, and so many bytes of each.
    static let mostValues = 40
    static let mostValueBytes = 120
    /// So many elements are told apart; an export of records has a few dozen.
    static let mostElements = 400
    private static let mostBytes = 1 << 20
    private static let pieceBytes = 64 * 1024

    /// Reads the beginning of the file at this path, one megabyte at most.
    ///
    /// - Throws: `RecordReadingError` if not even a root element is there.
    package static func read(path: String) throws(RecordReadingError) -> XMLOutline {
        let file = try ExportFile.open(path: path)
        let parser = OutlineParser()
        var piece = RawBuffer<UInt8>(capacity: pieceBytes)
        var byteCount = 0
        var fault: RecordReadingError?
        while byteCount < mostBytes, fault == nil {
            let count = try file.append(pieceBytes, to: &piece)
            if byteCount == 0, count == 0 { throw RecordReadingError(.empty) }
            fault = unsafe parser.parse(piece.values)
            byteCount += count
            piece.count = 0
            guard count < pieceBytes else { continue }
            fault = fault ?? parser.finish()
            break
        }
        var outline = parser.outline
        outline.fault = fault
        if outline.elements.isEmpty { throw fault ?? RecordReadingError(.markupTooLong, line: 1) }
        return outline
    }
}
