import ArgumentParser
import Foundation
import Logging
import Service
import ServiceLifecycle
import UnixSignals

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "The long-running service: reconcile when exports have come, and at reconcile_at.",
        discussion: """
            Looks into the inbox each poll_interval_seconds. Each run is `doisoat reconcile` as a \
            process of its own. SIGHUP takes new settings, or keeps the old ones and says why; \
            SIGTERM ends it within five seconds. `doisoat status` tells how it is.
            """)

    @OptionGroup var config: ConfigOption

    func run() async throws {
        let log = Logger(label: "doisoat") { _ in
            ProgramLog(
                isReadByJournal: isStandardErrorReadByJournal, write: writeToStandardError)
        }
        let daemon = try Daemon(
            settingsPath: config.path,
            systemd: Systemd(environment: ProcessInfo.processInfo.environment),
            version: Doisoat.configuration.version, log: log,
            talk: standardError)
        // What the group itself has to say is nothing for the journal of an office.
        let silent = Logger(label: "doisoat") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: daemon, successTerminationBehavior: .gracefullyShutdownGroup)
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: silent))
        try await group.run()
    }
}
