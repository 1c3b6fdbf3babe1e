import ArgumentParser
import Facts
import Reconciliation
import Service

struct Rules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The catalogue of rules.",
        subcommands: [List.self, Show.self, Test.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all rules.")

        @Option(help: "Language of the texts.")
        var language = Language.vi

        func run() async throws {
            print(CatalogueText(language: language).list)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Explain one rule.")

        @Argument(help: "The rule's id, such as PAP-01.")
        var id: String

        func run() async throws {
            guard let rule = RuleCatalogue.rule(id.uppercased()) else {
                throw ValidationError("there is no rule «\(id)»; `doisoat rules` lists them")
            }
            print(CatalogueText.explanation(of: rule))
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run tables that test rules; exit status 1 if a test fails.")

        @OptionGroup var config: ConfigOption

        @Argument(help: "YAML files with tests.")
        var files: [String]

        func run() async throws {
            let tests = RuleTests(settings: try config.settings())
            let results = try files.map(tests.run)
            let failures = results.flatMap(\.failures)
            failures.forEach(standardError)
            print("\(results.map(\.passed).reduce(0, +)) passed, \(failures.count) failed")
            if !failures.isEmpty { throw ExitCode(1) }
        }
    }
}

extension Language: ExpressibleByArgument {}
