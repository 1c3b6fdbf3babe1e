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
        let retention = Retention(settings: try config.settings())
        print(try await retention.apply(at: SystemClock.now(), talk: standardError).text)
    }
}
