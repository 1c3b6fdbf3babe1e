import AlertJournal
import ArgumentParser
import DistrictSample
import Foundation
import Reconciliation
import Service

/// `doisoat`: words and exit statuses; all work is done in `Service`.
@main
struct Doisoat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doisoat",
        abstract: "Đối soát: finds where two record systems disagree, and tells who mends what.",
        discussion: """
            Reads the exports of the one-stop system (Một cửa điện tử), of the document-management \
            system (QLVBĐH) and of the typed-in paper registers, cross-checks them and writes \
            alerts to files.

            Exit status: 0 done; 1 an open alert reaches --fail-on; 2 could not do all its work; \
            64 usage; 78 settings refused.
            """,
        version: "0.5.0",
        subcommands: [
            Run.self, Reconcile.self, Check.self, Status.self, Alerts.self, Rules.self, Purge.self,
            Sample.self,
        ])

    static func main() async {
        // Alert files are opened anew for each publication: a log rotator's signal asks nothing of a
        // command, and must not end it.
        signal(SIGHUP, SIG_IGN)
        // Whoever listened may have gone; what is being written goes on.
        signal(SIGPIPE, SIG_IGN)
        ProgramName.tellSystem()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(ExitStatus(for: error))
        }
    }

    private static func exit(_ status: ExitStatus) {
        switch status {
        case .parser(let error): exit(withError: error)
        case .told(let message, let code):
            standardError(message)
            Foundation.exit(code)
        }
    }
}

/// What an error means for the exit status (design §4).
private enum ExitStatus {
    /// Help, usage and plain codes are the argument parser's business.
    case parser(any Error)
    case told(String, Int32)

    init(for error: any Error) {
        self =
            switch error {
            case let refusal as SettingsRefusal:
                .told(refusal.faults.map(\.description).joined(separator: "\n"), 78)
            case let fault as ReconcileFault: .told(fault.description, fault.isUsage ? 64 : 2)
            case let fault as AnsweringFault: .told(fault.description, 64)
            case let fault as StateFault: .told(fault.text(of: Self.typedCommand), 2)
            case let fault as HeldFault: .told(fault.description, 64)
            case let fault as RebuildFault: .told(fault.description, 2)
            case let error as JournalError: .told(error.description, 2)
            case let fault as PublicationFault: .told(fault.description, 2)
            case let fault as PublishedFault: .told(fault.description, 2)
            case let fault as HealthFault: .told(fault.description, 2)
            case let error as SampleError: .told("error: \(error)", 2)
            default: .parser(error)
            }
    }

    private static var typedCommand: TypedCommand {
        TypedCommand(
            arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)
    }
}

/// Talk goes to stderr, results to stdout; the journal is told how grave each line is.
func standardError(_ line: String) {
    writeToStandardError(
        isStandardErrorReadByJournal ? ProgramLog.line(line, isReadByJournal: true) : line)
}

let isStandardErrorReadByJournal = ProgramLog.stderrIsReadByJournal

func writeToStandardError(_ line: String) {
    // Nobody may be there to hear it; the work goes on.
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
}

/// Where the settings are.
struct ConfigOption: ParsableArguments {
    @Option(
        name: .long,
        help: "Settings file (default: $DOISOAT_CONFIG, then /etc/doisoat/doisoat.yaml).")
    var config: String?

    private static let usualPath = "/etc/doisoat/doisoat.yaml"

    var path: String {
        config ?? ProcessInfo.processInfo.environment["DOISOAT_CONFIG"]
            ?? Self.usualPath
    }

    /// What a command run as another user, without this environment, has to be given.
    var argument: String {
        guard path != Self.usualPath else { return "" }
        return " --config '\(path.replacing("'", with: "'\\''"))'"
    }

    func settings() throws -> Settings { try Settings.load(path: path) }

    func settingsAsFarAsSound() -> (settings: Settings, faults: [SettingsFault]) {
        Settings.asFarAsSound(path: path)
    }
}

/// Where the settings are, for a command that the service gives them as it accepted them, whatever the
/// files say by now.
struct GivenConfigOption: ParsableArguments {
    @OptionGroup var config: ConfigOption

    @Flag(
        name: .customLong("settings-on-stdin"),
        help: ArgumentHelp(
            "Read the settings' texts from stdin, as the service gives them.", visibility: .hidden))
    var areOnInput = false

    func settings() throws -> Settings {
        guard areOnInput else { return try config.settings() }
        let input = FileHandle.standardInput.readDataToEndOfFile()
        guard let texts = try? SettingsTexts(encoded: input) else {
            throw ValidationError("stdin does not hold the texts of settings")
        }
        return try Settings.load(path: config.path, from: texts)
    }
}

enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case none, low, medium, high, critical

    var severity: Severity? { Severity(rawValue: rawValue) }
}

extension Severity: ExpressibleByArgument {}
