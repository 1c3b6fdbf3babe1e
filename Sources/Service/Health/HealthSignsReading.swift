package import Facts
import Foundation
import Glibc

extension HealthSigns {
    /// Looks at the published files and at the service's process; never at the state directory.
    ///
    /// - Throws: `HealthFault` when a file is there and may not be read, or is a newer version's.
    package init(of settings: Settings, now: Instant) throws(HealthFault) {
        self.init(now: now)
        runLimitMinutes = settings.service.runLimits.minutes
        let files = HealthFiles(settings)
        (service, isServiceTorn) = try Self.whole(files.service)
        (run, isRunTorn) = try Self.whole(files.run)
        lastSign = files.lastSignOfService
        isAlive =
            service.map { ServiceProcess(pid: $0.pid, start: $0.processStart).isThere } ?? false
    }

    /// A torn file is a sign, too.
    private static func whole<Record>(
        _ read: () throws(HealthFault) -> Record?
    ) throws(HealthFault) -> (Record?, isTorn: Bool) {
        do {
            return (try read(), false)
        } catch {
            guard error.kind == .notWhole else { throw error }
            return (nil, true)
        }
    }
}

/// A process by its number and by when it was started, as the kernel counts.
package struct ServiceProcess: Hashable, Sendable {
    package let pid: Int
    /// Field 22 of `/proc/PID/stat`: ticks since the machine was started.
    package let start: UInt64

    package init(pid: Int, start: UInt64) {
        self.pid = pid
        self.start = start
    }

    /// This process; nil without `/proc`.
    package static var current: ServiceProcess? {
        startTime(of: Int(getpid())).map { ServiceProcess(pid: Int(getpid()), start: $0) }
    }

    /// Whether it is at work: a later process of the same number is another one.
    var isThere: Bool {
        if let stat = Self.stat(of: pid) { return Self.startTime(inStat: stat) == start }
        // `hidepid` hides processes of others in /proc, but not from signals.
        guard let number = pid_t(exactly: pid), number > 0 else { return false }
        return kill(number, 0) == 0 || errno == EPERM
    }

    private static func startTime(of pid: Int) -> UInt64? { stat(of: pid).flatMap(startTime) }

    private static func stat(of pid: Int) -> String? {
        FileManager.default.contents(atPath: "/proc/\(pid)/stat")
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Nil also for a process that has ended, and only waits to be asked how.
    ///
    /// - Parameter stat: of which the second field, the program's name in brackets, may hold
    ///   anything.
    static func startTime(inStat stat: String) -> UInt64? {
        guard let bracket = stat.lastIndex(of: ")") else { return nil }
        // The field behind the bracket is the third.
        let fields = stat[bracket...].dropFirst().split(separator: " ")
        guard fields.count > 19, fields[0] != "Z" else { return nil }
        return UInt64(fields[19])
    }
}
