package import Facts

/// An export seen at a path at a time, and whether it was taken.
package struct Delivery: Hashable, Sendable {
    package enum State: String, Sendable {
        /// Taken: its facts count.
        case accepted
        /// Not taken: it cannot be read.
        case refused
        /// Not taken until a person says so: too much is missing in it.
        case held
    }

    /// Place in the order of acceptance, from 1; 0 before the journal has recorded it.
    package var order: Int
    package let feed: String
    package var part: String
    package let path: String
    /// Its name as alerts may show it.
    package let file: String
    /// Lower-case hexadecimal; empty only when the file was refused without being read.
    package let sha256: String
    package let size: Int
    package let inode: UInt64
    package let modifiedNanoseconds: Int64
    package let exportedAt: Day?
    package let firstSeen: Instant
    package let state: State
    /// Why it was not taken; nil when accepted.
    package let refusal: Refusal?
    /// Digest of the settings under which it was not taken; other settings may read it.
    package let refusedUnder: String?
    /// How many records it has; nil while nobody has read it.
    package var recordCount: Int?

    package init(
        order: Int = 0, feed: String, part: String, path: String, file: String, sha256: String,
        size: Int, inode: UInt64, modifiedNanoseconds: Int64, exportedAt: Day?, firstSeen: Instant,
        state: State = .accepted, refusal: Refusal? = nil, refusedUnder: String? = nil,
        recordCount: Int? = nil
    ) {
        self.order = order
        self.feed = feed
        self.part = part
        self.path = path
        self.file = file
        self.sha256 = sha256
        self.size = size
        self.inode = inode
        self.modifiedNanoseconds = modifiedNanoseconds
        self.exportedAt = exportedAt
        self.firstSeen = firstSeen
        self.state = state
        self.refusal = refusal
        self.refusedUnder = refusedUnder
        self.recordCount = recordCount
    }
}
