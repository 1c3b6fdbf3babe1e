import ArgumentParser
import Service

struct Purge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove archived exports that are older than the settings keep them.",
        discussion: """
            Never removes what is in force, held, or named by an open alert; says what it kept.
            """)

    @OptionGroup var config: ConfigOption

    func run() async throws {
        print(
            try await Retention(settings: try config.settings()).apply(at: SystemClock.now()).text)
    }
}
