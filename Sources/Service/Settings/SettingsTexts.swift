package import Foundation

/// The texts of the settings files by absolute path: as they are on disk, or as they were when
/// somebody read them.
///
/// The service gives its runs the texts that it has accepted, so that a file that is being edited, or
/// was refused, is in force nowhere (design §6.8).
package struct SettingsTexts: Codable, Sendable {
    private var texts: [String: String] = [:]

    package init() {}

    package enum Fault: Error {
        case notReadable
        case notUTF8
    }

    /// What stands in a file now.
    static func onDisk(_ path: String) throws(Fault) -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw .notReadable }
        guard let text = String(data: data, encoding: .utf8) else { throw .notUTF8 }
        return text
    }

    /// What stood in a file when it was read.
    func asRead(_ path: String) throws(Fault) -> String {
        guard let text = texts[path] else { throw .notReadable }
        return text
    }

    mutating func add(_ text: String, of path: String) {
        texts[path] = text
    }
}

extension SettingsTexts {
    /// - Throws: `DecodingError` when these are not texts that `encoded` gave.
    package init(encoded: Data) throws {
        self = try JSONDecoder().decode(Self.self, from: encoded)
    }

    package var encoded: Data {
        guard let data = try? JSONEncoder().encode(self) else {
            preconditionFailure("texts can always be encoded")
        }
        return data
    }
}
