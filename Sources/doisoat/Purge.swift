import ArgumentParser
import Service

struct Purge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove archived exports, ended alerts and digests that are older than the"
            + " settings keep them.",
        discussion: """
            Never removes an export that is in force, held, or named by an open alert; says what \
            it kept. Of open alerts everything is kept.
            """)

    @OptionGroup var config: GivenConfigOption

    func run() async throws {
        let retention = Retention(settings: try config.settings())
        let report = try await retention.apply(at: SystemClock.now(), talk: standardError)
        // The service passes on what is said, and reads no result.
        config.areOnInput
            ? report.text.split(separator: "\n").forEach { standardError(String($0)) }
            : print(report.text)
        report.errors.forEach(standardError)
        if !report.failed.isEmpty { throw ExitCode(2) }
    }
}
