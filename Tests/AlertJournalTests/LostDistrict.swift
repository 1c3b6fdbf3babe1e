import Facts
import Foundation

@testable import AlertJournal
@testable import Reconciliation

/// A district of some runs, whose journal is going to be lost.
enum LostDistrict {
    static let weekly = Rotation(everyDays: 7)

    static func scene(_ day: String, _ subjects: String...) -> Scene {
        Scene(
            subjects.map { subject in
                Scene.Sketch(subject).with { if subject.hasPrefix("K") { $0.unit = "IABLU" } }
            }
        ).with {
            $0.instant = Scene.instant("2021-\(day)T06:30:00+07:00")
            $0.standings = ["H9": .inputsMissing]
        }
    }

    /// H9 is stale from the second on, H1 ends and begins again, H3 ends.
    static let scenes = [
        scene("07-01", "H1", "H2", "H3", "H9", "K1"),
        scene("07-05", "H2", "H3", "K1"),
        scene("07-08", "H1", "H2", "H3", "K1", "K2", "K3", "K4", "K5"),
        scene("07-16", "H1", "H2", "K1", "K2", "K3", "K4", "K5").with {
            $0.findings[1].due = "2021-07-19"
        },
    ]
    static let next = scene("07-30", "H2", "H3", "H4", "K1").with {
        $0.findings[0].due = "2021-07-19"
    }

    static func make(_ rotation: Rotation = Rotation()) throws -> District {
        let district = try District()
        district.rotation = rotation
        for scene in scenes { try district.reconcile(scene) }
        return district
    }
}

extension District {
    /// Rebuilds the journal, after it was lost, as a new process would.
    @discardableResult
    func rebuild(losing: Bool = true) throws -> RestoredJournal {
        if losing { try? FileManager.default.removeItem(atPath: journalPath) }
        let rebuild = JournalRebuild(
            path: journalPath, files: files(),
            telling: ["APO-01": ["due_on"], "DOC-01": ["due_on"]], holds: [:],
            part: { feed, _ in feed == "motcua" ? "2021" : "" })
        let restored = try rebuild.perform(at: Scene.instant("2021-09-01T06:30:00+07:00"))
        try restart()
        return restored
    }
}
