import Foundation
import Synchronization

/// Asks folders that may lie on a share whose server is gone, where a look waits for ever.
///
/// Each question has a thread of its own, which a share that hangs keeps, and only it. A folder that
/// has not answered is not asked again before it has; together all are waited for no longer than
/// `seconds`, and each at least one second.
final class FolderPatience: Sendable {
    private let state: Mutex<State>

    private struct State {
        var secondsLeft: Double
        /// Folders that have been asked and have not answered.
        var asked: Set<String> = []
    }

    private let seconds: Double

    init(seconds: Double = 30) {
        self.seconds = seconds
        state = Mutex(State(secondsLeft: seconds))
    }

    /// Of a command, which looks once.
    static let ofThisProcess = FolderPatience()

    /// Another look begins, for which as long is waited as for the first.
    func beginLook() {
        state.withLock { $0.secondsLeft = seconds }
    }

    /// What a folder answers; nil: nothing in time.
    func answer<Answer: Sendable>(
        of folder: String, _ ask: @escaping @Sendable () -> Answer
    ) -> Answer? {
        let seconds = state.withLock { state -> Double? in
            guard state.asked.insert(folder).inserted else { return nil }
            return max(1, state.secondsLeft)
        }
        guard let seconds else { return nil }
        let said = Reply<Answer>()
        let began = SystemClock.monotonicSeconds()
        Thread.detachNewThread { [self] in
            said.value.withLock { $0 = ask() }
            state.withLock { _ = $0.asked.remove(folder) }
            said.isThere.signal()
        }
        let isInTime = said.isThere.wait(timeout: .now() + seconds) == .success
        state.withLock { $0.secondsLeft -= SystemClock.monotonicSeconds() - began }
        return isInTime ? said.value.withLock { $0 } : nil
    }

    private final class Reply<Answer: Sendable>: Sendable {
        let value = Mutex<Answer?>(nil)
        let isThere = DispatchSemaphore(value: 0)
    }
}
