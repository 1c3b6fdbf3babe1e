import Logging
import Synchronization
import Testing

@testable import Service

@Suite struct `The program's log` {
    private static func logged(
        isReadByJournal: Bool, _ write: (Logger) -> Void
    ) -> [String] {
        let lines = Sink()
        write(
            Logger(label: "") { _ in
                ProgramLog(isReadByJournal: isReadByJournal) { line in
                    lines.all.withLock { $0.append(line) }
                }
            })
        return lines.all.withLock { $0 }
    }

    private final class Sink: Sendable {
        let all = Mutex<[String]>([])
    }

    @Test func `begins with the level where the journal reads it`() {
        let lines = Self.logged(isReadByJournal: true) { log in
            log.error("no")
            log.warning("perhaps")
            log.notice("look")
            log.info("yes")
        }
        #expect(lines == ["<3>no", "<4>perhaps", "<5>look", "<6>yes"])
    }

    @Test func `shows facts behind the message, in their order`() {
        let lines = Self.logged(isReadByJournal: false) { log in
            log.info(
                "run ended", metadata: ["seconds": "3", "outcome": "done", "why": "two words"])
        }
        #expect(lines == ["run ended outcome=done seconds=3 why=\"two words\""])
    }

    @Test func `is one line, whatever the facts hold`() {
        let lines = Self.logged(isReadByJournal: true) { log in
            log.info("a", metadata: ["b": "c\n<3>d"])
        }
        #expect(lines == ["<6>a b=\"c <3>d\""])
    }

    @Test(arguments: [
        ("a.csv:3:1: error: no; yes", "<3>"), ("error: stopped", "<3>"),
        ("A.swift:1: Fatal error: failed", "<3>"), ("a: warning: b", "<4>"),
        ("3 events were completed", "<6>"),
    ])
    func `knows how grave a line is by its words`(_ line: String, _ level: String) {
        #expect(ProgramLog.line(line, isReadByJournal: true) == level + line)
        #expect(ProgramLog.line(line, isReadByJournal: false) == line)
    }
}
