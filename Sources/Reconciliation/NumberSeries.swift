import Facts

/// The outgoing documents of one unit and year whose numbers follow each other.
struct NumberSeries: Sendable {
    /// What a unit numbers together.
    enum Scope: String, CaseIterable, Sendable {
        case notation, type, unit
    }

    struct Member: Sendable {
        let number: DocumentNumber
        let row: UInt32
        let isElectronic: Bool
    }

    let unit: UnitID
    let year: Int
    /// Whether these are legal documents, whose symbols have the year: `26/2021/QĐ-UBND`.
    let isLegal: Bool
    /// By number, electronic ones first.
    fileprivate(set) var members: [Member] = []
    fileprivate(set) var notations: Set<String> = []

    /// Whether a document of this symbol would be numbered here.
    func holds(_ symbol: DocumentSymbol) -> Bool {
        symbol.unit == unit && symbol.year == year
            && notations.contains(symbol.notation.uppercased())
    }

    /// A notation as the symbols of this series have it: with the year where they are legal.
    func written(_ notation: String) -> String { isLegal ? "\(year)/\(notation)" : notation }

    /// The members of a number.
    func members(of number: DocumentNumber) -> ArraySlice<Member> {
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].number < number { low = middle + 1 } else { high = middle }
        }
        let end = members[low...].firstIndex { $0.number != number } ?? members.count
        return members[low..<end]
    }

    /// All series of the electronic and paper registers together, in a fixed order.
    ///
    /// - Parameter scope: what each unit numbers together.
    static func collect(_ facts: FactSet, scope: (UnitID) -> Scope) -> [NumberSeries] {
        var collector = Collector()
        collector.add(facts.documents, isElectronic: true, scope: scope)
        collector.add(facts.paperDocuments, isElectronic: false, scope: scope)
        return collector.series.map { series in
            var series = series
            series.members.sort {
                if $0.number != $1.number { return $0.number < $1.number }
                if $0.isElectronic != $1.isElectronic { return $0.isElectronic }
                return $0.row < $1.row
            }
            return series
        }
    }

    private struct Collector {
        private struct Name: Hashable {
            let unit: UnitID
            let year: Int32
            let isLegal: Bool
            let name: String
        }

        /// Symbols are numbers of one table: cheap to look up row by row.
        private struct Shortcut: Hashable {
            let unit: UnitID
            let year: Int32
            let notation: UInt32
            let type: UInt32
        }

        var series: [NumberSeries] = []
        private var byName: [Name: Int] = [:]

        mutating func add(
            _ documents: Documents, isElectronic: Bool, scope: (UnitID) -> Scope
        ) {
            var shortcuts: [Shortcut: Int] = [:]
            for row in 0..<documents.count where documents.isOutgoing(row) {
                guard let unit = documents.unit[row], let year = documents.year[row],
                    let number = documents.number[row], let notation = documents.notation[row]
                else { continue }
                let shortcut = Shortcut(
                    unit: unit, year: year.raw, notation: notation.raw,
                    type: documents.type[row]?.raw ?? .max)
                let index =
                    shortcuts[shortcut]
                    ?? position(of: shortcut, in: documents, scope: scope(unit))
                shortcuts[shortcut] = index
                series[index].members.append(
                    Member(number: number, row: UInt32(row), isElectronic: isElectronic))
            }
        }

        private mutating func position(
            of shortcut: Shortcut, in documents: Documents, scope: Scope
        ) -> Int {
            let symbols = documents.table.symbols
            let symbol = Symbol(raw: shortcut.notation)
            let notation = symbols[symbol]
            let isLegal = symbols.year(of: symbol) != nil && Self.mayBeLegal(notation)
            let name: String
            switch isLegal ? .notation : scope {
            case .notation: name = notation.uppercased()
            case .type:
                name = shortcut.type == .max ? "" : symbols[Symbol(raw: shortcut.type)].lowercased()
            case .unit: name = ""
            }
            let key = Name(
                unit: shortcut.unit, year: shortcut.year, isLegal: isLegal, name: name)
            let index = byName[key] ?? series.count
            if index == series.count {
                byName[key] = index
                series.append(
                    NumberSeries(
                        unit: shortcut.unit, year: Int(shortcut.year), isLegal: isLegal))
            }
            series[index].notations.insert(series[index].written(notation.uppercased()))
            return index
        }

        /// Resolutions, decisions and directives may be legal documents, which are numbered apart
        /// and have the year in their symbols; elsewhere a year was typed by mistake.
        private static func mayBeLegal(_ notation: String) -> Bool {
            switch DocumentNotation(notation)?.type {
            case .resolution, .decision, .directive: true
            default: false
            }
        }
    }
}
