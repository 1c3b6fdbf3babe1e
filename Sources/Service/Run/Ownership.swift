import Glibc

/// To whom the directories of an installation belong, and who is asking.
///
/// The owner of the state directory is the service's user; nobody else may leave files there or
/// among the alert files, as the service could not write to them afterwards.
struct Ownership: Sendable {
    struct Directory: Sendable {
        let path: String
        /// Nil when it is not there.
        var owner: uid_t?
        /// Whether this process may make files in it.
        var isWritable = false
    }

    var state: Directory
    var alerts: Directory
    var user: uid_t

    /// Makes sure that the state directory exists and that this process may write everything.
    func check() throws(StateFault) {
        if let fault { throw fault }
        guard state.owner == nil, !Self.makeDirectory(state.path) else { return }
        throw .notMade(state.path, errno, user: Self.name(of: user))
    }

    /// Why this process's user may not write here; nil when it may.
    var fault: StateFault? {
        if let owner = state.owner, owner != user {
            return .notOwner(directory: state.path, owner: Self.name(of: owner))
        }
        // Root may write everywhere, and would leave what the service cannot write.
        guard let owner = alerts.owner, owner != user, !alerts.isWritable || user == 0 else {
            return nil
        }
        guard state.owner != nil else {
            // Root is asked to run nothing: the state directory would be root's, too.
            return owner == 0
                ? .notWritable(alerts.path, EACCES)
                : .notOwner(directory: alerts.path, owner: Self.name(of: owner))
        }
        return .otherOwner(
            directory: alerts.path, owner: Self.name(of: owner), state: state.path,
            stateOwner: Self.name(of: user))
    }

    /// Tells a user who may not read the state directory whose it is.
    func checkReading(_ file: String) throws(StateFault) {
        guard let owner = state.owner, owner != user, access(file, R_OK) != 0, errno == EACCES
        else { return }
        throw .notOwner(directory: state.path, owner: Self.name(of: owner))
    }

    /// The name of a user, or `#` and the number of one without a name.
    static func name(of user: uid_t) -> String {
        getpwuid(user).flatMap { $0.pointee.pw_name }.map { String(cString: $0) } ?? "#\(user)"
    }

    /// Makes the folders above a directory; where that cannot be, making the directory tells why.
    static func makeParents(of directory: String) {
        guard let slash = directory.dropFirst().lastIndex(of: "/") else { return }
        _ = makeDirectory(String(directory[..<slash]), mode: 0o755)
    }

    /// Makes the directory for its owner only; folders above it are open to all as usual.
    private static func makeDirectory(_ path: String, mode: mode_t = 0o700) -> Bool {
        if mkdir(path, mode) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.dropFirst().lastIndex(of: "/") else { return false }
        return makeDirectory(String(path[..<slash]), mode: 0o755) && mkdir(path, mode) == 0
    }
}

extension Ownership {
    /// What the system says now.
    init(of settings: Settings) {
        state = Directory(at: settings.stateDirectory)
        alerts = Directory(at: settings.alertDirectory)
        user = geteuid()
    }
}

extension Ownership.Directory {
    init(at path: String) {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        owner = status.st_uid
        isWritable = access(path, W_OK | X_OK) == 0
    }
}
