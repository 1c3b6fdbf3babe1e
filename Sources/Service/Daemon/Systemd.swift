import Glibc

/// Tells systemd how the service is: the notify protocol over `$NOTIFY_SOCKET` (sd_notify(3)).
///
/// Without a socket in the environment it says nothing, as when a person starts the service by hand.
package struct Systemd: Sendable {
    private let socketPath: String?
    /// How often it wants to hear that work goes on; nil: it does not watch.
    package let watchdogSeconds: Double?

    /// What systemd says only to this process, and a child must not take for itself.
    static let variables = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]

    /// - Parameters:
    ///   - environment: what systemd set for this process.
    ///   - processID: of this process: a watchdog set for another one is not ours to feed.
    package init(environment: [String: String], processID: Int32 = getpid()) {
        socketPath = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isOurs = environment["WATCHDOG_PID"].map { $0 == String(processID) } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap(Double.init)
        watchdogSeconds = isOurs ? microseconds.map { $0 / 1_000_000 } : nil
    }

    /// What can be told.
    package enum State: Hashable, Sendable {
        case ready
        case stopping
        /// Work goes on.
        case alive
        /// One line for people who ask `systemctl status`.
        case status(String)

        var message: String {
            switch self {
            case .ready: "READY=1"
            case .stopping: "STOPPING=1"
            case .alive: "WATCHDOG=1"
            // A line break would begin another assignment.
            case .status(let text):
                "STATUS=" + String(text.map { $0.isNewline ? " " : $0 })
            }
        }
    }

    /// Sends one datagram; whether anybody takes it is not this process's business.
    package func tell(_ states: State...) {
        guard let socketPath, let address = Self.address(socketPath) else { return }
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let message = states.map(\.message).joined(separator: "\n")
        var (name, length) = address
        _ = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                message.withCString {
                    sendto(
                        descriptor, $0, message.utf8.count, Int32(MSG_NOSIGNAL), pointer,
                        length)
                }
            }
        }
    }

    /// A path, or after `@` a name that is in no file system.
    private static func address(_ path: String) -> (sockaddr_un, socklen_t)? {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: name.sun_path) else {
            return nil
        }
        withUnsafeMutableBytes(of: &name.sun_path) { target in
            target.copyBytes(from: bytes)
            if bytes[0] == UInt8(ascii: "@") { target[0] = 0 }
        }
        let head = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: name.sun_path)
        return (name, socklen_t(head + bytes.count))
    }
}
