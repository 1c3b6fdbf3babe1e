import Dispatch
import Foundation
import Glibc
import Testing

@testable import Service

@Suite struct `A look at the inbox` {
    private let district: Installation
    private let poll: InboxPoll

    init() throws {
        district = try Installation.small()
        poll = InboxPoll(try district.settings())
    }

    @Test func `is the same while nothing changes`() {
        #expect(poll.look() == poll.look())
    }

    @Test func `differs when a file has come, and not when it is gone again`() throws {
        let before = poll.look()
        try district.write("x", "inbox/thu/thu-9.csv")
        #expect(poll.look() != before)
        try district.remove("inbox/thu/thu-9.csv")
        #expect(poll.look() == before)
    }

    @Test func `differs when a file has grown`() throws {
        let before = poll.look()
        try district.write("longer than it was", "inbox/thu/thu-1.csv")
        #expect(poll.look() != before)
    }

    @Test func `differs when a file may be read that could not be read before`() throws {
        let file = district.path + "/inbox/thu/thu-1.csv"
        chmod(file, 0o200)
        let before = poll.look()
        chmod(file, 0o640)
        #expect(poll.look() != before)
    }

    @Test func `does not wait for a folder for ever, and asks it no second time meanwhile`() {
        let patience = FolderPatience(seconds: 0)
        let mayAnswer = DispatchSemaphore(value: 0)
        #expect(patience.answer(of: "/share") { mayAnswer.wait() } == nil)
        #expect(patience.answer(of: "/share") { 1 } == nil)
        #expect(patience.answer(of: "/other") { 1 } == 1)
        mayAnswer.signal()
    }

    @Test func `leaves hidden files alone`() throws {
        let before = poll.look()
        try district.write("x", "inbox/thu/.thu-9.csv.part")
        #expect(poll.look() == before)
    }

    @Test func `differs when a folder is gone and is as before when it is back`() throws {
        let before = poll.look()
        let folder = district.path + "/inbox/thu"
        try FileManager.default.moveItem(atPath: folder, toPath: folder + "-away")
        let gone = poll.look()
        #expect(gone != before)
        #expect(poll.look() == gone)
        try FileManager.default.moveItem(atPath: folder + "-away", toPath: folder)
        #expect(poll.look() == before)
    }
}
