import CLibXML2
import Glibc

/// One libxml2 push parser that tells elements apart and looks for no records.
@safe struct OutlineParser: ~Copyable {
    private let parser: xmlParserCtxtPtr
    private let collector: UnsafeMutablePointer<OutlineCollector>

    init() {
        let collector = UnsafeMutablePointer<OutlineCollector>.allocate(capacity: 1)
        unsafe collector.initialize(to: OutlineCollector(limits: RecordLimits()))
        guard let parser = unsafe Self.makeParser(for: collector) else { XMLMemory.exhausted() }
        unsafe self.parser = parser
        unsafe self.collector = collector
    }

    deinit {
        unsafe doisoat_xml_free_parser(parser)
        unsafe collector.deinitialize(count: 1)
        unsafe collector.deallocate()
    }

    var outline: XMLOutline { unsafe collector.pointee.outline }

    /// Parses the next bytes, and returns why it could not.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> RecordReadingError? {
        let code = unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
            unsafe xmlParseChunk(parser, characters.baseAddress, Int32(characters.count), 0)
        }
        return fault(code, PushParser.kind(of: xmlParserErrors(rawValue: UInt32(code))))
    }

    /// Says that there are no more bytes, and returns why that cannot be.
    func finish() -> RecordReadingError? {
        let code = unsafe xmlParseChunk(parser, nil, 0, 1)
        let isClosed = unsafe collector.pointee.isClosed
        return fault(code, isClosed ? .contentAfterRoot : .truncated)
    }

    private func fault(_ code: Int32, _ kind: RecordReadingError.Kind) -> RecordReadingError? {
        let stopped = unsafe collector.pointee.stopped
        guard stopped != nil || code != XML_ERR_OK.rawValue else { return nil }
        return RecordReadingError(
            stopped ?? kind, line: unsafe Int(parser.pointee.input.pointee.line))
    }

    /// The callbacks cannot capture: each finds its collector at the address it is given.
    private static func makeParser(
        for collector: UnsafeMutablePointer<OutlineCollector>
    ) -> xmlParserCtxtPtr? {
        unsafe doisoat_xml_push_parser(
            collector,
            { state, name, _, _, _, _, count, _, attributes in
                guard let state = unsafe state, let name = unsafe name else { return }
                let list = unsafe ElementStates.AttributeList(
                    count: Int(count), values: attributes)
                let collector = unsafe state.assumingMemoryBound(to: OutlineCollector.self)
                unsafe collector.pointee.start(name, list)
            },
            { state, _, _, _ in
                guard let state = unsafe state else { return }
                unsafe state.assumingMemoryBound(to: OutlineCollector.self).pointee.end()
            },
            { state, text, count in
                guard let state = unsafe state, let text = unsafe text else { return }
                let bytes = unsafe UnsafeBufferPointer(start: text, count: Int(count))
                unsafe state.assumingMemoryBound(to: OutlineCollector.self).pointee
                    .characters(bytes)
            },
            { state, _, _, _ in
                guard let state = unsafe state else { return }
                unsafe state.assumingMemoryBound(to: OutlineCollector.self).pointee.stop(.doctype)
            },
            { _, _ in })
    }
}

/// What the callbacks of an outline work on.
struct OutlineCollector {
    private(set) var outline = XMLOutline()
    /// Why nothing more is taken.
    private(set) var stopped: RecordReadingError.Kind?
    /// Whether the root has been closed.
    private(set) var isClosed = false
    private let limits: RecordLimits
    private var frames: [Frame] = []
    private var known: [Place: Int] = [:]

    private struct Place: Hashable {
        let parent: Int?
        let name: String
    }

    private struct Frame {
        /// Nil: one too many to be told apart, and all below it.
        let element: Int?
        var text: [UInt8] = []
        var children: [Int: Int] = [:]
    }

    init(limits: RecordLimits) {
        self.limits = limits
    }

    mutating func start(_ name: ElementStates.Name, _ attributes: ElementStates.AttributeList) {
        guard stopped == nil else { return }
        guard frames.count < limits.depth else { return stop(.tooDeep) }
        guard attributes.count <= limits.attributes else { return stop(.tooManyAttributes) }
        let element = unsafe element(named: text(of: name))
        if let element {
            outline.elements[element].count += 1
            let count =
                frames.isEmpty ? 1 : frames[frames.count - 1].children[element, default: 0] + 1
            if !frames.isEmpty { frames[frames.count - 1].children[element] = count }
            outline.elements[element].mostInParent = max(
                outline.elements[element].mostInParent, count)
            take(attributes, of: element)
        }
        frames.append(Frame(element: element))
    }

    mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard stopped == nil, let last = frames.indices.last else { return }
        let room = XMLOutline.mostValueBytes - frames[last].text.count
        if room > 0 { unsafe frames[last].text.append(contentsOf: bytes.prefix(room)) }
    }

    mutating func end() {
        guard stopped == nil, let frame = frames.popLast() else { return }
        isClosed = frames.isEmpty
        guard let element = frame.element,
            outline.elements[element].texts.count < XMLOutline.mostValues,
            frame.text.contains(where: { $0 > 0x20 })
        else { return }
        outline.elements[element].texts.append(String(decoding: frame.text, as: UTF8.self))
    }

    mutating func stop(_ kind: RecordReadingError.Kind) {
        stopped = stopped ?? kind
    }

    private mutating func element(named name: String) -> Int? {
        let parent = frames.last?.element
        if !frames.isEmpty, parent == nil { return nil }
        let place = Place(parent: parent, name: name)
        if let index = known[place] { return index }
        guard outline.elements.count < XMLOutline.mostElements else { return nil }
        known[place] = outline.elements.count
        outline.elements.append(XMLOutline.Element(name: name, parent: parent))
        return outline.elements.count - 1
    }

    private mutating func take(_ list: ElementStates.AttributeList, of element: Int) {
        for index in 0..<list.count {
            guard let interned = unsafe list.name(index) else { continue }
            let name = unsafe text(of: interned)
            let value = unsafe list.value(index).prefix(XMLOutline.mostValueBytes)
            let place: Int
            if let known = outline.elements[element].attributes.firstIndex(where: {
                $0.name == name
            }) {
                place = known
            } else {
                place = outline.elements[element].attributes.count
                outline.elements[element].attributes.append(.init(name: name))
            }
            guard outline.elements[element].attributes[place].values.count < XMLOutline.mostValues,
                unsafe !value.isEmpty
            else { continue }
            outline.elements[element].attributes[place].values.append(
                unsafe String(decoding: value, as: UTF8.self))
        }
    }

    private func text(of name: ElementStates.Name) -> String {
        let characters = unsafe UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
        let length = unsafe strnlen(
            UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self), limits.nameBytes)
        return unsafe String(
            decoding: UnsafeBufferPointer(start: characters, count: length), as: UTF8.self)
    }
}
