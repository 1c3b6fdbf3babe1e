import ArgumentParser
import DistrictSample

struct Sample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a synthetic district: settings, inbox, and the faults planted in it.")

    @Option(name: .customLong("out"), help: "The folder to write to; made if it is not there.")
    var directory: String

    @Option(help: "How many dossiers the one-stop system has.")
    var dossiers = 6015

    @Option(help: "Another seed makes another district of the same shape.")
    var seed: UInt64 = 2021

    func validate() throws {
        let range = DistrictSample.dossierRange
        guard range.contains(dossiers) else {
            throw ValidationError(
                "a sample has \(range.lowerBound) to \(range.upperBound) dossiers")
        }
    }

    func run() async throws {
        try DistrictSample(dossiers: dossiers, seed: seed).write(to: directory)
        print("\(directory)/doisoat.yaml")
    }
}
