import Facts
import RecordReading

/// The head of an XML export: what its records have, or those that look like its records.
struct XMLHead {
    let head: ExportHead

    private typealias Element = XMLOutline.Element

    init(_ outline: XMLOutline, _ mapping: FeedMapping) {
        let elements = outline.elements
        let wanted = String(mapping.record.split(separator: ":").last ?? "")
        var records = Self.outermost(named: wanted, in: elements)
        let isThere = !records.isEmpty
        if !isThere {
            records = Self.likeliest(elements, mapping.holds).map { [$0] } ?? []
        }
        let record = records.first.map { elements[$0].name }
        let columns = Self.columns(of: records, in: elements, nested: mapping.nested.map(\.record))
        var used: [Field: Int] = [:]
        for (field, source) in mapping.fields ?? [:] {
            let path = source.path.withoutConditions
            used[field] = columns.firstIndex { $0.title == path || $0.title == "@" + path }
        }
        head = ExportHead(
            form: .xml(root: elements[0].name, record: record), columns: columns, used: used,
            misfit: Self.misfit(isThere: isThere, mapping, used))
    }

    private static func misfit(
        isThere: Bool, _ mapping: FeedMapping, _ used: [Field: Int]
    ) -> String? {
        guard isThere else { return "there is no element `\(mapping.record)`" }
        let missing = mapping.missingKey(mapped: used.keys)
        guard !missing.isEmpty else { return nil }
        let names = missing.map { field in
            (mapping.fields?[field]).map { "`\(field.rawValue)` («\($0.name)»)" }
                ?? "`\(field.rawValue)`"
        }
        return "no element or attribute could be found for " + names.joined(separator: ", ")
    }

    private static func outermost(named name: String, in elements: [Element]) -> [Int] {
        elements.indices.filter { index in
            elements[index].name == name
                && !ancestors(of: index, in: elements).contains { elements[$0].name == name }
        }
    }

    private static func ancestors(of index: Int, in elements: [Element]) -> [Int] {
        var chain: [Int] = []
        var place = elements[index].parent
        while let parent = place {
            chain.append(parent)
            place = elements[parent].parent
        }
        return chain
    }

    /// The element with most values that are known for these records; of equals the one that comes
    /// again and again in one parent, then the outermost.
    private static func likeliest(_ elements: [Element], _ holds: Holds) -> Int? {
        let scored = elements.indices.dropFirst().compactMap { index -> (Int, [Int])? in
            let columns = columns(of: [index], in: elements)
            let known = columns.count { column in
                !column.repeats
                    && column.names.contains { !HeaderSynonyms.fields(of: $0, in: holds).isEmpty }
            }
            let isRepeated = elements[index].mostInParent > 1
            guard columns.count > 1, known > 0 || isRepeated else { return nil }
            return (index, [known, isRepeated ? 1 : 0, -index])
        }
        return scored.max { $0.1.lexicographicallyPrecedes($1.1) }?.0
    }

    /// What stands in these elements, by paths from them, in the order of the file.
    ///
    /// - Parameter nested: elements that are records of their own.
    private static func columns(
        of records: [Int], in elements: [Element], nested: [String] = []
    ) -> [ExportHead.Column] {
        var columns: [ExportHead.Column] = []
        func take(_ column: ExportHead.Column) {
            if !columns.contains(where: { $0.title == column.title }) { columns.append(column) }
        }
        for record in records {
            for attribute in elements[record].attributes {
                take(
                    ExportHead.Column(
                        title: "@" + attribute.name, source: .name(attribute.name), repeats: false,
                        names: [attribute.name, attribute.name + elements[record].name],
                        cells: attribute.values))
            }
        }
        for index in elements.indices {
            let chain = [index] + ancestors(of: index, in: elements)
            guard let end = chain.firstIndex(where: records.contains), end > 0 else { continue }
            let path = chain[..<end].reversed().map { elements[$0].name }
            let repeats = chain[..<end].contains {
                elements[$0].mostInParent > 1 || nested.contains(elements[$0].name)
            }
            let isLeaf = !elements.contains { $0.parent == index }
            if isLeaf || !elements[index].texts.isEmpty {
                take(
                    column(
                        path, isAttribute: false, repeats, elements[chain[end]].name,
                        elements[index].texts))
            }
            for attribute in elements[index].attributes {
                take(
                    column(
                        path + [attribute.name], isAttribute: true, repeats,
                        elements[chain[end]].name, attribute.values))
            }
        }
        return columns
    }

    private static func column(
        _ path: [String], isAttribute: Bool, _ repeats: Bool, _ record: String, _ cells: [String]
    ) -> ExportHead.Column {
        let own = path[path.count - 1]
        let parent = path.count > 1 ? path[path.count - 2] : record
        var names = [own, own + parent]
        // `TrangThai/Ten` is called by what it is the name of.
        if path.count > 1, valueNames.contains(VietnameseText.skeleton(own)) {
            names.append(parent)
        }
        var steps = path
        if isAttribute { steps[path.count - 1] = "@" + own }
        let title = steps.joined(separator: "/")
        return ExportHead.Column(
            title: title, source: path.count > 1 ? .path(title) : .name(own), repeats: repeats,
            names: names, cells: cells)
    }

    private static let valueNames: Set = ["ten", "giatri", "value", "name", "text"]
}
