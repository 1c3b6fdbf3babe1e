import Facts
import Yams

/// Reads `units.yaml`: the closed list of units (design §4, domain §1).
enum UnitsFile {
    static func read(_ text: String, _ reader: YAMLReader) -> UnitRegistry {
        guard let root = reader.root(text) else { return UnitRegistry([]) }
        let top = reader.mapping(root, known: ["version", "units"], in: "the units file")
        reader.version(top["version"], of: root)
        var units: [Unit] = []
        var nodes: [String: Node] = [:]
        for node in top["units"]?.sequence.map(Array.init) ?? [] {
            guard let unit = unit(node, reader) else { continue }
            if nodes[unit.key] != nil {
                reader.fault(node, "unit `\(unit.key)` stands twice", "give each its own key")
                continue
            }
            nodes[unit.key] = node
            units.append(unit)
        }
        if units.isEmpty { reader.fault(root, "there is no unit", "list units under `units:`") }
        for unit in units {
            for successor in unit.successors where nodes[successor] == nil {
                reader.fault(
                    nodes[unit.key], "successor `\(successor)` of `\(unit.key)` is not in the list",
                    "add it or correct the key")
            }
        }
        guard units.count < Int(UInt16.max) else {
            reader.fault(root, "there are too many units", "list only those of this office")
            return UnitRegistry([])
        }
        let registry = UnitRegistry(units)
        for key in registry.successorCycles {
            reader.fault(
                nodes[key], "the successors of `\(key)` lead back to it", "correct `successors`")
        }
        for (spelling, keys) in registry.ambiguousSpellings {
            reader.fault(
                keys.last.flatMap { nodes[$0] },
                "`\(spelling)` means \(keys.joined(separator: " and ")) at the same time",
                "take the alias from all but one of them")
        }
        return registry
    }

    private static func unit(_ node: Node, _ reader: YAMLReader) -> Unit? {
        let values = reader.mapping(
            node,
            known: [
                "key", "level", "name", "short", "aliases", "misspellings", "codes", "valid_from",
                "valid_to", "successors", "group",
            ], in: "a unit")
        guard let key = reader.text(values["key"], "key"),
            let name = reader.text(values["name"], "name")
        else {
            reader.fault(node, "a unit needs `key` and `name`", "add them")
            return nil
        }
        guard key.unicodeScalars.allSatisfy(isKeyScalar) else {
            reader.fault(
                values["key"], "unit key `\(key)` has other signs than A–Z, 0–9, _ and -",
                "choose a short plain key: it names files and folders")
            return nil
        }
        let level = reader.word(
            values["level"], "level", of: Unit.Level.allCases.map(\.rawValue))
        var codes: [String: String] = [:]
        if let node = values["codes"] {
            let schemes = ["gso", "qcvn102", "qd20", "motcua", "igate", "qlvb"]
            for (scheme, value) in reader.mapping(node, known: schemes, in: "codes") {
                codes[scheme] = reader.text(value, scheme)
            }
        }
        return Unit(
            key: key, level: level.flatMap(Unit.Level.init(rawValue:)) ?? .department, name: name,
            short: reader.text(values["short"], "short"),
            aliases: reader.texts(values["aliases"], "aliases"),
            misspellings: reader.texts(values["misspellings"], "misspellings"), codes: codes,
            validFrom: reader.day(values["valid_from"], "valid_from"),
            validTo: reader.day(values["valid_to"], "valid_to"),
            successors: reader.texts(values["successors"], "successors"),
            group: reader.text(values["group"], "group"))
    }

    private static func isKeyScalar(_ scalar: Unicode.Scalar) -> Bool {
        ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
            || scalar == "-"
    }
}
