/// The command as it was typed, for lines that people copy into a shell.
package struct TypedCommand: Sendable, Hashable {
    private let program: String
    private let arguments: [String]

    /// - Parameters:
    ///   - arguments: the program's path, as typed, and what follows it.
    ///   - environment: `sudo` keeps none of it, so settings named there are named as an option.
    package init(arguments: [String], environment: [String: String]) {
        // Found by its name, it will be found by it again.
        program = arguments.first.flatMap { $0.contains("/") ? $0 : nil } ?? "doisoat"
        var rest = Array(arguments.dropFirst())
        let namesSettings = rest.contains { $0 == "--config" || $0.hasPrefix("--config=") }
        if let path = environment["DOISOAT_CONFIG"], !namesSettings { rest += ["--config", path] }
        self.arguments = rest
    }

    /// The line that runs it as another user.
    func line(as user: String) -> String {
        (["sudo", "-u", user, program] + arguments).map(Self.quoted).joined(separator: " ")
    }

    /// A word as a shell reads it back.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./:=,+@%".utf8.contains(byte)
            }
        }
        guard !isPlain || word.isEmpty else { return word }
        return "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
