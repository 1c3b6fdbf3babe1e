import AlertJournal
import Facts
import Foundation
import Glibc
import Testing

@testable import Service

@Suite struct `The files of an installation's health` {
    private func files(_ district: Installation) throws -> HealthFiles {
        HealthFiles(try district.settings())
    }

    private func mode(_ name: String, of district: Installation) throws -> mode_t {
        var status = stat()
        try #require(stat("\(district.path)/alerts/\(name)", &status) == 0)
        return status.st_mode & 0o7777
    }

    @Test func `give a record back as it was`() throws {
        let district = try Installation.small()
        let files = try files(district)
        var service = HealthScene.service
        service.settingsRefusedAt = HealthScene.at("08:00")
        service.settingsFaults = ["doisoat.yaml:3:1: error: a fault"]
        service.lastRun?.outcome = .outOfMemory
        #expect(try files.write(service).isEmpty)
        #expect(try files.write(HealthScene.run).isEmpty)
        #expect(try files.service() == service)
        #expect(try files.run() == HealthScene.run)
    }

    @Test func `say in plain words when and what`() throws {
        let district = try Installation.small()
        _ = try files(district).write(HealthScene.service)
        let text = try district.text("alerts/health/service.json")
        for line in [
            #"  "started_at" : "2026-11-23T06:00:00+07:00","#, #"  "process_start" : 99,"#,
            #"    "outcome" : "done","#, #"  "version" : 1"#,
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
        #expect(!text.contains("ended_at\" : null"))
    }

    @Test func `are for the group, but for the metrics, which are for all`() throws {
        let district = try Installation.small()
        let mask = umask(0o077)
        defer { umask(mask) }
        let files = try files(district)
        _ = try files.write(HealthScene.service)
        _ = try files.write(HealthScene.run)
        #expect(try mode("", of: district) == 0o751)
        #expect(try mode("health", of: district) == 0o755)
        #expect(try mode("health/service.json", of: district) == 0o640)
        #expect(try mode("health/run.json", of: district) == 0o640)
        #expect(try mode("health/doisoat.prom", of: district) == 0o644)
    }

    @Test func `leave nothing else, whatever an interrupted one left`() throws {
        let district = try Installation.small()
        try district.write("{", "alerts/health/.run.json.run")
        _ = try files(district).write(HealthScene.run)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: district.path + "/alerts/health")
        #expect(names.sorted() == ["doisoat.prom", "run.json"])
    }

    @Test func `make the metrics of both records`() throws {
        let district = try Installation.small()
        let files = try files(district)
        _ = try files.write(HealthScene.run)
        _ = try files.write(HealthScene.service)
        #expect(
            try district.text("alerts/health/doisoat.prom")
                == HealthMetrics.text(service: HealthScene.service, run: HealthScene.run))
    }

    @Test func `are none before anything was done`() throws {
        let files = try files(try Installation.small())
        #expect(try files.service() == nil)
        #expect(try files.run() == nil)
        #expect(files.lastSignOfService == nil)
    }

    @Test(arguments: [
        "", "{", "[]", "null", "\u{0}\u{0}\u{0}", #"{"version": "1"}"#, #"{"version": 1}"#,
        #"{"version": 1, "pid": 3, "process_start": -1}"#,
    ])
    func `are told when they are torn`(_ text: String) throws {
        let district = try Installation.small()
        try district.write(text, "alerts/health/service.json")
        try district.write(text, "alerts/health/run.json")
        let files = try files(district)
        #expect(throws: HealthFault(.notWhole, path: files.servicePath)) { try files.service() }
        #expect(throws: HealthFault(.notWhole, path: files.runPath)) { try files.run() }
        let signs = try HealthSigns(of: district.settings(), now: HealthScene.now)
        #expect(signs.isServiceTorn && signs.isRunTorn)
    }

    @Test func `are not read when a newer version wrote them`() throws {
        let district = try Installation.small()
        try district.write(#"{"version": 2, "more": []}"#, "alerts/health/run.json")
        let files = try files(district)
        #expect(throws: HealthFault(.newer, path: files.runPath)) { try files.run() }
        #expect(throws: HealthFault.self) {
            try HealthSigns(of: district.settings(), now: HealthScene.now)
        }
    }

    @Test func `are replaced when they were torn`() throws {
        let district = try Installation.small()
        try district.write("{", "alerts/health/service.json")
        let files = try files(district)
        _ = try files.write(HealthScene.service)
        #expect(try files.service() == HealthScene.service)
    }

    @Test func `show the last sign of life by their time`() throws {
        let district = try Installation.small()
        let files = try files(district)
        _ = try files.write(HealthScene.service)
        let old = Date(timeIntervalSince1970: 1_600_000_000)
        try FileManager.default.setAttributes(
            [.modificationDate: old], ofItemAtPath: files.servicePath)
        #expect(files.lastSignOfService == Instant(secondsSince1970: 1_600_000_000))
        _ = files.touchService()
        let sign = try #require(files.lastSignOfService)
        #expect(sign > Instant(iso: "2024-01-01")!)
    }

    @Test func `show whether the service's process is there`() throws {
        let district = try Installation.small()
        let me = try #require(ServiceProcess.current)
        var service = HealthScene.service
        (service.pid, service.processStart) = (me.pid, me.start)
        _ = try files(district).write(service)
        #expect(try HealthSigns(of: district.settings(), now: HealthScene.now).isAlive)
        service.processStart += 1
        _ = try files(district).write(service)
        #expect(try !HealthSigns(of: district.settings(), now: HealthScene.now).isAlive)
    }

    @Test(arguments: [
        (
            HealthFault.Kind.notPermitted(group: "motcua"),
            "run.json: error: you may not read it; be made a member of its group, and log in anew:"
                + " sudo usermod -aG motcua USER"
        ),
        (
            .notPermitted(group: nil),
            "run.json: error: you may not read it; run this as the user that the service runs as,"
                + " or name an alert_group in the settings"
        ),
        (
            .newer,
            "run.json: error: a newer version of this program wrote it; use that version"
        ),
        (
            .system(EIO),
            "run.json: error: it cannot be read (Input/output error);"
                + " check the disk and the folder's permissions"
        ),
    ])
    func `say what would do when they cannot be read`(_ kind: HealthFault.Kind, _ line: String) {
        #expect(HealthFault(kind, path: "run.json").description == line)
    }
}
