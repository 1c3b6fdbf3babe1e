import Foundation
package import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The long-running service: reads what happens into events, and gives them to its loop in order.
///
/// Each run is a process of its own; here only folders are looked into, so that neither an export nor
/// a share that hangs can take the service down.
package struct Daemon: ServiceLifecycle.Service {
    let settingsPath: String
    let settings: Settings
    let systemd: Systemd
    let version: String
    let log: Logger
    /// Writes a line that says itself how grave it is.
    let talk: @Sendable (String) -> Void
    private let lock: ServiceLock

    /// Reads the settings and takes the installation for itself.
    ///
    /// - Parameter talk: called with lines of runs and settings, which say themselves how grave they
    ///   are.
    /// - Throws: `SettingsRefusal`, or `StateFault` when the state directory cannot be used or another
    ///   service is at work on it.
    package init(
        settingsPath: String, systemd: Systemd, version: String, log: Logger,
        talk: @escaping @Sendable (String) -> Void
    ) throws {
        settings = try Settings.load(path: settingsPath)
        try Ownership(of: settings).check()
        lock = try ServiceLock(stateDirectory: settings.stateDirectory)
        self.settingsPath = settingsPath
        self.systemd = systemd
        self.version = version
        self.log = log
        self.talk = talk
    }

    /// Works until the group that it belongs to is shut down.
    package func run() async throws {
        let (happenings, happened) = AsyncStream.makeStream(of: Happening.self)
        // Before anybody is told that the service is there, and could send one.
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        await withGracefulShutdownHandler {
            // However many are sent, the files are read once after the last of them.
            let isReloading = Flag()
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await _ in hangUps where isReloading.begin() { happened.yield(.hangUp) }
                }
                var loop = ServiceLoop(self, happened)
                loop.begin()
                var happenings = happenings.makeAsyncIterator()
                while !loop.hasEnded, let happening = await happenings.next() {
                    if case .hangUp = happening { isReloading.end() }
                    loop.take(happening)
                }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            happened.yield(.event(.stop))
        }
    }

    /// What reaches the loop.
    enum Happening: Sendable {
        case event(ServiceState.Event)
        /// New settings are to be read.
        case hangUp
    }
}

/// Whether something is on its way that need not be sent once more.
private final class Flag: Sendable {
    private let isSet = Mutex(false)

    /// False when it was set already.
    func begin() -> Bool {
        isSet.withLock { isSet in
            defer { isSet = true }
            return !isSet
        }
    }

    func end() {
        isSet.withLock { $0 = false }
    }
}
