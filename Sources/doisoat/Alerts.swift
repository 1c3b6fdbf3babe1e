import ArgumentParser
import Facts
import Reconciliation
import Service

struct Alerts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List alerts, show one with both its sides, answer it, or restore a journal.",
        discussion: "Without a subcommand it lists; `doisoat alerts list --help` has the options.",
        subcommands: [
            List.self, Show.self, Acknowledge.self, Snooze.self, AlertsRebuild.self,
        ],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List alerts from the alert files.")

        enum Format: String, CaseIterable, ExpressibleByArgument {
            case text, json, csv
        }

        @OptionGroup var config: ConfigOption

        @Option(help: "Only alerts of this unit (its key).")
        var unit: String?

        @Option(help: "Only alerts of this rule.")
        var rule: String?

        @Option(
            help: """
                Only alerts in this state: open, stale, acknowledged, snoozed, resolved, withdrawn \
                or all.
                """)
        var state = PublishedAlerts.State.open

        @Option(help: "Only alerts at least this severe.")
        var minSeverity: Severity?

        @Option(help: "How the list is printed.")
        var format = Format.text

        func run() async throws {
            let settings = try config.settings()
            if let unit, settings.units.id(key: unit) == nil {
                throw ValidationError("there is no unit «\(unit)» in the units file")
            }
            if let rule, RuleCatalogue.rule(rule) == nil {
                throw ValidationError("there is no rule «\(rule)»; `doisoat rules` lists them")
            }
            let published = PublishedAlerts(directory: settings.alertDirectory)
            let alerts = try published.alerts(
                .init(unit: unit, rule: rule, state: state, minimum: minSeverity))
            if [.all, .resolved, .withdrawn].contains(state), !published.packed.isEmpty {
                standardError(
                    "not read, because packed: \(published.packed.joined(separator: ", "));"
                        + " unpack them beside it to see all that ended")
            }
            let list = AlertList(alerts, language: settings.language, units: settings.units)
            switch format {
            case .text: print(list.text)
            case .json: print(list.json)
            case .csv: print(list.csv, terminator: "")
            }
        }
    }
}

extension PublishedAlerts.State: ExpressibleByArgument {}
