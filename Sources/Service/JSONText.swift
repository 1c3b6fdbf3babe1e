import Foundation

/// Plain values as JSON for programs and for people who look into it: keys in snake_case and sorted.
enum JSONText {
    static func of(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("plain values can always be encoded")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
