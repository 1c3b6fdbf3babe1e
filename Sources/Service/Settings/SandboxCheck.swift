import Foundation

/// Whether settings name places that the sandbox of the installed unit keeps from the service.
///
/// The unit lets it write two directories only (`ProtectSystem=strict`), shows it no homes
/// (`ProtectHome=yes`) and gives it temporary folders of its own (`PrivateTmp=yes`). All values:
/// what is installed is looked up by `init(settingsFile:)` alone.
package struct SandboxCheck: Sendable {
    /// Whether a unit runs by these settings; a sample that is tried by hand concerns none.
    var isInstalled = false
    /// The lines of the site's drop-ins.
    var dropIns: [String] = []

    package init() {}

    private static let written = ["/var/lib/doisoat", "/var/log/doisoat"]
    private static let homes = ["/home", "/root", "/run/user"]
    private static let temporary = ["/tmp", "/var/tmp"]

    /// A line for each place out of the service's reach, then those of a drop-in that lets it in.
    func notes(_ settings: Settings) -> [String] {
        guard isInstalled else { return [] }
        var notes: [String] = []
        var options: [String] = []
        for place in Self.places(settings) {
            guard let obstacle = obstacle(to: place) else { continue }
            notes.append("\(place.setting) \(place.path): note: the service \(obstacle.what)")
            options += obstacle.options.filter { !options.contains($0) }
        }
        guard !options.isEmpty else { return notes }
        return notes + [
            "these lines let the service in; put them into `sudo systemctl edit doisoat` (of a"
                + " timer: doisoat-reconcile), then `sudo systemctl restart doisoat`:",
            "    [Service]",
        ] + options.map { "    " + $0 }
    }

    private struct Place {
        var setting: String
        var path: String
        var isWritten: Bool
    }

    private static func places(_ settings: Settings) -> [Place] {
        [
            ("state_directory", settings.stateDirectory),
            ("alert_directory", settings.alertDirectory),
        ]
        .map { Place(setting: $0, path: $1, isWritten: true) }
            + settings.feeds.map {
                Place(setting: "feed \($0.id)", path: $0.path.folder, isWritten: false)
            }
    }

    /// What keeps the service from a place, and the lines of a drop-in that let it in, if any can.
    private func obstacle(to place: Place) -> (what: String, options: [String])? {
        if Self.isBelow(Self.temporary, place.path) {
            return ("has temporary folders of its own and sees nothing here; name another", [])
        }
        if Self.isBelow(Self.homes, place.path) {
            // Homes are hidden by an empty folder in which a place can be shown; `yes` allows none.
            let bind = place.isWritten ? "BindPaths" : "BindReadOnlyPaths"
            guard !isLetIn(bind, place.path), !(isReadable && !place.isWritten) else { return nil }
            return ("sees no homes", ["ProtectHome=tmpfs", Self.option(bind, place.path)])
        }
        guard place.isWritten, !Self.isBelow(Self.written, place.path),
            !isLetIn("ReadWritePaths", place.path)
        else { return nil }
        return (
            "may write to \(Self.written.joined(separator: " and ")) only",
            [Self.option("ReadWritePaths", place.path)]
        )
    }

    /// Whether a drop-in shows the homes.
    private var isReadable: Bool {
        ["read-only", "no", "false"].contains { dropIns.contains("ProtectHome=\($0)") }
    }

    private func isLetIn(_ option: String, _ path: String) -> Bool {
        let named = dropIns.filter { $0.hasPrefix(option + "=") }
            .map { String($0.dropFirst(option.count + 1)) }
        // A line has several, or as it was told a quoted one; a source may name its destination.
        let paths = named.flatMap { line in
            line.hasPrefix("\"") ? [line[...]] : line.split(separator: " ")
        }.map { $0.prefix { $0 != ":" }.trimmingCharacters(in: CharacterSet(charactersIn: "\"-+")) }
        return Self.isBelow(paths.map { $0.replacing("%%", with: "%") }, path)
    }

    private static func isBelow(_ folders: [String], _ path: String) -> Bool {
        folders.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// A line of a unit: `%` begins a specifier there, a blank the next path.
    private static func option(_ name: String, _ path: String) -> String {
        let path = path.replacing("%", with: "%%")
        return "\(name)=" + (path.contains(" ") ? "\"\(path)\"" : path)
    }
}

extension SandboxCheck {
    /// What is installed now.
    ///
    /// - Parameter settingsFile: the unit reads those below `/etc`.
    package init(settingsFile: String) {
        let file = URL(fileURLWithPath: settingsFile).standardizedFileURL.path
        let units = ["doisoat.service", "doisoat-reconcile.service"]
        isInstalled =
            file.hasPrefix("/etc/")
            && units.contains {
                FileManager.default.fileExists(atPath: "/lib/systemd/system/\($0)")
            }
        guard isInstalled else { return }
        for unit in units {
            let folder = "/etc/systemd/system/\(unit).d"
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            where name.hasSuffix(".conf") {
                let text = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
                dropIns += String(decoding: text, as: UTF8.self).split(separator: "\n")
                    .map { $0.trimmingCharacters(in: .whitespaces) }
            }
        }
    }
}
