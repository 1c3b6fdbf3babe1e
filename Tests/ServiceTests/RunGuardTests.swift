import AlertJournal
import Facts
import Foundation
import Glibc
import Reconciliation
import Synchronization
import Testing

@testable import Service

@Suite struct `A run that may not begin` {
    @Test(arguments: [false, true])
    func `is one as of an instant before the last run`(_ isDryRun: Bool) async throws {
        let district = try Installation.small()
        _ = try await district.run(.firstMorning.adding(hours: 1))
        let files = try district.alertFiles()
        await #expect(
            throws: ReconcileFault.earlierThanLastRun(.firstMorning.adding(hours: 1))
        ) {
            try await district.run(.firstMorning, isDryRun: isDryRun)
        }
        #expect(try district.alertFiles() == files)
    }

    @Test func `may be as of the very instant of the last run`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        #expect(try await district.run().told.isEmpty)
    }

    @Test func `says the instant and what would do`() {
        #expect(
            ReconcileFault.earlierThanLastRun(.firstMorning).description
                == "error: --as-of is earlier than the last run (2021-07-28T06:30:00+07:00);"
                + " give a later instant")
    }

    @Test func `waits for another run and says whose`() async throws {
        let district = try Installation.small()
        let lock = try HeldLock(in: district)
        let report = try await district.run { line in
            if line == "waiting for process 4242, which is at work on the state directory" {
                lock.release()
            }
        }
        #expect(
            district.talk.first
                == "waiting for process 4242, which is at work on the state directory")
        #expect(report.told.count == 3)
    }

    @Test func `gives up with the other's process after its time`() async throws {
        let district = try Installation.small()
        let lock = try HeldLock(in: district)
        let state = district.path + "/state"
        await #expect(throws: StateFault.locked(state + "/lock", holder: "process 4242")) {
            _ = try await StateLock(stateDirectory: state, seconds: 0) { _ in }
        }
        lock.release()
    }

    @Test func `leaves its own process in the lock`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        #expect(try district.text("state/lock") == "\(getpid())\n")
    }

    @Test func `can be followed by another`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        _ = try await district.run()
        #expect(district.talk.isEmpty)
    }

    @Test func `tells that the state directory cannot be made`() async throws {
        let district = try Installation.small()
        try district.write("a file, not a folder", "state")
        await #expect(throws: StateFault.self) { try await district.run() }
        #expect(!FileManager.default.fileExists(atPath: district.path + "/alerts"))
    }
}

/// The lock of a state directory, held as another process 4242 would hold it.
private final class HeldLock: Sendable {
    private let descriptor: Mutex<CInt>

    init(in district: Installation) throws {
        try district.write("4242\n", "state/lock")
        let descriptor = open(district.path + "/state/lock", O_RDWR | O_CLOEXEC)
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        self.descriptor = Mutex(descriptor)
    }

    func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }

    deinit {
        release()
    }
}

@Suite struct `A dry run` {
    @Test func `writes nothing where nothing is yet`() async throws {
        let district = try Installation.small()
        let before = try district.stamps()
        _ = try await district.run(isDryRun: true)
        #expect(try district.stamps() == before)
    }

    @Test func `writes nothing where there is a state`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(entries: SmallDistrict.entries + ["4 D1 07-06 -"])
        let before = try district.stamps()
        _ = try await district.run(isDryRun: true)
        #expect(try district.stamps() == before)
    }

    @Test func `writes nothing when it refuses an export`() async throws {
        let district = try Installation.small()
        try district.write("<D>", "inbox/motcua/motcua-20210728.xml")
        let before = try district.stamps()
        #expect(try await district.run(isDryRun: true).troubles.count == 1)
        #expect(try district.stamps() == before)
    }

    @Test func `tells what a run would then do`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.deliver(entries: SmallDistrict.entries + ["4 D1 07-06 -"])
        let dry = try await district.run(isDryRun: true)
        let real = try await district.run()
        #expect(dry.told == ["opened PAP-01 IALE:01:4"])
        #expect(real.told == dry.told)
    }

    @Test func `reads what is in force though it is no longer in the inbox`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.remove("inbox/motcua/motcua-20210728.xml")
        let report = try await district.run(isDryRun: true)
        #expect(report.troubles.isEmpty && report.told.isEmpty)
    }

    @Test func `reads what is in force though another file has its name now`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        try district.write("<D>", "inbox/motcua/motcua-20210728.xml")
        let report = try await district.run(isDryRun: true)
        #expect(report.troubles.count == 1)
        #expect(report.told == ["opened ING-01 motcua"])
    }

    @Test func `may look ahead`() async throws {
        let district = try Installation.small()
        let report = try await district.run(
            .firstMorning.adding(hours: 24 * 3650), isDryRun: true)
        #expect(report.told.contains("opened CAL-01 2031"))
    }
}

extension Installation {
    /// Size, inode and times of everything in the folder, folders too.
    fileprivate func stamps() throws -> [String: String] {
        var stamps: [String: String] = [:]
        for name in [""] + (FileManager.default.subpaths(atPath: path) ?? []) {
            var status = stat()
            try #require(lstat("\(path)/\(name)", &status) == 0)
            stamps[name] =
                "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec)."
                + "\(status.st_mtim.tv_nsec) \(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
        }
        return stamps
    }
}
