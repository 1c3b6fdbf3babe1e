/// What the service is told, and what it decides.
extension ServiceState {
    package enum Event: Sendable {
        /// Time has passed.
        case tick
        /// What the inbox shows; the answer to `look`.
        case inbox(InboxSight, look: Int)
        /// The process is gone; the answer to `begin`.
        case ended(RunExit)
        /// New settings are in force.
        case settingsTaken(ServiceSettings)
        /// New settings were refused, for these reasons.
        case settingsRefused([String])
        /// The service has to end.
        case stop
    }

    package enum Action: Hashable, Sendable {
        /// Look into the inbox, without waiting for it here.
        case look(Int)
        /// Begin a process, and let it take no more than this.
        case begin(Command, RunLimits)
        /// Ask the process to end, and end it.
        case end
        /// Write the record, which has changed.
        case publish
        /// Show that the service is alive, where no record was written.
        case signOfLife
        /// Tell the watchdog that work goes on.
        case feedWatchdog
        case log(ServiceNews)
        /// Everything has ended.
        case leave
    }

    /// The on-demand command that a child process is.
    package enum Command: String, Hashable, Sendable {
        case reconcile, purge
    }
}
