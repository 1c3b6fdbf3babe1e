import CPlatform
import Foundation
import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// One run as a process of its own: the on-demand command itself.
///
/// Its memory goes back to the system when it ends, and no export can take the service down. Cancelling
/// the task that performs it asks the process to end, and kills it when it does not.
struct RunProcess: Sendable {
    /// This very program, also when a newer one has been put in its place meanwhile.
    var program = "/proc/self/exe"
    let arguments: [String]
    /// What it finds on its input.
    let input: Data
    let limits: RunLimits
    /// What of this process's environment it does not get.
    var withheld = Systemd.variables
    /// Called with each line that it says to people.
    let talk: @Sendable (String) -> Void

    /// - Parameter texts: what the settings files said when they were accepted.
    static func command(
        _ command: ServiceState.Command, settingsPath: String, texts: SettingsTexts,
        limits: RunLimits,
        talk: @escaping @Sendable (String) -> Void
    ) -> RunProcess {
        RunProcess(
            arguments: [command.rawValue, "--config", settingsPath, "--settings-on-stdin"],
            input: texts.encoded, limits: limits, talk: talk)
    }

    /// How long a run that is asked to end may take for it: less than the five seconds in which the
    /// service promises to stop.
    private static let secondsToEnd = 4

    /// - Returns: how it ended; `isRecorded` is for whoever knows the files.
    func perform() async -> RunExit {
        let lastError = Mutex<String?>(nil)
        var options = PlatformOptions()
        options.teardownSequence = [
            .gracefulShutDown(allowedDurationToNextStep: .seconds(Self.secondsToEnd))
        ]
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)),
                arguments: Arguments(
                    executablePathOverride: "doisoat", remainingValues: arguments),
                environment: environment,
                platformOptions: options, input: .data(input), output: .discarded,
                error: .sequence
            ) { execution in
                limit(execution.processIdentifier.value)
                await relay(execution.standardError) { line in lastError.withLock { $0 = line } }
            }
            return exit(result.terminationStatus, lastError.withLock { $0 })
        } catch {
            return RunExit(message: "a run could not be begun: error: \(error)")
        }
    }

    private var environment: Environment {
        let nothing = withheld.map { name -> (Environment.Key, String?) in
            (Environment.Key(stringLiteral: name), nil)
        }
        return .inherit.updating(Dictionary(uniqueKeysWithValues: nothing))
    }

    /// Bounds its memory before it has read anything; systemd's `MemoryMax` bounds both of us.
    private func limit(_ process: pid_t) {
        let bytes = rlim_t(limits.megabytes) << 20
        var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
        _ = prlimit(process, CInt(RLIMIT_DATA.rawValue), &limit, nil)
    }

    private func exit(_ status: TerminationStatus, _ message: String?) -> RunExit {
        switch status {
        case .exited(let code): RunExit(status: code, message: message)
        case .signaled(let signal): RunExit(signal: signal, message: message)
        }
    }

    private func relay(
        _ output: SubprocessOutputSequence, noteError: @Sendable (String) -> Void
    ) async {
        do {
            for try await line in output.strings() where !line.isEmpty {
                if line.contains(": error: ") || line.hasPrefix("error: ") { noteError(line) }
                talk(line)
            }
        } catch {
            // The process has been asked to end; what it still says is not waited for.
        }
    }
}
