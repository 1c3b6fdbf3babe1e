import AlertJournal
import Yams

/// Reads `rotate:`: when the program itself rotates the alert files.
struct RotationReader {
    let reader: YAMLReader

    private static let keys = ["above_megabytes", "every_days", "keep_days"]

    func rotation(_ node: Node?) -> Rotation {
        guard let node else { return Rotation() }
        let values = reader.mapping(node, known: Self.keys, in: "`rotate`")
        func count(_ key: String) -> Int { reader.count(values[key], key) ?? 0 }
        return Rotation(
            aboveMegabytes: count("above_megabytes"), everyDays: count("every_days"),
            keepDays: count("keep_days"))
    }
}
