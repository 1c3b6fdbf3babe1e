/// How the process of a run ended.
package struct RunExit: Hashable, Sendable {
    /// The process; nil when it could not be begun.
    package var pid: Int?
    /// The exit status; nil when a signal ended it, or when it could not be begun.
    package var status: Int32?
    /// The signal that ended it.
    package var signal: Int32?
    /// Its last line that told an error.
    package var message: String?
    /// Whether what it found stands in the journal and the alert files.
    package var isRecorded: Bool
    /// Whether it used up the memory that it was allowed.
    package var hasUsedUpMemory: Bool
    /// Lines of runs before it that told a trouble which it did not meet.
    package var overcome: [String] = []

    package init(
        status: Int32? = nil, signal: Int32? = nil, message: String? = nil,
        isRecorded: Bool = false, hasUsedUpMemory: Bool = false, overcome: [String] = []
    ) {
        self.status = status
        self.signal = signal
        self.message = message
        self.isRecorded = isRecorded
        self.hasUsedUpMemory = hasUsedUpMemory
        self.overcome = overcome
    }

    /// What came of it.
    ///
    /// - Parameter ending: why the service asked it to end; it may have come to its end all the same.
    func outcome(endedFor ending: ServiceRecord.RunOutcome?) -> ServiceRecord.RunOutcome {
        // Status 2 is also what a run says that was recorded and could not take every export.
        if isRecorded, status != nil { return .done }
        if let ending { return ending }
        return hasUsedUpMemory ? .outOfMemory : .failed
    }
}
