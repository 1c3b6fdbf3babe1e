package import AlertJournal
package import Facts
import Foundation
package import Reconciliation

/// What a run did, for the people and programs that started it.
package struct RunReport: Sendable {
    package let instant: Instant
    package let isDryRun: Bool
    package let events: RunEvents
    package let evaluation: Evaluation
    /// How many new exports were taken.
    package let taken: Int
    /// What it could not do: refused exports, missing folders.
    package let troubles: [String]
    /// What it did otherwise than asked, such as a file's group.
    package internal(set) var warnings: [String]
    package let alertDirectory: String
    package let language: Language
    package let timings: Timings

    /// Whether an open alert is as severe as this.
    package func reaches(_ severity: Severity) -> Bool {
        events.openBySeverity.contains { $0.key >= severity && $0.value > 0 }
    }
}

/// Processor and wall time of a run's phases, in seconds.
package struct Timings: Sendable {
    package struct Phase: Sendable {
        package var processorSeconds = 0.0
        package var wallSeconds = 0.0
    }

    package var acceptance = Phase()
    package var reading = Phase()
    package var rules = Phase()
    package var journal = Phase()
    private var lastProcessor = SystemClock.processorSeconds()
    private var lastWall = SystemClock.monotonicSeconds()

    package init() {}

    /// Notes what passed since the last lap.
    mutating func lap(_ phase: WritableKeyPath<Timings, Phase>) {
        let processor = SystemClock.processorSeconds()
        let wall = SystemClock.monotonicSeconds()
        self[keyPath: phase].processorSeconds += processor - lastProcessor
        self[keyPath: phase].wallSeconds += wall - lastWall
        lastProcessor = processor
        lastWall = wall
    }
}

/// How many processors this process may use.
enum Processors {
    static var usable: Int { ProcessInfo.processInfo.activeProcessorCount }
}
