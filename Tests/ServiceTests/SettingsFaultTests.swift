import Facts
import Foundation
import Reconciliation
import Service
import Testing

@Suite struct `Settings with a fault` {
    @Test(arguments: SettingsChange.ofSettings + SettingsChange.ofFeeds + SettingsChange.ofRules)
    func `are refused with its place in the settings`(_ change: SettingsChange) throws {
        let installation = try Installation.small()
        let faults = try faults(installation, change)
        #expect(try faults == [change.fault(in: installation)], "\(faults)")
    }

    @Test(arguments: SettingsChange.ofUnits + SettingsChange.ofCalendar)
    func `are refused with its place in the file they name`(_ change: SettingsChange) throws {
        let installation = try Installation.small()
        let faults = try faults(installation, change)
        #expect(try faults == [change.fault(in: installation)], "\(faults)")
    }

    @Test(arguments: [
        ("settle_seconds: 0", "settle_seconds: [0", ":7:6: error: "),
        ("settle_seconds: 0", "settle_seconds: \"0", ":11:19: error: "),
        ("settle_seconds: 0", "\tsettle_seconds: 0", ":6:1: error: "),
        ("settle_seconds: 0", "settle_seconds: 0: 1", ":6:18: error: "),
        (
            "settle_seconds: 0", "units: units.yaml",
            ":2:1: error: key `units` stands twice in one mapping; keep one of them"
        ),
    ])
    func `that are no YAML are refused where that shows`(
        _ old: String, _ new: String, _ message: String
    ) throws {
        let installation = try Installation.small()
        try installation.replace(old, new, in: "doisoat.yaml")
        let faults = try faults(installation)
        #expect(faults.count == 1)
        #expect(
            faults.first?.hasPrefix("\(installation.path)/doisoat.yaml\(message)") == true,
            "\(faults)")
    }

    @Test(arguments: [
        ("\n", "error: the file is empty; begin with `version: 1`"),
        ("# nichts\n", "error: the file is empty; begin with `version: 1`"),
        ("- a\n", ":1:1: error: the settings should be a mapping; write `key: value` lines there"),
    ])
    func `that say nothing are refused`(_ text: String, _ message: String) throws {
        let installation = try Installation.small()
        try installation.write(text, "doisoat.yaml")
        let fault = try faults(installation).first
        #expect(fault?.hasPrefix("\(installation.path)/doisoat.yaml") == true)
        #expect(fault?.hasSuffix(message) == true, "\(fault ?? "")")
    }

    @Test func `that are no UTF-8 are refused as a whole`() throws {
        let installation = try Installation.small()
        try installation.write(Data([0x76, 0xE9, 0x0A]), "doisoat.yaml")
        let path = installation.path
        #expect(
            try faults(installation)
                == ["\(path)/doisoat.yaml: error: the file is not UTF-8; save it as UTF-8"])
    }

    @Test func `that are not there are refused as a whole`() throws {
        let installation = try Installation()
        let fault = try faults(installation).first
        #expect(
            fault?.hasPrefix("\(installation.path)/doisoat.yaml: error: the file cannot be read; ")
                == true)
    }

    @Test func `tell all their faults together, in all their files`() throws {
        let changes = [
            SettingsChange.ofSettings[0], .ofFeeds[0], .ofRules[0], .ofUnits[0], .ofCalendar[0],
        ]
        let installation = try Installation.small()
        for change in changes { try change.make(in: installation) }
        let expected = try changes.map { try $0.fault(in: installation) }
        #expect(try Set(faults(installation)) == Set(expected))
    }

    private func faults(
        _ installation: Installation, _ change: SettingsChange? = nil
    ) throws -> [String] {
        try change?.make(in: installation)
        do {
            _ = try installation.settings()
            return []
        } catch let refusal as SettingsRefusal {
            return refusal.faults.map(\.description)
        }
    }
}

@Suite struct `Settings without a fault` {
    @Test func `have the values that are usual`() throws {
        let settings = try Installation.small().settings()
        #expect(settings.language == .vi)
        #expect(settings.groupAbove == 20)
        #expect(settings.rulesOn.count == RuleCatalogue.rules.count)
    }

    @Test func `are relative to their own folder`() throws {
        let installation = try Installation.small()
        let settings = try installation.settings()
        #expect(settings.stateDirectory == installation.path + "/state")
        #expect(settings.alertDirectory == installation.path + "/alerts")
        #expect(settings.feeds.first?.path.folder == installation.path + "/inbox/motcua")
    }

    @Test func `take directories from systemd where they name none`() throws {
        let installation = try Installation.small()
        try installation.replace("state_directory: state\n", "", in: "doisoat.yaml")
        try installation.replace("alert_directory: alerts\n", "", in: "doisoat.yaml")
        let path = installation.path + "/doisoat.yaml"
        let under = try Settings.load(
            path: path, environment: ["STATE_DIRECTORY": "/a:/b", "LOGS_DIRECTORY": "/c"])
        #expect([under.stateDirectory, under.alertDirectory] == ["/a", "/c"])
        let alone = try Settings.load(path: path, environment: [:])
        #expect(
            [alone.stateDirectory, alone.alertDirectory]
                == ["/var/lib/doisoat", "/var/log/doisoat"])
    }

    @Test(arguments: ["off", "\"off\"", "'off'"])
    func `read a word as it is written`(_ word: String) throws {
        let installation = try Installation.small()
        try installation.write(
            SmallDistrict.settings + "rules: {DOS-08: \(word)}\n", "doisoat.yaml")
        #expect(try installation.settings().rules["DOS-08"]?.isOn == false)
    }

    @Test func `keep the zeros of a number`() throws {
        let installation = try Installation.small()
        try installation.write(SmallDistrict.settings + "closed: [0019, 2020]\n", "doisoat.yaml")
        #expect(try installation.settings().closedParts == ["0019", "2020"])
    }

    @Test func `change their digest with any of their files`() throws {
        let installation = try Installation.small()
        var digests: Set = [try installation.settings().digest]
        for name in ["doisoat.yaml", "units.yaml", "calendar.yaml"] {
            try installation.write(installation.text(name) + "# mới\n", name)
            digests.insert(try installation.settings().digest)
        }
        #expect(digests.count == 4)
    }
}
