import Facts
import Yams

/// Reads one YAML file into checked values and gathers every fault with its place.
///
/// Scalars are read as text and typed by their field, so that `00352112000539` and `off` stay what
/// they are.
final class YAMLReader {
    let file: String
    private(set) var faults: [SettingsFault] = []

    init(file: String) {
        self.file = file
    }

    /// The root of the file's text, or nil after a fault.
    func root(_ text: String) -> Node? {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                fault(nil, "the file is empty", "begin with `version: 1`")
                return nil
            }
            return node
        } catch let error as YamlError {
            fault(error)
        } catch {
            fault(nil, "the file is not YAML", "check its indentation and quotes")
        }
        return nil
    }

    private func fault(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            faults.append(
                SettingsFault(
                    file: file, line: mark.line, column: mark.column, message: problem,
                    remedy: "check indentation, colons and quotes there"))
        case .duplicatedKeysInMapping(let duplicates, let context):
            faults.append(
                SettingsFault(
                    file: file, line: context.mark.line, column: context.mark.column,
                    message: "key `\(duplicates.sorted().first ?? "")` stands twice in one mapping",
                    remedy: "keep one of them"))
        default:
            fault(nil, "the file is not YAML", "check its indentation and quotes")
        }
    }

    func fault(_ node: Node?, _ message: String, _ remedy: String) {
        faults.append(
            SettingsFault(
                file: file, line: node?.mark?.line ?? 0, column: node?.mark?.column ?? 0,
                message: message, remedy: remedy))
    }

    /// The values of a mapping by key; unknown keys are faults with a suggestion.
    func mapping(_ node: Node, known: [String], in what: String) -> [String: Node] {
        var values: [String: Node] = [:]
        for (key, name, value) in pairs(node, what) {
            guard known.contains(name) else {
                let suggestion = Suggestion.closest(to: name, among: known)?.text
                let hint = suggestion.map { "did you mean `\($0)`?" }
                fault(
                    key, "unknown key `\(name)` in \(what)",
                    hint ?? "known are " + known.joined(separator: ", "))
                continue
            }
            values[name] = value
        }
        return values
    }

    /// The pairs of a mapping with any keys.
    func pairs(_ node: Node, _ what: String) -> [(key: Node, name: String, value: Node)] {
        guard let mapping = node.mapping else {
            fault(node, "\(what) should be a mapping", "write `key: value` lines there")
            return []
        }
        return mapping.map { ($0.key, $0.key.scalar?.string ?? "", $0.value) }
    }

    func text(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        guard let scalar = node.scalar, !scalar.string.isEmpty else {
            fault(node, "`\(what)` should be a text", "write one value there")
            return nil
        }
        return scalar.string
    }

    /// One value, or a list of them.
    func texts(_ node: Node?, _ what: String) -> [String] {
        placedTexts(node, what).map(\.text)
    }

    /// One value, or a list of them, each with its node.
    func placedTexts(_ node: Node?, _ what: String) -> [(node: Node, text: String)] {
        guard let node else { return [] }
        let nodes = node.sequence.map(Array.init) ?? [node]
        return nodes.compactMap { node in text(node, what).map { (node, $0) } }
    }

    func count(
        _ node: Node?, _ what: String, atLeast least: Int = 0, atMost most: Int = 1_000_000
    ) -> Int? {
        guard let node, let text = text(node, what) else { return nil }
        guard let value = Int(text), (least...most).contains(value) else {
            fault(
                node, "`\(what)` should be a whole number from \(least) to \(most)", "correct it")
            return nil
        }
        return value
    }

    func day(_ node: Node?, _ what: String) -> Day? {
        guard let node, let text = text(node, what) else { return nil }
        guard let day = Day(text) else {
            fault(node, "`\(what)` should be a day", "write it as yyyy-MM-dd")
            return nil
        }
        return day
    }

    /// One of a closed list of words.
    func word(_ node: Node?, _ what: String, of words: [String]) -> String? {
        guard let node, let text = text(node, what) else { return nil }
        guard words.contains(text) else {
            let suggestion = Suggestion.closest(to: text, among: words)?.text
            fault(
                node, "`\(text)` is no \(what)",
                suggestion.map { "did you mean `\($0)`?" }
                    ?? "known are " + words.joined(separator: ", "))
            return nil
        }
        return text
    }

    func version(_ node: Node?, of root: Node) {
        guard let node else {
            fault(root, "`version` is missing", "begin with `version: 1`")
            return
        }
        if let version = text(node, "version"), version != "1" {
            fault(node, "version \(version) is not known", "this program reads `version: 1`")
        }
    }
}
