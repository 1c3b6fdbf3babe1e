import CLibXML2

/// A layout as a machine that goes from state to state with each element that opens.
///
/// A state says everything that holds inside an element: which children lead where, whether its
/// text is wanted, which attributes are, and which records begin with it. Names are pointers into
/// the parser's dictionary, so that comparing two names is comparing two pointers.
@safe struct ElementStates: ~Copyable {
    var states = RawBuffer<State>(capacity: 16)
    var edges = RawBuffer<Edge>(capacity: 32)
    var decisions = RawBuffer<Decision>(capacity: 1)
    var cases = RawBuffer<Case>(capacity: 1)
    var caseBytes = RawBuffer<UInt8>(capacity: 1)
    var texts = RawBuffer<Target>(capacity: 32)
    var attributes = RawBuffer<Attribute>(capacity: 32)
    var tables = RawBuffer<Int32>(capacity: 4)

    /// Inside an element in which nothing is looked for.
    static let idle: Int32 = 0
    /// Outside any record.
    static let outside: Int32 = 1

    typealias Name = UnsafePointer<xmlChar>

    /// What holds inside an element: runs in the arrays of the machine.
    struct State: BitwiseCopyable {
        /// The edges are a hash table of at least twice as many places, a power of two.
        var firstEdge: Int32 = 0
        var edgeBits: UInt8 = 0
        /// The state inside a child that no edge names.
        var otherwise: Int32 = 0
        var firstText: Int32 = 0
        var textCount: Int32 = 0
        var firstAttribute: Int32 = 0
        var attributeCount: Int32 = 0
        var firstTable: Int32 = 0
        var tableCount: Int32 = 0
    }

    /// A child by name; `next` is a state, or `~` of a decision on the child's attributes.
    @safe struct Edge: BitwiseCopyable {
        /// `nil`: a free place.
        let name: Name?
        let next: Int32

        /// The first place in which to look for a name.
        static func place(of name: Name, bits: UInt8) -> Int {
            // Fibonacci hashing: the high bits of the product depend on all bits of the address.
            let product = UInt64(UInt(bitPattern: name)) &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: product &>> UInt64(64 &- bits))
        }
    }

    /// Goes on by the value of one attribute.
    @safe struct Decision: BitwiseCopyable {
        let attribute: Name
        let firstCase: Int32
        let caseCount: Int32
        let otherwise: Int32
    }

    /// One value of the attribute, as the parser hands it over.
    struct Case: BitwiseCopyable {
        let firstByte: Int32
        let byteCount: Int32
        let next: Int32
    }

    /// The cell that a value goes to.
    struct Target: BitwiseCopyable {
        let table: Int32
        let column: Int32
    }

    @safe struct Attribute: BitwiseCopyable {
        let name: Name
        let target: Target
    }

    /// The attributes of an element as the parser hands them over, five pointers for each.
    @safe struct AttributeList {
        let count: Int
        let values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

        func name(_ index: Int) -> Name? {
            unsafe values?[5 * index]
        }

        /// The value between its quotes, in which an ampersand stands as `&#38;`.
        func value(_ index: Int) -> UnsafeBufferPointer<xmlChar> {
            guard let start = unsafe values?[5 * index + 3],
                let end = unsafe values?[5 * index + 4]
            else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
            return unsafe UnsafeBufferPointer(start: start, count: end - start)
        }
    }

    /// The state inside a child of an element that is in the state `current`, or `~` of the
    /// decision that leads to it.
    @inline(__always)
    func next(from current: Int32, name: Name) -> Int32 {
        let state = unsafe states.base + Int(current)
        let bits = unsafe state.pointee.edgeBits
        let first = unsafe edges.base + Int(state.pointee.firstEdge)
        var place = unsafe Edge.place(of: name, bits: bits)
        while true {
            let edge = unsafe first + place
            if unsafe edge.pointee.name == name {
                return unsafe edge.pointee.next
            }
            if unsafe edge.pointee.name == nil {
                return unsafe state.pointee.otherwise
            }
            place = (place &+ 1) & ((1 &<< Int(bits)) &- 1)
        }
    }

    /// Follows `~` of a decision to a state.
    func decide(_ first: Int32, _ attributes: AttributeList) -> Int32 {
        var next = first
        while next < 0 {
            let decision = unsafe decisions.base[Int(~next)]
            next = decision.otherwise
            for index in 0..<attributes.count
            where unsafe attributes.name(index) == decision.attribute {
                let value = unsafe attributes.value(index)
                for offset in 0..<Int(decision.caseCount) {
                    let candidate = unsafe cases.base[Int(decision.firstCase) + offset]
                    let bytes = unsafe caseBytes.base + Int(candidate.firstByte)
                    if Int(candidate.byteCount) == value.count,
                        unsafe value.elementsEqual(
                            UnsafeBufferPointer(start: bytes, count: value.count))
                    {
                        next = candidate.next
                    }
                }
            }
        }
        return next
    }
}
