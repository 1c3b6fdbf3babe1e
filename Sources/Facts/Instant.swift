/// A moment in time, in whole seconds since 1970-01-01T00:00:00Z.
///
/// Viet Nam keeps +07:00 all year, so its local days need no time-zone data base
/// (`time_zone: Asia/Ho_Chi_Minh` in the settings).
public struct Instant: Hashable, Comparable, Sendable {
    public let secondsSince1970: Int64

    /// +07:00 in seconds.
    package static let offsetSeconds: Int64 = 7 * 3600

    @inlinable
    public init(secondsSince1970: Int64) {
        self.secondsSince1970 = secondsSince1970
    }

    /// The moment at which the clocks of Viet Nam show this day and time.
    package init(day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        secondsSince1970 =
            Int64(day.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
            - Self.offsetSeconds
    }

    /// An instant as ISO 8601 with an offset (`2021-07-28T06:30:00+07:00`, `…Z`), or nil.
    ///
    /// A day alone is its first moment in Viet Nam; a time without an offset is Viet Nam's.
    package init?(iso text: some StringProtocol) {
        var copy = String(text)
        let parsed = copy.withUTF8 { InstantParsing.iso($0) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// The local day in Viet Nam: 2021-07-27T17:00:00Z is 28/07/2021.
    @inlinable
    public var localDay: Day {
        let local = secondsSince1970 + 7 * 3600
        return Day(daysSince1970: Int32((local >= 0 ? local : local - 86_399) / 86_400))
    }

    /// Hour, minute and second on the clocks of Viet Nam.
    package var localTime: (hour: Int, minute: Int, second: Int) {
        let local = secondsSince1970 + Self.offsetSeconds
        let seconds = Int(local - Int64(localDay.daysSince1970) * 86_400)
        return (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    /// `2021-07-28T06:30:00+07:00`.
    package var iso: String {
        let (hour, minute, second) = localTime
        return "\(localDay.iso)T\(Day.padded(hour, 2)):\(Day.padded(minute, 2))"
            + ":\(Day.padded(second, 2))+07:00"
    }

    /// `28/07/2021 06:30`.
    package var vietnamese: String {
        let (hour, minute, _) = localTime
        return "\(localDay.vietnamese) \(Day.padded(hour, 2)):\(Day.padded(minute, 2))"
    }
}

extension Instant: CustomStringConvertible {
    public var description: String { iso }
}
