import ArgumentParser
import Service

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check settings, feeds, units, calendar and rules; tell every fault.")

    @OptionGroup var config: ConfigOption

    func run() async throws {
        let check = SettingsCheck(try config.settings())
        print(check.text)
        if !check.troubles.isEmpty { throw ExitCode(2) }
    }
}
