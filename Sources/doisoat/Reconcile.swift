import ArgumentParser
import Reconciliation
import Service

import struct Facts.Instant

struct Reconcile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take the exports in the inbox, cross-check them and write the alert files.")

    @OptionGroup var config: GivenConfigOption

    @Option(help: "Judge as of this instant (ISO 8601; default: now).", transform: instant)
    var asOf: Instant?

    @Flag(help: "Print what would be; write nothing.")
    var dryRun = false

    @Flag(inversion: .prefixedNo, help: "Wait until files have stood still for settle_seconds.")
    var settle = true

    @Flag(help: "Judge by the clock though it is over a day behind the last run.")
    var believeClock = false

    @Option(help: "How the summary is printed.")
    var format = OutputFormat.text

    @Option(help: "Exit with 1 if an open alert is at least this severe.")
    var failOn = FailOn.none

    func run() async throws {
        let now = SystemClock.now()
        if let asOf, asOf > now, !dryRun { throw ReconcileFault.laterThanNow }
        let stop = StopRequest()
        stop.obey(status: 2, say: standardError)
        let progress = Progress()
        defer { progress.end() }
        let run = ReconcileRun(
            settings: try config.settings(), instant: asOf ?? now,
            isInstantAskedFor: asOf != nil, believesClock: believeClock, isDryRun: dryRun,
            settles: settle, stop: stop, talk: standardError,
            progress: progress.begin)
        let report = try await run.perform()
        report.troubles.forEach(standardError)
        // The service passes on what is said, and reads no result.
        if config.areOnInput { report.warnings.forEach(standardError) }
        print(format == .json ? report.json : report.text)
        if !report.troubles.isEmpty { throw ExitCode(2) }
        if let severity = failOn.severity, report.reaches(severity) { throw ExitCode(1) }
    }
}

@Sendable private func instant(_ text: String) throws -> Instant {
    guard let instant = Instant(iso: text) else {
        throw ValidationError("write an instant as 2021-07-28T06:30:00+07:00")
    }
    return instant
}
