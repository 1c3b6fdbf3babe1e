import CLibXML2
import Glibc

/// What the parser's callbacks work on: from elements and characters to cells.
///
/// One instance lives at a fixed address, which the parser hands to each callback.
@safe struct XMLCollector: ~Copyable {
    private let parser: xmlParserCtxtPtr
    private let states: ElementStates
    private let limits: RecordLimits
    private let consume: (borrowing RecordBatch) throws -> Void
    private var builder: BatchBuilder
    /// One for each open element; the first stands for the document.
    private var frames: RawBuffer<Frame>
    private var depth = 0
    /// Whether the text of the innermost open element is wanted.
    private var isCollecting = false

    /// The root's name in the parser's dictionary, once it has begun.
    private(set) var root: ElementStates.Name?
    /// The line on which the root ended, once it has.
    private(set) var lastLine: Int?
    /// Why the parser was stopped from here.
    private(set) var failure: (any Error)?
    /// The first fault for which the parser stopped by itself.
    private(set) var fault: Fault?

    struct Fault {
        let code: xmlParserErrors
        let line: Int
        let column: Int
    }

    private struct Frame: BitwiseCopyable {
        var state: Int32
        /// Where in the bytes of the batch the element's own text stands.
        var textStart = 0
        var textEnd = 0
    }

    init(
        parser: xmlParserCtxtPtr, layout: RecordLayout, limits: RecordLimits,
        consume: @escaping (borrowing RecordBatch) throws -> Void
    ) throws(RecordReadingError) {
        unsafe self.parser = parser
        self.limits = limits
        self.consume = consume
        states = unsafe try LayoutCompiler.compile(layout, dictionary: parser.pointee.dict)
        builder = BatchBuilder(
            fieldCount: layout.fields.count,
            nestedFieldCounts: layout.nested.map(\.fields.count), limits: limits)
        frames = RawBuffer(capacity: limits.depth + 1)
        frames.append(repeating: Frame(state: ElementStates.outside), count: limits.depth + 1)
    }

    /// An element opens.
    @inline(__always)
    mutating func start(_ name: ElementStates.Name, _ attributes: ElementStates.AttributeList) {
        guard depth < limits.depth else { return stop(.tooDeep) }
        let current = unsafe frames.base[depth].state
        depth += 1
        if attributes.count > 0, !areAcceptable(attributes) { return }
        var next = unsafe states.next(from: current, name: name)
        if next < 0 {
            next = states.decide(next, attributes)
        }
        let state = unsafe states.states.base + Int(next)
        let frame = unsafe frames.base + depth
        unsafe frame.pointee.state = next
        unsafe isCollecting = state.pointee.textCount > 0
        if isCollecting {
            unsafe frame.pointee.textStart = builder.bytes.count
            unsafe frame.pointee.textEnd = builder.bytes.count
        } else if unsafe isTooLong(name) {
            return stop(.nameTooLong)
        }
        if depth == 1 {
            unsafe root = name
        }
        if unsafe state.pointee.tableCount > 0 {
            unsafe beginRecords(state.pointee)
        }
        if attributes.count > 0, unsafe state.pointee.attributeCount > 0 {
            unsafe collect(attributes, state.pointee)
        }
    }

    /// Text of the innermost open element, perhaps not all of it.
    @inline(__always)
    mutating func characters(_ text: UnsafePointer<xmlChar>, count: Int) {
        if isCollecting {
            unsafe append(text, count: count)
        }
    }

    /// Not inlined, so that the callback does no more than return where no text is wanted.
    @inline(never)
    private mutating func append(_ text: UnsafePointer<xmlChar>, count: Int) {
        let frame = unsafe frames.base + depth
        let start = unsafe frame.pointee.textStart
        let end = unsafe frame.pointee.textEnd
        guard end - start + count <= limits.valueBytes else { return stop(.valueTooLong) }
        if end != builder.bytes.count, end > start {
            // A wanted child has put its text behind the beginning of this one.
            guard builder.hasRoom(end - start) else { return stop(.recordTooLarge) }
            unsafe frame.pointee.textStart = builder.bytes.count
            builder.bytes.appendOwn(from: start, to: end)
        } else if end == start {
            unsafe frame.pointee.textStart = builder.bytes.count
        }
        guard builder.hasRoom(count) else { return stop(.recordTooLarge) }
        unsafe builder.bytes.append(text, count: count)
        unsafe frame.pointee.textEnd = builder.bytes.count
    }

    /// The innermost open element closes.
    @inline(__always)
    mutating func end() {
        let frame = unsafe frames.base[depth]
        let state = unsafe states.states.base + Int(frame.state)
        if isCollecting {
            let first = unsafe states.texts.base + Int(state.pointee.firstText)
            for index in unsafe 0..<Int(state.pointee.textCount) {
                let target = unsafe first[index]
                builder.set(
                    table: Int(target.table), column: Int(target.column),
                    start: frame.textStart, end: frame.textEnd)
            }
        }
        if unsafe state.pointee.tableCount > 0 {
            unsafe endRecords(state.pointee)
        }
        depth -= 1
        let outer = unsafe Int(frames.base[depth].state)
        unsafe isCollecting = states.states.base[outer].textCount > 0
        if depth == 0 {
            lastLine = unsafe Int(parser.pointee.input.pointee.line)
        }
    }

    /// Stops the parser; only the first reason counts.
    mutating func stop(_ kind: RecordReadingError.Kind) {
        let input = unsafe parser.pointee.input.pointee
        stop(RecordReadingError(kind, line: unsafe Int(input.line), column: unsafe Int(input.col)))
    }

    private mutating func stop(_ reason: any Error) {
        if failure == nil {
            failure = reason
        }
        isCollecting = false
        unsafe xmlStopParser(parser)
    }

    /// The parser found a fault; what it says about it is left alone, since it quotes the file.
    mutating func note(_ error: xmlError) {
        guard fault == nil, unsafe error.level == XML_ERR_FATAL else { return }
        fault = unsafe Fault(
            code: xmlParserErrors(rawValue: UInt32(bitPattern: error.code)),
            line: Int(error.line), column: Int(error.int2))
    }

    /// Hands over the records that are not yet a full batch, and returns the number of all.
    mutating func finish() throws -> Int {
        if !builder.isEmpty {
            try builder.handOver(to: consume)
        }
        return builder.recordCount
    }

    private mutating func beginRecords(_ state: ElementStates.State) {
        let line = lineOfTag()
        for index in 0..<Int(state.tableCount) {
            let table = unsafe Int(states.tables.base[Int(state.firstTable) + index])
            if table == 0 {
                builder.beginRecord(line: line, start: builder.bytes.count)
            } else {
                builder.beginNested(table: table, line: line)
            }
        }
        if !builder.hasRoom(0) {
            stop(.recordTooLarge)
        }
    }

    private mutating func endRecords(_ state: ElementStates.State) {
        guard unsafe states.tables.base[Int(state.firstTable)] == 0 else { return }
        builder.endRecord()
        guard builder.isFull else { return }
        do {
            try builder.handOver(to: consume)
        } catch {
            stop(error)
        }
    }

    /// The line on which the tag that was just read begins.
    ///
    /// The parser stands before the tag's last characters and has all of it in its buffer; in a
    /// tag there is no other `<` than its own.
    private func lineOfTag() -> Int {
        let input = unsafe parser.pointee.input.pointee
        var line = unsafe Int(input.line)
        guard let start = unsafe input.base, var place = unsafe input.cur else { return line }
        while unsafe place > start {
            unsafe place -= 1
            let byte = unsafe place.pointee
            if byte == UInt8(ascii: "<") { break }
            if byte == UInt8(ascii: "\n") { line -= 1 }
        }
        return line
    }

    private mutating func areAcceptable(_ attributes: ElementStates.AttributeList) -> Bool {
        guard attributes.count <= limits.attributes else {
            stop(.tooManyAttributes)
            return false
        }
        for index in 0..<attributes.count {
            if let name = unsafe attributes.name(index), unsafe isTooLong(name) {
                stop(.nameTooLong)
                return false
            }
        }
        return true
    }

    private func isTooLong(_ name: ElementStates.Name) -> Bool {
        let characters = unsafe UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self)
        return unsafe strnlen(characters, limits.nameBytes + 1) > limits.nameBytes
    }

    private mutating func collect(
        _ attributes: ElementStates.AttributeList, _ state: ElementStates.State
    ) {
        for wanted in 0..<Int(state.attributeCount) {
            let attribute = unsafe states.attributes.base[Int(state.firstAttribute) + wanted]
            for index in 0..<attributes.count
            where unsafe attributes.name(index) == attribute.name {
                let value = unsafe attributes.value(index)
                guard value.count <= limits.valueBytes else { return stop(.valueTooLong) }
                guard builder.hasRoom(value.count) else { return stop(.recordTooLarge) }
                let start = builder.bytes.count
                unsafe append(value)
                builder.set(
                    table: Int(attribute.target.table), column: Int(attribute.target.column),
                    start: start, end: builder.bytes.count)
            }
        }
    }

    /// Appends the value of an attribute with its ampersands restored.
    private mutating func append(_ value: UnsafeBufferPointer<xmlChar>) {
        var index = 0
        while index < value.count {
            let byte = unsafe value[index]
            builder.bytes.append(byte)
            index += byte == UInt8(ascii: "&") ? "&#38;".utf8.count : 1
        }
    }
}
