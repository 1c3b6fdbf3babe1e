import AlertJournal
import ArgumentParser
import Facts
import Foundation
import Service

extension Alerts {
    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack",
            abstract:
                "Say that alerts were seen and are being worked on; nobody is reminded meanwhile.",
            discussion: """
                The answer is lifted when the alert becomes worse, and on the day after --until. \
                Without --until it holds as long as the alert is open.
                """)

        @OptionGroup var config: ConfigOption
        @OptionGroup var answer: AnswerOptions

        @Option(help: "The last day on which it holds, as yyyy-MM-dd.", transform: day)
        var until: Day?

        func run() async throws {
            try await answer.give(.acknowledgement, until: until, try config.settings())
        }
    }

    struct Snooze: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put alerts off until a day; then they are told again.",
            discussion: "They stay open, and whatever changes in them is told all the same.")

        @OptionGroup var config: ConfigOption
        @OptionGroup var answer: AnswerOptions

        @Option(
            help: "The last day on which nothing is to be heard, as yyyy-MM-dd.", transform: day)
        var until: Day

        func run() async throws {
            try await answer.give(.snooze, until: until, try config.settings())
        }
    }
}

/// What every answer to alerts has.
struct AnswerOptions: ParsableArguments {
    @Argument(
        help: "Alerts by number (A000417), or by an event as alerts.log shows it (417).",
        transform: reference)
    var ids: [AlertReference]

    @Option(help: "Why, in a few words; it stays in the journal.")
    var note: String

    @Option(help: "A role or login, never a person's name (default: who runs this).")
    var by: String?

    func give(_ kind: Answer.Kind, until: Day?, _ settings: Settings) async throws {
        let environment = ProcessInfo.processInfo.environment
        let request = AnswerRequest(
            kind: kind,
            by: by ?? environment["SUDO_USER"] ?? environment["USER"] ?? NSUserName(),
            note: note, until: until, at: SystemClock.now())
        print(try await Answering(settings: settings).answer(ids, request, talk: standardError))
    }
}

@Sendable private func reference(_ text: String) throws -> AlertReference {
    guard let reference = AlertReference(text) else {
        throw ValidationError("name an alert as A000417, or an event of it as 417")
    }
    return reference
}

@Sendable private func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw ValidationError("write a day as 2021-08-15") }
    return day
}
