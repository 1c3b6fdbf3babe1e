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
    var secondsToEnd = 4.0

    /// - Returns: how it ended; `isRecorded` is for whoever knows the files.
    func perform() async -> RunExit {
        let (requests, request) = AsyncStream.makeStream(of: Void.self)
        return await withTaskCancellationHandler {
            // Reading what it says is not cancelled: whoever says something to nobody is killed.
            await Task { await perform(endedBy: requests) }.value
        } onCancel: {
            request.yield()
        }
    }

    private func perform(endedBy requests: AsyncStream<Void>) async -> RunExit {
        let exit = Mutex(RunExit())
        do {
            let input = try inputFile()
            let result = try await Subprocess.run(
                .path(FilePath(program)),
                arguments: Arguments(
                    executablePathOverride: "doisoat", remainingValues: arguments),
                environment: environment,
                input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .discarded,
                error: .sequence
            ) { execution in
                limit(execution.processIdentifier.value)
                await withDiscardingTaskGroup { group in
                    group.addTask {
                        for await _ in requests {
                            await execution.teardown(using: [
                                .gracefulShutDown(
                                    allowedDurationToNextStep: .seconds(secondsToEnd))
                            ])
                        }
                    }
                    await relay(execution.standardError) { line in
                        exit.withLock { $0.note(line) }
                    }
                    group.cancelAll()
                }
            }
            return exit.withLock { exit in
                exit.pid = Int(result.processIdentifier.value)
                switch result.terminationStatus {
                case .exited(let code): exit.status = code
                case .signaled(let signal): exit.signal = signal
                }
                return exit
            }
        } catch {
            return RunExit(message: "a run could not be begun: error: \(error)")
        }
    }

    /// A file in memory, so that nothing has to be written while the process is there, or is not any
    /// more.
    private func inputFile() throws -> FileDescriptor {
        let file = FileDescriptor(rawValue: memfd_create("settings", 0))
        guard file.rawValue >= 0 else { throw Errno(rawValue: errno) }
        do {
            try file.writeAll(input)
            try file.seek(offset: 0, from: .start)
        } catch {
            try file.close()
            throw error
        }
        return file
    }

    private var environment: Environment {
        let nothing = withheld.map { name -> (Environment.Key, String?) in
            (Environment.Key(stringLiteral: name), nil)
        }
        return .inherit.updating(Dictionary(uniqueKeysWithValues: nothing))
    }

    /// Bounds its memory while it still begins; systemd's `MemoryMax` bounds both of us.
    private func limit(_ process: pid_t) {
        let bytes = rlim_t(limits.megabytes) << 20
        var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
        if prlimit(process, CInt(RLIMIT_DATA.rawValue), &limit, nil) != 0, errno != ESRCH {
            talk("run_limits: warning: the memory of the run cannot be bounded")
        }
    }

    private func relay(
        _ output: SubprocessOutputSequence, note: @Sendable (String) -> Bool
    ) async {
        do {
            for try await line in output.strings() where !line.isEmpty && note(line) { talk(line) }
        } catch {
            talk("error: what a run says could not be read to its end")
        }
    }
}

extension RunExit {
    /// Learns from a line that the process says; false when it is of no use to people.
    fileprivate mutating func note(_ line: String) -> Bool {
        // The addresses of a stack, which mean nothing without the very program.
        guard !hasUsedUpMemory else { return false }
        if ProgramLog.tellsError(line) { message = line }
        // What every allocation that fails says, before it stops the program.
        hasUsedUpMemory = line.contains("Fatal error: failed to allocate")
        return true
    }
}
