import Facts
import Glibc
import Testing

@testable import Service

@Suite struct `A command of another user` {
    private static let command = TypedCommand(
        arguments: ["doisoat", "reconcile", "--as-of", "2021-07-28T06:30:00+07:00"],
        environment: [:])

    private static func ownership(
        state: uid_t?, alerts: uid_t?, isWritable: Bool = false, user: uid_t
    ) -> Ownership {
        Ownership(
            state: .init(path: "/var/lib/doisoat", owner: state),
            alerts: .init(path: "/var/log/doisoat", owner: alerts, isWritable: isWritable),
            user: user)
    }

    @Test func `is told the line to type`() {
        let fault = StateFault.notOwner(directory: "/var/lib/doisoat", owner: "doisoat")
        #expect(
            fault.text(of: Self.command)
                == "/var/lib/doisoat: error: it belongs to `doisoat`; run this as that user:"
                + " sudo -u doisoat doisoat reconcile --as-of 2021-07-28T06:30:00+07:00")
    }

    @Test(arguments: [
        (["doisoat", "purge"], "sudo -u lan doisoat purge"),
        (["/opt/bin/doisoat", "purge"], "sudo -u lan /opt/bin/doisoat purge"),
        (["doisoat", "a b", "it's", ""], #"sudo -u lan doisoat 'a b' 'it'\''s' ''"#),
        (["doisoat", "$HOME", "#1", "Đ"], "sudo -u lan doisoat '$HOME' '#1' 'Đ'"),
    ])
    func `is told it as a shell reads it`(_ arguments: [String], _ line: String) {
        #expect(TypedCommand(arguments: arguments, environment: [:]).line(as: "lan") == line)
    }

    @Test(arguments: [
        ([], " --config /etc/d.yaml"), (["--config", "x"], " --config x"),
        (["--config=x"], " --config=x"),
    ])
    func `is told the settings that only the environment named`(
        _ options: [String], _ end: String
    ) {
        let command = TypedCommand(
            arguments: ["doisoat", "purge"] + options,
            environment: ["DOISOAT_CONFIG": "/etc/d.yaml"])
        #expect(command.line(as: "lan") == "sudo -u lan doisoat purge" + end)
    }

    @Test(arguments: [0, 1000])
    func `is refused, root's too`(_ user: uid_t) {
        let fault = Self.ownership(state: 4242, alerts: nil, user: user).fault
        #expect(fault == .notOwner(directory: "/var/lib/doisoat", owner: "#4242"))
    }

    @Test(arguments: [(0, true), (1000, false)])
    func `is refused where only the alert directory is another's`(
        _ user: uid_t, _ isWritable: Bool
    ) {
        let fault = Self.ownership(
            state: nil, alerts: 4242, isWritable: isWritable, user: user
        ).fault
        #expect(fault == .notOwner(directory: "/var/log/doisoat", owner: "#4242"))
    }

    @Test func `is not sent to root for an alert directory that root made`() {
        #expect(
            Self.ownership(state: nil, alerts: 0, user: 1000).fault
                == .notWritable("/var/log/doisoat", EACCES))
    }

    @Test func `is refused where the two directories belong to two users`() {
        let fault = Self.ownership(state: 0, alerts: 4242, isWritable: true, user: 0).fault
        #expect(
            fault?.text(of: Self.command)
                == "/var/log/doisoat: error: it belongs to `#4242`, but /var/lib/doisoat to `root`;"
                + " give both to the user that the service runs as:"
                + " sudo chown -R USER /var/lib/doisoat /var/log/doisoat")
    }

    @Test func `may write where its owner lets it`() {
        let ownership = Self.ownership(state: 1000, alerts: 4242, isWritable: true, user: 1000)
        #expect(ownership.fault == nil)
    }

    @Test func `may begin where nothing is yet`() {
        #expect(Self.ownership(state: nil, alerts: nil, user: 1000).fault == nil)
    }
}

@Suite struct `A check of directories and groups` {
    private static func settings() -> Settings {
        var settings = Settings()
        settings.alertGroup = "motcua"
        settings.units = UnitRegistry([
            Unit(key: "IALE", level: .commune, name: "Xã Ia Le", group: "ia-le"),
            Unit(key: "IABLU", level: .commune, name: "Xã Ia Blứ", group: "motcua"),
            Unit(key: "IAHLA", level: .commune, name: "Xã Ia Hla"),
        ])
        return settings
    }

    private static func check(_ change: (inout AccessCheck) -> Void = { _ in }) -> [String] {
        let own = AccessCheck.Status(owner: 900, group: 900, mode: 0o700)
        var check = AccessCheck(
            user: .init(id: 900, name: "doisoat", groups: [900, 50, 51]),
            state: .init(path: "/lib", status: own),
            alerts: .init(path: "/log", status: .init(owner: 900, group: 900, mode: 0o751)),
            groupIDs: ["motcua": 50, "ia-le": 51])
        change(&check)
        return check.troubles(settings())
    }

    @Test func `finds nothing where all is in order`() {
        #expect(Self.check().isEmpty)
    }

    @Test func `tells how a group that is missing is made`() {
        #expect(
            Self.check { $0.groupIDs["motcua"] = nil } == [
                "alert_group, unit IABLU: error: there is no group `motcua`, so that its people"
                    + " cannot read their files; make it:"
                    + " sudo groupadd motcua && sudo usermod -aG motcua doisoat"
            ])
    }

    @Test func `tells how the service's user becomes a member`() {
        #expect(
            Self.check { $0.user.groups = [900, 50] } == [
                "unit IALE: error: `doisoat`, as whom the service runs, is no member of group"
                    + " `ia-le` and cannot give it files; add it:"
                    + " sudo usermod -aG ia-le doisoat"
            ])
    }

    @Test func `tells how what was made before the group is given to it`() {
        #expect(
            Self.check { $0.notGiven = ["motcua": ["/log/alerts.log", "/log/lists"]] } == [
                "alert_group, unit IABLU: error: files were made before they could be given to"
                    + " group `motcua`; give them: sudo chgrp -R motcua /log/alerts.log /log/lists"
            ])
    }

    @Test func `tells which people cannot pass through the alert directory`() {
        #expect(
            Self.check { $0.alerts.status = .init(owner: 900, group: 50, mode: 0o750) } == [
                "alert_directory /log: error: the people of `ia-le` cannot pass through it to"
                    + " their files; sudo chmod o+x /log"
            ])
    }

    @Test func `asks root for no membership`() {
        let lines = Self.check { check in
            check.user = .init(id: 0, name: "root")
            check.groupIDs["ia-le"] = nil
        }
        #expect(
            lines == [
                "unit IALE: error: there is no group `ia-le`, so that its people cannot read"
                    + " their files; make it: sudo groupadd ia-le"
            ])
    }

    @Test func `tells that a directory cannot be made`() {
        let lines = Self.check { check in
            check.state.status = nil
            check.state.above = .init(owner: 0, group: 0, mode: 0o755)
        }
        #expect(
            lines == [
                "state_directory /lib: error: it is not there, and `doisoat` may not make it;"
                    + " make it: sudo install -d -m 700 -o doisoat /lib"
            ])
    }

    @Test func `is content with a directory that the first run can make`() {
        let lines = Self.check { check in
            check.state.status = nil
            check.state.above = .init(owner: 0, group: 51, mode: 0o775)
        }
        #expect(lines.isEmpty)
    }

    @Test(arguments: [
        (900, 0o500, "sudo chmod u+rwx /log"), (0, 0o755, "sudo chown doisoat /log"),
    ])
    func `tells that a directory may not be written`(
        _ owner: uid_t, _ mode: mode_t, _ remedy: String
    ) {
        #expect(
            Self.check { $0.alerts.status = .init(owner: owner, group: 0, mode: mode | 1) } == [
                "alert_directory /log: error: `doisoat`, as whom the service runs, may not write"
                    + " to it; \(remedy)"
            ])
    }

    @Test func `tells that a file system is read-only`() {
        #expect(
            Self.check { $0.alerts.status?.isReadOnly = true } == [
                "alert_directory /log: error: it lies on a file system that is read-only;"
                    + " mount it for writing, or name another folder"
            ])
    }
}
