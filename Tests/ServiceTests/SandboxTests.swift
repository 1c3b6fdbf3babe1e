import Testing

@testable import Service

@Suite struct `A check of the service's sandbox` {
    private static let introduction =
        "these lines let the service in; put them into `sudo systemctl edit doisoat` (of a timer:"
        + " doisoat-reconcile), then `sudo systemctl restart doisoat`:"

    private static func notes(
        state: String = "/var/lib/doisoat", alerts: String = "/var/log/doisoat",
        inbox: String = "/var/spool/doisoat/motcua", dropIns: [String] = [],
        isInstalled: Bool = true
    ) throws -> [String] {
        let installation = try Installation.small()
        try installation.replace("path: inbox/motcua/", "path: \(inbox)/", in: "doisoat.yaml")
        var settings = try installation.settings()
        settings.stateDirectory = state
        settings.alertDirectory = alerts
        settings.feeds.removeAll { $0.id != "motcua" }
        var check = SandboxCheck()
        check.isInstalled = isInstalled
        check.dropIns = dropIns
        return check.notes(settings)
    }

    @Test(arguments: ["/var/spool/doisoat/motcua", "/srv/inbox", "/mnt/share", "/homes", "/tmpx"])
    func `notes nothing where the unit lets the service in`(_ inbox: String) throws {
        #expect(try Self.notes(inbox: inbox).isEmpty)
    }

    @Test func `prints the drop-in for directories of the site's own`() throws {
        let notes = try Self.notes(state: "/srv/doisoat/state", alerts: "/srv/Đối Soát/100%")
        #expect(
            notes == [
                "state_directory /srv/doisoat/state: note: the service may write to"
                    + " /var/lib/doisoat and /var/log/doisoat only",
                "alert_directory /srv/Đối Soát/100%: note: the service may write to"
                    + " /var/lib/doisoat and /var/log/doisoat only",
                Self.introduction, "    [Service]", "    ReadWritePaths=/srv/doisoat/state",
                #"    ReadWritePaths="/srv/Đối Soát/100%%""#,
            ])
    }

    @Test(arguments: ["/home/giao/motcua", "/root/motcua", "/run/user/1000/motcua"])
    func `prints the drop-in for an inbox in a home`(_ inbox: String) throws {
        #expect(
            try Self.notes(inbox: inbox) == [
                "feed motcua \(inbox): note: the service sees no homes",
                Self.introduction, "    [Service]", "    ProtectHome=tmpfs",
                "    BindReadOnlyPaths=\(inbox)",
            ])
    }

    @Test func `prints a drop-in that lets it write in a home`() throws {
        #expect(
            try Self.notes(alerts: "/home/alerts").suffix(2) == [
                "    ProtectHome=tmpfs", "    BindPaths=/home/alerts",
            ])
    }

    @Test(arguments: ["/tmp", "/var/tmp/motcua"])
    func `has no drop-in for a temporary folder`(_ inbox: String) throws {
        #expect(
            try Self.notes(inbox: inbox) == [
                "feed motcua \(inbox): note: the service has temporary folders of its own and sees"
                    + " nothing here; name another"
            ])
    }

    @Test(arguments: [
        "ReadWritePaths=/data -/srv", #"ReadWritePaths="/srv/doi soat""#,
    ])
    func `is content once a drop-in lets the service write`(_ dropIn: String) throws {
        #expect(try Self.notes(state: "/srv/doi soat", dropIns: [dropIn]).isEmpty)
    }

    @Test(arguments: [
        ["ProtectHome=tmpfs", "BindReadOnlyPaths=/home/giao:/home/giao"],
        ["ProtectHome=read-only"], ["ProtectHome=no"],
    ])
    func `is content once a drop-in shows the inbox`(_ dropIns: [String]) throws {
        #expect(try Self.notes(inbox: "/home/giao/motcua", dropIns: dropIns).isEmpty)
    }

    @Test func `notes nothing of settings that no unit runs by`() throws {
        #expect(
            try Self.notes(state: "/home/lan/state", inbox: "/tmp", isInstalled: false).isEmpty)
    }
}
