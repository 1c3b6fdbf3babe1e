import Foundation
import Glibc
import Synchronization
import Testing

@testable import Service

@Suite struct `The process of a run` {
    /// A shell in the place of the program.
    private static func process(
        _ script: String, input: String = "", _ limits: RunLimits = RunLimits(),
        talk: @escaping @Sendable (String) -> Void = { _ in }
    ) -> RunProcess {
        RunProcess(
            program: "/bin/sh", arguments: ["-c", script], input: Data(input.utf8), limits: limits,
            talk: talk)
    }

    @Test(arguments: [("exit 0", 0), ("exit 2", 2)])
    func `tells its exit status`(_ script: String, _ status: Int32) async {
        let exit = await Self.process(script).perform()
        #expect(exit.status == status && exit.signal == nil)
    }

    @Test func `tells the signal that ended it`() async {
        let exit = await Self.process("kill -KILL $$").perform()
        #expect(exit.status == nil && exit.signal == SIGKILL)
    }

    @Test func `finds on its input what it was given`() async {
        let exit = await Self.process("test \"$(cat)\" = settings", input: "settings").perform()
        #expect(exit.status == 0)
    }

    @Test func `is told on with every line, and its last error is kept`() async {
        let said = Mutex<[String]>([])
        let script =
            "echo one >&2; echo 'a:1:1: error: first' >&2; echo 'b: error: x' >&2;"
            + " echo talk >&2; exit 2"
        let exit = await Self.process(script) { line in said.withLock { $0.append(line) } }
            .perform()
        #expect(
            said.withLock { $0 } == ["one", "a:1:1: error: first", "b: error: x", "talk"])
        #expect(exit.message == "b: error: x")
    }

    @Test func `loses no line, however many there are`() async {
        let count = Mutex(0)
        let script = "i=0; while [ $i -lt 20000 ]; do echo \"line $i\" >&2; i=$((i+1)); done"
        _ = await Self.process(script) { _ in count.withLock { $0 += 1 } }.perform()
        #expect(count.withLock { $0 } == 20_000)
    }

    @Test func `is not told what is withheld from it`() async {
        var process = Self.process("test -z \"$HOME\"")
        process.withheld = ["HOME"]
        #expect(await process.perform().status == 0)
    }

    @Test func `is not told what systemd says to the service alone`() {
        #expect(
            Self.process("").withheld == ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"])
    }

    @Test func `has no more memory than it is allowed`() async {
        let limits = RunLimits(minutes: 1, megabytes: 300)
        let said = Mutex("")
        _ = await Self.process(
            "until [ \"$(ulimit -d)\" != unlimited ]; do :; done; ulimit -d >&2", limits
        ) { line in
            said.withLock { $0 = line }
        }.perform()
        #expect(said.withLock { $0 } == "\(300 * 1024)")
    }

    @Test func `has used up its memory when an allocation says so`() async {
        let script =
            "echo 'A.swift:1: Fatal error: failed to allocate 8 bytes' >&2;"
            + " echo 'Current stack trace:' >&2; kill -ABRT $$"
        let exit = await Self.process(script).perform()
        #expect(exit.hasUsedUpMemory && exit.signal == SIGABRT)
        #expect(exit.message == "A.swift:1: Fatal error: failed to allocate 8 bytes")
    }

    @Test func `cannot be begun when the program is not there, and says so`() async {
        let process = RunProcess(
            program: "/nobody/is/there", arguments: [], input: Data(), limits: RunLimits(),
            talk: { _ in })
        let exit = await process.perform()
        #expect(exit.status == nil && exit.signal == nil)
        #expect(exit.message?.hasPrefix("a run could not be begun: error: ") == true)
    }

    /// Begins a process, and cancels it once it has said that it is there.
    private static func cancelled(
        _ script: String, talk: @escaping @Sendable (String) -> Void = { _ in }
    ) async -> RunExit {
        let (lines, said) = AsyncStream.makeStream(of: String.self)
        var process = process(script) {
            said.yield($0)
            talk($0)
        }
        process.secondsToEnd = 0.2
        let run = Task { [process] in await process.perform() }
        for await line in lines where line == "ready" { break }
        run.cancel()
        return await run.value
    }

    @Test func `is asked to end, and heard until it has`() async {
        let said = Mutex<[String]>([])
        let exit = await Self.cancelled(
            "trap 'echo last >&2; echo words >&2; exit 2' TERM; echo ready >&2;"
                + " while :; do :; done"
        ) { line in said.withLock { $0.append(line) } }
        #expect(exit.status == 2)
        #expect(said.withLock { $0 } == ["ready", "last", "words"])
    }

    @Test func `is killed when it does not end although it was asked`() async {
        let exit = await Self.cancelled("trap '' TERM; echo ready >&2; while :; do :; done")
        #expect(exit.signal == SIGKILL)
    }
}
