import Yams

/// Reads what only the long-running service asks for (design §4).
struct ServiceSettingsReader {
    let reader: YAMLReader

    static let keys = ["poll_interval_seconds", "quiet_seconds", "reconcile_at", "run_limits"]

    func settings(_ values: [String: Node]) -> ServiceSettings {
        var settings = ServiceSettings()
        settings.pollIntervalSeconds =
            reader.count(
                values["poll_interval_seconds"], "poll_interval_seconds", atLeast: 1,
                atMost: 86_400) ?? settings.pollIntervalSeconds
        settings.quietSeconds =
            reader.count(values["quiet_seconds"], "quiet_seconds", atMost: 86_400)
            ?? settings.quietSeconds
        settings.reconcileAt = times(values["reconcile_at"]) ?? settings.reconcileAt
        if let node = values["run_limits"] {
            settings.runLimits = limits(node, settings.runLimits)
        }
        return settings
    }

    private func times(_ node: Node?) -> [TimeOfDay]? {
        guard let node else { return nil }
        let texts = reader.placedTexts(node, "reconcile_at")
        if texts.isEmpty, node.sequence != nil {
            reader.fault(
                node,
                "`reconcile_at` has no time: a day that passes makes work late without any"
                    + " export", "write at least one, as [\"06:30\"]")
        }
        let times = texts.compactMap { node, text in
            let time = TimeOfDay(text)
            if time == nil {
                reader.fault(node, "`\(text)` is no time of day", "write it as \"06:30\"")
            }
            return time
        }
        return Set(times).sorted()
    }

    private func limits(_ node: Node, _ usual: RunLimits) -> RunLimits {
        let values = reader.mapping(node, known: ["minutes", "megabytes"], in: "`run_limits`")
        // With less there is hardly room for the stacks of its threads.
        return RunLimits(
            minutes: reader.count(values["minutes"], "minutes", atLeast: 1, atMost: 1440)
                ?? usual.minutes,
            megabytes: reader.count(values["megabytes"], "megabytes", atLeast: 256)
                ?? usual.megabytes)
    }
}
