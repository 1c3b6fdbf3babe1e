import Facts
import Foundation
import Testing

@testable import Service

@Suite struct `Settings that a run is given` {
    private func given(_ district: Installation, _ texts: SettingsTexts) throws -> Settings {
        let encoded = try SettingsTexts(encoded: texts.encoded)
        return try Settings.load(
            path: district.path + "/doisoat.yaml", environment: [:], from: encoded)
    }

    @Test func `are those that were accepted, whatever the files say by then`() throws {
        let district = try Installation.small()
        let accepted = try district.settings()
        for name in ["doisoat.yaml", "units.yaml", "calendar.yaml"] {
            try district.write("not: settings", name)
        }
        let settings = try given(district, accepted.texts)
        #expect(settings.digest == accepted.digest)
        #expect(settings.units.units.map(\.key) == accepted.units.units.map(\.key))
    }

    @Test func `are there although the files are gone`() throws {
        let district = try Installation.small()
        let accepted = try district.settings()
        for name in ["doisoat.yaml", "units.yaml", "calendar.yaml"] { try district.remove(name) }
        #expect(try given(district, accepted.texts).digest == accepted.digest)
    }

    @Test func `are refused when a file that they name was not given`() throws {
        let district = try Installation.small()
        #expect(throws: SettingsRefusal.self) { try given(district, SettingsTexts()) }
    }

    @Test func `tell where the published files are although they have a fault`() throws {
        let district = try Installation.small()
        let sound = try district.settings()
        try district.write(
            try district.text("doisoat.yaml") + "\nunknown_key: 1\n", "doisoat.yaml")
        let (settings, faults) = Settings.asFarAsSound(
            path: district.path + "/doisoat.yaml", environment: [:])
        #expect(settings.alertDirectory == sound.alertDirectory && faults.count == 1)
    }

    @Test func `tell the usual directory when nothing of them can be read`() throws {
        let district = try Installation()
        let (settings, faults) = Settings.asFarAsSound(
            path: district.path + "/doisoat.yaml", environment: ["LOGS_DIRECTORY": "/logs"])
        #expect(settings.alertDirectory == "/logs" && faults.count == 1)
    }
}
