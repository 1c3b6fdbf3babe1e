import ArgumentParser
import Service

struct AlertsRebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Restore a journal that was lost or damaged from the alert files.",
        discussion: """
            Reads alerts.jsonl and all that it was rotated to, as far as it is not packed. Refuses \
            when the journal is sound; keeps a damaged one beside the new one.
            """)

    @OptionGroup var config: ConfigOption

    func run() async throws {
        print(
            try await Rebuild(settings: try config.settings()).perform(
                at: SystemClock.now(), talk: standardError))
    }
}
