import Facts
import Ingest
import Yams

/// Reads what a feed's settings say about values: `defaults`, `values`, `dates`.
extension FeedReader {
    func defaults(_ node: Node?, _ holds: Holds) -> [Field: String] {
        guard let node else { return [:] }
        var defaults: [Field: String] = [:]
        for (key, name, value) in reader.pairs(node, "defaults") {
            guard let field = field(name, of: holds, at: key),
                let text = reader.text(value, name)
            else { continue }
            check(text, of: field, in: holds, at: value)
            defaults[field] = text
        }
        return defaults
    }

    func valueMaps(_ node: Node?, _ holds: Holds) -> [Field: [String: String]] {
        guard let node else { return [:] }
        var maps: [Field: [String: String]] = [:]
        for (key, name, value) in reader.pairs(node, "values") {
            guard let field = field(name, of: holds, at: key) else { continue }
            var map: [String: String] = [:]
            for (_, label, target) in reader.pairs(value, "values.\(name)") {
                guard let text = reader.text(target, name) else { continue }
                check(text, of: field, in: holds, at: target)
                map[VietnameseText.key(label)] = text
            }
            maps[field] = map
        }
        return maps
    }

    func dates(_ node: Node?) -> [DatePattern] {
        reader.placedTexts(node, "dates").compactMap { node, text in
            guard let pattern = DatePattern(text) else {
                reader.fault(
                    node, "`\(text)` is no date pattern",
                    "use yyyy MM dd HH mm ss, d and M, as in dd/MM/yyyy")
                return nil
            }
            return pattern
        }
    }

    private func check(_ text: String, of field: Field, in holds: Holds, at node: Node) {
        let words: [String]
        switch holds.kind(of: field) {
        case .unit:
            // Settings may name units of any time, also one that is yet to come.
            guard units.resolve(text, on: Day(daysSince1970: .max)) == nil else { return }
            let keys = units.units.map(\.key)
            let hint = Suggestion.closest(to: text, among: keys).map {
                "did you mean `\($0.text)`?"
            }
            reader.fault(
                node, "`\(text)` is no unit of the units file",
                hint ?? "add the unit there, or write a key that it has")
            return
        case .status: words = DossierStatus.allCases.map(\.name)
        case .channel: words = Channel.allCases.map(\.name)
        case .role: words = FileRole.allCases.map(\.name)
        case .direction: words = Direction.allCases.map(\.name)
        case .signingMode: words = SigningMode.allCases.map(\.name)
        case .flag, .presence:
            guard Flag(label: text) == nil else { return }
            words = Flag.allCases.map(\.name)
        case .day, .instant:
            if Instant(iso: text) == nil {
                reader.fault(node, "`\(text)` is no day or instant", "write it as yyyy-MM-dd")
            }
            return
        case .count:
            _ = reader.count(node, field.rawValue)
            return
        default: return
        }
        _ = reader.word(node, field.rawValue, of: words)
    }
}

/// A path relative to a folder, as an absolute one.
func absolute(_ path: String, from directory: String) -> String {
    path.hasPrefix("/") ? path : directory + "/" + path
}
