import Foundation
import Glibc
import Testing

@testable import Service

@Suite struct `What systemd is told` {
    /// A socket as systemd has it, in a folder of its own.
    private final class Listener {
        let path: String
        private let descriptor: CInt

        init() throws {
            path =
                FileManager.default.temporaryDirectory
                .appendingPathComponent("notify-\(UUID().uuidString.prefix(8))").path
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            let bound = withUnsafePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try #require(bound == 0)
        }

        deinit {
            close(descriptor)
            unlink(path)
        }

        /// What has come; empty when nothing did.
        func received() -> String {
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }
    }

    @Test func `comes as one datagram`() throws {
        let listener = try Listener()
        let systemd = Systemd(environment: ["NOTIFY_SOCKET": listener.path])
        systemd.tell(.ready, .status("12 cảnh báo đang mở"))
        #expect(listener.received() == "READY=1\nSTATUS=12 cảnh báo đang mở")
        systemd.tell(.alive)
        #expect(listener.received() == "WATCHDOG=1")
        systemd.tell(.stopping)
        #expect(listener.received() == "STOPPING=1")
    }

    @Test func `is one line where a line is meant`() {
        #expect(Systemd.State.status("a\nREADY=0").message == "STATUS=a READY=0")
    }

    @Test(arguments: ["", "/nobody/listens/here", String(repeating: "x", count: 200)])
    func `keeps nobody from working where nobody listens`(_ path: String) {
        Systemd(environment: ["NOTIFY_SOCKET": path]).tell(.ready)
        Systemd(environment: [:]).tell(.ready)
    }

    @Test(arguments: [
        (["WATCHDOG_USEC": "30000000"], 30.0),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], 30),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], nil), ([:], nil),
        (["WATCHDOG_USEC": "soon"], nil),
    ])
    func `is that work goes on, as often as it wants`(
        _ environment: [String: String], _ expected: Double?
    ) {
        #expect(Systemd(environment: environment, processID: 7).watchdogSeconds == expected)
    }
}
