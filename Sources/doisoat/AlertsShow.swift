import ArgumentParser
import Service

extension Alerts {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one alert: what it is, its history, and both sides, masked.",
            discussion: """
                Reads the alert files and the archive. Of the records it shows days, counts, units, \
                codes and words of the systems; never what could identify a citizen.
                """)

        @OptionGroup var config: ConfigOption

        @Argument(help: "The alert (A000417) or one of its events (#417 or 417).")
        var id: String

        @Option(help: "How it is printed.")
        var format = OutputFormat.text

        func run() async throws {
            let settings = try config.settings()
            guard let reference = AlertReference(id) else {
                throw ValidationError("write an alert as A000417, or one of its events as 417")
            }
            let reader = AlertHistoryReader(directory: settings.alertDirectory)
            guard let history = try reader.history(of: reference) else {
                throw ValidationError("there is no alert «\(id)»; `doisoat alerts` lists them")
            }
            let page = AlertPage(
                history, settings: settings, at: SystemClock.now(),
                command: "doisoat alerts show \(history.id)\(config.argument)")
            print(format == .json ? page.json : page.text)
            guard let trouble = page.trouble else { return }
            standardError(trouble)
            throw ExitCode(2)
        }
    }
}
