/// A fault of the settings, and where; all faults are told together.
package struct SettingsFault: Error, Sendable, Hashable {
    package let file: String
    /// 1-based; 0: the file as a whole.
    package let line: Int
    package let column: Int
    package let message: String
    package let remedy: String

    /// `file:line:column: error: what; what would do`.
    package var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        return "\(place): error: \(message); \(remedy)"
    }
}

/// Why settings were refused: every fault that was found.
package struct SettingsRefusal: Error, Sendable {
    package let faults: [SettingsFault]

    package init(faults: [SettingsFault]) {
        self.faults = faults
    }
}
