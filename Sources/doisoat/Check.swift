import ArgumentParser
import Service

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check settings, feeds, units, calendar and rules; tell every fault.")

    @OptionGroup var config: ConfigOption

    @Option(
        name: .customLong("accept"),
        help: "Take a held export in the next run; the beginning of its SHA-256 is enough.")
    var accepted: String?

    func run() async throws {
        if let accepted {
            let held = HeldExports(settings: try config.settings())
            return print(
                try await held.accept(accepted, at: SystemClock.now(), talk: standardError))
        }
        let settings = try config.settings()
        let check = SettingsCheck(
            settings, AccessCheck(of: settings), SandboxCheck(settingsFile: config.path))
        print(check.text)
        if !check.troubles.isEmpty { throw ExitCode(2) }
    }
}
