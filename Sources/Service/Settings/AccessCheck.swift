import AlertJournal
import Facts
import Glibc

/// Whether the service's user can write the directories, and give files to the groups, of settings.
///
/// All values: what the system knows is looked up by `init(of:)` alone.
package struct AccessCheck: Sendable {
    /// The owner of the state directory; where there is none, whoever asks.
    struct User: Sendable {
        var id: uid_t
        var name: String
        var groups: Set<gid_t> = []
    }

    struct Folder: Sendable {
        let path: String
        /// Nil when it is not there.
        var status: Status?
        /// The folder in which it would have to be made: the nearest that is there.
        var above: Status?
    }

    struct Status: Sendable {
        var owner: uid_t
        var group: gid_t
        var mode: mode_t
        var isReadOnly = false
    }

    var user: User
    var state: Folder
    var alerts: Folder
    /// The groups that the settings name, as far as they exist.
    var groupIDs: [String: gid_t]
    /// By group: what was made before it could be given to the group, and stays as it is.
    var notGiven: [String: [String]] = [:]

    /// One line for each fault: where, what, and what would do.
    func troubles(_ settings: Settings) -> [String] {
        [trouble("state_directory", state), trouble("alert_directory", alerts)].compactMap { $0 }
            + Self.groups(of: settings).compactMap(trouble) + passage(settings)
    }

    /// Each group has files of its own below the alert directory, and has to pass through it.
    private func passage(_ settings: Settings) -> [String] {
        guard let status = alerts.status, status.mode & 0o001 == 0 else { return [] }
        let outside = Self.groups(of: settings).map(\.name).filter { name in
            groupIDs[name].map { $0 != status.group || status.mode & 0o010 == 0 } ?? false
        }
        guard !outside.isEmpty else { return [] }
        return [
            "alert_directory \(alerts.path): error: the people of"
                + " \(outside.map { "`\($0)`" }.joined(separator: ", ")) cannot pass through it to"
                + " their files; sudo chmod o+x \(TypedCommand.quoted(alerts.path))"
        ]
    }

    private func trouble(_ setting: String, _ folder: Folder) -> String? {
        let path = TypedCommand.quoted(folder.path)
        let name = TypedCommand.quoted(user.name)
        let place = "\(setting) \(folder.path): error:"
        guard let status = folder.status else {
            guard let above = folder.above, !mayWrite(above) else { return nil }
            return "\(place) it is not there, and `\(user.name)` may not make it;"
                + " make it: sudo install -d -m \(setting == "state_directory" ? "700" : "751")"
                + " -o \(name) \(path)"
        }
        guard !status.isReadOnly else {
            return "\(place) it lies on a file system that is read-only;"
                + " mount it for writing, or name another folder"
        }
        guard !mayWrite(status) else { return nil }
        return "\(place) `\(user.name)`, as whom the service runs, may not write to it; "
            + (status.owner == user.id ? "sudo chmod u+rwx \(path)" : "sudo chown \(name) \(path)")
    }

    private func mayWrite(_ status: Status) -> Bool {
        guard !status.isReadOnly else { return false }
        if user.id == 0 { return true }
        if status.owner == user.id { return status.mode & 0o300 == 0o300 }
        if user.groups.contains(status.group) { return status.mode & 0o030 == 0o030 }
        return status.mode & 0o003 == 0o003
    }

    private func trouble(_ group: (name: String, places: [String])) -> String? {
        let name = TypedCommand.quoted(group.name)
        let place = "\(group.places.joined(separator: ", ")): error:"
        let join = "sudo usermod -aG \(name) \(TypedCommand.quoted(user.name))"
        guard let id = groupIDs[group.name] else {
            return "\(place) there is no group `\(group.name)`, so that its people cannot read"
                + " their files; make it: sudo groupadd \(name)"
                + (user.id == 0 ? "" : " && \(join)")
        }
        guard user.id == 0 || user.groups.contains(id) else {
            return "\(place) `\(user.name)`, as whom the service runs, is no member of group"
                + " `\(group.name)` and cannot give it files; add it: \(join)"
        }
        let paths = (notGiven[group.name] ?? []).map(TypedCommand.quoted)
        guard !paths.isEmpty else { return nil }
        return "\(place) files were made before they could be given to group `\(group.name)`;"
            + " give them: sudo chgrp -R \(name) \(paths.joined(separator: " "))"
    }

    /// The groups that settings name, each with its places: `alert_group`, `unit IALE`.
    private static func groups(of settings: Settings) -> [(name: String, places: [String])] {
        var groups: [(name: String, places: [String])] = []
        let named =
            [(settings.alertGroup, "alert_group")]
            + settings.units.units.map { ($0.group, "unit \($0.key)") }
        for case (let name?, let place) in named {
            if let index = groups.firstIndex(where: { $0.name == name }) {
                groups[index].places.append(place)
            } else {
                groups.append((name, [place]))
            }
        }
        return groups
    }
}

extension AccessCheck {
    /// What the system says now.
    package init(of settings: Settings) {
        state = Folder(at: settings.stateDirectory)
        alerts = Folder(at: settings.alertDirectory)
        user = User(id: state.status?.owner ?? geteuid())
        groupIDs = [:]
        for (name, _) in Self.groups(of: settings) {
            groupIDs[name] = getgrnam(name).map { $0.pointee.gr_gid }
        }
        for (path, group) in Self.made(settings) {
            guard let group, let id = groupIDs[group], let status = Status(at: path),
                status.group != id
            else { continue }
            notGiven[group, default: []].append(path)
        }
    }

    /// What is made once and belongs to a group from then on.
    private static func made(_ settings: Settings) -> [(path: String, group: String?)] {
        let files = settings.alertFiles
        return ["alerts.jsonl", "alerts.log", "lists", "digest", "units"].map {
            ("\(files.directory)/\($0)", files.group)
        } + settings.units.units.map { (files.folder(ofUnit: $0.key), files.group(ofUnit: $0.key)) }
    }
}

extension AccessCheck.User {
    fileprivate init(id: uid_t) {
        self.init(id: id, name: Ownership.name(of: id))
        guard let entry = getpwuid(id) else { return }
        var count: Int32 = 1024
        var ids = [gid_t](repeating: 0, count: Int(count))
        guard getgrouplist(entry.pointee.pw_name, entry.pointee.pw_gid, &ids, &count) >= 0 else {
            return
        }
        groups = Set(ids.prefix(Int(count)))
    }
}

extension AccessCheck.Folder {
    fileprivate init(at path: String) {
        self.path = path
        status = AccessCheck.Status(at: path)
        var parent = path[...]
        while above == nil, let slash = parent.lastIndex(of: "/") {
            parent = parent[..<slash]
            above = AccessCheck.Status(at: parent.isEmpty ? "/" : String(parent))
        }
    }
}

extension AccessCheck.Status {
    fileprivate init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(owner: status.st_uid, group: status.st_gid, mode: status.st_mode)
        var system = statvfs()
        isReadOnly = statvfs(path, &system) == 0 && system.f_flag & UInt(ST_RDONLY) != 0
    }
}
