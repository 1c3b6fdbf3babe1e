@preconcurrency import Dispatch
import Glibc
import Synchronization

/// Ends this process when it is asked to (SIGTERM, SIGINT), but not in the midst of telling.
///
/// Before a run records anything, nothing is lost by ending at once: what was copied and not recorded
/// is found again by the next one. From the recording on it goes to its end, which is near.
package final class StopRequest: Sendable {
    private let isTelling = Mutex(false)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    package init() {}

    /// From now on the process ends with `status` on request.
    ///
    /// - Parameter say: called with what there is to say, before it ends.
    package func obey(status: Int32, say: @escaping @Sendable (String) -> Void) {
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in
                isTelling.withLock { isTelling in
                    guard !isTelling else {
                        return say("what was found is being written; it ends when that is done")
                    }
                    say(
                        "error: stopped before its end; nothing was recorded, and the next run does it"
                    )
                    _exit(status)
                }
            }
            source.resume()
            sources.withLock { $0.append(source) }
        }
    }

    /// What begins now is brought to its end.
    func beginTelling() {
        isTelling.withLock { $0 = true }
    }

    /// From now on it may be stopped again.
    func endTelling() {
        isTelling.withLock { $0 = false }
    }
}
