import CLibXML2

/// Turns a layout into the machine that reads it.
///
/// The paths of each record form a tree of patterns. A state of the machine is a set of nodes of
/// these trees, together with the records that are still looked for below: this is the textbook
/// construction of a deterministic automaton from one that is not.
@safe struct LayoutCompiler: ~Copyable {
    private let layout: RecordLayout
    private let dictionary: xmlDictPtr
    private var patterns: [Pattern] = []
    /// For each table (the record, then the nested ones) the pattern of its element.
    private var roots: [Int] = []
    private var numbers: [Situation: Int32] = [:]
    private var situations: [Situation] = []
    private var machine = ElementStates()

    /// More attributes of one element would make more states than anyone can mean.
    private static let mostConditions = 4

    /// An element on the way to wanted values.
    private struct Pattern {
        var branches: [Branch] = []
        var texts: [ElementStates.Target] = []
        var attributes: [(name: String, target: ElementStates.Target)] = []
        var table: Int?
    }

    private struct Branch {
        let step: FieldPath.Step
        let pattern: Int
    }

    /// What a state stands for.
    private struct Situation: Hashable {
        /// The patterns that the element matches, ascending.
        var patterns: [Int]
        /// The tables whose records may begin anywhere below, ascending.
        var soughtTables: [Int]
    }

    static func compile(
        _ layout: RecordLayout, dictionary: xmlDictPtr
    ) throws(RecordReadingError) -> ElementStates {
        let compiler = unsafe LayoutCompiler(layout, dictionary: dictionary)
        return try compiler.machineOfAllStates()
    }

    private init(_ layout: RecordLayout, dictionary: xmlDictPtr) {
        self.layout = layout
        unsafe self.dictionary = dictionary
        addTable(layout.fields)
        for nested in layout.nested {
            addTable(nested.fields)
        }
    }

    private mutating func addTable(_ fields: [FieldPath]) {
        let table = roots.count
        let root = patterns.count
        roots.append(root)
        patterns.append(Pattern(table: table))
        for (column, path) in fields.enumerated() {
            let target = ElementStates.Target(table: Int32(table), column: Int32(column))
            if let name = path.plainName {
                patterns[root].attributes.append((name, target))
            }
            var pattern = root
            for step in path.steps {
                pattern = child(of: pattern, step)
            }
            if let name = path.attribute {
                patterns[pattern].attributes.append((name, target))
            } else {
                patterns[pattern].texts.append(target)
            }
        }
    }

    private mutating func child(of parent: Int, _ step: FieldPath.Step) -> Int {
        if let known = patterns[parent].branches.first(where: { $0.step == step }) {
            return known.pattern
        }
        let pattern = patterns.count
        patterns.append(Pattern())
        patterns[parent].branches.append(Branch(step: step, pattern: pattern))
        return pattern
    }

    private consuming func machineOfAllStates() throws(RecordReadingError) -> ElementStates {
        _ = number(of: Situation(patterns: [], soughtTables: []))
        _ = number(of: Situation(patterns: [], soughtTables: [0]))
        var done = 0
        while done < situations.count {
            let state = try state(for: situations[done])
            unsafe machine.states.base[done] = state
            done += 1
        }
        return machine
    }

    /// The state of a situation, which is described later if it is new.
    private mutating func number(of situation: Situation) -> Int32 {
        if let known = numbers[situation] { return known }
        let number = Int32(situations.count)
        numbers[situation] = number
        situations.append(situation)
        machine.states.append(ElementStates.State())
        return number
    }

    private mutating func state(
        for situation: Situation
    ) throws(RecordReadingError) -> ElementStates.State {
        var state = ElementStates.State()
        var names: [String] = []
        for branch in situation.patterns.flatMap({ patterns[$0].branches })
        where !names.contains(branch.step.name) {
            names.append(branch.step.name)
        }
        for table in situation.soughtTables where !names.contains(recordName(table)) {
            names.append(recordName(table))
        }
        var edges: [ElementStates.Edge] = []
        for name in names {
            let next = try next(from: situation, name)
            edges.append(unsafe ElementStates.Edge(name: intern(name), next: next))
        }
        state.firstEdge = Int32(machine.edges.count)
        state.edgeBits = lay(edges)
        state.otherwise = number(
            of: Situation(patterns: [], soughtTables: situation.soughtTables))

        state.firstText = Int32(machine.texts.count)
        state.firstAttribute = Int32(machine.attributes.count)
        state.firstTable = Int32(machine.tables.count)
        for pattern in situation.patterns {
            for target in patterns[pattern].texts { machine.texts.append(target) }
            for (name, target) in patterns[pattern].attributes {
                machine.attributes.append(
                    unsafe ElementStates.Attribute(name: intern(name), target: target))
            }
            if let table = patterns[pattern].table { machine.tables.append(Int32(table)) }
        }
        state.textCount = Int32(machine.texts.count) - state.firstText
        state.attributeCount = Int32(machine.attributes.count) - state.firstAttribute
        state.tableCount = Int32(machine.tables.count) - state.firstTable
        return state
    }

    /// Lays edges out as a hash table and returns the binary logarithm of its size.
    private mutating func lay(_ edges: [ElementStates.Edge]) -> UInt8 {
        var bits: UInt8 = 1
        while 1 << Int(bits) < 2 * edges.count { bits += 1 }
        let mask = (1 << Int(bits)) - 1
        let free = unsafe ElementStates.Edge(name: nil, next: 0)
        var places = Array(repeating: free, count: mask + 1)
        for edge in edges {
            guard let name = unsafe edge.name else { continue }
            var place = unsafe ElementStates.Edge.place(of: name, bits: bits)
            while unsafe places[place].name != nil { place = (place + 1) & mask }
            places[place] = edge
        }
        for place in places { machine.edges.append(place) }
        return bits
    }

    /// The state inside a child of this name, or `~` of the decision that leads to it.
    private mutating func next(
        from situation: Situation, _ name: String
    ) throws(RecordReadingError) -> Int32 {
        let branches = situation.patterns.flatMap { patterns[$0].branches }
            .filter { $0.step.name == name }
        let begun = situation.soughtTables.filter { recordName($0) == name }
        let sought =
            begun.contains(0)
            ? Array(roots.indices.dropFirst())
            : situation.soughtTables.filter { !begun.contains($0) }
        let certain = branches.filter { $0.step.condition == nil }.map(\.pattern)
        var attributes: [String] = []
        for case let condition? in branches.map(\.step.condition)
        where !attributes.contains(condition.attribute) {
            attributes.append(condition.attribute)
        }
        guard attributes.count <= Self.mostConditions else {
            throw RecordReadingError(.layoutTooComplex)
        }
        return try decide(
            Situation(patterns: certain + begun.map { roots[$0] }, soughtTables: sought),
            branches, attributes[...])
    }

    /// Splits by the values of the first attribute, then by those of the others.
    private mutating func decide(
        _ situation: Situation, _ branches: [Branch], _ attributes: ArraySlice<String>
    ) throws(RecordReadingError) -> Int32 {
        guard let attribute = attributes.first else {
            let patterns = situation.patterns.sorted()
            return number(
                of: Situation(patterns: patterns, soughtTables: situation.soughtTables))
        }
        var values: [String: Situation] = [:]
        for branch in branches {
            guard let condition = branch.step.condition, condition.attribute == attribute
            else { continue }
            values[condition.value, default: situation].patterns.append(branch.pattern)
        }
        var cases: [ElementStates.Case] = []
        for (value, chosen) in values.sorted(by: { $0.key < $1.key }) {
            let next = try decide(chosen, branches, attributes.dropFirst())
            let firstByte = machine.caseBytes.count
            for byte in value.utf8 {
                // The parser leaves `&` in the value of an attribute as this reference.
                if byte == UInt8(ascii: "&") {
                    for escaped in "&#38;".utf8 { machine.caseBytes.append(escaped) }
                } else {
                    machine.caseBytes.append(byte)
                }
            }
            cases.append(
                ElementStates.Case(
                    firstByte: Int32(firstByte),
                    byteCount: Int32(machine.caseBytes.count - firstByte), next: next))
        }
        let otherwise = try decide(situation, branches, attributes.dropFirst())
        let decision = unsafe ElementStates.Decision(
            attribute: intern(attribute), firstCase: Int32(machine.cases.count),
            caseCount: Int32(cases.count), otherwise: otherwise)
        for one in cases { machine.cases.append(one) }
        machine.decisions.append(decision)
        return ~Int32(machine.decisions.count - 1)
    }

    private func recordName(_ table: Int) -> String {
        FieldPath.localName(table == 0 ? layout.record : layout.nested[table - 1].record)
    }

    private func intern(_ name: String) -> ElementStates.Name {
        guard let interned = unsafe xmlDictLookup(dictionary, name, -1) else {
            XMLMemory.exhausted()
        }
        return unsafe interned
    }
}
