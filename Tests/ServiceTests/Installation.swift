import AlertJournal
import DistrictSample
import Facts
import Foundation
import Reconciliation
import Service
import Synchronization
import Testing

/// Settings, inbox, state and alerts in a temporary folder, which goes with it.
final class Installation: Sendable {
    let path: String
    private let said = Mutex<[String]>([])

    /// - Parameter files: texts by their path in the folder.
    init(_ files: [String: String] = [:]) throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("doisoat-\(UUID().uuidString)").path
        try makeFolder("")
        for (name, text) in files { try write(text, name) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// What runs said to people, a line each.
    var talk: [String] { said.withLock { $0 } }

    func settings() throws -> Settings {
        try Settings.load(path: path + "/doisoat.yaml", environment: [:])
    }

    func run(
        _ instant: Instant = .firstMorning, isAskedFor: Bool = true, isDryRun: Bool = false,
        settles: Bool = false, talk: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> RunReport {
        let run = ReconcileRun(
            settings: try settings(), instant: instant, isInstantAskedFor: isAskedFor,
            isDryRun: isDryRun, settles: settles
        ) { [self] line in
            said.withLock { $0.append(line) }
            talk(line)
        }
        return try await run.perform()
    }

    func write(_ text: String, _ name: String) throws {
        try write(Data(text.utf8), name)
    }

    func write(_ data: Data, _ name: String) throws {
        try makeFolder((name as NSString).deletingLastPathComponent)
        try data.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    func data(_ name: String) throws -> Data {
        let file = "\(path)/\(name)"
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        // Foundation leaks a buffer for each empty file that it reads.
        return size == 0 ? Data() : try Data(contentsOf: URL(fileURLWithPath: file))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try data(name), as: UTF8.self)
    }

    /// Puts another text in place of one that stands once in a file.
    func replace(_ old: String, _ new: String, in name: String) throws {
        let text = try text(name)
        try #require(text.components(separatedBy: old).count == 2, "«\(old)» in \(name)")
        try write(text.replacing(old, with: new), name)
    }

    /// The contents of all files below a folder, by path.
    func files(below folder: String = "") throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in FileManager.default.subpaths(atPath: "\(path)/\(folder)") ?? [] {
            var isFolder: ObjCBool = false
            let file = folder.isEmpty ? name : "\(folder)/\(name)"
            _ = FileManager.default.fileExists(atPath: "\(path)/\(file)", isDirectory: &isFolder)
            if !isFolder.boolValue { files[file] = try data(file) }
        }
        return files
    }

    /// The contents of the alert files, by path: without `health/`, which tells times.
    func alertFiles() throws -> [String: Data] {
        try files(below: "alerts").filter { !$0.key.hasPrefix("alerts/health/") }
    }

    /// Each event told in `alerts.jsonl`, as `opened PAP-01 IALE:01:3 IALE`.
    func events(after seq: Int = 0) throws -> [String] {
        try lines(of: "alerts.jsonl").filter { $0.seq > seq }.map {
            "\($0.event) \($0.rule) \($0.subject.id) \($0.unit ?? "-")"
        }
    }

    /// Each open alert, as `PAP-01 IALE:01:3`.
    func openAlerts() throws -> Set<String> {
        Set(try lines(of: "open.jsonl").map { "\($0.rule) \($0.subject.id)" })
    }

    private func lines(of name: String) throws -> [PublishedAlerts.Line] {
        guard FileManager.default.fileExists(atPath: "\(path)/alerts/\(name)") else { return [] }
        return try text("alerts/\(name)").split(separator: "\n").map {
            try JSONDecoder().decode(PublishedAlerts.Line.self, from: Data($0.utf8))
        }
    }
}

extension RunReport {
    /// The events of this run, as `opened PAP-01 IALE:01:3`.
    var told: [String] {
        events.events.map { "\($0.kind.rawValue) \($0.rule) \($0.subject.id)" }
    }

    func state(of rule: String) -> RuleRun.State? {
        evaluation.rules.first { $0.rule.id == rule }?.state
    }
}

extension Instant {
    /// 28 July 2021, 06:30 in Viet Nam.
    static let firstMorning = Instant(iso: "2021-07-28T06:30:00+07:00")!

    func adding(hours: Int64) -> Instant {
        Instant(secondsSince1970: secondsSince1970 + hours * 3600)
    }
}

extension Installation {
    // Arrays: what they hold is found again by a leak detector, what `Data` holds is not.
    private static let sampleOf600 = Result { try sampleFiles(dossiers: 600).mapValues(Array.init) }

    /// The synthetic district with 600 dossiers, made once and copied.
    static func sample() throws -> Installation {
        try copy(of: sampleOf600.get().mapValues { Data($0) })
    }

    static func sampleFiles(dossiers: Int) throws -> [String: Data] {
        let installation = try Installation()
        try DistrictSample(dossiers: dossiers).write(to: installation.path)
        return try installation.files()
    }

    /// - Parameter order: in which the files are made.
    static func copy(
        of files: [String: Data], order: (String, String) -> Bool = { $0 < $1 }
    ) throws -> Installation {
        let installation = try Installation()
        for name in files.keys.sorted(by: order) {
            guard let data = files[name] else { continue }
            try installation.write(data, name)
        }
        return installation
    }
}
