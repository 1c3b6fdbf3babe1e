import CLibXML2
import Glibc

/// One libxml2 push parser with all that its callbacks reach, freed together.
@safe struct PushParser: ~Copyable {
    private let parser: xmlParserCtxtPtr
    private let collector: UnsafeMutablePointer<XMLCollector>
    private let limits: RecordLimits

    init(
        layout: RecordLayout, limits: RecordLimits,
        consume: @escaping (borrowing RecordBatch) throws -> Void
    ) throws(RecordReadingError) {
        let collector = UnsafeMutablePointer<XMLCollector>.allocate(capacity: 1)
        guard let parser = unsafe Self.makeParser(for: collector) else { XMLMemory.exhausted() }
        do {
            unsafe collector.initialize(
                to: try XMLCollector(
                    parser: parser, layout: layout, limits: limits, consume: consume))
        } catch {
            unsafe doisoat_xml_free_parser(parser)
            unsafe collector.deallocate()
            throw error
        }
        unsafe self.parser = parser
        unsafe self.collector = collector
        self.limits = limits
    }

    deinit {
        unsafe doisoat_xml_free_parser(parser)
        unsafe collector.deinitialize(count: 1)
        unsafe collector.deallocate()
    }

    /// Parses the next bytes of the file.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        errno = 0
        let code = unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
            unsafe xmlParseChunk(parser, characters.baseAddress, Int32(characters.count), 0)
        }
        try check(code, atEnd: false)
        let input = unsafe parser.pointee.input.pointee
        if unsafe Int(xmlDictSize(parser.pointee.dict)) > limits.names {
            throw RecordReadingError(
                .tooManyNames, line: unsafe Int(input.line), column: unsafe Int(input.col))
        }
        if unsafe input.end - input.cur > limits.markupBytes {
            // A tag or comment is parsed only when all of it is there, and its attributes are
            // compared each with each.
            throw RecordReadingError(
                .markupTooLong, line: unsafe Int(input.line), column: unsafe Int(input.col))
        }
    }

    /// Says that there are no more bytes, and hands over the last records.
    func finish() throws -> ReadingSummary {
        let code = unsafe xmlParseChunk(parser, nil, 0, 1)
        try check(code, atEnd: true)
        guard let root = unsafe collector.pointee.root,
            let lastLine = unsafe collector.pointee.lastLine, unsafe parser.pointee.wellFormed == 1
        else { throw RecordReadingError(.truncated) }
        let recordCount = unsafe try collector.pointee.finish()
        return ReadingSummary(
            recordCount: recordCount, lastLine: lastLine,
            form: .xml(root: unsafe String(cString: root)))
    }

    private func check(_ code: Int32, atEnd: Bool) throws {
        if let failure = unsafe collector.pointee.failure { throw failure }
        guard code != XML_ERR_OK.rawValue else { return }
        let input = unsafe parser.pointee.input.pointee
        let fault = unsafe collector.pointee.fault
        let kind: RecordReadingError.Kind
        if unsafe collector.pointee.lastLine != nil, fault?.code == XML_ERR_DOCUMENT_END {
            kind = .contentAfterRoot
        } else if atEnd, unsafe collector.pointee.lastLine == nil {
            kind = .truncated
        } else {
            // Without a fault it was the conversion from another encoding that failed: for what stands
            // there, or for want of memory.
            if fault == nil, errno == ENOMEM { XMLMemory.exhausted() }
            kind = fault.map { Self.kind(of: $0.code) } ?? .invalidCharacter
        }
        throw RecordReadingError(
            kind, line: unsafe fault?.line ?? Int(input.line),
            column: unsafe fault?.column ?? Int(input.col))
    }

    static func kind(of code: xmlParserErrors) -> RecordReadingError.Kind {
        switch code {
        case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING, XML_ERR_INVALID_CHARREF,
            // A NUL, or an invalid byte right before the end of a piece.
            XML_ERR_INTERNAL_ERROR:
            .invalidCharacter
        case XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING: .unsupportedEncoding
        case XML_ERR_UNDECLARED_ENTITY: .unknownEntity
        case XML_ERR_NO_MEMORY: XMLMemory.exhausted()
        default: .notWellFormed
        }
    }

    /// The callbacks cannot capture: each finds its collector at the address it is given.
    private static func makeParser(
        for collector: UnsafeMutablePointer<XMLCollector>
    ) -> xmlParserCtxtPtr? {
        unsafe doisoat_xml_push_parser(
            collector,
            { state, name, _, _, _, _, count, _, attributes in
                guard let state = unsafe state, let name = unsafe name else { return }
                unsafe state.assumingMemoryBound(to: XMLCollector.self).pointee.start(
                    name, ElementStates.AttributeList(count: Int(count), values: attributes))
            },
            { state, _, _, _ in
                guard let state = unsafe state else { return }
                unsafe state.assumingMemoryBound(to: XMLCollector.self).pointee.end()
            },
            { state, text, count in
                guard let state = unsafe state, let text = unsafe text else { return }
                unsafe state.assumingMemoryBound(to: XMLCollector.self).pointee.characters(
                    text, count: Int(count))
            },
            { state, _, _, _ in
                guard let state = unsafe state else { return }
                unsafe state.assumingMemoryBound(to: XMLCollector.self).pointee.stop(.doctype)
            },
            { state, error in
                guard let state = unsafe state, let error = unsafe error else { return }
                unsafe state.assumingMemoryBound(to: XMLCollector.self).pointee.note(error.pointee)
            })
    }
}

/// What happens when libxml2 gets no memory.
enum XMLMemory {
    /// Stops the program, as each allocation of its own that fails does: an export is not to be refused
    /// for what it is not to blame for.
    static func exhausted() -> Never {
        fatalError("failed to allocate memory for the XML parser")
    }
}
