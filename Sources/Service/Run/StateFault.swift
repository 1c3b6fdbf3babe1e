import Glibc

/// Why the directories of an installation cannot be used.
package enum StateFault: Error, Sendable, Hashable {
    case notWritable(String, Int32)
    /// It was not there, and could not be made.
    case notMade(String, Int32, user: String)
    case locked(String, holder: String)
    /// Another long-running service is at work on the same directory.
    case serviceIsThere(String, holder: String)
    /// The directory belongs to another user.
    case notOwner(directory: String, owner: String)
    /// The state directory is this user's, the alert directory another's.
    case otherOwner(directory: String, owner: String, state: String, stateOwner: String)

    /// One line: where, what, and what would do.
    ///
    /// - Parameter command: what was asked for, so that the line to type can be told in full.
    package func text(of command: TypedCommand) -> String {
        switch self {
        case .notWritable(let path, let code):
            "\(path): error: it cannot be written (\(String(cString: strerror(code))));"
                + " check permissions and free space"
        case .notMade(let path, let code, let user):
            "\(path): error: the directory cannot be made (\(String(cString: strerror(code))));"
                + " if the service runs as `\(user)`, make it:"
                + " sudo install -d -m 700 -o \(TypedCommand.quoted(user))"
                + " \(TypedCommand.quoted(path))"
        case .locked(let path, let holder):
            "\(path): error: \(holder) holds the lock; wait for it to end, or see what it does"
        case .serviceIsThere(let path, let holder):
            "\(path): error: a service is at work here already (\(holder)); stop it first, or use"
                + " `doisoat reconcile` beside it"
        case .notOwner(let directory, let owner):
            "\(directory): error: it belongs to `\(owner)`; run this as that user:"
                + " \(command.line(as: owner))"
        case .otherOwner(let directory, let owner, let state, let stateOwner):
            "\(directory): error: it belongs to `\(owner)`, but \(state) to `\(stateOwner)`;"
                + " give both to the user that the service runs as: sudo chown -R USER"
                + " \(TypedCommand.quoted(state)) \(TypedCommand.quoted(directory))"
        }
    }
}
