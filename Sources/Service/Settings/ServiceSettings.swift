/// What only the long-running service asks for: when it looks, when it reconciles and how much a run
/// may take.
package struct ServiceSettings: Hashable, Sendable {
    /// How often it looks into the inbox.
    package var pollIntervalSeconds = 60
    /// For how long no feed may have had news before a run takes them.
    package var quietSeconds = 300
    /// The times of day of a run besides, in their order; at least one, because a day that passes
    /// makes work late without any export.
    package var reconcileAt = ["06:30", "13:00"].compactMap(TimeOfDay.init)
    package var runLimits = RunLimits()
}

/// How much one run may take before the service ends it.
package struct RunLimits: Hashable, Sendable {
    /// By the clock on the wall: a million dossiers take half a minute.
    package var minutes = 30
    /// Of memory, in units of 1,048,576 bytes: a million dossiers take under 500.
    package var megabytes = 4096
}
