import Facts
import Ingest
import Reconciliation

/// What `doisoat check` says of settings that were accepted.
///
/// Of the newest export of each feed it looks at the beginning, to say whether its mapping fits.
package struct SettingsCheck {
    /// Feeds whose folder cannot be looked into, directories that cannot be written, and groups
    /// that cannot be given their files: a run goes on without the groups, but their people are
    /// blind.
    package let troubles: [String]
    package let text: String

    package init(
        _ settings: Settings, _ access: AccessCheck, _ sandbox: SandboxCheck = SandboxCheck()
    ) {
        var troubles: [String] = []
        var lines = [
            "settings: sound",
            "units: \(settings.units.units.count)",
            "rules: \(settings.rulesOn.count) on of \(RuleCatalogue.rules.count)",
        ]
        for feed in settings.feeds {
            do {
                let exports = try Inbox.exports(of: feed.path)
                let guide = FeedGuide(feed, exports, units: settings.units)
                lines.append(
                    "feed \(feed.id): \(feed.mapping.holds.rawValue), \(exports.count) file(s) in"
                        + " the inbox" + guide.verdict)
                lines += guide.advice
            } catch {
                troubles.append(error.description)
                lines.append("feed \(feed.id): \(error.description)")
            }
        }
        let unwritable = access.troubles(settings)
        troubles += unwritable
        lines += unwritable
        lines += sandbox.notes(settings)
        let held = Set(settings.feeds.map(\.mapping.holds))
        for rule in settings.rulesOn {
            let missing = rule.needs.map(\.holds).filter { !held.contains($0) }
            guard let holds = missing.first else { continue }
            lines.append(
                "rule \(rule.id): cannot check all it should: no feed holds \(holds.rawValue)")
        }
        for key in settings.notYetUsed {
            lines.append("setting \(key): understood, not used by this version")
        }
        self.troubles = troubles
        text = lines.joined(separator: "\n")
    }
}
