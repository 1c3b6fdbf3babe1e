import ArgumentParser
import Service

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell whether the service works, and what its last run came to.",
        discussion: """
            Exit status: 0 healthy; 1 needs attention; 2 not running, or what is published cannot be \
            read; 78 settings refused.
            """)

    @OptionGroup var config: ConfigOption

    @Option(help: "How it is printed.")
    var format = OutputFormat.text

    func run() throws {
        // A service may be at work by older settings than those that were just spoilt.
        let (settings, faults) = config.settingsAsFarAsSound()
        var signs = try HealthSigns(of: settings, now: SystemClock.now())
        guard faults.isEmpty || signs.service != nil else { throw SettingsRefusal(faults: faults) }
        for fault in faults { standardError(fault.description) }
        signs.settingsFaultCount = faults.count
        let health = Health(signs)
        print(
            format == .json
                ? health.json : HealthText(health, in: settings.language).text)
        if health.verdict != .healthy { throw ExitCode(health.verdict.exitStatus) }
    }
}
