import Foundation
import Synchronization

/// Tells what is being done, on a terminal and once the work lasts over a second.
final class Progress: Sendable {
    private let phase = Mutex("")
    private let ticker = Mutex<Task<Void, Never>?>(nil)

    /// A phase begins; the first one starts the clock.
    func begin(_ phase: String) {
        self.phase.withLock { $0 = phase }
        guard isatty(STDERR_FILENO) == 1 else { return }
        ticker.withLock { ticker in
            if ticker == nil { ticker = Task { await self.tell() } }
        }
    }

    func end() {
        ticker.withLock { $0?.cancel() }
    }

    private func tell() async {
        var told = ""
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            let phase = phase.withLock { $0 }
            if phase != told { standardError("… \(phase)") }
            told = phase
        }
    }
}
