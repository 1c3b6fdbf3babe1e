package import Facts
import Glibc

/// The only place where clocks are read; everything else gets time as an argument.
package enum SystemClock {
    package static func now() -> Instant {
        Instant(secondsSince1970: nanosecondsSince1970() / 1_000_000_000)
    }

    /// Now by both clocks.
    static func moment() -> Moment { Moment(instant: now(), seconds: monotonicSeconds()) }

    static func nanosecondsSince1970() -> Int64 {
        read(CLOCK_REALTIME)
    }

    /// CPU time that this process has used, user and system, in seconds.
    static func processorSeconds() -> Double {
        Double(read(CLOCK_PROCESS_CPUTIME_ID)) / 1e9
    }

    /// A clock that only goes forward, in seconds.
    static func monotonicSeconds() -> Double {
        Double(read(CLOCK_MONOTONIC)) / 1e9
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
