package import Facts

/// A mapping that would suit an export: which of its columns gives which field.
package struct MappingProposal: Sendable {
    /// A field and the column that gives it.
    package struct Choice: Sendable, Hashable {
        package let field: Field
        package let column: Int
        /// Words like the column's name that mean the field; nil: it is no guess.
        package let likeness: String?
    }

    /// In the order of the fields, the key first.
    package let choices: [Choice]
    /// Fields that the settings map to a column that is not there, and that no other gives.
    package let lost: [Field]
    /// Fields of the key that nothing gives.
    package let missingKey: [Field]
    /// Columns that give nothing.
    package let unused: [Int]
    /// Whether it gives more than the feed's present mapping, without guesses and citizens' names.
    package let hasMore: Bool
    /// Days that cannot be read as they are written.
    package let dates: [StrangeDates]
    /// Labels without a meaning.
    package let labels: [StrangeLabels]

    package struct StrangeDates: Sendable, Hashable {
        package let field: Field
        package let count: Int
        /// The first three.
        package let shapes: [String]
        /// What would read them, as `dates` names it.
        package let pattern: String?
    }

    package struct StrangeLabels: Sendable, Hashable {
        package let field: Field
        package let strangeCount: Int
        package let count: Int
    }

    /// - Parameter year: the local year by which years of two digits are understood.
    package init(_ head: ExportHead, _ mapping: FeedMapping, year: Int) {
        let holds = mapping.holds
        var assignment = Assignment(head, holds)
        for (field, column) in head.used { assignment.take(field, column) }
        let before = assignment.columns
        if head.isNamed {
            assignment.takeKnown()
            hasMore = assignment.columns.keys.contains {
                before[$0] == nil && holds.kind(of: $0) != .personal
            }
            assignment.takeLikely()
        } else {
            hasMore = false
        }
        let columns = assignment.columns
        let likenesses = assignment.likenesses
        choices = holds.fields.compactMap { field in
            columns[field].map {
                Choice(field: field, column: $0, likeness: likenesses[field])
            }
        }
        lost = holds.fields.filter { mapping.fields?[$0] != nil && columns[$0] == nil }
        missingKey = mapping.missingKey(mapped: columns.keys)
        let taken = Set(columns.values)
        unused = head.columns.indices.filter {
            !taken.contains($0) && !head.columns[$0].title.isEmpty
        }
        dates = choices.compactMap { choice in
            guard [.day, .instant].contains(holds.kind(of: choice.field)) else { return nil }
            let cells = head.columns[choice.column].cells
            let strange = CellSample(cells, mapping, year: year).strangeDates()
            guard !strange.isEmpty else { return nil }
            var shapes: [String] = []
            for shape in strange.map(CellSample.shape) where !shapes.contains(shape) {
                shapes.append(shape)
            }
            return StrangeDates(
                field: choice.field, count: strange.count, shapes: Array(shapes.prefix(3)),
                pattern: CellSample.pattern(of: strange))
        }
        labels = choices.compactMap { choice in
            let sample = CellSample(head.columns[choice.column].cells, mapping, year: year)
            return sample.strangeLabels(of: choice.field).map {
                StrangeLabels(field: choice.field, strangeCount: $0.strange, count: $0.all)
            }
        }
    }
}

/// Gives columns to fields; a field has one column, and what is known comes before guesses.
private struct Assignment {
    private let head: ExportHead
    private let holds: Holds
    private(set) var columns: [Field: Int] = [:]
    private(set) var likenesses: [Field: String] = [:]

    init(_ head: ExportHead, _ holds: Holds) {
        self.head = head
        self.holds = holds
    }

    mutating func take(_ field: Field, _ column: Int) {
        columns[field] = columns[field] ?? column
    }

    /// Columns whose names are known; one that just counts rows only where no other names the entry.
    mutating func takeKnown() {
        let free = free
        let running = free.filter {
            head.columns[$0].names.contains(where: HeaderSynonyms.isRunningNumber)
        }
        for index in free.filter({ !running.contains($0) }) + running {
            let fields = head.columns[index].names.lazy
                .map { [holds] in HeaderSynonyms.fields(of: $0, in: holds) }
                .first { !$0.isEmpty }
            for field in fields ?? [] { take(field, index) }
        }
    }

    /// Columns whose names are like known ones, the likeliest first.
    mutating func takeLikely() {
        let likeness = HeaderLikeness(holds)
        let guesses = free.compactMap { index -> (index: Int, guess: HeaderLikeness.Guess)? in
            head.columns[index].names.first.flatMap(likeness.guess).map { (index, $0) }
        }
        for (index, guess) in guesses.sorted(by: {
            ($0.guess.doubt, $0.index) < ($1.guess.doubt, $1.index)
        }) {
            for field in guess.fields where columns[field] == nil {
                columns[field] = index
                likenesses[field] = guess.synonym
            }
        }
    }

    private var free: [Int] {
        let taken = Set(columns.values)
        return head.columns.indices.filter {
            !taken.contains($0) && head.columns[$0].source != nil && !head.columns[$0].repeats
        }
    }
}
