import AlertJournal
import DistrictSample
import Facts
import Foundation
import Reconciliation
import Service
import Testing

/// The sample district with what identifies people planted into all its exports, reconciled on two
/// days: on the second some records have changed or are gone, and some exports are not taken.
final class PlantedDistrict {
    let installation: Installation
    private let isPlanted: Bool
    private let firstDay: [String: String]
    private var said: [String: String] = [:]

    /// - Parameter isPlanted: else the same two days with the sample as it is.
    init(isPlanted: Bool = true) throws {
        self.isPlanted = isPlanted
        installation = try Installation.copy(of: Installation.sampleFiles(dossiers: 400))
        let settings = "doisoat.yaml"
        try installation.replace(
            "{name: TenTepDinhKem, size: DungLuong}",
            "{name: TenTepDinhKem, size: DungLuong, path: TenTepDinhKem, sha256: IsDeleted}",
            in: settings)
        firstDay = try installation.files(below: "inbox").mapValues {
            String(decoding: $0, as: UTF8.self)
        }
        try installation.remove("inbox")
    }

    /// What it says to people and programs who ask, by the name of the question.
    ///
    /// A command or a report that is new gets a line here; what is written into files below the
    /// state or the alert directory is looked at without one.
    private func answers(_ report: RunReport) async throws -> [String: String] {
        let settings = try installation.settings()
        let published = PublishedAlerts(directory: settings.alertDirectory)
        let list = AlertList(
            try published.alerts(.init(unit: nil, rule: nil, state: .all, minimum: nil)),
            language: settings.language, units: settings.units)
        let held = HeldExports(settings: settings)
        let told = report.troubles.joined().firstMatch(of: /--accept ([0-9a-f]+)/)?.1 ?? ""
        return [
            "check": SettingsCheck(settings, AccessCheck(of: settings)).text,
            "check --accept of none": await Self.words {
                try await held.accept("abc", at: .end) { _ in }
            },
            "check --accept": await Self.words {
                try await held.accept("\(told)", at: .end) { _ in }
            },
            "alerts as text": list.text, "alerts as json": list.json, "alerts as csv": list.csv,
            "alerts show": try pages(settings),
            "alerts ack": await Self.words { try await self.acknowledge(settings) },
            "purge": await Self.words {
                try await Retention(settings: settings).apply(at: .end) { _ in }.text
            },
        ]
    }

    /// The pages of one alert in ten, as text and as JSON.
    private func pages(_ settings: Settings) throws -> String {
        let reader = AlertHistoryReader(directory: settings.alertDirectory)
        let numbers = stride(from: 1, through: try installation.openAlerts().count, by: 10)
        return try numbers.compactMap { number in
            try reader.history(of: .alert(number)).map {
                let page = AlertPage($0, settings: settings, at: .end, command: "doisoat")
                return page.text + page.json
            }
        }
        .joined(separator: "\n")
    }

    private func acknowledge(_ settings: Settings) async throws -> String {
        let request = AnswerRequest(
            kind: .acknowledgement, by: "van-thu", note: "đã kiểm tra", until: nil, at: .end)
        return try await Answering(settings: settings).answer([.alert(1)], request) { _ in }
    }

    func reconcileOnTwoDays() async throws {
        try deliver(firstDay, PersonalPlanting())
        try await reconcile(.firstMorning)
        let settings = "doisoat.yaml"
        try installation.replace("version: 1", "version: 1\nlanguage: en", in: settings)
        try installation.write(installation.text(settings) + OddExports.feeds, settings)
        let secondDay = Dictionary(
            uniqueKeysWithValues: firstDay.map { path, text in
                let name = path.replacing("20210728", with: "20210729")
                return (name, Self.nextDay(of: text, in: name))
            })
        try deliver(secondDay, PersonalPlanting(from: 7))
        for (path, text) in OddExports.texts(isPlanted: isPlanted) {
            try installation.write(text, "inbox/\(path)")
        }
        try await reconcile(.end)
    }

    /// Everything it wrote but the archive, and everything it said, by name.
    func everythingTold() throws -> [String: Data] {
        let files = try installation.files().filter { name, _ in
            name.hasPrefix("state/") && !name.hasPrefix("state/archive/")
                || name.hasPrefix("alerts/")
        }
        return files.merging(said.mapValues { Data($0.utf8) }) { $1 }
    }

    private func reconcile(_ instant: Instant) async throws {
        let day = instant.iso
        try await note(installation.run(instant, isDryRun: true), as: "dry run on \(day)")
        let report = try await installation.run(instant)
        note(report, as: "run on \(day)")
        said["talk"] = installation.talk.joined(separator: "\n")
        for (question, answer) in try await answers(report) {
            said["\(question) on \(day)"] = answer
        }
        // The names of what it wrote tell something, too.
        said["names of files on \(day)"] = try installation.files().keys
            .filter { !$0.hasPrefix("inbox/") }.joined(separator: "\n")
    }

    private func note(_ report: RunReport, as what: String) {
        said["text of \(what)"] = report.text
        said["json of \(what)"] = report.json
        said["troubles of \(what)"] = report.troubles.joined(separator: "\n")
        said["warnings of \(what)"] = report.warnings.joined(separator: "\n")
    }

    private func deliver(_ exports: [String: String], _ planting: PersonalPlanting) throws {
        var planting = planting
        for (path, text) in exports.sorted(by: { $0.key < $1.key }) {
            let folder = (path as NSString).deletingLastPathComponent
            let name = (path as NSString).lastPathComponent
            let export = isPlanted ? planting.plant(text, as: name) : (name, text)
            try installation.write(export.1, "\(folder)/\(export.0)")
        }
    }

    /// An answer, or why there is none.
    private static func words(_ ask: () async throws -> String) async -> String {
        do { return try await ask() } catch { return "\(error)" }
    }
}

extension PlantedDistrict {
    /// The same export a day later: what was unsigned is signed, terms were put off, the last
    /// record is gone, and of the district's documents too many are.
    private static func nextDay(of text: String, in name: String) -> String {
        var text = text.replacing("Chưa ký;không", with: "Ký số;có")
            .replacing("<NgayHenTra>202107", with: "<NgayHenTra>202106")
        if name.contains("qlvb-huyen"), let middle = text.range(of: "<VanBan", options: .backwards)
        {
            let half = text.index(text.startIndex, offsetBy: text.count / 2)
            let cut = text.range(of: "<VanBan", range: half..<middle.upperBound) ?? middle
            return text[..<cut.lowerBound] + "</SoVanBan>\n"
        }
        if name.contains("so-giay/nhon-hoa") {
            let lines = text.split(separator: "\n")
            text = lines.dropLast().joined(separator: "\n") + "\n"
        }
        return text
    }
}

extension Instant {
    /// The second day, some hours later, so that terms have run out.
    fileprivate static let end = Instant.firstMorning.adding(hours: 30)
}
